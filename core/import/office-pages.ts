/**
 * Pages of word processors: a mark in the text while it is read, page breaks between blocks in the
 * end, whatever the mark stood in (a paragraph, a list, a cell).
 */
import { layoutDocument, type Block, type Run } from '../../shared/document.ts';
import { tidyBlocks } from './tidy.ts';

/** Stands where a page begins; Unicode says that it is no character, so that no text holds it. */
export const PAGE_MARK = '\ufdd0';

/** Text without marks; of the blanks around one, one is kept. */
function unmarked(text: string): string {
  return text.replace(/ ?\ufdd0+ ?/g, (found) => (found.includes(' ') ? ' ' : ''));
}

function unmarkedRuns(runs: readonly Run[]): Run[] {
  return runs.map((run) => ({ ...run, text: unmarked(run.text) }));
}

function unmarkedBlock(block: Block): Block {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return { ...block, runs: unmarkedRuns(block.runs) };
    case 'figure':
      return { ...block, caption: unmarkedRuns(block.caption) };
    case 'code':
      return { ...block, text: block.text.replaceAll(PAGE_MARK, '') };
    case 'quote':
      return { ...block, blocks: block.blocks.map(unmarkedBlock) };
    case 'list': {
      const items = block.items.map((item) => ({
        ...item,
        blocks: item.blocks.map(unmarkedBlock),
      }));
      return { ...block, items };
    }
    case 'table': {
      const rows = block.rows.map(({ cells }) => ({
        cells: cells.map((cell) => ({ ...cell, runs: unmarkedRuns(cell.runs) })),
      }));
      return { ...block, rows };
    }
    default:
      return block;
  }
}

/**
 * Blocks with a page break for each mark, numbered from 1, which begins the first block. A break
 * within a block follows it, and tells how much of it is on the new page already.
 */
export function placePages(blocks: readonly Block[]): Block[] {
  let page = 1;
  const placed = blocks.flatMap((block): Block[] => {
    const { text } = layoutDocument({ blocks: [block] });
    if (!text.includes(PAGE_MARK)) return [block];
    const clean = tidyBlocks([unmarkedBlock(block)]);
    const { length } = layoutDocument({ blocks: clean }).text;
    const before: Block[] = [];
    const after: Block[] = [];
    for (let at = text.indexOf(PAGE_MARK); at !== -1; at = text.indexOf(PAGE_MARK, at + 1)) {
      const rest = Math.min(unmarked(text.slice(at)).trimStart().length, length);
      const label = String(++page);
      if (rest === length && clean.length > 0) before.push({ type: 'page-break', label });
      else after.push({ type: 'page-break', label, ...(rest === 0 ? {} : { before: rest }) });
    }
    return [...before, ...clean, ...after];
  });
  return page === 1 ? placed : [{ type: 'page-break', label: '1' }, ...placed];
}
