/** Finding the places in a text that may be a quote's, and measuring each. */
import { type Aligner, type Stretch } from './aligner.ts';
import { rangeOf } from './boundaries.ts';
import { fold, isWordSymbol, type Folded } from './fold.ts';
import type { Pattern } from './pattern.ts';
import { bucketOf, indexQGrams, type QGrams } from './qgrams.ts';
import {
  contextAgreement,
  contextWeight,
  equalRuns,
  evidenceOf,
  textAgreement,
  type Range,
} from './scoring.ts';
import { windowsOf, type Window } from './seeds.ts';
import { alignLong, LONG } from './long-quotes.ts';

/** A text made ready to look for many quotes in. */
export interface Haystack {
  text: string;
  folded: Folded;
  grams: QGrams;
}

/** Folds and indexes a text. */
export function haystackOf(text: string): Haystack {
  const folded = fold(text);
  return { text, folded, grams: indexQGrams(folded) };
}

/** A place and what speaks for it; `start` and `end` are offsets in the text, in UTF-16 units. */
export interface Place {
  range: Range;
  start: number;
  end: number;
  /** Whether the text there is the quote's, unit by unit. */
  same: boolean;
  /** Agreement of the text and of its context, 0 to 1, and the evidence they make, in symbols. */
  text: number;
  context: number;
  evidence: number;
}

/** A place whose text agrees less is not worth showing. */
export const LEAST_TEXT = 0.5;
/** Occurrences of the same words that are looked at one by one. */
const OCCURRENCES = 256;
/** A shorter quote is no quote where it lies inside a word, unless its context says so. */
const SHORT = 8;
/** Context that fits so well (in edits per symbol) needs no quote in between. */
const CLOSED_GAP = 0.18;

/** Places in one text; `crowded` when there may be more of the same that were not looked at. */
export interface Found {
  places: Place[];
  crowded: boolean;
}

/** Every place with the words of the quote, as folded. */
export function exactPlaces(aligner: Aligner, hay: Haystack, pattern: Pattern): Found {
  const { symbols } = hay.folded;
  const length = pattern.to - pattern.from;
  const found: Place[] = [];
  const { q, mask, starts, places } = hay.grams;
  if (length < q) return shortPlaces(aligner, hay, pattern);
  let best = Infinity;
  let offset = 0;
  let bucket = 0;
  for (let at = pattern.from; at + q <= pattern.to; at += 1) {
    const here = bucketOf(pattern.symbols, at, q, mask);
    const count = (starts[here + 1] ?? 0) - (starts[here] ?? 0);
    if (count >= best) continue;
    best = count;
    offset = at - pattern.from;
    bucket = here;
    if (count === 0) return { places: found, crowded: false };
  }
  if (best > OCCURRENCES) return { places: found, crowded: true };
  for (let slot = starts[bucket] ?? 0; slot < (starts[bucket + 1] ?? 0); slot += 1) {
    const from = (places[slot] ?? 0) - offset;
    if (!equalRuns(pattern.symbols, pattern.from, symbols, from, length)) continue;
    found.push(measure(aligner, hay, pattern, { from, to: from + length }));
  }
  return { places: found.filter((place) => plausible(hay, pattern, place)), crowded: false };
}

/** For quotes of a few symbols: a walk through the text. */
function shortPlaces(aligner: Aligner, hay: Haystack, pattern: Pattern): Found {
  const { symbols } = hay.folded;
  const length = pattern.to - pattern.from;
  const found: Place[] = [];
  if (length === 0) return { places: found, crowded: false };
  const first = pattern.symbols[pattern.from] ?? 0;
  let seen = 0;
  for (let at = symbols.indexOf(first); at !== -1; at = symbols.indexOf(first, at + 1)) {
    if (!equalRuns(pattern.symbols, pattern.from, symbols, at, length)) continue;
    const range = { from: at, to: at + length };
    if (splitsWord(hay, pattern, range)) continue;
    seen += 1;
    if (seen > OCCURRENCES) return { places: [], crowded: true };
    found.push(measure(aligner, hay, pattern, range));
  }
  return { places: found.filter((place) => plausible(hay, pattern, place)), crowded: false };
}

/** Whether a place begins or ends inside a word although the quote did not. */
function splitsWord({ folded: { symbols } }: Haystack, pattern: Pattern, { from, to }: Range) {
  const within = (at: number) => isWordSymbol(symbols[at - 1]) && isWordSymbol(symbols[at]);
  return (pattern.startsWord && within(from)) || (pattern.endsWord && within(to));
}

