/**
 * The blocks of all pages of a PDF in reading order, each with what it is; running heads gone.
 * Where a page's structure tree is sane it decides order and kinds, else the layout does.
 */
import {
  blocksOf,
  markerOf,
  type LaidBlock,
  type Marker,
} from '../../shared/pdf-text/paragraphs.ts';
import { lineText, type Line } from '../../shared/pdf-text/lines.ts';
import type { FontFacts, PageContent, Piece, StructNode } from '../../shared/pdf-text/page.ts';
import { columnsOf, groupsOf, type PageGroup } from '../../shared/pdf-text/page-lines.ts';
import { runningSegments } from '../../shared/pdf-text/running.ts';
import type { Segment } from '../../shared/pdf-text/segments.ts';
import { taggedStretches, type TaggedStretch } from '../../shared/pdf-text/tagged.ts';

export type FlowKind = 'text' | 'heading' | 'note' | 'item' | 'table' | 'code' | 'quote';

/** A block of one page, before paragraphs across pages are joined. */
export interface FlowBlock {
  kind: FlowKind;
  /** From 0. */
  page: number;
  lines: Line[];
  text: string;
  size: number;
  bold: boolean;
  /** Of headings that the file itself gives a level. */
  level?: number;
  marker?: Marker | undefined;
  /** Where an item's text stands, for nesting; in points. */
  indent: number;
  /** Its last line reaches the edge of the column, its first stands in from it. */
  full: boolean;
  indented: boolean;
  /** Rows of cells, of a tagged table. */
  rows?: Array<Array<{ header: boolean; lines: Line[] }>>;
  tagged: boolean;
}

/** Letters of a line that are set in bold fonts. */
function boldShare(line: Line, fonts: ReadonlyMap<string, FontFacts>): number {
  let all = 0;
  let bold = 0;
  for (const { pieces } of line.cells) {
    for (const { text, font } of pieces) {
      const letters = text.replace(/\s/g, '').length;
      all += letters;
      if (fonts.get(font)?.bold === true) bold += letters;
    }
  }
  return all === 0 ? 0 : bold / all;
}

function weighted(counts: ReadonlyMap<number, number>): number {
  let best = 0;
  let most = -1;
  for (const [value, count] of counts) if (count > most) [best, most] = [value, count];
  return best;
}

/** The size that most of the text is set in, in points. */
function bodySize(pages: ReadonlyArray<readonly PageGroup[]>): number {
  const counts = new Map<number, number>();
  for (const group of pages.flat()) {
    for (const { size, chars } of group.segments) {
      const key = Math.round(size * 4) / 4;
      counts.set(key, (counts.get(key) ?? 0) + chars);
    }
  }
  return weighted(counts);
}

const CAPTION =
  /^(?:fig(?:ure|\.)|table|tab\.|abb(?:ildung|\.)|tabelle|tableau|рис(?:унок|\.)|табл(?:ица|\.)|图|表|圖|図|그림|표)\s*[\dIVX]+/iu;
const NOTE = /^(?:\d{1,3}|[*†‡§¶‖]{1,3}|[a-z])(?:[.)\s]|(?=\p{Lu}))/u;

/** Says whether a block looks like a heading: set off from the text by its size or weight. */
function looksLikeHeading(
  block: LaidBlock & { kind: 'text' },
  text: string,
  body: number,
): boolean {
  if (text.length > 240 || block.lines.length > 5 || !/\p{L}/u.test(text)) return false;
  if (CAPTION.test(text) || /^[•‣▪–—*]/u.test(text)) return false;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 2 || letters < text.length * 0.4) return false;
  if (block.size >= body * 1.14) return block.size >= body * 1.3 || !/[,;]$/.test(text);
  if (!block.bold || block.size < body * 0.94) return false;
  return (
    block.lines.length <= 3 &&
    text.length <= 160 &&
    !/[.,;:…]$/.test(text.replace(/^\S*\d\.$/, '')) &&
    block.above > -0.2
  );
}

