/** Finding the places in a text that may be a quote's, and measuring each. */
import { type Aligner, type Stretch } from './aligner.ts';
import { rangeOf } from './boundaries.ts';
import { fold, isWordSymbol, type Folded } from './fold.ts';
import type { Pattern } from './pattern.ts';
import { bucketOf, indexQGrams, type QGrams } from './qgrams.ts';
import {
  CHANCE,
  CONTEXT,
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
  /** By q, for quotes too short for `grams`. */
  short: Map<number, QGrams>;
}

/** Folds and indexes a text. */
export function haystackOf(text: string): Haystack {
  const folded = fold(text);
  return { text, folded, grams: indexQGrams(folded), short: new Map() };
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
  /** The text can be told more simply as one from which the quote was deleted. */
  deleted: boolean;
}

/** A place whose text agrees less is not worth showing. */
export const LEAST_TEXT = 0.5;
/** Occurrences of a quote's rarest q-gram that are looked at, and of the whole that are measured. */
const LOOKS = 4096;
const OCCURRENCES = 256;
/** A shorter quote is no quote where it lies inside a word, unless its context says so. */
const SHORT = 8;
/** And a still shorter one never. */
const SHORT_WORD = 5;
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
  const { q, mask, starts, places } = gramsFor(hay, length);
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
    if (count === 0) break;
  }
  if (best > LOOKS) return { places: [], crowded: true };
  const ranges: Range[] = [];
  for (let slot = starts[bucket] ?? 0; slot < (starts[bucket + 1] ?? 0); slot += 1) {
    const from = (places[slot] ?? 0) - offset;
    const range = { from, to: from + length };
    if (!equalRuns(pattern.symbols, pattern.from, symbols, from, length)) continue;
    if (length < SHORT_WORD && splitsWord(hay, pattern, range)) continue;
    ranges.push(range);
    if (ranges.length > OCCURRENCES) return { places: [], crowded: true };
  }
  const found = ranges.map((range) => measure(aligner, hay, pattern, range));
  return { places: found.filter((place) => plausible(hay, pattern, place)), crowded: false };
}

/** The index for quotes of this many symbols; those for very short ones are made when first needed. */
function gramsFor(hay: Haystack, length: number): QGrams {
  if (length >= hay.grams.q) return hay.grams;
  const q = Math.min(2, length);
  const known = hay.short.get(q) ?? indexQGrams(hay.folded, q);
  hay.short.set(q, known);
  return known;
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
  return place.deleted && place.text < 1 ? undefined : place;
}

/**
 * Whether the text there is told more simply without the quote: its context stands together, and what
 * was taken for the quote is a part of that (the next sentence, which begins alike).
 */
function wasDeleted(
  aligner: Aligner,
  hay: Haystack,
  pattern: Pattern,
  place: Pick<Place, 'range' | 'text' | 'context'>,
): boolean {
  const { symbols, from, to } = pattern;
  const weight = contextWeight(pattern);
  if (weight < 8) return false;
  const { from: begins, to: ends } = place.range;
  const changed = (1 - place.text) * Math.max(to - from, ends - begins);
  const edits = changed + (1 - CHANCE) * weight * (1 - place.context);
  if (edits < 2) return false;
  const before = Math.min(CONTEXT, from);
  const context = new Int32Array(weight);
  context.set(symbols.subarray(from - before, from));
  context.set(symbols.subarray(to, to + weight - before), before);
  const text = hay.folded.symbols;
  const around: Stretch = {
    symbols: text,
    from: Math.max(0, begins - weight - 24),
    to: Math.min(text.length, ends + weight + 24),
  };
  const whole = { symbols: context, from: 0, to: weight };
  const closed = aligner.distance(whole, around, { start: false, end: false }, true);
  if (closed > CLOSED_GAP * weight || closed * 2 > edits) return false;
  const begin = aligner.readOff(new Int32Array(weight), 0);
  const shared = Math.min(aligner.end, ends) - Math.max(begin, begins);
  return shared * 2 >= ends - begins;
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
  const deleted = wasDeleted(aligner, hay, pattern, { range, text, context });
  return { range, start, end, same, text, context, evidence, deleted };
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
