/**
 * Telling near-equal texts without comparing them all.
 *
 * A text is the set of its shingles (three words in a row), as in A. Broder, "On the resemblance and
 * containment of documents" (SEQUENCES 1997). Its sketch keeps, for each of 128 hash functions, the
 * smallest value over that set; the share of places where two sketches agree estimates the share of
 * shingles that the texts have in common (their Jaccard index). Sketches are cut into bands of four
 * values: texts that agree in any band are worth comparing (P. Indyk and R. Motwani, "Approximate
 * nearest neighbors", STOC 1998). What it finds, and what not, is measured in docs/duplicates.md.
 */
import { fold } from '../search/fold.ts';
import { isUnspaced, piecesOf } from '../search/prepare.ts';

/** Values in a sketch. */
export const SKETCH_SIZE = 128;
const BAND_ROWS = 4;
const SHINGLE = 3;

/** Texts with fewer shingles say too little; they are only compared for being equal. */
const FEWEST_SHINGLES = 24;

/** A sketch of another version can't be compared: all are made anew when this goes up. */
export const SKETCH_VERSION = 1;

function mixed(value: number): number {
  let mix = value;
  mix = Math.imul(mix ^ (mix >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >>> 0;
}

const SEEDS = Uint32Array.from({ length: SKETCH_SIZE }, (_, index) =>
  mixed(Math.imul(index + 1, 0x9e3779b1)),
);

/** FNV-1a over UTF-16 code units. */
function hashOf(token: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < token.length; index += 1) {
    hash = Math.imul(hash ^ token.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Hashes of a text's words; of runs written without spaces, of each two characters in a row. */
function tokenHashes(text: string): number[] {
  const hashes: number[] = [];
  for (const piece of piecesOf(fold(text))) {
    if (!isUnspaced(piece)) hashes.push(hashOf(piece));
    else {
      const units = Array.from(piece);
      units.forEach((unit, index) => hashes.push(hashOf(unit + (units[index + 1] ?? ''))));
    }
  }
  return hashes;
}

/** Hashes of the different shingles of a text. */
export function shinglesOf(text: string): Set<number> {
  const hashes = tokenHashes(text);
  const shingles = new Set<number>();
  for (let index = 0; index + SHINGLE <= hashes.length; index += 1) {
    let hash = 0;
    for (let at = index; at < index + SHINGLE; at += 1) {
      hash = Math.imul(hash ^ (hashes[at] ?? 0), 0x2c1b3c6d);
      hash = (hash << 13) | (hash >>> 19);
    }
    shingles.add(mixed(hash));
  }
  return shingles;
}

/** The sketch of a text; undefined when there is too little of it. */
export function sketchOf(text: string): Uint32Array | undefined {
  const shingles = shinglesOf(text);
  if (shingles.size < FEWEST_SHINGLES) return undefined;
  const sketch = new Uint32Array(SKETCH_SIZE).fill(0xffffffff);
  for (const shingle of shingles) {
    for (let index = 0; index < SKETCH_SIZE; index += 1) {
      const seed = SEEDS[index] ?? 0;
      let value = Math.imul(shingle ^ seed, 0x9e3779b1);
      value = (value ^ (value >>> 15) ^ seed) >>> 0;
      if (value < (sketch[index] ?? 0)) sketch[index] = value;
    }
  }
  return sketch;
}

/** How much two texts have in common by their sketches, from 0 to 1. */
export function likenessOf(one: Uint32Array, other: Uint32Array): number {
  let same = 0;
  for (let index = 0; index < SKETCH_SIZE; index += 1) {
    if (one[index] === other[index]) same += 1;
  }
  return same / SKETCH_SIZE;
}

/** The bands of a sketch, as whole numbers below 2^37; texts with a band in common are candidates. */
export function bandsOf(sketch: Uint32Array): number[] {
  const bands: number[] = [];
  for (let band = 0; band * BAND_ROWS < SKETCH_SIZE; band += 1) {
    let hash = band;
    for (let row = 0; row < BAND_ROWS; row += 1) {
      hash = mixed(Math.imul(hash ^ (sketch[band * BAND_ROWS + row] ?? 0), 0x2c1b3c6d) + row);
    }
    bands.push(band * 2 ** 32 + hash);
  }
  return bands;
}
