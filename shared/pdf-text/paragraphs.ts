/** From the lines of a column to paragraphs, list items and rows of tables. */
import { lineText, type Line } from './lines.ts';

/** Lines that belong together, in one column of one page. */
export interface TextBlock {
  kind: 'text';
  lines: Line[];
  /** Edges of the column it stands in. */
  columnLeft: number;
  columnRight: number;
  /** The marker that it begins with, if it is an item of a list. */
  marker?: Marker | undefined;
  /** All of it is set bold. */
  bold: boolean;
  size: number;
  /** Space above its first line beyond the usual, in ems; large at the top of a column. */
  above: number;
}

/** Lines whose cells stand under each other. */
export interface TableBlock {
  kind: 'table';
  lines: Line[];
  size: number;
}

export type LaidBlock = TextBlock | TableBlock;

export interface Marker {
  ordered: boolean;
  /** The number, of an ordered item in figures. */
  number?: number | undefined;
  /** How much of the text the marker is, in UTF-16 code units, with the space after it. */
  length: number;
}

const BULLET = /^([•‣◦∙▪▫●○■□◆◇►▶➢➤✓✔❖⁃\uf0b7\uf0a7\uf0d8\u00b7\-–—*])\s+(?=\S)/u;
const NUMBER =
  /^(?:\(?(\d{1,3})[.)]|\(?([a-zA-Z])[.)]|\(([ivxlc]{1,6})\)|([ivxlc]{1,6})[.)])\s+(?=\S)/;

/** The marker of a list item that a text begins with. */
export function markerOf(text: string): Marker | undefined {
  const bullet = BULLET.exec(text);
  if (bullet !== null) return { ordered: false, length: bullet[0].length };
  const number = NUMBER.exec(text);
  // Figures after a figure are a date or a table's row, not an item.
  if (number === null || !/^.{0,5}\p{L}/u.test(text.slice(number[0].length))) return undefined;
  const figure = number[1];
  return {
    ordered: true,
    length: number[0].length,
    ...(figure === undefined ? {} : { number: Number(figure) }),
  };
}

