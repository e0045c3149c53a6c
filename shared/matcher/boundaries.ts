/**
 * Where a quote begins and ends in the text, once quote and context have been aligned with it. The
 * alignment says for every symbol of the pattern which symbol of the text it matches, or -1.
 */
import { isWordSymbol, SPACE } from './fold.ts';
import type { Pattern } from './pattern.ts';
import type { Range } from './scoring.ts';

/** So many matches more than misses, counted from an end, and the quote has surely begun. */
const SOLID = 12;
/** The most that an insertion inside the quote counts against the part of it beyond. */
const GAP_COST = 20;
/** Symbols of context next to the quote that must hold for the context to say where the quote ends. */
const ANCHOR = 12;
/** A word is completed by at most so many symbols. */
const LONGEST_WORD = 24;

/** The pattern and its alignment as seen from the left: turned round, it serves for the right end. */
interface View {
  /** Symbols of the pattern, of the text, and matches; `from` is where the quote begins. */
  matched: (at: number) => number;
  from: number;
  length: number;
  wordEdge: boolean;
}

/** Turns an alignment into a range of the text, or nothing when too little of the quote is left. */
export function rangeOf(
  pattern: Pattern,
  matched: Int32Array,
  text: Int32Array,
): Range | undefined {
  const { symbols, from, to } = pattern;
  const size = symbols.length;
  const rightmost = matched;
  const leftmost = matched.slice();
  slideLeft(symbols, leftmost, text);
  const start = edge(
    {
      matched: (at) => rightmost[at] ?? -1,
      from,
      length: to - from,
      wordEdge: pattern.startsWord,
    },
    (at) => text[at],
  );
  const last = text.length - 1;
  const end = edge(
    {
      matched: (at) => {
        const place = leftmost[size - 1 - at] ?? -1;
        return place < 0 ? -1 : last - place;
      },
      from: size - to,
      length: to - from,
      wordEdge: pattern.endsWord,
    },
    (at) => text[last - at],
  );
  if (start === undefined || end === undefined) return undefined;
  const range = { from: start, to: text.length - end };
  while (range.from < range.to && text[range.from] === SPACE) range.from += 1;
  while (range.to > range.from && text[range.to - 1] === SPACE) range.to -= 1;
  return range.from < range.to ? range : undefined;
}

/** Among alignments of the same cost, the one whose matches lie as far left as they can. */
function slideLeft(symbols: Int32Array, matched: Int32Array, text: Int32Array): void {
  let before = -1;
  for (let at = 0; at < matched.length; at += 1) {
    const place = matched[at] ?? -1;
    if (place < 0) {
      before = -1;
      continue;
    }
    if (before >= 0 && place > before + 1 && text[before + 1] === symbols[at]) {
      matched[at] = before + 1;
    }
    before = matched[at] ?? -1;
  }
}

function edge(
  { matched, from, length, wordEdge }: View,
  symbolAt: (at: number) => number | undefined,
): number | undefined {
  const core = solidFrom(matched, from, length);
  if (core === undefined) return undefined;
  let place = matched(core);
  const lost = core - from;
  // What the context still embraces has taken the place of what was lost: as much and little more.
  const context = lost === 0 ? undefined : contextEnd(matched, from);
  if (context !== undefined) {
    const between = place - context;
    if (between > 0 && between <= 2 * lost + ANCHOR) return context;
    if (between <= 0) return place;
  }
  if (!wordEdge) return place;
  let word = place;
  while (isWordSymbol(symbolAt(word - 1)) && isWordSymbol(symbolAt(word))) word -= 1;
  if (place - word <= LONGEST_WORD) place = word;
  return place;
}

/** The first matched symbol of the quote after what is worse than nothing at its beginning. */
function solidFrom(
  matched: (at: number) => number,
  from: number,
  length: number,
): number | undefined {
  const enough = Math.min(SOLID, Math.ceil(length / 2));
  let sum = 0;
  let least = 0;
  let start = from;
  let before = -1;
  for (let at = from; at < from + length; at += 1) {
    const place = matched(at);
    if (place < 0) sum -= 1;
    else {
      if (before >= 0 && place > before + 1) sum -= Math.min(GAP_COST, place - before - 1);
      before = place;
      if (sum < least) {
        least = sum;
        start = at;
      }
      sum += 1;
      if (sum - least >= enough) break;
    }
  }
  if (sum - least <= 0) return undefined;
  while (start < from + length && matched(start) < 0) start += 1;
  return start < from + length ? start : undefined;
}

/** Where in the text the context before the quote ends, when enough of it is there to say so. */
function contextEnd(matched: (at: number) => number, from: number): number | undefined {
  const looked = Math.min(ANCHOR, from);
  if (looked < 3) return undefined;
  let hits = 0;
  let nearest = -1;
  for (let at = from - looked; at < from; at += 1) {
    if (matched(at) < 0) continue;
    hits += 1;
    nearest = at;
  }
  if (hits * 4 < looked * 3 || nearest < from - 3) return undefined;
  return matched(nearest) + from - nearest;
}
