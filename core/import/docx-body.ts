/** The blocks of a Word document: paragraphs by what their style makes of them, and tables. */
import type { Block, Run } from '../../shared/document.ts';
import { switchOf, valueOf } from './docx-package.ts';
import { readLine } from './docx-runs.ts';
import type { Story } from './docx-story.ts';
import { ownLevel } from './docx-styles.ts';
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
import {
  childElement,
  childElements,
  xmlAttribute,
  xmlText,
  type XmlElement,
  type XmlNode,
} from './xml.ts';

const MAX_HEADING = 6;

/** Elements around blocks, rows or cells whose content stands as if they were not there. */
const WRAPPERS = new Set('sdt sdtContent customXml ins moveTo smartTag'.split(' '));

/** The elements of a name, also those inside wrappers. */
function unwrapped(parent: XmlElement, name: string): XmlElement[] {
  return childElements(parent).flatMap((element) => {
    if (element.name === name) return [element];
    return WRAPPERS.has(element.name) ? unwrapped(element, name) : [];
  });
}

/** Says whether a content control holds a table of contents, which repeats the headings. */
function isContents(control: XmlElement): boolean {
  const gallery = childElement(
    childElement(childElement(control, 'sdtPr'), 'docPartObj'),
    'docPartGallery',
  );
  return xmlAttribute(gallery, 'val') === 'Table of Contents';
}

function spanOf(cell: XmlElement): number {
  const span = Number(valueOf(childElement(cell, 'tcPr'), 'gridSpan') ?? 1);
  return Number.isInteger(span) && span > 1 ? span : 1;
}

/** Says whether a cell is covered by the one above it. */
function isCovered(cell: XmlElement): boolean {
  const merge = childElement(childElement(cell, 'tcPr'), 'vMerge');
  return merge !== undefined && xmlAttribute(merge, 'val') !== 'restart';
}

/** Says whether the table's style draws its first row as a head. */
function hasHead(table: XmlElement, story: Story): boolean {
  const settings = childElement(table, 'tblPr');
  const look = childElement(settings, 'tblLook');
  const bits = Number.parseInt(xmlAttribute(look, 'val') ?? '0', 16);
  const first = xmlAttribute(look, 'firstRow') ?? ((bits & 0x20) === 0 ? '0' : '1');
  return first === '1' && story.styles.byId(valueOf(settings, 'tblStyle')).firstRow;
}

function readTable(table: XmlElement, story: Story): Block[] {
  const rows = unwrapped(table, 'tr').filter((row) => {
    const deleted = childElement(childElement(row, 'trPr'), 'del') !== undefined;
    if (deleted) story.seen.changes += 1;
    return !deleted;
  });
  const marked = rows.findIndex((row) => switchOf(childElement(row, 'trPr'), 'tblHeader') !== true);
  const heads = Math.max(
    marked === -1 ? 0 : marked,
    hasHead(table, story) && rows.length > 1 ? 1 : 0,
  );
  return tableBlocks(
    rows.map((row, index) => {
      const header = index < heads;
      const skipped = Number(valueOf(childElement(row, 'trPr'), 'gridBefore') ?? 0);
      const before: OfficeCell[] =
        skipped > 0 ? [{ header: false, blocks: [], columns: skipped }] : [];
      const cells = unwrapped(row, 'tc').map((cell) => ({
        header,
        blocks: isCovered(cell) ? [] : assemble(readBlocks(cell.children, story)),
        columns: spanOf(cell),
      }));
      return [...before, ...cells];
    }),
  );
}

/** What a paragraph becomes by its style, its settings and its place in a list. */
function readParagraph(paragraph: XmlElement, before: readonly Run[], story: Story): Piece[] {
  const settings = childElement(paragraph, 'pPr');
  const style = story.styles.byId(valueOf(settings, 'pStyle') ?? story.styles.paragraph);
  const line = readLine(paragraph, style.runs, story);
  if (style.role === 'contents') return [];
  const runs = [...before, ...line.runs];
  const level = ownLevel(settings) ?? style.level ?? 0;
  const text = lineOf(runs);
  if (style.role === 'title')
    story.title.text ??= text.replaceAll(PAGE_MARK, '').trim() || undefined;
  if (style.role === 'title' || level > 0) {
    const depth = style.role === 'title' ? 1 : Math.min(level, MAX_HEADING);
    return withFloating({ kind: 'block', block: headingOf(depth, runs) }, text, line.after);
  }
  const place = story.numbering.next(childElement(settings, 'numPr'), style.numbering);
  if (place !== undefined && text !== '') {
    const blocks: Block[] = [{ type: 'paragraph', runs }, ...assemble(line.after)];
    const depth = Math.max(place.level, style.listLevel ?? 0);
    return [{ kind: 'item', ...place, level: depth, blocks }];
  }
  return withFloating(pieceOfRole(style.role, runs), text, line.after);
}

/** Says whether a paragraph's end was deleted, so that it runs on into the next. */
function runsOn(paragraph: XmlElement): boolean {
  const marks = childElement(childElement(paragraph, 'pPr'), 'rPr');
  return childElement(marks, 'del') !== undefined || childElement(marks, 'moveFrom') !== undefined;
}

/** Reads the content of a body, a cell, a note or a text box. */
export function readBlocks(nodes: readonly XmlNode[], story: Story): Piece[] {
  const pieces: Piece[] = [];
  let carried: Run[] = [];
  const add = (more: readonly Piece[]): void => {
    for (const piece of more) pieces.push(piece);
  };
  const visit = (element: XmlElement): void => {
    switch (element.name) {
      case 'p':
        if (runsOn(element)) {
          const line = readLine(element, [], story);
          for (const run of line.runs) carried.push(run);
          add(line.after);
          return;
        }
        add(readParagraph(element, carried, story));
        carried = [];
        return;
      case 'tbl':
        return add(blockPieces(readTable(element, story)));
      case 'altChunk':
        story.seen.chunks += 1;
        return;
      case 'sdt':
        if (isContents(element)) return;
    }
    if (WRAPPERS.has(element.name)) childElements(element).forEach(visit);
    else if (element.name === 'AlternateContent') {
      const choice = childElement(element, 'Choice');
      if (choice !== undefined) childElements(choice).forEach(visit);
    } else if (element.name === 'oMathPara' || element.name === 'oMath') {
      const text = xmlText(element);
      add([{ kind: 'block', block: { type: 'paragraph', runs: [{ text }] } }]);
    }
  };
  for (const node of nodes) if (typeof node !== 'string') visit(node);
  if (carried.length > 0) {
    add([{ kind: 'block', block: { type: 'paragraph', runs: carried } }]);
  }
  return pieces;
}
