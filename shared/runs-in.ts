/** The runs of text in blocks. */
import type { Block, Run } from './document.ts';

function runsOf(block: Block): Run[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return block.runs;
    case 'quote':
      return runsIn(block.blocks);
    case 'list':
      return block.items.flatMap((item) => runsIn(item.blocks));
    case 'table':
      return block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.runs));
    case 'figure':
      return block.caption;
    case 'code':
    case 'math':
    case 'rule':
    case 'page-break':
      return [];
  }
}

/** The runs of blocks in their order, without those of the footnotes in them. */
export function runsIn(blocks: readonly Block[]): Run[] {
  return blocks.flatMap(runsOf);
}

/** The runs of blocks, with those of the footnotes in them. */
export function allRuns(blocks: readonly Block[]): Run[] {
  return runsIn(blocks).flatMap((run) =>
    run.footnote === undefined ? [run] : [run, ...allRuns(run.footnote)],
  );
}
