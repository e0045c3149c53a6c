/** Paragraphs and tables of Rich Text Format as they end one after another, as pieces. */
import type { Block, Run } from '../../shared/document.ts';
import type { Role } from './docx-styles.ts';
import {
  assemble,
  blockPieces,
  headingOf,
  lineOf,
  pieceOfRole,
  type Piece,
} from './office-pieces.ts';
import { tableBlocks, type OfficeCell } from './office-table.ts';

/** What a paragraph's settings say when it ends. */
export interface RtfParagraph {
  role: Role | undefined;
  /** The heading level, 0 for text. */
  level: number;
  inTable: boolean;
  /** The list that it says it belongs to. */
  list: { key: string; level: number; ordered: boolean | undefined } | undefined;
  /** How far it and its first line are moved in, in twentieths of a point. */
  left: number;
  first: number;
}

/** A stretch of text with its own paragraphs: the body, a note, a text box. */
export interface RtfFlow {
  runs: Run[];
  /** Pictures and text boxes in the paragraph being written. */
  after: Piece[];
  /** The bullet or number that programs write for those that know no lists. */
  marker: string;
  pieces: Piece[];
  /** The paragraphs of the cell being written, the cells of its row, and the rows before. */
  cell: Piece[];
  row: Piece[][];
  rows: PlacedCell[][];
  /** The last numbers of each list, by level. */
  counts: Map<string, number[]>;
  /** Called with the text of the paragraph whose style is the title's. */
  onTitle: (text: string) => void;
}

/** A cell and where it ends, in twentieths of a point from the left; NaN when that is not told. */
interface PlacedCell extends OfficeCell {
  right: number;
}

/** Starts a stretch of text. */
export function newFlow(onTitle: (text: string) => void): RtfFlow {
  return {
    ...{ runs: [], after: [], marker: '', pieces: [], cell: [], row: [], rows: [] },
    counts: new Map(),
    onTitle,
  };
}

const MAX_HEADING = 6;

/** A bullet or number, as text, before an indented paragraph. */
const TYPED = /^\s*(?:[•·▪◦‣○●■□➢–-]|\(?(\d{1,4}|[a-z]|[A-Z])[.)])[\t\u00a0]\s*/u;

/** The number that digits or a letter of the alphabet stand for. */
function numberOf(text: string): number {
  return /\d/.test(text) ? Number(text) : text.toLowerCase().charCodeAt(0) - 0x60;
}

/** Runs without their first `length` characters. */
function withoutStart(runs: readonly Run[], length: number): Run[] {
  let left = length;
  return runs.flatMap((run) => {
    const text = run.text.slice(left);
    left = Math.max(0, left - run.text.length);
    return text === '' && run.text !== '' ? [] : [{ ...run, text }];
  });
}

/** The item that a paragraph is; undefined for other paragraphs. */
function itemOf(flow: RtfFlow, paragraph: RtfParagraph, runs: readonly Run[]): Piece | undefined {
  const { list, left, first } = paragraph;
  const marker = flow.marker.trim();
  const digits = /\d{1,6}(?=\D*$)/.exec(marker)?.[0];
  if (list !== undefined || marker !== '') {
    const { key, level } = list ?? { key: 'marked', level: 0 };
    const guessed = marker !== '' && !/^[^\p{L}\p{N}]+$|^o$/u.test(marker);
    const ordered = list?.ordered ?? guessed;
    const counts = flow.counts.get(key) ?? [];
    const number = digits === undefined ? (counts[level] ?? 0) + 1 : Number(digits);
    counts[level] = number;
    counts.length = level + 1;
    flow.counts.set(key, counts);
    const block: Block = { type: 'paragraph', runs: [...runs] };
    return { kind: 'item', list: key, level, ordered, number, blocks: [block] };
  }
  const typed = first < 0 ? TYPED.exec(runs.map((run) => run.text).join('')) : null;
  if (typed === null) return undefined;
  const block: Block = { type: 'paragraph', runs: withoutStart(runs, typed[0].length) };
  const level = Math.min(Math.max(Math.round((left + first) / 360), 0), 8);
  const ordered = typed[1] !== undefined;
  return {
    ...{ kind: 'item', list: `typed ${ordered}`, level, ordered },
    ...{ number: numberOf(typed[1] ?? '1'), blocks: [block] },
  };
}

