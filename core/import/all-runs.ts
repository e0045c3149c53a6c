/** The stretches of text in a source's blocks. */
import type { Block, Run } from '../../shared/document.ts';

function runsOf(block: Block): Run[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return block.runs;
    case 'quote':
      return block.blocks.flatMap(runsOf);
    case 'list':
      return block.items.flatMap((item) => item.blocks.flatMap(runsOf));
    case 'table':
      return block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.runs));
    case 'figure':
      return block.caption;
    default:
      return [];
  }
}

/** The runs of blocks, with those of the footnotes in them. */
export function allRuns(blocks: readonly Block[]): Run[] {
  return blocks
    .flatMap(runsOf)
    .flatMap((run) => (run.footnote === undefined ? [run] : [run, ...allRuns(run.footnote)]));
}
