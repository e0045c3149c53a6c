/**
 * The words that the index knows, held in memory in order: one run of bytes with all of them, and
 * numbers. Read from the index in one go, where there are many by a process that leaves them in a file
 * (`words-file.ts`); what it doesn't know yet is asked of the index.
 */
import { partitionPoint } from '../../shared/partition-point.ts';
import type { ReadableDB } from '../store/connection.ts';
import { termsAfter, type TermRow } from '../store/search-terms.ts';
import { INDEXED_KINDS, type IndexedKind } from '../store/search-tables.ts';
import { isSpelled } from './prepare.ts';

/** The words of an index as they lie in memory and, row by row, in their file. */
export interface PackedTerms {
  /** All words behind each other, as UTF-8, in the order of their bytes. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Where each begins, and where the last one ends. */
  starts: Uint32Array<ArrayBuffer>;
  /** In how many things each stands. */
  documents: Uint32Array<ArrayBuffer>;
  /** How often each stands in all of them. */
  times: Uint32Array<ArrayBuffer>;
  /** The letters of each script, the commonest first. */
  alphabets: ReadonlyMap<string, readonly string[]>;
}

export interface KnownTerms {
  readonly size: number;
  /** Where a term stands, or would stand. */
  at(term: string): number;
  term(index: number): string;
  documents(index: number): number;
  times(index: number): number;
  /** The letters that words of the same script as this one are made of. */
  alphabet(word: string): readonly string[] | undefined;
}

/** Letters of a script that words are tried with; the rest are too rare to be meant. */
const MOST_LETTERS = 90;
const MOST_LATIN_LETTERS = 40;
/** Words read at once. */
const SLICE = 1000;

const SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Bengali',
  'Tamil',
  'Telugu',
  'Gujarati',
  'Gurmukhi',
  'Kannada',
  'Malayalam',
  'Sinhala',
  'Armenian',
  'Georgian',
  'Ethiopic',
].map((name) => [name, new RegExp(`^\\p{Script=${name}}`, 'u')] as const);

function scriptOf(word: string): string | undefined {
  return SCRIPTS.find(([, pattern]) => pattern.test(word))?.[0];
}

/** Reads all words of an index. Takes some microseconds for each. */
export function readTerms(db: ReadableDB, generation: number): PackedTerms {
  const bytes = growing((length) => new Uint8Array(length));
  const starts = growing((length) => new Uint32Array(length));
  const documents = growing((length) => new Uint32Array(length));
  const times = growing((length) => new Uint32Array(length));
  const letters = new Map<string, Map<string, number>>();
  const encoder = new TextEncoder();
  for (const [term, inDocuments, inTexts] of mergedTerms(db, generation)) {
    if (!isSpelled(term)) continue;
    starts.push(bytes.length);
    const room = bytes.room(term.length * 3);
    bytes.grow(encoder.encodeInto(term, room).written);
    documents.push(inDocuments);
    times.push(inTexts);
    countLetters(letters, term, inTexts);
  }
  starts.push(bytes.length);
  return {
    bytes: bytes.values(),
    starts: starts.values(),
    documents: documents.values(),
    times: times.values(),
    alphabets: new Map([...letters].map(([script, counts]) => [script, commonest(script, counts)])),
  };
}

/** The terms of all kinds of things in the order of the index, each once, its counts added up. */
function* mergedTerms(db: ReadableDB, generation: number): Generator<TermRow, void, undefined> {
  const lists = INDEXED_KINDS.map((kind) => termsOf(db, generation, kind));
  for (;;) {
    const heads = lists.map((list) => list.head());
    const [least] = heads
      .map((head) => head?.[0])
      .filter((term) => term !== undefined)
      .sort();
    if (least === undefined) return;
    const merged: TermRow = [least, 0, 0];
    heads.forEach((head, index) => {
      if (head?.[0] !== least) return;
      merged[1] += head[1];
      merged[2] += head[2];
      lists[index]?.next();
    });
    yield merged;
  }
}

