/** Looks through printed blocks for what writers have to know before they write. */
import type { CaseDocument } from './case-document.ts';
import type { PrintedBlock } from './printed-model.ts';
import type { PrintedSource } from './printed-source.ts';

/** The blocks with all that stand within them, in the order of the text. */
export function* blocksWithin(blocks: readonly PrintedBlock[]): Generator<PrintedBlock> {
  for (const block of blocks) {
    yield block;
    if (block.type === 'quote') yield* blocksWithin(block.blocks);
    if (block.type === 'list') for (const item of block.items) yield* blocksWithin(item.blocks);
  }
}

/** The numbers of the highlights whose comment is printed. */
export function commentedIn({ sources }: CaseDocument): Set<number> {
  const numbers = new Set<number>();
  for (const { blocks, unplaced } of sources) {
    for (const block of blocksWithin(blocks)) {
      for (const { number } of ('annotations' in block && block.annotations) || []) {
        numbers.add(number);
      }
    }
    for (const { annotation } of unplaced) if (annotation) numbers.add(annotation.number);
  }
  return numbers;
}

/** The link of a source, unless its citation leads there already. */
export function linkBesideCitation({ citation, link }: PrintedSource): PrintedSource['link'] {
  const isTold = citation.some(({ href, text }) => href === link?.href || text === link?.text);
  return isTold ? undefined : link;
}
