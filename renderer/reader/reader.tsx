import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { useNavigate } from 'react-router';
import { layoutDocument } from '../../shared/document.ts';
import type { Highlight, Label, LabelId, SourceDetail } from '../../shared/domain.ts';
import { indexSpans } from '../../shared/segments.ts';
import type { TextPosition } from '../../shared/selectors.ts';
import { quoteInNote } from '../inspector/quote-in-note.ts';
import { useStore } from '../ui/store.ts';
import { choose, chosen, unchoose } from './chosen.ts';
import { DocumentView } from './document-view.tsx';
import {
  createHighlight,
  highlightOf,
  relabelHighlight,
  trashHighlight,
} from './highlight-actions.ts';
import { HighlightBar } from './highlight-bar.tsx';
import type { Painting } from './leaf-text.tsx';
import { useQuotableNotes } from './note-menu.tsx';
import { PickMenu, type Pick } from './pick-menu.tsx';
import { focusedLeaf, handleArrow, selectOffsets } from './reader-keys.ts';
import { reveal, scrollerOf } from './scrolling.ts';
import { endOf, leafAround, rangeOf, startOf } from './selection.ts';
import { boxAround, useBarPlace } from './use-bar-place.ts';
import { useFlash } from './use-flash.tsx';
import { useHighlightCommands } from './use-highlight-commands.ts';
import { useReadingPlace } from './use-reading-place.ts';
import { selectedPosition, useTextSelection } from './use-text-selection.ts';
import styles from './document.module.css';

/** Where the address asks to go; `visit` differs each time, so that the same place flashes again. */
export interface Going {
  at: TextPosition | undefined;
  highlightId: string | undefined;
  visit: string;
}

interface ReaderProps {
  source: SourceDetail;
  /** In reading order. */
  highlights: readonly Highlight[];
  labels: readonly Label[];
  caseId: string | undefined;
  going: Going;
}

function marksOf(column: Element | null, id: string): Element[] {
  return [...(column?.querySelectorAll(`[data-highlight="${CSS.escape(id)}"]`) ?? [])];
}

/** The highlights over an element of the text, innermost first. */
function highlightIdsAt(target: EventTarget | null): string[] {
  const ids: string[] = [];
  for (
    let mark = target instanceof Element ? target.closest('[data-highlight]') : null;
    mark !== null;
    mark = mark.parentElement?.closest('[data-highlight]') ?? null
  ) {
    ids.push(mark.getAttribute('data-highlight') ?? '');
  }
  return ids;
}

