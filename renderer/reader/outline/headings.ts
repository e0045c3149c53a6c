/** The headings of a document, to find one's way in it. Pure. */
import type { Block, DocumentLayout } from '../../../shared/document.ts';

export interface Heading {
  text: string;
  /** Steps under the highest level that the document has, from 0. */
  depth: number;
  /** Where it stands: an offset of the canonical text, or its index in a note. */
  at: number;
}

/** Makes levels, which may begin anywhere, depths from 0. */
export function withDepths(
  headings: ReadonlyArray<{ text: string; level: number; at: number }>,
): Heading[] {
  const highest = headings.reduce((least, { level }) => Math.min(least, level), 6);
  return headings
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, level, at }) => ({ text: text.trim(), depth: level - highest, at }));
}

function headingsIn(block: Block): Array<Block & { type: 'heading' }> {
  if (block.type === 'heading') return [block];
  if (block.type === 'quote') return block.blocks.flatMap(headingsIn);
  if (block.type === 'list') {
    return block.items.flatMap((item) => item.blocks.flatMap(headingsIn));
  }
  return [];
}

/** The headings of a source, in the order of the text. */
export function headingsOf(blocks: readonly Block[], layout: DocumentLayout): Heading[] {
  return withDepths(
    blocks.flatMap(headingsIn).map((block) => ({
      text: block.runs.map((run) => run.text).join(''),
      level: block.level,
      at: layout.leafOf.get(block)?.start ?? 0,
    })),
  );
}

/** Index of the heading that a place comes under; -1 before the first. */
export function headingAt(headings: readonly Heading[], offset: number): number {
  return headings.findLastIndex(({ at }) => at <= offset);
}