/** The last blocks of a column that are set smaller and begin with a mark: its footnotes. */
function notesFrom(
  blocks: readonly LaidBlock[],
  texts: ReadonlyMap<LaidBlock, string>,
  body: number,
): number {
  let from = blocks.length;
  for (let at = blocks.length - 1; at >= 0; at -= 1) {
    const block = blocks[at];
    if (block?.kind !== 'text' || block.size > body * 0.93) break;
    if (NOTE.test(texts.get(block) ?? '')) from = at;
  }
  // All of a column in small type is a column of small type.
  return from === 0 && blocks.length > 6 ? blocks.length : from;
}

function joined(lines: readonly Line[]): string {
  return lines.map(lineText).join(' ');
}

/** Says how a run of lines stands in its column. */
function standing(
  lines: readonly Line[],
  left: number,
  right: number,
): { full: boolean; indented: boolean } {
  const first = lines[0];
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return { full: false, indented: false };
  const slack = Math.max(2 * last.size, 0.12 * Math.abs(right - left));
  const end = last.rtl ? -last.left : last.right;
  const start = first.rtl ? -first.right : first.left;
  return { full: right - end < slack, indented: start - left > 0.7 * first.size };
}

function geometric(
  segments: readonly Segment[],
  page: number,
  body: number,
  fonts: ReadonlyMap<string, FontFacts>,
): FlowBlock[] {
  const isBold = (line: Line): boolean => boldShare(line, fonts) > 0.85;
  return columnsOf(segments).flatMap((lines) => {
    const blocks = blocksOf(lines, isBold);
    const texts = new Map(blocks.map((block) => [block, joined(block.lines)]));
    const notes = notesFrom(blocks, texts, body);
    return blocks.map((block, index): FlowBlock => {
      const text = texts.get(block) ?? '';
      const base = { page, lines: block.lines, text, size: block.size, tagged: false };
      if (block.kind === 'table') {
        return { ...base, kind: 'table', bold: false, indent: 0, full: false, indented: false };
      }
      const kind: FlowKind =
        index >= notes
          ? 'note'
          : looksLikeHeading(block, text, body)
            ? 'heading'
            : block.marker !== undefined
              ? 'item'
              : 'text';
      const first = block.lines[0];
      return {
        ...base,
        kind,
        bold: block.bold,
        marker: block.marker,
        indent: first === undefined ? 0 : first.rtl ? -first.right : first.left,
        ...standing(block.lines, block.columnLeft, block.columnRight),
      };
    });
  });
}

function rowsOf(stretches: readonly TaggedStretch[]): FlowBlock['rows'] {
  const rows = new Map<StructNode, Array<{ header: boolean; lines: Line[] }>>();
  for (const { is, lines } of stretches) {
    if (is.kind !== 'cell') continue;
    rows.set(is.row, [...(rows.get(is.row) ?? []), { header: is.header, lines }]);
  }
  return [...rows.values()];
}

function tagged(
  stretches: readonly TaggedStretch[],
  page: number,
  body: number,
  fonts: ReadonlyMap<string, FontFacts>,
): FlowBlock[] {
  const blocks: FlowBlock[] = [];
  for (let at = 0; at < stretches.length;) {
    const stretch = stretches[at];
    if (stretch === undefined) break;
    const { is, lines } = stretch;
    at += 1;
    const text = joined(lines);
    const left = Math.min(...lines.map((line) => (line.rtl ? -line.right : line.left)));
    const right = Math.max(...lines.map((line) => (line.rtl ? -line.left : line.right)));
    const base = {
      page,
      lines,
      text,
      size: lines[0]?.size ?? 0,
      bold: lines.every((line) => boldShare(line, fonts) > 0.85),
      indent: left,
      ...standing(lines, left, right),
      tagged: true,
    };
    if (is.kind === 'cell') {
      const from = at - 1;
      const inTable = (other: TaggedStretch | undefined): boolean =>
        other?.is.kind === 'cell' && other.is.table === is.table;
      while (inTable(stretches[at])) at += 1;
      const cells = stretches.slice(from, at);
      blocks.push({
        ...base,
        kind: 'table',
        lines: cells.flatMap((cell) => cell.lines),
        rows: rowsOf(cells),
      });
    } else if (is.kind === 'heading') blocks.push({ ...base, kind: 'heading', level: is.level });
    else if (is.kind === 'item') {
      blocks.push({ ...base, kind: 'item', marker: markerOf(text), indent: is.depth * 20 });
    } else if (is.kind === 'note' || is.kind === 'code' || is.kind === 'quote') {
      blocks.push({ ...base, kind: is.kind });
    } else {
      // Titles are often tagged as paragraphs.
      const isTitle = base.size >= body * 1.3 && text.length <= 200 && /\p{L}{2}/u.test(text);
      blocks.push({ ...base, kind: isTitle ? 'heading' : 'text' });
    }
  }
  return blocks;
}

