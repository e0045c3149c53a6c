import type { Block, Run } from '../document.ts';

/** The text of runs, a footnote's in brackets where its mark stands. */
function lineOf(runs: readonly Run[]): string {
  return runs
    .map((run) => (run.footnote === undefined ? run.text : ` [${plainOf(run.footnote)}]`))
    .join('');
}

/** The text of blocks without its form: one line for each paragraph, item, cell and line. */
export function plainOf(blocks: readonly Block[]): string {
  const lines = blocks.flatMap((block): string[] => {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return [lineOf(block.runs)];
      case 'quote':
        return [plainOf(block.blocks)];
      case 'list':
        return block.items.map((item) => plainOf(item.blocks));
      case 'code':
        return [block.text];
      case 'math':
        return [block.tex];
      case 'table':
        return block.rows.map((row) => row.cells.map((cell) => lineOf(cell.runs)).join('\t'));
      case 'figure':
        return [[block.alt, lineOf(block.caption)].filter((part) => part !== '').join(': ')];
      case 'rule':
      case 'page-break':
        return [];
    }
  });
  return lines.filter((line) => line !== '').join('\n');
}