const ENDS_SENTENCE = /[.!?:;…。！？؟۔։][”’"'»)\]]*$/u;

/** The most common of numbers that are nearly alike. */
function mode(values: readonly number[], step: number): number {
  const counts = new Map<number, { sum: number; count: number }>();
  for (const value of values) {
    const key = Math.round(value / step);
    const entry = counts.get(key) ?? { sum: 0, count: 0 };
    counts.set(key, { sum: entry.sum + value, count: entry.count + 1 });
  }
  let best = { sum: 0, count: 0 };
  for (const entry of counts.values()) if (entry.count > best.count) best = entry;
  return best.count === 0 ? 0 : best.sum / best.count;
}

/** Where a line begins and ends, as it is read: mirrored for text that runs to the left. */
function startOf(line: Line): number {
  return line.rtl ? -line.right : line.left;
}
function endOf(line: Line): number {
  return line.rtl ? -line.left : line.right;
}

interface Context {
  isBold: (line: Line) => boolean;
  texts: ReadonlyMap<Line, string>;
}

/** Says whether lines are of one look: what differs in size or weight are different blocks. */
function sameLook(a: Line, b: Line, { isBold }: Context): boolean {
  const ratio = a.size / b.size;
  return ratio > 0.93 && ratio < 1.075 && isBold(a) === isBold(b);
}

/** Gaps between the cells of a line, in ems. */
function gapsOf({ cells, size }: Line): number[] {
  const sorted = [...cells].sort((a, b) => a.left - b.left);
  return sorted
    .slice(1)
    .map((cell, index) => (cell.left - (sorted[index]?.right ?? cell.left)) / size);
}

function widestGap(line: Line): number {
  return Math.max(0, ...gapsOf(line));
}

/** Says whether a line is text whose spaces are wide, and no row of cells. */
function isSpacedOut(line: Line): boolean {
  const gaps = gapsOf(line);
  const widest = Math.max(0, ...gaps);
  if (widest >= 2.5) return false;
  const inked = line.cells.reduce((sum, { left, right }) => sum + right - left, 0);
  const even = gaps.length > 1 ? widest < 1.6 * Math.min(...gaps) : widest < 1.6;
  return even || inked > 0.78 * (line.right - line.left);
}

/** Rows of tables: lines in a row with cells that begin, end or have their middle at one place. */
function tableRows(lines: readonly Line[]): Set<Line> {
  const rows = new Set<Line>();
  let run: Line[] = [];
  const close = (): void => {
    run = run.some((line) => !isSpacedOut(line)) ? run : [];
    // Two lines of a paragraph may happen to have wide spaces above each other.
    const wide = run.some((line) => widestGap(line) > 1.4);
    if (run.length >= (wide ? 2 : 3)) run.forEach((line) => rows.add(line));
    run = [];
  };
  for (const line of lines) {
    const last = run.at(-1);
    const many = line.cells.length > 1;
    if (last !== undefined && many && isNextRow(last, line)) run.push(line);
    else {
      close();
      if (many) run = [line];
    }
  }
  close();
  return rows;
}

/** Places inside a line that cells of other lines may share: not its own two ends. */
function innerEdges(line: Line): number[] {
  return line.cells
    .flatMap(({ left, right }) => [left, right, (left + right) / 2])
    .filter((x) => Math.abs(x - line.left) > 3 && Math.abs(x - line.right) > 3);
}

function isNextRow(a: Line, b: Line): boolean {
  if (b.top - a.bottom > 2.2 * Math.max(a.size, b.size)) return false;
  const edges = innerEdges(a);
  const shared = innerEdges(b).filter((x) => edges.some((y) => Math.abs(x - y) < 2));
  return shared.length >= 1;
}

/** The first word's width, guessed from the line's: whether it would have fitted on the line before. */
function firstWordWidth(line: Line, text: string): number {
  const word = /^\S+/.exec(text)?.[0] ?? '';
  return ((line.right - line.left) * word.length) / Math.max(1, text.length);
}

interface Shape {
  left: number;
  right: number;
  leading: number;
}

/** Says whether a line is the first of a new paragraph, given what came before it in its column. */
function begins(line: Line, block: readonly Line[], shape: Shape, context: Context): boolean {
  const before = block.at(-1);
  if (before === undefined) return true;
  const em = Math.max(line.size, before.size);
  const text = context.texts.get(line) ?? '';
  const textBefore = context.texts.get(before) ?? '';
  const pitch = line.baseline - before.baseline;
  if (!sameLook(line, before, context)) return true;
  const usual = shape.leading > 0 ? shape.leading : 1.25 * em;
  if (pitch > usual * 1.28 + 0.6 || pitch < 0.4 * em) return true;
  if (startsWithRaisedFigure(line)) return true;
  if (isCentred(line, before, shape, em)) return false;
  const start = startOf(line);
  const startBefore = startOf(before);
  const marker = markerOf(text);
  const first = block[0];
  const hang = first !== undefined && block.length > 1 ? startBefore - startOf(first) : 0;
  if (marker !== undefined && (marker.ordered ? isItem(text, block, start, em, context) : true)) {
    // A dash inside a sentence may come to stand at the start of a line.
    const dash = /^[-–—*]/.test(text);
    if (
      !dash ||
      ENDS_SENTENCE.test(textBefore) ||
      markerOf(context.texts.get(first ?? line) ?? '')
    ) {
      return true;
    }
  }
  const room = shape.right - endOf(before);
  const short = room > firstWordWidth(line, text) + 0.6 * em;
  // Hanging: the lines after the first stand in, and this one stands out again.
  if (hang > 0.7 * em && start < startBefore - 0.6 * em) return true;
  const indent = start - startBefore;
  if (indent > 0.7 * em && indent < 8 * em) {
    // The second line of a hanging paragraph also stands in; its first line is full.
    const ends = ENDS_SENTENCE.test(textBefore);
    const hanging =
      block.length === 1 &&
      (markerOf(textBefore) !== undefined || startBefore < shape.left - 0.6 * em || !ends) &&
      !(short && (ends || room > 4 * em));
    return !hanging;
  }
  if (start < startBefore - 0.7 * em && block.length > 1) {
    // Back out of an indent that lasted: a quotation or an item has ended.
    return hang <= 0.7 * em && startOf(first ?? before) >= startBefore - 0.5 * em;
  }
  return short && ENDS_SENTENCE.test(textBefore) && room > 1.5 * em;
}

/** Says whether a line begins with a raised figure or sign: a footnote's. */
function startsWithRaisedFigure({ cells, size, baseline, rtl }: Line): boolean {
  const pieces = cells[0]?.pieces ?? [];
  const first = pieces.reduce(
    (least, piece) => ((rtl ? piece.right > least.right : piece.left < least.left) ? piece : least),
    pieces[0] ?? { left: 0, right: 0, size, baseline, text: '' },
  );
  return (
    first.size <= 0.85 * size &&
    baseline - first.baseline > 0.15 * size &&
    /^\s*(?:\d{1,3}|[*†‡§¶a-z])\s*$/u.test(first.text)
  );
}

/** A figure at the start of a line is an item when the line before ends, or items stand above. */
function isItem(
  text: string,
  block: readonly Line[],
  start: number,
  em: number,
  { texts }: Context,
): boolean {
  const first = block[0];
  const before = block.at(-1);
  if (first === undefined || before === undefined) return true;
  const firstText = texts.get(first) ?? '';
  const marker = markerOf(text);
  const one = markerOf(firstText);
  if (one?.ordered === true && Math.abs(startOf(first) - start) < 0.8 * em) {
    return (
      one.number === undefined || marker?.number === undefined || marker.number === one.number + 1
    );
  }
  return ENDS_SENTENCE.test(texts.get(before) ?? '') && (marker?.number ?? 1) <= 1;
}

/** Says whether two lines are centred under each other, neither of them full. */
function isCentred(line: Line, before: Line, shape: Shape, em: number): boolean {
  const middle = (a: Line): number => (a.left + a.right) / 2;
  const inset = Math.abs(line.left - before.left);
  return (
    inset > 0.8 * em &&
    Math.abs(middle(line) - middle(before)) < 0.35 * em &&
    Math.abs(Math.abs(line.right - before.right) - inset) < 0.7 * em &&
    Math.abs(middle(line) - (Math.abs(shape.left) + Math.abs(shape.right)) / 2) < 3 * em
  );
}

/** The edges and the usual leading of lines that follow each other closely. */
function shapeOf(lines: readonly Line[], at: number, leading: number): Shape {
  const here = lines[at];
  if (here === undefined) return { left: 0, right: 0, leading };
  const near = lines.filter(
    (line) =>
      Math.abs(line.size - here.size) < 0.6 && line.rtl === here.rtl && line.cells.length === 1,
  );
  const some = near.length > 0 ? near : [here];
  return {
    left: mode(some.map(startOf), 3),
    right: some.reduce((most, line) => Math.max(most, endOf(line)), -Infinity),
    leading,
  };
}

/** The blocks of a column. Lines come top to bottom. */
export function blocksOf(lines: readonly Line[], isBold: (line: Line) => boolean): LaidBlock[] {
  const texts = new Map(lines.map((line) => [line, lineText(line)]));
  const context: Context = { isBold, texts };
  const rows = tableRows(lines);
  const leadings = new Map<number, number>();
  const leadingOf = (size: number): number => {
    const key = Math.round(size * 2);
    const known = leadings.get(key);
    if (known !== undefined) return known;
    const pitches = lines.flatMap((line, index) => {
      const next = lines[index + 1];
      if (next === undefined || Math.round(line.size * 2) !== key) return [];
      if (Math.round(next.size * 2) !== key) return [];
      const pitch = next.baseline - line.baseline;
      return pitch > 0.7 * size && pitch < 2.4 * size ? [pitch] : [];
    });
    // The least pitch that is common: gaps between paragraphs may be as frequent as lines.
    const sorted = pitches.sort((a, b) => a - b);
    const common = sorted[Math.floor(sorted.length * 0.3)] ?? 0;
    // One or two pitches may as well be gaps.
    const leading = sorted.length < 4 ? Math.min(common, 1.4 * size) : common;
    leadings.set(key, leading);
    return leading;
  };
  const blocks: LaidBlock[] = [];
  let open: Line[] = [];
  let shape: Shape = { left: 0, right: 0, leading: 0 };
  let previousBottom: number | undefined;
  const close = (): void => {
    const [first] = open;
    if (first === undefined) return;
    const above =
      previousBottom === undefined ? Infinity : (first.top - previousBottom) / first.size;
    const total = open.reduce((sum, { chars }) => sum + chars, 0);
    const size = open.reduce((sum, line) => sum + line.size * line.chars, 0) / Math.max(1, total);
    blocks.push({
      kind: 'text',
      lines: open,
      columnLeft: shape.left,
      columnRight: shape.right,
      marker: markerOf(texts.get(first) ?? ''),
      bold: open.every(isBold),
      size,
      above,
    });
    previousBottom = open.at(-1)?.bottom;
    open = [];
  };
  lines.forEach((line, index) => {
    if (rows.has(line)) {
      close();
      const last = blocks.at(-1);
      const before = lines[index - 1];
      if (
        last?.kind === 'table' &&
        before !== undefined &&
        rows.has(before) &&
        isNextRow(before, line)
      ) {
        last.lines.push(line);
      } else blocks.push({ kind: 'table', lines: [line], size: line.size });
      previousBottom = line.bottom;
      return;
    }
    const next = shapeOf(lines, index, leadingOf(line.size));
    if (open.length > 0 && begins(line, open, shape, context)) close();
    if (open.length === 0) shape = next;
    open.push(line);
  });
  close();
  return blocks;
}
