/**
 * The words that the index knows, held in memory: two arrays, in order. Read from the index in
 * slices, and never stored, so that it can't disagree with the library; what it doesn't know yet is
 * asked of the index.
 */
import type { ReadableDB } from '../store/connection.ts';
import { hasMoreSources, termsAfter, type Term } from '../store/search-terms.ts';
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

/** Sources up to which words that stand in one thing only are held too. */
const MANY_SOURCES = 10_000;
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
  const least = hasMoreSources(db, MANY_SOURCES) ? 2 : 1;
  const others = new Map<string, Term>();
  const terms: string[] = [];
  const documents: number[] = [];
  const times: number[] = [];
  const letters = new Map<string, Map<string, number>>();

  const keep = ({ term, documents: inDocuments, times: inTexts }: Term) => {
    // Beyond the basic plane are emoji, which nobody mistypes; code units would sort otherwise there.
    if (inDocuments < least || !isSpelled(term) || /[\ud800-\udfff]/.test(term)) return;
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
  return {
    size: terms.length,
    at(term) {
      let low = 0;
      let high = terms.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((terms[middle] ?? '') < term) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    term: (index) => terms[index] ?? '',
    documents: (index) => documents[index] ?? 0,
    times: (index) => times[index] ?? 0,
    alphabet: (word) => alphabets.get(scriptOf(word) ?? ''),
  };
}
