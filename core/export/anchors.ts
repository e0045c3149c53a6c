/** Puts the marks that links to highlights lead to where the highlights begin. */
import type { PrintedBlock } from './printed-model.ts';
import type { PrintedSource } from './printed-source.ts';
import type { Segment } from './segments.ts';

function segmentsIn(block: PrintedBlock): Segment[] {
  switch (block.type) {
    case 'quote':
      return block.blocks.flatMap(segmentsIn);
    case 'list':
      return block.items.flatMap((item) => item.blocks.flatMap(segmentsIn));
    case 'table':
      return block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.segments));
    default:
      return 'segments' in block ? block.segments : [];
  }
}

/**
 * Marks, in place, where the highlights numbered in `linked` begin: at the first words of theirs
 * that are printed, or at their words at the end of the source.
 */
export function anchorHighlights(source: PrintedSource, linked: ReadonlySet<number>): void {
  const wanted = new Set(
    source.highlights.map(({ number }) => number).filter((n) => linked.has(n)),
  );
  if (wanted.size === 0) return;
  for (const segment of source.blocks.flatMap(segmentsIn)) {
    const beginning = (segment.highlights ?? []).filter((number) => wanted.delete(number));
    if (beginning.length > 0) segment.anchors = beginning;
  }
  for (const lost of source.unplaced) if (wanted.delete(lost.number)) lost.anchor = true;
}
