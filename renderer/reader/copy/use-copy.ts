import type { ClipboardEvent, RefObject } from 'react';
import { citationLine } from '../../../shared/cite-line.ts';
import { paragraphAt, type DocumentLayout } from '../../../shared/document.ts';
import type { Highlight, SourceDetail } from '../../../shared/domain.ts';
import { pageLocator, pageRanges } from '../../../shared/pages.ts';
import type { TextPosition } from '../../../shared/selectors.ts';
import { useCommand } from '../../commands/registry.ts';
import { selectedPosition } from '../selected-position.ts';
import { escaped, htmlOf } from './html-of.ts';
import { toClipboard, type Copied } from './to-clipboard.ts';

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

/** Every ¶ that a position touches. */
function paragraphsAt({ leaves }: DocumentLayout, positions: readonly TextPosition[]): number[] {
  return positions.flatMap(({ start, end }) => {
    const inside = leaves.filter((leaf) => leaf.start < end && leaf.end > start);
    return inside.flatMap((leaf) => paragraphAt(leaves, leaf.start) ?? []);
  });
}

interface Copying {
  onCopy: (event: ClipboardEvent) => void;
  /** Copies with the line that says where it is from; says whether there was anything to copy. */
  copyWithCitation: () => boolean;
}

/** Copying from a source: its text as it is written, its structure, and its citation if asked. */
export function useCopy({ source, layout, column, subject, selected }: CopyProps): Copying {
  const copied = (positions: readonly TextPosition[]): Copied => ({
    text: positions.map(({ start, end }) => layout.text.slice(start, end)).join(' … '),
    html: positions.map((position) => htmlOf(source.document.blocks, layout, position)).join(' … '),
  });
  const copyWithCitation = () => {
    const positions = positionsOf(subject());
    if (positions.length === 0) return false;
    const { text, html } = copied(positions);
    const line = citationLine(
      source,
      paragraphsAt(layout, positions),
      pageLocator(pageRanges(source.document, layout), positions),
    );
    const whole = { text: `${text}\n\n${line}`, html: `${html}<p>${escaped(line)}</p>` };
    void toClipboard(whole, `Copied, with ${line}`);
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
