/** Figures: which of the paragraphs around a picture is its caption. */
import type { Block, Run } from '../../shared/document.ts';

/**
 * The blocks of a `<figure>` with its captions on its picture: on the first when they stand before
 * it, else on the last. Without a picture they stay paragraphs.
 */
export function withCaptions(blocks: readonly Block[], captions: ReadonlySet<Block>): Block[] {
  const isPicture = (block: Block): boolean =>
    block.type === 'figure' && block.caption.length === 0;
  const first = blocks.findIndex(isPicture);
  const caption = blocks.findIndex((block) => captions.has(block));
  if (first === -1 || caption === -1) return [...blocks];
  const target = caption < first ? first : blocks.findLastIndex(isPicture);
  const runs = blocks.flatMap((block): Run[] =>
    captions.has(block) && block.type === 'paragraph' ? [...block.runs, { text: ' ' }] : [],
  );
  return blocks
    .map((block, index) =>
      index === target && block.type === 'figure' ? { ...block, caption: runs } : block,
    )
    .filter((block) => !captions.has(block));
}