function plausible(hay: Haystack, pattern: Pattern, place: Place): boolean {
  if (pattern.to - pattern.from >= SHORT || place.context >= 0.5) return true;
  return !splitsWord(hay, pattern, place.range);
}

/** Places found by pieces of the quote and its context that are rare in the text. */
export function likelyPlaces(aligner: Aligner, hay: Haystack, pattern: Pattern): Found {
  const { windows, crowded } = windowsOf(hay, pattern);
  const places: Place[] = [];
  for (const window of windows) {
    const place = placeIn(aligner, hay, pattern, window);
    if (place !== undefined) places.push(place);
  }
  return { places, crowded };
}

function placeIn(
  aligner: Aligner,
  hay: Haystack,
  pattern: Pattern,
  window: Window,
): Place | undefined {
  const text = hay.folded.symbols;
  const size = pattern.symbols.length;
  const matched = new Int32Array(size);
  if (size > LONG) alignLong(aligner, pattern.symbols, text, window, matched);
  else {
    const whole = { symbols: pattern.symbols, from: 0, to: size };
    const stretch = { symbols: text, from: window.from, to: window.to };
    aligner.distance(whole, stretch, { start: false, end: false }, true);
    aligner.readOff(matched, 0);
  }
  const range = rangeOf(pattern, matched, text);
  if (range === undefined) return undefined;
  const place = measure(aligner, hay, pattern, range, size > LONG ? matched : undefined);
  if (place.text < LEAST_TEXT || !plausible(hay, pattern, place)) return undefined;
  return place.text < 1 && wasDeleted(aligner, hay, pattern, place) ? undefined : place;
}

/**
 * Whether the text there is told more simply without the quote: its context stands together, and what
 * was taken for the quote is a part of that (the next sentence, which begins alike).
 */
function wasDeleted(aligner: Aligner, hay: Haystack, pattern: Pattern, place: Place): boolean {
  const { symbols, from, to } = pattern;
  const weight = contextWeight(pattern);
  if (weight < 8) return false;
  const context = new Int32Array(symbols.length - (to - from));
  context.set(symbols.subarray(0, from));
  context.set(symbols.subarray(to), from);
  const text = hay.folded.symbols;
  const around: Stretch = {
    symbols: text,
    from: Math.max(0, place.range.from - context.length - 24),
    to: Math.min(text.length, place.range.to + context.length + 24),
  };
  const whole = { symbols: context, from: 0, to: context.length };
  const closed = aligner.distance(whole, around, { start: false, end: false }, true);
  const changed = (1 - place.text) * Math.max(to - from, place.range.to - place.range.from);
  if (closed > CLOSED_GAP * weight || closed > changed + weight * (1 - place.context)) return false;
  const begin = aligner.readOff(new Int32Array(context.length), 0);
  const shared = Math.min(aligner.end, place.range.to) - Math.max(begin, place.range.from);
  return shared * 2 >= place.range.to - place.range.from;
}

/** Measures a place. With `matched`, the text's agreement is counted there instead of computed. */
export function measure(
  aligner: Aligner,
  hay: Haystack,
  pattern: Pattern,
  range: Range,
  matched?: Int32Array,
): Place {
  const { folded } = hay;
  const { quote } = pattern;
  const length = pattern.to - pattern.from;
  let start = folded.at[range.from] ?? 0;
  let end = folded.until[range.to - 1] ?? start;
  const wholeStart = start - pattern.lead;
  const same = hay.text.slice(Math.max(0, wholeStart), end + pattern.trail) === quote.exact;
  if (same) {
    start = wholeStart;
    end += pattern.trail;
  }
  const text =
    matched === undefined || same
      ? textAgreement(
          aligner,
          { symbols: pattern.symbols, from: pattern.from, to: pattern.to },
          { symbols: folded.symbols, ...range },
        )
      : countedAgreement(pattern, matched, range);
  const context = contextAgreement(aligner, pattern, folded.symbols, range);
  const evidence = evidenceOf(length, text, contextWeight(pattern), context);
  return { range, start, end, same, text, context, evidence };
}

/** Text agreement from an alignment: every gap counts as many edits as its longer side. */
function countedAgreement({ from, to }: Pattern, matched: Int32Array, range: Range): number {
  let edits = 0;
  let lastAt = from - 1;
  let lastPlace = range.from - 1;
  for (let at = from; at <= to; at += 1) {
    const place = at === to ? range.to : (matched[at] ?? -1);
    if (at < to && (place < range.from || place >= range.to)) continue;
    edits += Math.max(at - lastAt, place - lastPlace) - 1;
    lastAt = at;
    lastPlace = place;
  }
  return Math.max(0, 1 - edits / Math.max(1, to - from, range.to - range.from));
}
