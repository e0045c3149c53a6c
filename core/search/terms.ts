/**
 * The words that the index knows, held in memory in order: one string of all of them, and numbers. Read from the index in
 * slices, and never stored, so that it can't disagree with the library; what it doesn't know yet is
 * asked of the index.
 */
import { partitionPoint } from '../../shared/partition-point.ts';
import type { ReadableDB } from '../store/connection.ts';
import { termsAfter, type Term } from '../store/search-terms.ts';
import { INDEXED_KINDS, type IndexedKind } from '../store/search-tables.ts';
import { isSpelled } from './prepare.ts';

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
/** Words read at once: some milliseconds. */
const SLICE = 800;

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

/**
 * Reads the words of an index, a slice at every step of the iteration. The kinds with few words
 * first, so that those of texts can be joined with them as they come.
 */
export function* readTerms(
  db: ReadableDB,
  generation: number,
): Generator<undefined, KnownTerms, undefined> {
  const others = new Map<string, Term>();
  const terms: string[] = [];
  const documents: number[] = [];
  const times: number[] = [];
  const letters = new Map<string, Map<string, number>>();

  const keep = ({ term, documents: inDocuments, times: inTexts }: Term) => {
    // Beyond the basic plane are emoji, which nobody mistypes; code units would sort otherwise there.
    if (!isSpelled(term) || /[\ud800-\udfff]/.test(term)) return;
    terms.push(term);
    documents.push(inDocuments);
    times.push(inTexts);
    const script = term.charCodeAt(0) < 0x250 ? 'Latin' : scriptOf(term);
    if (script === undefined || /^\d/.test(term)) return;
    const counts = letters.get(script) ?? new Map<string, number>();
    letters.set(script, counts);
    for (const letter of term) counts.set(letter, (counts.get(letter) ?? 0) + inTexts);
  };

  const slices = function* (kind: IndexedKind): Generator<Term[], void, undefined> {
    let after = '';
    for (let read = SLICE; read === SLICE;) {
      const slice = termsAfter(db, generation, kind, after, SLICE);
      read = slice.length;
      after = slice.at(-1)?.term ?? after;
      yield slice;
    }
  };

  for (const kind of INDEXED_KINDS) {
    if (kind === 'source') continue;
    for (const slice of slices(kind)) {
      for (const term of slice) {
        const known = others.get(term.term);
        if (known === undefined) others.set(term.term, term);
        else {
          known.documents += term.documents;
          known.times += term.times;
        }
      }
      yield;
    }
  }
  for (const slice of slices('source')) {
    for (const term of slice) {
      const other = others.get(term.term);
      others.delete(term.term);
      keep({
        term: term.term,
        documents: term.documents + (other?.documents ?? 0),
        times: term.times + (other?.times ?? 0),
      });
    }
    yield;
  }
  const inTexts = terms.length;
  for (const term of others.values()) keep(term);
  const order =
    terms.length === inTexts
      ? undefined
      : terms
          .map((_, index) => index)
          .sort((a, b) => ((terms[a] ?? '') < (terms[b] ?? '') ? -1 : 1));
  yield;
  const sorted = <T>(values: readonly T[]) =>
    order === undefined ? values : order.map((index) => values[index] as T);
  const alphabets = new Map(
    [...letters].map(([script, counts]) => [
      script,
      [...counts]
        .filter(([letter]) => !/\p{N}/u.test(letter))
        .sort(([, a], [, b]) => b - a)
        .slice(0, script === 'Latin' ? 40 : MOST_LETTERS)
        .map(([letter]) => letter),
    ]),
  );
  return knownTerms(
    sorted(terms),
    Uint32Array.from(sorted(documents)),
    Uint32Array.from(sorted(times)),
    alphabets,
  );
}

function knownTerms(
  terms: readonly string[],
  documents: Uint32Array,
  times: Uint32Array,
  alphabets: ReadonlyMap<string, readonly string[]>,
): KnownTerms {
  // Half a million words are half a million objects otherwise.
  const all = terms.join('');
  const starts = new Uint32Array(terms.length + 1);
  let length = 0;
  terms.forEach((term, index) => {
    starts[index] = length;
    length += term.length;
  });
  starts[terms.length] = length;

  /** Says whether the term at an index comes before another one, by code units. */
  const isBefore = (index: number, term: string): boolean => {
    const start = starts[index] ?? 0;
    const size = (starts[index + 1] ?? 0) - start;
    const both = Math.min(size, term.length);
    for (let at = 0; at < both; at += 1) {
      const difference = all.charCodeAt(start + at) - term.charCodeAt(at);
      if (difference !== 0) return difference < 0;
    }
    return size < term.length;
  };

  return {
    size: documents.length,
    at: (term) => partitionPoint(documents.length, (index) => isBefore(index, term)),
    term: (index) => all.slice(starts[index], starts[index + 1]),
    documents: (index) => documents[index] ?? 0,
    times: (index) => times[index] ?? 0,
    alphabet: (word) => alphabets.get(scriptOf(word) ?? ''),
  };
}