/** The terms of one kind of thing one after the other, read a slice at a time. */
function termsOf(db: ReadableDB, generation: number, kind: IndexedKind) {
  let slice = termsAfter(db, generation, kind, '', SLICE);
  let at = 0;
  const next = () => {
    at += 1;
    if (at < slice.length || slice.length < SLICE) return;
    slice = termsAfter(db, generation, kind, slice.at(-1)?.[0] ?? '', SLICE);
    at = 0;
  };
  return {
    /** Code units and bytes put terms in the same order, but for emoji, which nobody mistypes. */
    head(): TermRow | undefined {
      while (isBeyondPlane(slice[at]?.[0])) next();
      return slice[at];
    },
    next,
  };
}

function isBeyondPlane(term: string | undefined): boolean {
  return term !== undefined && /[\ud800-\udfff]/.test(term);
}

function countLetters(
  letters: Map<string, Map<string, number>>,
  term: string,
  times: number,
): void {
  const script = term.charCodeAt(0) < 0x250 ? 'Latin' : scriptOf(term);
  if (script === undefined || /^\d/.test(term)) return;
  const counts = letters.get(script) ?? new Map<string, number>();
  letters.set(script, counts);
  for (const letter of term) counts.set(letter, (counts.get(letter) ?? 0) + times);
}

function commonest(script: string, counts: ReadonlyMap<string, number>): string[] {
  return [...counts]
    .filter(([letter]) => !/\p{N}/u.test(letter))
    .sort(([, a], [, b]) => b - a)
    .slice(0, script === 'Latin' ? MOST_LATIN_LETTERS : MOST_LETTERS)
    .map(([letter]) => letter);
}

/** So many bytes are kept in one piece while it isn't known how many there will be. */
const PIECE_BYTES = 256 * 1024;

/** Numbers that become more and more, in pieces of one size: nothing is copied to make room. */
function growing<T extends Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(
  make: (length: number) => T,
) {
  const full: T[] = [];
  const size = PIECE_BYTES / make(0).BYTES_PER_ELEMENT;
  let piece = make(size);
  let used = 0;
  let length = 0;
  const next = () => {
    full.push(piece.subarray(0, used) as T);
    piece = make(size);
    used = 0;
  };
  return {
    get length() {
      return length;
    },
    push(value: number) {
      if (used === size) next();
      piece[used] = value;
      used += 1;
      length += 1;
    },
    /** What is behind the values, with room for so many. */
    room(more: number): T {
      if (used + more > size) next();
      return piece.subarray(used) as T;
    },
    /** Takes what was written there as values. */
    grow(more: number) {
      used += more;
      length += more;
    },
    values(): T {
      const all = make(length);
      let at = 0;
      for (const part of [...full, piece.subarray(0, used) as T]) {
        all.set(part, at);
        at += part.length;
      }
      return all;
    },
  };
}

/** Makes words that were read ready to be looked up. */
export function knownTerms(packed: PackedTerms): KnownTerms {
  const { bytes, starts, documents, times, alphabets } = packed;
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = documents.length;
  let looked = Buffer.alloc(256);

  /** Says whether the term at an index comes before the first bytes of what is looked for. */
  const isBefore = (index: number, length: number): boolean => {
    const start = starts[index] ?? 0;
    const own = (starts[index + 1] ?? 0) - start;
    const both = Math.min(own, length);
    for (let at = 0; at < both; at += 1) {
      const difference = (bytes[start + at] ?? 0) - (looked[at] ?? 0);
      if (difference !== 0) return difference < 0;
    }
    return own < length;
  };

  return {
    size,
    at(term) {
      if (term.length * 3 > looked.length) looked = Buffer.alloc(term.length * 3);
      const length = looked.write(term);
      return partitionPoint(size, (index) => isBefore(index, length));
    },
    term: (index) => (index < size ? all.toString('utf8', starts[index], starts[index + 1]) : ''),
    documents: (index) => documents[index] ?? 0,
    times: (index) => times[index] ?? 0,
    alphabet: (word) => alphabets.get(scriptOf(word) ?? ''),
  };
}
