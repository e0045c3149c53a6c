/** Running heads, running feet and page numbers: what stands in one place on page after page. */
import type { Segment } from './segments.ts';

/** A row of text near the top or the foot of a page. */
interface Row {
  page: number;
  segments: Segment[];
  /** Distance of the baseline from the edge it is near to, in points. */
  distance: number;
  text: string;
  /** The text with its figures taken out. */
  pattern: string;
  edge: 'top' | 'foot';
  /** From 0, counted from the edge. */
  rank: number;
}

/** How many rows at each edge may be running ones. */
const ROWS = 3;
/** Heads stand in this share of the page's height, at either edge. */
const ZONE = 0.2;

const ROMAN = /^[ivxlcdm]{1,7}$/i;

export interface PageSegments {
  segments: Segment[];
  height: number;
  /** The page's label, if it has one. */
  label?: string | undefined;
}

function rowsOf(page: PageSegments, index: number): Row[] {
  const sorted = [...page.segments].sort((a, b) => a.baseline - b.baseline);
  const groups: Segment[][] = [];
  for (const segment of sorted) {
    const last = groups.at(-1);
    const near = last?.some(
      ({ baseline, size }) => Math.abs(baseline - segment.baseline) < 0.4 * size,
    );
    if (last !== undefined && near === true) last.push(segment);
    else groups.push([segment]);
  }
  const row = (segments: Segment[], edge: 'top' | 'foot', rank: number): Row => {
    const baseline = segments[0]?.baseline ?? 0;
    const text = segments
      .sort((a, b) => a.left - b.left)
      .map(({ pieces }) =>
        [...pieces]
          .sort((a, b) => a.left - b.left)
          .map((piece) => piece.text)
          .join(''),
      )
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim();
    const pattern = text
      .toLowerCase()
      .replace(/\d+/g, '#')
      .replace(/(?<=^|\s)[ivxlcdm]+(?=\s|$)/g, '#')
      .replace(/\s+/g, '');
    return {
      page: index,
      segments,
      distance: edge === 'top' ? baseline : page.height - baseline,
      text,
      pattern,
      edge,
      rank,
    };
  };
  const inZone = (one: Row): boolean => one.distance < page.height * ZONE;
  const top = groups.slice(0, ROWS).map((group, rank) => row(group, 'top', rank));
  const foot = groups
    .slice(-ROWS)
    .reverse()
    .map((group, rank) => row(group, 'foot', rank));
  // On a page of few rows the two may meet; a row is judged at the nearer edge.
  return [...top, ...foot].filter(inZone);
}

/** Letters and figures of segments, for comparing. */
function foldedText(segments: readonly Segment[]): string {
  return segments
    .flatMap(({ pieces }) => pieces.map(({ text }) => text))
    .join('')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function sizeOf({ segments }: Row): number {
  return Math.round(segments[0]?.size ?? 0);
}

/** The number that a row is, if it is nothing else: "12", "- 12 -", "Page 3 of 10", "xiv". */
function pageNumberIn(text: string): string | undefined {
  const bare = /^[-–—|\s[(]*(\d{1,4}|[ivxlcdm]{1,7})[-–—|\s\])]*$/i.exec(text)?.[1];
  if (bare !== undefined) return bare.toLowerCase();
  return /^\D{0,12}\b(\d{1,4})\s?(?:\/|\D{1,6})\s?\d{1,4}\D{0,3}$/.exec(text)?.[1];
}

/** Says whether a row is the page's own number, by its label or its place in the file. */
function isOwnNumber(row: Row, page: PageSegments, shift: number | undefined): boolean {
  const number = pageNumberIn(row.text);
  if (number === undefined) return false;
  if (number === page.label?.toLowerCase() || number === String(row.page + 1)) return true;
  if (ROMAN.test(number)) return false;
  return shift !== undefined && Number(number) - row.page === shift;
}

/** How far printed numbers are from the place in the file, where most pages agree. */
function shiftOf(rows: readonly Row[]): number | undefined {
  const shifts = new Map<number, number>();
  for (const row of rows) {
    const number = Number(pageNumberIn(row.text) ?? NaN);
    if (Number.isNaN(number)) continue;
    shifts.set(number - row.page, (shifts.get(number - row.page) ?? 0) + 1);
  }
  const [shift, count] = [...shifts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return count !== undefined && count >= 2 ? shift : undefined;
}

/**
 * The segments that run from page to page, and so are no part of the text. A row is one when its
 * text, figures aside, stands at the same distance from the same edge on two pages (three, where
 * there are many), or when it is the page's number. What is deeper than the first row of its edge
 * counts only under a row that runs itself.
 */
export function runningSegments(pages: readonly PageSegments[]): Set<Segment> {
  const rows = pages.flatMap(rowsOf);
  const alike = new Map<string, Row[]>();
  const keyOf = ({ edge, pattern }: Row): string => `${edge} ${pattern}`;
  for (const row of rows) alike.set(keyOf(row), [...(alike.get(keyOf(row)) ?? []), row]);
  const shift = shiftOf(rows);
  const repeats = (row: Row): boolean => {
    const same = (alike.get(keyOf(row)) ?? []).filter(
      (other) => Math.abs(other.distance - row.distance) < 4 && sizeOf(other) === sizeOf(row),
    );
    const on = new Set(same.map(({ page }) => page)).size;
    // Figures alone are numbers of pages or of a table's rows; they are judged by what they count.
    if (row.pattern.replace(/[#\W]/gu, '') === '' && !/\p{L}/u.test(row.pattern)) return false;
    return on >= (pages.length > 8 && row.rank > 0 ? 3 : 2);
  };
  /** How often a stretch of text stands anywhere: a head may repeat a heading. */
  const stretches = new Map<string, number>();
  for (const segment of pages.flatMap(({ segments }) => segments)) {
    const text = foldedText([segment]);
    stretches.set(text, (stretches.get(text) ?? 0) + 1);
  }
  /** Rows of one edge at one distance and size, on how many pages. */
  const places = new Map<string, Set<number>>();
  const placeOf = (row: Row): string =>
    `${row.edge} ${Math.round(row.distance / 3)} ${sizeOf(row)}`;
  for (const row of rows.filter(({ rank }) => rank === 0)) {
    places.set(placeOf(row), (places.get(placeOf(row)) ?? new Set()).add(row.page));
  }
  const echoes = (row: Row): boolean =>
    row.rank === 0 &&
    row.edge === 'top' &&
    (places.get(placeOf(row))?.size ?? 0) >= 2 &&
    row.segments.some((segment) => {
      const text = foldedText([segment]);
      return text.length >= 4 && (stretches.get(text) ?? 0) >= 2;
    });
  const running = new Set<Segment>();
  /** Edges of pages at which a row was kept: what is deeper is text. */
  const closed = new Set<string>();
  for (const row of [...rows].sort((a, b) => a.rank - b.rank)) {
    const page = pages[row.page];
    const edge = `${row.edge} ${row.page}`;
    if (page === undefined || closed.has(edge)) continue;
    if (repeats(row) || echoes(row) || isOwnNumber(row, page, shift)) {
      row.segments.forEach((segment) => running.add(segment));
    } else closed.add(edge);
  }
  return running;
}