function pieceOf(flow: RtfFlow, paragraph: RtfParagraph, runs: Run[]): Piece {
  if (paragraph.role === 'title') flow.onTitle(lineOf(runs));
  if (paragraph.level > 0 || paragraph.role === 'title') {
    const level = paragraph.role === 'title' ? 1 : Math.min(paragraph.level, MAX_HEADING);
    return { kind: 'block', block: headingOf(level, runs) };
  }
  const item = itemOf(flow, paragraph, runs);
  return item ?? pieceOfRole(paragraph.role, runs);
}

/** Cells as close as this end at the same place, in twentieths of a point. */
const NEAR = 30;

/** Rows whose cells take as many columns as their places tell, by where those of all rows end. */
function withColumns(rows: ReadonlyArray<readonly PlacedCell[]>): OfficeCell[][] {
  const ends = rows.flatMap((row) => row.map(({ right }) => right)).sort((a, b) => a - b);
  const columns = ends.filter((end, at) => !(end - (ends[at - 1] ?? -Infinity) < NEAR));
  if (columns.length > 200 || columns.some(Number.isNaN)) return rows.map((row) => [...row]);
  const columnOf = (right: number): number => columns.findLastIndex((end) => end <= right);
  return rows.map((row) =>
    row.map((cell, at) => {
      const before = row[at - 1];
      const first = before === undefined ? -1 : columnOf(before.right);
      return { ...cell, columns: Math.max(columnOf(cell.right) - first, 1) };
    }),
  );
}

/** Ends the table before, if there is one. */
export function endTable(flow: RtfFlow): void {
  if (flow.row.length > 0) endRow(flow, []);
  if (flow.cell.length > 0) {
    flow.pieces.push(...flow.cell);
    flow.cell = [];
  }
  if (flow.rows.length === 0) return;
  flow.pieces.push(...blockPieces(tableBlocks(withColumns(flow.rows))));
  flow.rows = [];
}

/** Ends the paragraph being written. */
export function endParagraph(flow: RtfFlow, paragraph: RtfParagraph): void {
  const { runs, after } = flow;
  const pieces: Piece[] = [];
  const blank = lineOf(runs) === '';
  // A table of contents repeats the headings.
  if (!blank && paragraph.role !== 'contents') {
    const piece = pieceOf(flow, paragraph, runs);
    if (paragraph.role === 'caption') pieces.push(...after, piece);
    else pieces.push(piece, ...after);
  } else pieces.push(...after);
  flow.runs = [];
  flow.after = [];
  flow.marker = '';
  if (paragraph.inTable) {
    flow.cell.push(...pieces);
    return;
  }
  if (pieces.length === 0) return;
  endTable(flow);
  flow.pieces.push(...pieces);
}

/** Ends the cell being written. */
export function endCell(flow: RtfFlow, paragraph: RtfParagraph): void {
  endParagraph(flow, { ...paragraph, inTable: true });
  flow.row.push(flow.cell);
  flow.cell = [];
}

/** What a row says about a cell. */
export interface RtfCell {
  /** It is covered by the one before it or above it. */
  covered: boolean;
  /** Where it ends, in twentieths of a point from the left. */
  right: number;
}

/** Ends the row being written; `header` rows are repeated on every page. */
export function endRow(flow: RtfFlow, cells: readonly RtfCell[], header = false): void {
  const row = flow.row.map((pieces, index) => ({
    header,
    blocks: cells[index]?.covered === true ? [] : assemble(pieces),
    right: cells[index]?.right ?? NaN,
  }));
  flow.row = [];
  if (row.length > 0) flow.rows.push(row);
}

/** Ends a stretch of text: its blocks. */
export function endFlow(flow: RtfFlow, paragraph: RtfParagraph): Block[] {
  if (flow.runs.length > 0 || flow.after.length > 0) endParagraph(flow, paragraph);
  endTable(flow);
  return assemble(flow.pieces);
}
