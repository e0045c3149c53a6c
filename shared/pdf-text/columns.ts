/**
 * Reading order on a page: the recursive X-Y cut (Nagy and Seth, "Hierarchical representation of
 * optically scanned documents", 1984), with gutters that may be interrupted by what spans the
 * columns (titles, figures, wide tables), after Breuel's column separators ("Two geometric
 * algorithms for layout analysis", 2002).
 */
import type { Segment } from './segments.ts';

/** Fewest lines on both sides of a gutter, and narrowest gutter, in ems. */
const MIN_LINES = 3;
const MIN_GUTTER = 0.6;
/** Fewest letters of the usual line of a column: cells of tables are shorter. */
const MIN_COLUMN_CHARS = 14;
/** Least width of the usual line of a column among several, in ems. */
const MIN_COLUMN_WIDTH = 9;
const MAX_DEPTH = 12;

/** A part of the page that is read as one: lines under each other. */
export type Region = Segment[];

interface Band {
  spans: boolean;
  segments: Segment[];
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round((sorted.length - 1) * share)] ?? 0;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** Where gutters may be: in the middle of gaps between neighbours on a line, the commonest first. */
function candidatesIn(segments: readonly Segment[]): number[] {
  const byTop = [...segments].sort((a, b) => a.top - b.top);
  const counts = new Map<number, number>();
  byTop.forEach((segment, index) => {
    let nearest: Segment | undefined;
    const look = (other: Segment | undefined): boolean => {
      if (other === undefined) return false;
      if (
        other.left >= segment.right - 1 &&
        other.top < segment.bottom &&
        other.bottom > segment.top &&
        (nearest === undefined || other.left < nearest.left)
      ) {
        nearest = other;
      }
      return true;
    };
    for (let at = index + 1; at < byTop.length; at += 1) {
      if ((byTop[at]?.top ?? Infinity) >= segment.bottom || !look(byTop[at])) break;
    }
    for (let at = index - 1; at >= Math.max(0, index - 40); at -= 1) look(byTop[at]);
    if (nearest === undefined) return;
    const place = Math.round((segment.right + nearest.left) / 2 / 3) * 3;
    counts.set(place, (counts.get(place) ?? 0) + 1);
    // Ragged lines end anywhere, but the next column begins where it begins.
    const close = Math.round((nearest.left - segment.size * 0.4) / 3) * 3;
    counts.set(close, (counts.get(close) ?? 0) + 1);
  });
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 24)
    .map(([place]) => place);
}

/** Cuts a region at what crosses the gutter. */
function bandsAt(x: number, byTop: readonly Segment[]): Band[] {
  const bands: Band[] = [];
  for (const segment of byTop) {
    // Overfull lines stick out into the gutter a little; that is not spanning.
    const reach = 1.3 * segment.size;
    const spans = segment.left < x - reach && segment.right > x + reach;
    const last = bands.at(-1);
    // A line that spans belongs to what spans beside it, also when a short neighbour sorts between.
    if (last === undefined || last.spans !== spans) bands.push({ spans, segments: [segment] });
    else last.segments.push(segment);
  }
  return bands.flatMap((band) => (band.spans ? [band] : withoutCentredStart(band, byTop)));
}

/** Parts short lines that are centred over the columns (names under a title) from what follows. */
function withoutCentredStart(band: Band, region: readonly Segment[]): Band[] {
  const middle =
    (Math.min(...region.map(({ left }) => left)) + Math.max(...region.map(({ right }) => right))) /
    2;
  const first = band.segments.findIndex(
    ({ left, right, size }) => Math.abs((left + right) / 2 - middle) > size,
  );
  if (first <= 0) return [band];
  return [
    { spans: true, segments: band.segments.slice(0, first) },
    { spans: false, segments: band.segments.slice(first) },
  ];
}

interface Sides {
  left: Segment[];
  right: Segment[];
}

function sidesOf(x: number, segments: readonly Segment[]): Sides {
  return {
    left: segments.filter((segment) => (segment.left + segment.right) / 2 < x),
    right: segments.filter((segment) => (segment.left + segment.right) / 2 >= x),
  };
}

interface Row {
  baseline: number;
  left: number;
  right: number;
  chars: number;
  /** Width that is text and not gaps. */
  inked: number;
}

