import {
  $isTableCellNode,
  $isTableSelection,
  TableCellNode,
  TableExtension,
  TableNode,
  TableRowNode,
} from '@lexical/table';
import {
  $createParagraphNode,
  $getSelection,
  $isDecoratorNode,
  $isElementNode,
  $isParagraphNode,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_EDITOR,
  COMMAND_PRIORITY_HIGH,
  configExtension,
  createCommand,
  defineExtension,
  KEY_ESCAPE_COMMAND,
  KEY_TAB_COMMAND,
  mergeRegister,
  type ElementNode,
  type LexicalCommand,
  type LexicalNode,
  type NodeKey,
} from 'lexical';
import {
  $addRow,
  $cellAtSelection,
  $insertTable,
  $leaveTable,
  $tableOf,
  type TableSize,
} from './table-edits.ts';

/** Makes a table of that size after the block of the caret. */
export const INSERT_SIZED_TABLE_COMMAND: LexicalCommand<TableSize> = createCommand(
  'INSERT_SIZED_TABLE_COMMAND',
);

/** Asks for the size of a new table; the key is that of the block it comes after. */
export const CHOOSE_TABLE_COMMAND: LexicalCommand<NodeKey> = createCommand('CHOOSE_TABLE_COMMAND');

/** Opens the menu of the table that the caret is in. */
export const OPEN_TABLE_MENU_COMMAND: LexicalCommand<void> =
  createCommand('OPEN_TABLE_MENU_COMMAND');

/** The lines of words in a block: one for a paragraph or heading, one for each item of a list. */
function $linesOf(block: ElementNode): LexicalNode[][] {
  const lines: LexicalNode[][] = [];
  let words: LexicalNode[] = [];
  for (const child of block.getChildren()) {
    if ($isElementNode(child) && !child.isInline()) {
      if (words.length > 0) lines.push(words);
      words = [];
      lines.push(...$linesOf(child));
    } else words.push(child);
  }
  if (words.length > 0) lines.push(words);
  return lines;
}

/**
 * A cell holds lines of words, as it is stored and printed: other kinds of block become such lines,
 * and what has no words goes after the table.
 */
function $keepLines(cell: TableCellNode): void {
  for (const block of cell.getChildren()) {
    if ($isParagraphNode(block)) continue;
    if ($isDecoratorNode(block) && !block.isInline()) {
      $tableOf(cell)?.insertAfter(block);
    } else if ($isElementNode(block) && !block.isInline()) {
      for (const line of $linesOf(block))
        block.insertBefore($createParagraphNode().append(...line));
      block.remove();
    }
  }
  if (cell.isEmpty()) cell.append($createParagraphNode());
}

/** Widths, colours and heights are looks; they are not kept. */
function $cleanTable(table: TableNode): void {
  if (table.getColWidths() !== undefined) table.setColWidths(undefined);
  if (table.getRowStriping()) table.setRowStriping(false);
  if (table.getFrozenColumns() !== 0) table.setFrozenColumns(0);
  if (table.getFrozenRows() !== 0) table.setFrozenRows(0);
  if (table.getFormatType() !== '') table.setFormat('');
  if (table.getStyle() !== '') table.setStyle('');
}

function $cleanRow(row: TableRowNode): void {
  if (row.getHeight() !== undefined) row.setHeight(undefined);
}

function $cleanCell(cell: TableCellNode): void {
  if (cell.getWidth() !== undefined) cell.setWidth(undefined);
  if (cell.getVerticalAlign() !== undefined) cell.setVerticalAlign(undefined);
  if (cell.getFormatType() !== '') cell.setFormat('');
  if (cell.getStyle() !== '') cell.setStyle('');
  $keepLines(cell);
}

/** Tab in the last cell goes on in a new row. */
function $tabInLastCell(event: KeyboardEvent): boolean {
  const selection = $getSelection();
  if (event.shiftKey || !$isRangeSelection(selection)) return false;
  const cell = $cellAtSelection();
  const row = cell?.getParent();
  if (cell?.getNextSibling() !== null || row?.getNextSibling() !== null) return false;
  event.preventDefault();
  $addRow('below');
  const added = row.getNextSibling();
  const first = $isElementNode(added) ? added.getFirstChild() : null;
  if ($isTableCellNode(first)) first.selectStart();
  return true;
}

/** Escape goes to the line after the table, from where Tab leaves the text. */
function $escape(event: KeyboardEvent): boolean {
  // From several selected cells it goes back into one.
  if ($isTableSelection($getSelection())) return false;
  const cell = $cellAtSelection();
  const table = cell && $tableOf(cell);
  if (table === undefined) return false;
  event.preventDefault();
  event.stopPropagation();
  $leaveTable(table);
  return true;
}

/** Tables: a plain grid of cells, the first row and column of which may be headers. */
export const TablesExtension = defineExtension({
  name: 'casebook/table',
  dependencies: [
    configExtension(TableExtension, { hasCellMerge: false, hasCellBackgroundColor: false }),
  ],
  // Lexical asks for a class; the theme of the window has its own.
  theme: { tableScrollableWrapper: 'table' },
  register: (editor) =>
    mergeRegister(
      editor.registerCommand(
        INSERT_SIZED_TABLE_COMMAND,
        (size) => {
          $insertTable(size);
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(KEY_TAB_COMMAND, $tabInLastCell, COMMAND_PRIORITY_CRITICAL),
      editor.registerCommand(KEY_ESCAPE_COMMAND, $escape, COMMAND_PRIORITY_HIGH),
      editor.registerNodeTransform(TableNode, $cleanTable),
      editor.registerNodeTransform(TableRowNode, $cleanRow),
      editor.registerNodeTransform(TableCellNode, $cleanCell),
    ),
});
