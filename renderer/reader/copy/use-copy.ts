import type { ClipboardEvent, RefObject } from 'react';
import type { DocumentLayout } from '../../../shared/document.ts';
import type { Highlight, SourceDetail } from '../../../shared/domain.ts';
import { placeLocator } from '../../../shared/place-locator.ts';
import type { TextPosition } from '../../../shared/selectors.ts';
import { copyPassage } from '../../citations/copy-citations.ts';
import { useCommand } from '../../commands/registry.ts';
import { usePlace } from '../../shell/use-place.ts';
import { selectedPosition } from '../selected-position.ts';
import { htmlOf } from './html-of.ts';
import type { Copied } from './to-clipboard.ts';

interface CopyProps {
  source: SourceDetail;
  layout: DocumentLayout;
  column: RefObject<HTMLElement | null>;
  /** What is selected, chosen or focused. */
  subject: () => { positions: TextPosition[] } | { highlight: Highlight } | undefined;
  /** What is selected now, where that is not in the text itself but on its pages. */
  selected?: () => TextPosition | undefined;
}

function positionsOf(found: ReturnType<CopyProps['subject']>): TextPosition[] {
  if (found === undefined) return [];
  if ('positions' in found) return found.positions;
  return found.highlight.passages.filter(
    ({ status }) => status !== 'review' && status !== 'unanchored',
  );
}

interface Copying {
  onCopy: (event: ClipboardEvent) => void;
  /** Copies with the citation of its place; says whether there was anything to copy. */
  copyWithCitation: () => boolean;
}

/** Copying from a source: its text as it is written, its structure, and its citation if asked. */
export function useCopy({ source, layout, column, subject, selected }: CopyProps): Copying {
  const { caseId } = usePlace();
  const copied = (positions: readonly TextPosition[]): Copied => ({
    text: positions.map(({ start, end }) => layout.text.slice(start, end)).join(' … '),
    html: positions.map((position) => htmlOf(source.document.blocks, layout, position)).join(' … '),
  });
  const copyWithCitation = () => {
    const positions = positionsOf(subject());
    if (positions.length === 0) return false;
    const locator = placeLocator(source.document, layout, positions);
    const cite = { sourceId: source.id, ...(locator === undefined ? {} : { locator }) };
    void copyPassage(copied(positions), cite, caseId);
    return true;
  };
  useCommand('highlight.copyWithCitation', copyWithCitation);
  return {
    copyWithCitation,
    onCopy: (event) => {
      const position = selected?.() ?? selectedPosition(column.current, layout.text);
      if (position === undefined) return;
      const { text, html } = copied([position]);
      event.clipboardData.setData('text/plain', text);
      event.clipboardData.setData('text/html', html);
      event.preventDefault();
    },
  };
}
