/** What can be done to a table. Every cell takes one place of the grid. */
import {
  $createTableNodeWithDimensions,
  $deleteTableColumnAtSelection,
  $deleteTableRowAtSelection,
  $findCellNode,
  $findTableNode,
  $insertTableColumnAtSelection,
  $insertTableRowAtSelection,
  $isTableCellNode,
  $isTableRowNode,
  $isTableSelection,
  TableCellHeaderStates,
  type TableCellNode,
  type TableNode,
  type TableRowNode,
} from '@lexical/table';
import { $createParagraphNode, $getSelection, $isRangeSelection } from 'lexical';
import { $insertBlock } from '../../insert-block.ts';

export interface TableSize {
  rows: number;
  columns: number;
}

/** Puts a table with a header row after the block of the caret, and the caret in its first cell. */
export function $insertTable({ rows, columns }: TableSize): void {
  const table = $createTableNodeWithDimensions(rows, columns, { rows: true, columns: false });
  $insertBlock(table);
  $cellsAt(table, 0)[0]?.selectStart();
}

/** The cell that the caret, or the end of a selection of cells, is in. */
export function $cellAtSelection(): TableCellNode | undefined {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) && !$isTableSelection(selection)) return undefined;
  return $findCellNode(selection.focus.getNode()) ?? undefined;
}

/** The table of a cell. */
export function $tableOf(cell: TableCellNode): TableNode | undefined {
  return $findTableNode(cell) ?? undefined;
}

export function $rowsOf(table: TableNode): TableRowNode[] {
  return table.getChildren().filter($isTableRowNode);
}

export function $cellsOf(row: TableRowNode): TableCellNode[] {
  return row.getChildren().filter($isTableCellNode);
}

function $cellsAt(table: TableNode, row: number): TableCellNode[] {
  const found = $rowsOf(table)[row];
  return found === undefined ? [] : $cellsOf(found);
}

/** Which cells head a table: its first row, its first column. */
export interface TableHeads {
  row: boolean;
  column: boolean;
}

/** Reads what heads a table. A cell is a header or not; the rest is seen from where they stand. */
export function $headsOf(table: TableNode): TableHeads {
  const [first, ...others] = $rowsOf(table);
  const firstCells = first === undefined ? [] : $cellsOf(first);
  const row = firstCells.length > 0 && firstCells.every((cell) => cell.hasHeader());
  const below = others.map((other) => $cellsOf(other)[0]);
  const column =
    below.length > 0
      ? below.every((cell) => cell?.hasHeader() === true)
      : !row && firstCells[0]?.hasHeader() === true;
  return { row, column };
}

/** Makes the first row and the first column headers, or plain cells. */
export function $setHeads(table: TableNode, heads: TableHeads): void {
  $rowsOf(table).forEach((row, rowIndex) =>
    $cellsOf(row).forEach((cell, columnIndex) => {
      if (rowIndex > 0 && columnIndex > 0) return;
      const byRow = rowIndex === 0 && heads.row ? TableCellHeaderStates.ROW : 0;
      const byColumn = columnIndex === 0 && heads.column ? TableCellHeaderStates.COLUMN : 0;
      cell.setHeaderStyles(byRow | byColumn);
    }),
  );
}

/** Does something to the table of the caret that keeps what heads it. */
function $keepingHeads(edit: () => void): void {
  const cell = $cellAtSelection();
  const table = cell && $tableOf(cell);
  if (table === undefined) return;
  const heads = $headsOf(table);
  edit();
  if (table.isAttached()) $setHeads(table, heads);
}

/** Adds a row beside that of the caret, and goes to it. */
export function $addRow(where: 'above' | 'below'): void {
  $keepingHeads(() => {
    const column = $cellAtSelection()?.getIndexWithinParent() ?? 0;
    const row = $insertTableRowAtSelection(where === 'below');
    if (row !== null) $cellsOf(row)[column]?.selectStart();
  });
}

/** Adds a column beside that of the caret, and goes to it. */
export function $addColumn(where: 'left' | 'right'): void {
  $keepingHeads(() => {
    const cell = $cellAtSelection();
    const row = cell?.getParent();
    const index = (cell?.getIndexWithinParent() ?? 0) + (where === 'right' ? 1 : 0);
    $insertTableColumnAtSelection(where === 'right');
    if ($isTableRowNode(row)) $cellsOf(row.getLatest())[index]?.selectStart();
  });
}

/** Takes the rows of the selection away; the table goes with its last one. */
export function $deleteRow(): void {
  $keepingHeads($deleteTableRowAtSelection);
}

/** Takes the columns of the selection away; the table goes with its last one. */
export function $deleteColumn(): void {
  $keepingHeads($deleteTableColumnAtSelection);
}

/** Puts the caret on the line after a table, which is made when there is none. */
export function $leaveTable(table: TableNode): void {
  if (table.getNextSibling() === null) table.insertAfter($createParagraphNode());
  table.selectNext(0, 0);
}

/** Takes the whole table of the caret away. */
export function $deleteTable(): void {
  const cell = $cellAtSelection();
  const table = cell && $tableOf(cell);
  if (table === undefined) return;
  $leaveTable(table);
  table.remove();
}