/** A number that no other goes before or after is a day or a figure of the text, and no item's. */
function withoutLoneNumbers(blocks: readonly FlowBlock[]): FlowBlock[] {
  const items = blocks.filter(({ kind, tagged: sure }) => kind === 'item' && !sure);
  const numberOf = (block: FlowBlock | undefined): number | undefined => block?.marker?.number;
  items.forEach((item, index) => {
    const number = numberOf(item);
    if (number === undefined || number === 1) return;
    if (numberOf(items[index - 1]) === number - 1 || numberOf(items[index + 1]) === number + 1) {
      return;
    }
    item.kind = 'text';
    item.marker = undefined;
  });
  return [...blocks];
}

export interface Flow {
  blocks: FlowBlock[];
  body: number;
  /** Lines as they stand, for the vocabulary. */
  lines: string[];
  /** Korean lines are filled to their last syllable, so they break inside words. */
  breaksHangul: boolean;
}

/** Lines that end less than a syllable short, and not all at one edge, were broken anywhere. */
function breaksHangul(blocks: readonly FlowBlock[]): boolean {
  const slacks = blocks.flatMap(({ lines }) => {
    const right = Math.max(...lines.map((line) => line.right));
    return lines
      .slice(0, -1)
      .filter((line) => /\p{Script=Hangul}[.,]?$/u.test(lineText(line)))
      .map((line) => (right - line.right) / line.size);
  });
  const short = slacks.filter((slack) => slack < 1).length;
  return slacks.some((slack) => slack > 0.15) && short > 0.85 * slacks.length;
}

/** The blocks of a document's pages. */
export function flowOf(
  pages: readonly PageContent[],
  labels: readonly string[],
  fonts: ReadonlyMap<string, FontFacts>,
): Flow {
  const groups = pages.map((page) => groupsOf(page));
  const mains = groups.map(([main], index) => ({
    segments: main?.segments ?? [],
    height: main?.height ?? 0,
    label: labels[index],
  }));
  const running = runningSegments(mains);
  const runs = new Set<Piece>([...running].flatMap(({ pieces }) => pieces));
  const body = bodySize(groups);
  const blocks = pages.flatMap((page, index) => {
    const own = groups[index] ?? [];
    const pieces = own.flatMap(({ segments }) => segments.flatMap((segment) => segment.pieces));
    const real = pieces.filter((piece) => !piece.artifact);
    // A file whose every word is an artifact has tags that mean nothing.
    const sane = real.length > 0;
    const stretches = sane
      ? taggedStretches(
          page,
          real.filter((piece) => !runs.has(piece)),
        )
      : undefined;
    if (stretches !== undefined) return tagged(stretches, index, body, fonts);
    const keep = (segment: Segment): boolean =>
      !running.has(segment) &&
      (!sane || page.tree === null || !segment.pieces.every(({ artifact }) => artifact));
    return own.flatMap(({ segments }) => geometric(segments.filter(keep), index, body, fonts));
  });
  return {
    blocks: withoutLoneNumbers(blocks.filter(({ text, kind }) => text !== '' || kind === 'table')),
    body,
    lines: blocks.flatMap(({ lines }) => lines.map(lineText)),
    breaksHangul: breaksHangul(blocks),
  };
}
