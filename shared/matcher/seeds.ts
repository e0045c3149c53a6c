/**
 * Which stretches of a text are worth aligning with a quote: those where several of the quote's rarest
 * q-grams stand at about the distances they have in the quote.
 */
import type { Folded } from './fold.ts';
import type { Pattern } from './pattern.ts';
import { bucketOf, type QGrams } from './qgrams.ts';

/** A half-open range of folded symbols that may hold a quote and its context. */
export interface Window {
  from: number;
  to: number;
}

/** Pieces of a quote that are asked for, spread over its length. */
const SEEDS = 48;
/** How often a seed may stand in the text: first only rare ones, then also these. */
const RARE = 32;
const COMMON = 256;
/** Rare seeds that are enough. */
const ENOUGH = 6;
const VOTES = 4096;
const WINDOWS = 5;
/** When the last window still has this share of the first one's votes, there may be more like it. */
const ALIKE = 0.6;

/** The best windows, best first. `crowded`: there may be more places as good as these. */
export function windowsOf(
  hay: { folded: Folded; grams: QGrams },
  pattern: Pattern,
): { windows: Window[]; crowded: boolean } {
  const size = pattern.symbols.length;
  const { seeds, crowded } = seedsOf(hay.grams, pattern.symbols);
  const votes = votesOf(hay.grams, seeds);
  const width = Math.min(2000, Math.max(24, size >> 2));
  const slack = Math.min(1500, Math.max(24, (size * 0.3) | 0));
  const length = hay.folded.symbols.length;
  const windows: Window[] = [];
  let leading = 0;
  let trailing = 0;
  const taken = new Uint8Array(votes.length);
  while (windows.length < WINDOWS) {
    const { first, last, count } = densest(votes, width, taken);
    if (count === 0) break;
    leading ||= count;
    trailing = windows.length === WINDOWS - 1 ? count : 0;
    if (count < Math.max(seeds.length > 3 ? 2 : 1, leading * 0.3)) break;
    taken.fill(1, first, last + 1);
    windows.push({
      from: Math.max(0, (votes[first] ?? 0) - slack),
      to: Math.min(length, (votes[last] ?? 0) + size + slack),
    });
  }
  return { windows, crowded: crowded || (trailing > 1 && trailing >= leading * ALIKE) };
}

interface Seed {
  offset: number;
  bucket: number;
  count: number;
}

/** The rarest q-gram of each of up to 48 parts of the pattern, the rarest first. */
function seedsOf(
  { q, mask, starts }: QGrams,
  symbols: Int32Array,
): { seeds: Seed[]; crowded: boolean } {
  const offsets = symbols.length - q + 1;
  if (offsets <= 0) return { seeds: [], crowded: false };
  const part = Math.max(4, Math.ceil(offsets / SEEDS));
  const found: Seed[] = [];
  let common = 0;
  for (let from = 0; from < offsets; from += part) {
    let best: Seed | undefined;
    for (let offset = from; offset < Math.min(offsets, from + part); offset += 1) {
      const bucket = bucketOf(symbols, offset, q, mask);
      const count = (starts[bucket + 1] ?? 0) - (starts[bucket] ?? 0);
      if (count > COMMON) common += 1;
      if (count === 0 || count > COMMON || count >= (best?.count ?? Infinity)) continue;
      best = { offset, bucket, count };
    }
    if (best !== undefined) found.push(best);
  }
  found.sort((a, b) => a.count - b.count);
  const rare = found.filter(({ count }) => count <= RARE);
  return {
    seeds: rare.length >= ENOUGH ? rare : found,
    crowded: found.length < 2 && common > 0,
  };
}

/** Where the pattern would begin according to each occurrence of each seed, in order. */
function votesOf({ starts, places }: QGrams, seeds: readonly Seed[]): Int32Array {
  const votes = new Int32Array(VOTES);
  let count = 0;
  for (const { offset, bucket, count: own } of seeds) {
    if (count + own > VOTES) break;
    for (let slot = starts[bucket] ?? 0; slot < (starts[bucket + 1] ?? 0); slot += 1) {
      votes[count] = (places[slot] ?? 0) - offset;
      count += 1;
    }
  }
  return votes.subarray(0, count).sort();
}

/** The largest group of votes not yet taken that lie within `width` of each other. */
function densest(votes: Int32Array, width: number, taken: Uint8Array) {
  let best = { first: 0, last: -1, count: 0 };
  let first = 0;
  for (let last = 0; last < votes.length; last += 1) {
    if (taken[last] === 1) {
      first = last + 1;
      continue;
    }
    while ((votes[last] ?? 0) - (votes[first] ?? 0) > width) first += 1;
    const count = last - first + 1;
    if (count > best.count) best = { first, last, count };
  }
  return best;
}
