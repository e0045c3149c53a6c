import type { Block, Run } from '../../../../shared/document.ts';

function runsOf(block: Block): readonly Run[] {
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
    case 'code':
    case 'math':
    case 'rule':
    case 'page-break':
      return [];
  }
}

/** A run that is a footnote's mark. */
export type FootnoteRun = Run & { footnote: Block[] };

/** The footnotes of blocks in the order of their marks; not those within footnotes. */
export function footnotesIn(blocks: readonly Block[]): FootnoteRun[] {
  return blocks.flatMap(runsOf).filter((run): run is FootnoteRun => run.footnote !== undefined);
}
