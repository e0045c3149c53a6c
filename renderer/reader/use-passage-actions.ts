import type { RefObject } from 'react';
import { useNavigate } from 'react-router';
import type { Highlight, LabelId, SourceDetail } from '../../shared/domain.ts';
import type { TextPosition } from '../../shared/selectors.ts';
import { quoteInNote } from '../inspector/quote-in-note.ts';
import { choose, chosen } from './chosen.ts';
import {
  createHighlight,
  highlightOf,
  relabelHighlight,
  trashHighlight,
} from './highlight-actions.ts';
import { focusedLeaf, focusText } from './reader-keys.ts';
import { endOf, startOf } from './selection.ts';

/** What a command on a passage is for: text that is no highlight yet, or a highlight. */
type Subject = { positions: TextPosition[] } | { highlight: Highlight };

interface PassageActionsProps {
  source: SourceDetail;
  highlights: readonly Highlight[];
  /** What is selected now, with what was kept for the same highlight. */
  selected: () => TextPosition[];
  caseId: string | undefined;
  column: RefObject<HTMLElement | null>;
  bar: RefObject<HTMLElement | null>;
  /** The selection has become a highlight. */
  onSettled: () => void;
}

interface PassageActions {
  subject: () => Subject | undefined;
  label: (label: LabelId) => Promise<void>;
  comment: () => Promise<void>;
  /** Quotes in a note; in a new one without an id. */
  quote: (noteId: string | undefined) => Promise<void>;
  trash: () => Promise<void>;
}

/** What can be done with the selected text, the chosen highlight or the focused paragraph. */
export function usePassageActions(props: PassageActionsProps): PassageActions {
  const { source, highlights, selected, caseId, column, bar, onSettled } = props;
  const navigate = useNavigate();
  const chosenOne = () => highlights.find(({ id }) => id === chosen.get()?.id);

  const subject = (): Subject | undefined => {
    const positions = selected();
    if (positions.length > 0) {
      const highlight = highlightOf(highlights, positions);
      return highlight === undefined ? { positions } : { highlight };
    }
    const highlight = chosenOne();
    if (highlight !== undefined) return { highlight };
    const leaf = focusedLeaf(column.current);
    if (leaf === null || endOf(leaf) === startOf(leaf)) return undefined;
    return { positions: [{ start: startOf(leaf), end: endOf(leaf) }] };
  };

  /** The highlight that a command is for; made first when the text has none yet. */
  const ensure = async (label: LabelId): Promise<Highlight | undefined> => {
    const found = subject();
    if (found === undefined || 'highlight' in found) return found?.highlight;
    return createHighlight(source.id, found.positions, label);
  };

  const settle = (id: string, editing = false) => {
    // The bar goes away with the selection; the focus in it goes back to the text.
    if (bar.current?.contains(document.activeElement)) focusText(column.current);
    document.getSelection()?.removeAllRanges();
    choose(id, 'new', editing);
    onSettled();
  };

  return {
    subject,
    label: async (id) => {
      const selecting = selected().length > 0;
      const highlight = await ensure(id);
      if (highlight === undefined) return;
      await relabelHighlight(highlight, id);
      if (selecting || chosen.get()?.id !== highlight.id) settle(highlight.id);
    },
    comment: async () => {
      const highlight = await ensure('yellow');
      if (highlight !== undefined) settle(highlight.id, true);
    },
    quote: async (noteId) => {
      const highlight = await ensure('yellow');
      if (highlight === undefined) return;
      settle(highlight.id);
      await quoteInNote(highlight, { noteId, caseId, open: (path) => void navigate(path) });
    },
    trash: async () => {
      const highlight = chosenOne();
      if (highlight !== undefined && (await trashHighlight(highlight))) focusText(column.current);
    },
  };
}
