/** Tables: which hold data, which only arrange a page, and the grid that spans describe. */
import type { Run, TableCell, TableRow } from '../../shared/document.ts';
import { attribute, isElement, isText, type HtmlElement, type HtmlNode } from './html-tree.ts';

/** Most columns or rows that one cell is believed to span. */
const MAX_SPAN = 200;

/** Most cells that spans may add to one table, so that a small file can't make a huge one. */
const MAX_FILLED = 20_000;

const STRUCTURE = new Set(
  'table ul ol menu h1 h2 h3 h4 h5 h6 blockquote pre hr figure article section form'.split(' '),
);

const SECTIONS = new Set(['thead', 'tbody', 'tfoot']);

/** Says whether a row stands in a table's head, where every cell is a header. */
function isHeadRow(row: HtmlElement): boolean {
  return row.parentNode?.nodeName === 'thead';
}

function isCell(node: HtmlNode): node is HtmlElement {
  return isElement(node) && (node.tagName === 'td' || node.tagName === 'th');
}

function rowsOf(table: HtmlElement): HtmlElement[] {
  return table.childNodes.filter(isElement).flatMap((child) => {
    if (child.tagName === 'tr') return [child];
    if (!SECTIONS.has(child.tagName)) return [];
    return child.childNodes.filter(isElement).filter((row) => row.tagName === 'tr');
  });
}

function holds(element: HtmlElement, found: (inner: HtmlElement) => boolean): boolean {
  return element.childNodes.some(
    (child) => isElement(child) && (found(child) || holds(child, found)),
  );
}

/** Says whether a table's parts are all where they belong; flattening may have moved them. */
function isWellFormed(table: HtmlElement): boolean {
  const blank = (node: HtmlNode): boolean => isText(node) && node.value.trim() === '';
  const isRow = (node: HtmlNode): boolean =>
    blank(node) || (node.nodeName === 'tr' && isElement(node) && node.childNodes.every(inRow));
  const inRow = (node: HtmlNode): boolean => blank(node) || isCell(node);
  return table.childNodes.every((node) => {
    if (isRow(node) || ['caption', 'colgroup', 'col'].includes(node.nodeName)) return true;
    return isElement(node) && SECTIONS.has(node.tagName) && node.childNodes.every(isRow);
  });
}

/**
 * Says whether a table holds data. One that only arranges a page (said so by its role, or without
 * header cells and of a single column or row, or with headings, lists or tables in it) is read as
 * the text in it.
 */
export function isDataTable(table: HtmlElement): boolean {
  const role = attribute(table, 'role')?.toLowerCase();
  if (role === 'presentation' || role === 'none' || !isWellFormed(table)) return false;
  const rows = rowsOf(table);
  const cells = rows.map((row) => row.childNodes.filter(isCell));
  if (cells.flat().some((cell) => cell.tagName === 'th')) return true;
  if (rows.some((row, at) => isHeadRow(row) && (cells[at]?.length ?? 0) > 1)) return true;
  if (table.childNodes.some((child) => child.nodeName === 'caption')) return true;
  if (rows.length < 2 || Math.max(0, ...cells.slice(0, 100).map((row) => row.length)) < 2)
    return false;
  return !holds(table, (inner) => STRUCTURE.has(inner.tagName));
}

function span(cell: HtmlElement, name: string): number {
  const value = Number.parseInt(attribute(cell, name) ?? '1', 10);
  return Number.isNaN(value) ? 1 : Math.min(Math.max(value, 1), MAX_SPAN);
}

/**
 * The rows of a table with every cell in its column: the places that a spanning cell covers are
 * filled with empty cells.
 */
export function tableRows(table: HtmlElement, runsOf: (cell: HtmlElement) => Run[]): TableRow[] {
  let filled = 0;
  /** Rows that a cell above still covers, by column. */
  let covered: number[] = [];
  const empty = (header: boolean): TableCell => ({ header, runs: [] });

  return rowsOf(table).map((row) => {
    const cells: TableCell[] = [];
    const next = covered.map((rows) => Math.max(rows - 1, 0));
    const fillCovered = (): void => {
      while ((covered[cells.length] ?? 0) > 0) cells.push(empty(false));
    };
    for (const cell of row.childNodes.filter(isCell)) {
      fillCovered();
      const header = cell.tagName === 'th' || isHeadRow(row);
      const columns = filled < MAX_FILLED ? span(cell, 'colspan') : 1;
      const rowsDown = filled < MAX_FILLED ? span(cell, 'rowspan') : 1;
      for (let column = 0; column < columns; column += 1) {
        if (rowsDown > 1) next[cells.length] = rowsDown - 1;
        cells.push(column === 0 ? { header, runs: runsOf(cell) } : empty(header));
      }
      filled += columns * rowsDown - 1;
    }
    fillCovered();
    covered = Array.from(next, (rows) => rows ?? 0);
    return { cells };
  });
}
