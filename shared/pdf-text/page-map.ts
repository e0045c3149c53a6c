/**
 * Where the letters of a page are in a source's canonical text. Page and text are aligned by their
 * letters alone: stretches of twelve letters that both have once are anchors (as in the "patience"
 * comparison of B. Cohen), each grown in both directions while letters agree. So running heads,
 * hyphens, another order of columns, and later corrections of the text leave only themselves without
 * a place. Offsets count UTF-16 code units.
 */
import type { PageContent, Piece, TextItem } from './page.ts';
import { columnsOf, groupsOf } from './page-lines.ts';
import { inLineOrder, type Line } from './lines.ts';
import { taggedStretches } from './tagged.ts';

/** The letters of a page in reading order, each with its item and its place in the item's text. */
export interface PageLetter {
  letter: string;
  item: number;
  at: number;
}

const ANCHOR = 12;
const SKIPPED = /[\s\-\u00ad\u2010\u2011]/u;

/** A letter as both sides are compared: without case, ligatures and forms. Empty for what is skipped. */
function folded(letter: string): string {
  return SKIPPED.test(letter) ? '' : letter.normalize('NFKC').toLowerCase();
}

function piecesIn(lines: readonly Line[]): Piece[] {
  return lines.flatMap((line) => line.cells.flatMap((cell) => inLineOrder(cell.pieces, line.rtl)));
}

/** The pieces of a page in the order that its text is read in, its running heads among them. */
export function piecesInOrder(page: PageContent): Piece[] {
  const groups = groupsOf(page);
  const all = groups.flatMap(({ segments }) => segments.flatMap(({ pieces }) => pieces));
  const stretches = taggedStretches(
    page,
    all.filter(({ artifact }) => !artifact),
  );
  if (stretches === undefined) {
    return groups.flatMap(({ segments }) => columnsOf(segments).flatMap(piecesIn));
  }
  const tagged = stretches.flatMap(({ lines }) => piecesIn(lines));
  const seen = new Set(tagged.map(({ item }) => item));
  return [...tagged, ...all.filter(({ item }) => !seen.has(item))];
}

/** The letters of items in a given order; white space and hyphens are left out. */
export function lettersOf(page: PageContent, order: readonly Piece[]): PageLetter[] {
  return order.flatMap(({ item }) => {
    const { str } = page.items[item] as TextItem;
    const letters: PageLetter[] = [];
    let at = 0;
    for (const char of str) {
      for (const letter of folded(char)) letters.push({ letter, item, at });
      at += char.length;
    }
    return letters;
  });
}

/** The letters of a stretch of canonical text, with their offsets. */
function textLetters(text: string, start: number): { letters: string[]; offsets: number[] } {
  const letters: string[] = [];
  const offsets: number[] = [];
  let at = start;
  for (const char of text) {
    for (const letter of folded(char)) {
      letters.push(letter);
      offsets.push(at);
    }
    at += char.length;
  }
  return { letters, offsets };
}

/** Places of stretches that occur exactly once. */
function uniqueStretches(letters: readonly string[], length: number): Map<string, number> {
  const places = new Map<string, number>();
  for (let at = 0; at + length <= letters.length; at += 1) {
    const key = letters.slice(at, at + length).join('');
    places.set(key, places.has(key) ? -1 : at);
  }
  return places;
}

/** Joins two equal letters when neither has a partner yet. */
type Join = (page: number, text: number) => boolean;

function anchor(a: readonly string[], b: readonly string[], length: number, join: Join): void {
  if (length > a.length || length > b.length) return;
  const inA = uniqueStretches(a, length);
  const inB = uniqueStretches(b, length);
  for (const [key, at] of inA) {
    const other = inB.get(key) ?? -1;
    if (at < 0 || other < 0) continue;
    for (let by = 0; join(at + by, other + by); by += 1);
    for (let by = -1; join(at + by, other + by); by -= 1);
  }
}

export interface PageMap {
  /**
   * For each item of the page that has letters: the canonical offset of each of its UTF-16 code
   * units, -1 where it has no place.
   */
  offsets: Map<number, Int32Array>;
  /** The items in reading order. */
  order: number[];
}