/** The segments of one side by the line they stand on: justified lines may have wide spaces. */
function rowsOf(side: readonly Segment[]): Row[] {
  const rows: Row[] = [];
  for (const segment of [...side].sort((a, b) => a.baseline - b.baseline)) {
    const { baseline, left, right, chars, size } = segment;
    const last = rows.at(-1);
    if (last !== undefined && baseline - last.baseline < 0.3 * size) {
      last.left = Math.min(last.left, left);
      last.right = Math.max(last.right, right);
      last.chars += chars;
      last.inked += right - left;
    } else rows.push({ baseline, left, right, chars, inked: right - left });
  }
  return rows;
}

/** Says whether one side of a gutter is a column of text, or several, and not of a table. */
function isColumn(side: readonly Segment[]): boolean {
  const rows = rowsOf(side);
  const width =
    Math.max(...rows.map(({ right }) => right)) - Math.min(...rows.map(({ left }) => left));
  const em = median(side.map(({ size }) => size));
  const usual = median(rows.map(({ left, right }) => right - left));
  return (
    median(rows.map(({ chars }) => chars)) >= MIN_COLUMN_CHARS * (isWide(side) ? 0.5 : 1) &&
    usual >= Math.min(width * 0.55, MIN_COLUMN_WIDTH * em) &&
    median(rows.map(({ left, right, inked }) => inked / (right - left || 1))) >= 0.7
  );
}

/** Chinese, Japanese and Korean say as much in half the letters. */
function isWide(side: readonly Segment[]): boolean {
  const text = side.map(({ pieces }) => pieces.map((piece) => piece.text).join('')).join('');
  const wide = text.match(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu,
  );
  return (wide?.length ?? 0) * 2 > text.length;
}

/** The height over which a gutter parts columns; 0 where it does not. */
function heightParted(x: number, band: Band): number {
  if (band.spans) return 0;
  const { left, right } = sidesOf(x, band.segments);
  if (rowsOf(left).length < MIN_LINES || rowsOf(right).length < MIN_LINES) return 0;
  const free =
    quantile(
      right.map((segment) => segment.left),
      0.06,
    ) -
    quantile(
      left.map((segment) => segment.right),
      0.94,
    );
  const em = median(band.segments.map(({ size }) => size));
  if (free < MIN_GUTTER * em || !isColumn(left) || !isColumn(right)) return 0;
  const reach = (side: readonly Segment[]): [number, number] => [
    Math.min(...side.map(({ top }) => top)),
    Math.max(...side.map(({ bottom }) => bottom)),
  ];
  const [leftTop, leftBottom] = reach(left);
  const [rightTop, rightBottom] = reach(right);
  return Math.max(0, Math.min(leftBottom, rightBottom) - Math.max(leftTop, rightTop));
}

function bestGutter(byTop: readonly Segment[]): number | undefined {
  let best: number | undefined;
  let bestHeight = 0;
  for (const x of candidatesIn(byTop)) {
    const height = bandsAt(x, byTop).reduce((sum, band) => sum + heightParted(x, band), 0);
    if (height > bestHeight * 1.02) [best, bestHeight] = [x, height];
  }
  return best;
}

/** The regions of a page in reading order. `rtl` reads the right column first. */
export function regionsOf(segments: readonly Segment[], rtl = false, depth = 0): Region[] {
  if (segments.length === 0) return [];
  const byTop = [...segments].sort((a, b) => a.baseline - b.baseline || a.left - b.left);
  const x = depth < MAX_DEPTH && byTop.length >= 2 * MIN_LINES ? bestGutter(byTop) : undefined;
  if (x === undefined) return [byTop];
  const regions: Region[] = [];
  let whole: Segment[] = [];
  const closeWhole = (): void => {
    if (whole.length > 0) regions.push(...regionsOf(whole, rtl, depth + 1));
    whole = [];
  };
  for (const band of bandsAt(x, byTop)) {
    if (heightParted(x, band) === 0 && !isLooseEnd(x, band)) {
      whole.push(...band.segments);
      continue;
    }
    closeWhole();
    const { left, right } = sidesOf(x, band.segments);
    for (const side of rtl ? [right, left] : [left, right]) {
      regions.push(...regionsOf(side, rtl, depth + 1));
    }
  }
  closeWhole();
  return regions;
}

/** The end of columns that are short: too few lines to find a gutter by, enough to see it. */
function isLooseEnd(x: number, band: Band): boolean {
  if (band.spans) return false;
  const { left, right } = sidesOf(x, band.segments);
  if (left.length === 0 || right.length === 0) return false;
  const ends = left.every((one) => right.every((other) => one.right < other.left));
  return ends && isColumn(left) && isColumn(right);
}
