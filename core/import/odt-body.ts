/** The blocks of an OpenDocument text. */
import type { Block, ListItem, Run } from '../../shared/document.ts';
import { isDrawing, readFrame, readOdtLine } from './odt-runs.ts';
import type { OdtStory } from './odt-story.ts';
import { PAGE_MARK } from './office-pages.ts';
import {
  assemble,
  blockPieces,
  headingOf,
  lineOf,
  pieceOfRole,
  withFloating,
  type Piece,
} from './office-pieces.ts';
import { tableBlocks, type OfficeCell } from './office-table.ts';
import { childElement, childElements, xmlAttribute, type XmlElement, type XmlNode } from './xml.ts';

const MAX_HEADING = 6;

/** Most times that a cell is believed to be repeated. */
const MAX_REPEATED = 200;

/** Elements whose content stands as if they were not there. */
const WRAPPERS = new Set(
  'section index-body bibliography alphabetical-index user-index object-index'.split(' '),
);

/** Rows of a table, with whether they are its head. */
function rowsOf(table: XmlElement, header = false): Array<{ row: XmlElement; header: boolean }> {
  return childElements(table).flatMap((element) => {
    if (element.name === 'table-row') return [{ row: element, header }];
    if (element.name === 'table-header-rows') return rowsOf(element, true);
    return /^table-(?:rows|row-group)$/.test(element.name) ? rowsOf(element, header) : [];
  });
}

function repeated(cell: XmlElement): number {
  const count = Number(xmlAttribute(cell, 'number-columns-repeated') ?? 1);
  return Number.isInteger(count) ? Math.min(Math.max(count, 1), MAX_REPEATED) : 1;
}

function readTable(table: XmlElement, story: OdtStory): Block[] {
  const rows = rowsOf(table).map(({ row, header }) =>
    childElements(row).flatMap((cell): OfficeCell[] => {
      if (cell.name === 'covered-table-cell') {
        return Array.from({ length: repeated(cell) }, () => ({ header, blocks: [] }));
      }
      if (cell.name !== 'table-cell') return [];
      const blocks = assemble(readOdtBlocks(cell.children, story));
      return Array.from({ length: repeated(cell) }, () => ({ header, blocks }));
    }),
  );
  // Cells that are only there to fill a page's width hold nothing.
  const width = rows.reduce(
    (most, row) => Math.max(most, row.findLastIndex((cell) => cell.blocks.length > 0) + 1),
    0,
  );
  const spanned = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return tableBlocks(spanned - width > 20 ? rows.map((row) => row.slice(0, width)) : rows);
}

/** What a paragraph or heading becomes. */
function readParagraph(element: XmlElement, story: OdtStory): Piece[] {
  const style = story.styles.paragraph(xmlAttribute(element, 'style-name'));
  if (style.hidden) return [];
  const line = readOdtLine(element, story);
  const begins = style.newPage && story.hasPages;
  const runs: Run[] = begins ? [{ text: PAGE_MARK }, ...line.runs] : line.runs;
  const text = lineOf(runs);

  if (style.role === 'title') {
    story.title.text ??= text.replaceAll(PAGE_MARK, '').trim() || undefined;
  }
  const outline = Number(xmlAttribute(element, 'outline-level') ?? style.level ?? 1);
  const isHeading = element.name === 'h' || style.level !== undefined || style.role === 'title';
  if (isHeading) {
    const told = style.role === 'title' ? 1 : outline;
    const level = Math.min(Math.max(Number.isInteger(told) ? told : 1, 1), MAX_HEADING);
    return withFloating({ kind: 'block', block: headingOf(level, runs) }, text, line.after);
  }
  return withFloating(pieceOfRole(style.role, runs), text, line.after);
}

/** Says whether a list only carries the numbers of headings. */
function onlyHeadings(blocks: readonly Block[]): boolean {
  return blocks.length > 0 && blocks.every((block) => block.type === 'heading');
}

function readList(list: XmlElement, story: OdtStory, level: number, inherited?: string): Block[] {
  const name = xmlAttribute(list, 'style-name') ?? inherited;
  const style = story.styles.list(name);
  const ordered = style.ordered(level);
  const key = `${name ?? ''} ${level}`;
  const goesOn =
    xmlAttribute(list, 'continue-numbering') === 'true' ||
    xmlAttribute(list, 'continue-list') !== undefined;
  let number = (goesOn ? story.counts.get(key) : undefined) ?? style.start(level) - 1;
  let start: number | undefined;
  const items: ListItem[] = [];
  for (const item of childElements(list)) {
    if (item.name !== 'list-item' && item.name !== 'list-header') continue;
    const told = Number(xmlAttribute(item, 'start-value') ?? NaN);
    number = Number.isSafeInteger(told) ? told : number + 1;
    start ??= number;
    const blocks = childElements(item).flatMap((child) =>
      child.name === 'list'
        ? readList(child, story, level + 1, name)
        : assemble(readOdtBlocks([child], story)),
    );
    // Deeper lists without an item of their own belong to the item before.
    const previous = items.at(-1);
    const deeper = blocks.length > 0 && blocks.every((block) => block.type === 'list');
    if (deeper && previous !== undefined) previous.blocks.push(...blocks);
    else if (blocks.length > 0) items.push({ blocks });
  }
  story.counts.set(key, number);
  const inside = items.flatMap((item) => item.blocks);
  if (onlyHeadings(inside)) return inside;
  const counted = ordered && start !== undefined && start !== 1 ? { start } : {};
  return items.length === 0 ? [] : [{ type: 'list', ordered, items, ...counted }];
}

/** Reads the content of a body, a cell, a note or a frame. */
export function readOdtBlocks(nodes: readonly XmlNode[], story: OdtStory): Piece[] {
  const pieces: Piece[] = [];
  const add = (more: readonly Piece[]): void => {
    for (const piece of more) pieces.push(piece);
  };
  const visit = (element: XmlElement): void => {
    if (isDrawing(element)) return add(readFrame(element, story).pieces);
    switch (element.name) {
      case 'p':
      case 'h':
        return add(readParagraph(element, story));
      case 'list':
        return add(blockPieces(readList(element, story, 1)));
      case 'table':
        return add(blockPieces(readTable(element, story)));
      case 'numbered-paragraph': {
        const [inner] = childElements(element).filter(({ name }) => name === 'p' || name === 'h');
        return inner === undefined ? undefined : add(readParagraph(inner, story));
      }
      case 'soft-page-break': {
        const block: Block = { type: 'paragraph', runs: [{ text: PAGE_MARK }] };
        return story.hasPages ? add(blockPieces([block])) : undefined;
      }
      case 'section':
        if (xmlAttribute(element, 'display') === 'none') return;
        break;
      case 'annotation':
        story.seen.comments += 1;
        return;
    }
    if (WRAPPERS.has(element.name)) childElements(element).forEach(visit);
  };
  for (const node of nodes) if (typeof node !== 'string') visit(node);
  return pieces;
}

/** The body of the text in a document; undefined when it holds something else. */
export function textBody(root: XmlElement | undefined): XmlElement | undefined {
  return childElement(childElement(root, 'body'), 'text');
}