/**
 * Aligns a page with the stretch of canonical text that it may hold, which begins at `start`; all
 * of the text where it is not known which page holds what.
 */
export function mapPage(page: PageContent, text: string, start: number): PageMap {
  const order = piecesInOrder(page);
  const letters = lettersOf(page, order);
  const { letters: other, offsets: places } = textLetters(text, start);
  const own = letters.map(({ letter }) => letter);
  const partner = new Int32Array(own.length).fill(-1);
  const taken = new Uint8Array(other.length);
  const join: Join = (a, b) => {
    if (a < 0 || b < 0 || a >= own.length || b >= other.length) return false;
    if (own[a] !== other[b] || taken[b] === 1 || partner[a] !== -1) return false;
    partner[a] = b;
    taken[b] = 1;
    return true;
  };
  // Short pages, and what long stretches leave over, are anchored by shorter ones.
  for (const length of [ANCHOR, 6]) {
    anchor(
      own.map((letter, index) => (partner[index] === -1 ? letter : '\0')),
      other.map((letter, index) => (taken[index] === 0 ? letter : '\u0001')),
      length,
      join,
    );
  }
  fillGaps(partner, join);
  const offsets = new Map<number, Int32Array>();
  for (const { item } of order) {
    const { str } = page.items[item] as TextItem;
    offsets.set(item, new Int32Array(str.length).fill(-1));
  }
  letters.forEach(({ item, at }, index) => {
    const b = partner[index] ?? -1;
    const row = offsets.get(item);
    if (b >= 0 && row !== undefined && row[at] === -1) row[at] = places[b] ?? -1;
  });
  return { offsets, order: order.map(({ item }) => item) };
}

/** Joins equal letters in gaps that are bounded by joined ones on both sides. */
function fillGaps(partner: Int32Array, join: Join): void {
  for (let at = 0; at < partner.length; at += 1) {
    if (partner[at] !== -1) continue;
    let end = at;
    while (end < partner.length && partner[end] === -1) end += 1;
    const before = at === 0 ? -1 : (partner[at - 1] ?? -1);
    for (let by = 0; at + by < end && join(at + by, before + 1 + by); by += 1);
    const after = partner[end] ?? -1;
    if (after >= 0) for (let by = 1; end - by >= at && join(end - by, after - by); by += 1);
    at = end;
  }
}

/** A stretch of one item of a page. */
export interface ItemRange {
  item: number;
  /** In UTF-16 code units of the item's text. */
  start: number;
  end: number;
}

/** The parts of a page that a stretch of canonical text stands on, item by item. */
export function itemsIn(map: PageMap, start: number, end: number): ItemRange[] {
  return map.order.flatMap((item) => {
    const row = map.offsets.get(item);
    if (row === undefined) return [];
    let first = -1;
    let last = -1;
    row.forEach((offset, at) => {
      if (offset < start || offset >= end) return;
      if (first === -1) first = at;
      last = at;
    });
    return first === -1 ? [] : [{ item, start: first, end: last + 1 }];
  });
}

/**
 * The canonical offset of a place between letters of a page: of the next letter that has one, for
 * the start of a selection, or behind the last one before, for its end. Undefined when the page has
 * no such letter.
 */
export function offsetAt(
  map: PageMap,
  place: { item: number; at: number },
  side: 'start' | 'end',
): number | undefined {
  const index = map.order.indexOf(place.item);
  if (index === -1) return undefined;
  if (side === 'start') {
    for (let n = index; n < map.order.length; n += 1) {
      const row = map.offsets.get(map.order[n] ?? -1);
      const found = row?.subarray(n === index ? place.at : 0).find((offset) => offset >= 0);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  for (let n = index; n >= 0; n -= 1) {
    const row = map.offsets.get(map.order[n] ?? -1);
    const found = row?.subarray(0, n === index ? place.at : undefined).findLast((o) => o >= 0);
    if (found !== undefined) return found + 1;
  }
  return undefined;
}
