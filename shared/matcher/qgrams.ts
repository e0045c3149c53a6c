/**
 * Where in a text each run of q symbols stands: the filter of approximate matching (Ukkonen 1992,
 * Theoretical Computer Science 92(1)), and the seeds of seed-and-extend search (Altschul and others
 * 1990, Journal of Molecular Biology 215(3)). Buckets may mix different runs: who asks must look.
 */
import type { Folded } from './fold.ts';

/** An index over folded text: the places of bucket b are `places[starts[b]..starts[b + 1])`. */
export interface QGrams {
  q: number;
  mask: number;
  starts: Int32Array;
  places: Int32Array;
}

/** Scripts whose symbols each say as much as a syllable or a word begin about here. */
const DENSE_SCRIPTS = 0x2e80;

function choose(symbols: Int32Array): number {
  let dense = 0;
  for (const symbol of symbols) if (symbol >= DENSE_SCRIPTS) dense += 1;
  return dense * 3 > symbols.length ? 3 : 5;
}

/** The bucket of the q symbols from `from` on. */
export function bucketOf(symbols: Int32Array, from: number, q: number, mask: number): number {
  let hash = 0;
  for (let at = from; at < from + q; at += 1) {
    hash = Math.imul(hash ^ (symbols[at] ?? 0), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash & mask;
}

/** Indexes a folded text, in time and memory linear in its length; q is chosen by its script. */
export function indexQGrams({ symbols }: Folded, q = choose(symbols)): QGrams {
  const count = Math.max(0, symbols.length - q + 1);
  let bits = 10;
  while (bits < 20 && 1 << bits < count) bits += 1;
  const mask = (1 << bits) - 1;
  const starts = new Int32Array(mask + 2);
  const buckets = new Int32Array(count);
  for (let at = 0; at < count; at += 1) {
    const bucket = bucketOf(symbols, at, q, mask);
    buckets[at] = bucket;
    starts[bucket + 1] = (starts[bucket + 1] ?? 0) + 1;
  }
  for (let bucket = 0; bucket <= mask; bucket += 1) {
    starts[bucket + 1] = (starts[bucket + 1] ?? 0) + (starts[bucket] ?? 0);
  }
  const next = starts.slice(0, mask + 1);
  const places = new Int32Array(count);
  for (let at = 0; at < count; at += 1) {
    const bucket = buckets[at] ?? 0;
    const slot = next[bucket] ?? 0;
    places[slot] = at;
    next[bucket] = slot + 1;
  }
  return { q, mask, starts, places };
}