/** The surface where a source is read and highlighted. */
export function Reader({ source, highlights, labels, caseId, going }: ReaderProps) {
  const page = useRef<HTMLDivElement>(null);
  const column = useRef<HTMLElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();

  const layout = useMemo(() => layoutDocument(source.document), [source.document]);
  const index = useMemo(() => indexSpans(highlights), [highlights]);
  const now = useStore(chosen);
  const current = highlights.find(({ id }) => id === now?.id);
  const chosenId = current?.id;
  const painting = useMemo<Painting>(
    () => ({ labels: new Map(labels.map((label) => [label.id, label])), chosenId }),
    [labels, chosenId],
  );

  const selected = useTextSelection(column, layout.text);
  const [closedFor, setClosedFor] = useState<TextPosition | string>();
  const [pick, setPick] = useState<Pick>();
  const [noteMenuOpen, setNoteMenuOpen] = useState(false);
  const notes = useQuotableNotes(caseId);
  const { flash, boxes } = useFlash({ page, column });
  useReadingPlace(column, source.id, going.at === undefined && going.highlightId === undefined);

  const barFor: TextPosition | string | undefined =
    selected ?? (now?.by === 'text' && !now.editing ? chosenId : undefined);
  const barShown = barFor !== undefined && closedFor !== barFor;
  const target = useCallback(() => {
    if (typeof barFor === 'string') {
      return boxAround(
        marksOf(column.current, barFor).flatMap((mark) => [...mark.getClientRects()]),
      );
    }
    const root = column.current;
    if (barFor === undefined || root === null) return undefined;
    return boxAround(rangeOf(root, barFor)?.getClientRects() ?? []);
  }, [barFor]);
  const place = useBarPlace({ bar, page, target: barShown ? target : undefined });

  // The address asks for a passage or a highlight.
  const { visit, at, highlightId } = going;
  const wanted = useRef<string>(undefined);
  useEffect(() => {
    if (wanted.current === visit) return;
    const asked = highlightId && highlights.find(({ id }) => id === highlightId);
    // The highlights may still be on their way.
    if (highlightId !== undefined && !asked && at === undefined) return;
    wanted.current = visit;
    if (asked) choose(asked.id, 'address');
    const first = asked ? asked.passages[0] : undefined;
    const passage = at ?? first;
    if (passage !== undefined) flash(passage);
  }, [visit, at, highlightId, highlights, flash]);

  // A highlight chosen by its card comes into sight.
  useEffect(() => {
    if (now?.by !== 'card' || chosenId === undefined) return undefined;
    const root = column.current;
    const passage = highlights.find(({ id }) => id === chosenId)?.passages[0];
    if (root === null || passage === undefined) return undefined;
    return reveal(scrollerOf(root), () => rangeOf(root, passage));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when another one is chosen
  }, [chosenId, now?.by]);

  /** What a command on a passage is for: the selection, the chosen highlight, or the paragraph. */
  const subject = (): { position: TextPosition } | { highlight: Highlight } | undefined => {
    const position = selectedPosition(column.current, layout.text);
    if (position !== undefined) {
      const same = highlightOf(highlights, [position]);
      return same === undefined ? { position } : { highlight: same };
    }
    if (current !== undefined) return { highlight: current };
    const leaf = focusedLeaf(column.current);
    if (leaf === null || endOf(leaf) === startOf(leaf)) return undefined;
    return { position: { start: startOf(leaf), end: endOf(leaf) } };
  };

  const settle = (id: string, editing = false) => {
    setNoteMenuOpen(false);
    const selection = document.getSelection();
    // The bar goes away with the selection, and the focus in it goes back to the paragraph.
    if (bar.current?.contains(document.activeElement)) {
      const leaf = leafAround(selection?.focusNode ?? null);
      (leaf instanceof HTMLElement ? leaf : column.current)?.focus({ preventScroll: true });
    }
    selection?.removeAllRanges();
    choose(id, 'new', editing);
  };

  /** The highlight a command is for; made first when the text has none yet. */
  const ensure = async (label: LabelId): Promise<Highlight | undefined> => {
    const found = subject();
    if (found === undefined) return undefined;
    return 'highlight' in found
      ? found.highlight
      : createHighlight(source.id, [found.position], label);
  };

  const label = async (id: LabelId) => {
    const highlight = await ensure(id);
    if (highlight === undefined) return;
    await relabelHighlight(highlight, id);
    if (chosen.get()?.id !== highlight.id || selected !== undefined) settle(highlight.id);
  };

  const comment = async () => {
    const highlight = await ensure('yellow');
    if (highlight !== undefined) settle(highlight.id, true);
  };

  const quote = async (noteId: string | undefined) => {
    const highlight = await ensure('yellow');
    if (highlight === undefined) return;
    settle(highlight.id);
    await quoteInNote(highlight, { noteId, caseId, open: (path) => void navigate(path) });
  };

  const showBar = () => {
    const found = subject();
    const root = column.current;
    if (found === undefined || root === null) return;
    setClosedFor(undefined);
    if ('highlight' in found) choose(found.highlight.id, 'text');
    else selectOffsets(root, found.position.start, found.position.end);
  };

  const trash = async () => {
    if (current !== undefined && (await trashHighlight(current))) column.current?.focus();
  };

  useHighlightCommands({
    applies: () => subject() !== undefined,
    chosen: current !== undefined,
    onLabel: (id) => void label(id),
    onComment: () => void comment(),
    onQuote: () => {
      if (notes.length === 0) {
        void quote(undefined);
        return;
      }
      // The menu of notes hangs on the bar, so the bar has to be there.
      showBar();
      setNoteMenuOpen(true);
    },
    onTrash: () => void trash(),
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const root = column.current;
    if (root === null || event.defaultPrevented) return;
    if (event.key === 'Escape') {
      if (barShown) setClosedFor(barFor);
      else if (selected !== undefined) document.getSelection()?.removeAllRanges();
      else if (current !== undefined) unchoose();
      else return;
    } else if (event.key === 'Tab' && !event.shiftKey && barShown) {
      bar.current?.querySelector<HTMLElement>('button')?.focus();
    } else if (event.key === 'Enter') {
      if (!chooseNextIn(focusedLeaf(root))) return;
    } else {
      if (!handleArrow(root, layout.text, event)) return;
      if (current !== undefined) unchoose();
    }
    event.preventDefault();
  };

  /** Goes through the highlights of the paragraph that the keyboard is on. */
  const chooseNextIn = (leaf: Element | null): boolean => {
    if (leaf === null) return false;
    const ids = [...leaf.querySelectorAll('[data-highlight]')].map(
      (mark) => mark.getAttribute('data-highlight') ?? '',
    );
    const distinct = [...new Set(ids)];
    const next = distinct[(distinct.indexOf(chosenId ?? '') + 1) % distinct.length];
    if (next === undefined) return false;
    setClosedFor(undefined);
    choose(next, 'text');
    return true;
  };

  const onClick = (event: MouseEvent) => {
    if (document.getSelection()?.isCollapsed === false) return;
    if (event.target instanceof Element && event.target.closest('a')) return;
    const ids = highlightIdsAt(event.target);
    const here = highlights.filter(({ id }) => ids.includes(id));
    setClosedFor(undefined);
    if (here.length === 0) unchoose();
    else if (here.length === 1 && here[0] !== undefined) choose(here[0].id, 'text');
    else setPick({ x: event.clientX, y: event.clientY, highlights: here });
  };

  const onCopy = (event: ClipboardEvent) => {
    const position = selectedPosition(column.current, layout.text);
    if (position === undefined) return;
    event.clipboardData.setData('text/plain', layout.text.slice(position.start, position.end));
    event.preventDefault();
  };

  const language = source.csl.language ?? source.revision.language;
  return (
    <div ref={page} className={styles.page}>
      <article
        ref={column}
        className={styles.column}
        aria-label={`Text of ${source.title}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onCopy={onCopy}
        {...(language === undefined ? {} : { lang: language })}
      >
        <DocumentView source={source} layout={layout} index={index} painting={painting} />
      </article>
      {boxes}
      {barShown && (
        <HighlightBar
          ref={bar}
          place={place}
          labels={labels}
          current={selected === undefined ? current?.label : undefined}
          caseId={caseId}
          noteMenuOpen={noteMenuOpen}
          onNoteMenu={setNoteMenuOpen}
          onLabel={(id) => void label(id)}
          onComment={() => void comment()}
          onQuote={(noteId) => void quote(noteId)}
          onTrash={selected === undefined ? () => void trash() : undefined}
          onLeave={(close) => {
            if (close) setClosedFor(barFor);
            column.current?.focus({ preventScroll: true });
          }}
        />
      )}
      <PickMenu
        pick={pick}
        onClose={() => {
          setPick(undefined);
          column.current?.focus({ preventScroll: true });
        }}
        onPick={(highlight) => choose(highlight.id, 'text')}
      />
    </div>
  );
}
