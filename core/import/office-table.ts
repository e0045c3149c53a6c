/** Tables of word processors: those that hold data, and those that only arrange a page. */
import type { Block, TableCell } from '../../shared/document.ts';
import { blocksOfType, runsIn } from './office-pieces.ts';

/** Most columns that one cell is believed to span. */
const MAX_SPAN = 200;

/** Most cells that spans may add to one table, so that a small file can't make a huge one. */
const MAX_FILLED = 20_000;

export interface OfficeCell {
  header: boolean;
  blocks: Block[];
  /** How many columns it takes, 1 unless told. */
  columns?: number;
}

function isEmpty(cell: OfficeCell): boolean {
  return cell.blocks.length === 0;
}

/**
 * A table as blocks, after it the pictures that were in it. Of one column, or of one row of long
 * cells, it is no table but an arrangement, and read as the text in it.
 */
export function tableBlocks(rows: ReadonlyArray<readonly OfficeCell[]>): Block[] {
  const full = rows.filter((row) => !row.every(isEmpty));
  const widest = full.reduce((most, row) => Math.max(most, row.length), 0);
  const single = full.length === 1 && full[0]?.some((cell) => cell.blocks.length > 1) === true;
  const blocks = full.flatMap((row) => row.flatMap((cell) => cell.blocks));
  if (widest < 2 || single) return blocks;

  let filled = 0;
  const gridRow = (row: readonly OfficeCell[]): { cells: TableCell[] } => {
    const cells: TableCell[] = [];
    for (const { header, blocks: inner, columns = 1 } of row) {
      cells.push({ header, runs: runsIn(inner) });
      const span = filled < MAX_FILLED ? Math.min(columns, MAX_SPAN) : 1;
      for (let column = 1; column < span; column += 1) cells.push({ header, runs: [] });
      filled += span - 1;
    }
    return { cells };
  };
  const figures = blocksOfType(blocks, 'figure').map((figure) => ({ ...figure, caption: [] }));
  return [{ type: 'table', rows: full.map(gridRow) }, ...figures];
}
