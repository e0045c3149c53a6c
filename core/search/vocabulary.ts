/** Which words are known, what was meant by others, and which other forms a word has. */
import type { ReadableDB } from '../store/connection.ts';
import {
  anyTermBegins,
  beginningsAmong,
  hasMoreSources,
  languagesInUse,
  termDocuments,
  termsAmong,
  termsBeginning,
  type LanguageCount,
  type Term,
} from '../store/search-terms.ts';
import { indexMark, INDEXED_KINDS } from '../store/search-tables.ts';
import { builtInAlphabet, likelihood, oneEdits } from './edits.ts';
import type { SearchLists } from './lists.ts';
import { knownTerms, readTerms, type KnownTerms } from './terms.ts';
import type { WordForms } from './word-forms.ts';
import type { LibraryWords } from './words-file.ts';

export interface Candidate {
  term: string;
  documents: number;
}

export interface Vocabulary {
  /** In how many things a term stands; where the words are still unknown, not more than some. */
  documents(term: string): number;
  /** Says whether a term that begins so stands anywhere. */
  begins(prefix: string): boolean;
  /**
   * The terms, or beginnings, that may have been meant by a word, the likeliest first. In a hurry,
   * and before the words were read, only what is mistyped most easily is thought of.
   */
  candidates(word: string, prefix: boolean, hurry?: boolean): Candidate[];
  /** The commonest term that begins with a prefix. */
  completion(prefix: string): string | undefined;
  /** The other terms that are forms of the same word, the commonest first. */
  inflections(word: string): string[];
  /** The terms that a Cyrillic word is spelled with in Latin letters, the likeliest first. */
  spellings(word: string): string[];
}

export interface VocabularyKeeper extends Vocabulary {
  /**
   * To be called before a query, with the index in use and a number that changes with the library.
   * Reads the words of small libraries at once.
   */
  refresh(generation: number, moment: number): void;
  /** The generation whose words are to be read, or read again; absent when they are known. */
  unread(): number | undefined;
  /** From now on knows words that were read, though the index may have changed since. */
  take(words: LibraryWords): void;
  /** The languages of the sources, by code, as far as words were read. */
  languages(): string[];
  learn(forms: WordForms): void;
}

/** Reads the words of a library: some microseconds for each. */
export function readWords(db: ReadableDB, generation: number): LibraryWords {
  const mark = indexMark(db, generation);
  return { mark, terms: readTerms(db, generation), languages: languagesInUse(db) };
}

const MOST_CANDIDATES = 5;
/** Candidates so many times less likely than the best one are noise. */
const FARTHEST_BEHIND = Math.log(3000);
/** Terms looked at to find the commonest completion, or the forms of a word. */
const COMPLETIONS = 200;
const FORMS_LOOKED_AT = 400;
const MOST_FORMS = 6;
const SHORTEST_CANDIDATE = 3;
/** Edits that are looked up in the index itself, each some hundredths of a millisecond; in a hurry. */
const LOOKED_UP = 120;
const LOOKED_UP_HURRIED = 60;
/** More than are few: so far the things that have a word are counted in the index. */
const COUNTED_IN_INDEX = 10;
/** The words of so many sources are read at once, in some milliseconds. */
const FEW_SOURCES = 60;
/** A language in which fewer of the sources are is not asked for inflections. */
const LEAST_SHARE = 0.02;
/** Answers that are remembered from keystroke to keystroke. */
const REMEMBERED = 300;

/** A vocabulary over a library; knows only what it is asked for until it was refreshed. */
export function createVocabulary(db: ReadableDB, lists: SearchLists): VocabularyKeeper {
  let generation = 0;
  let moment = -1;
  let known: KnownTerms | undefined;
  /** Of the words that are known, and of the index at this moment, once it was asked for. */
  let knownMark = '';
  let mark: string | undefined;
  let forms: WordForms | undefined;
  /** The languages that words are inflected in. */
  let codes: string[] = [];
  let languages: string[] = [];
  const remembered = new Map<string, unknown>();

  function remember<T>(key: string, make: () => T): T {
    if (remembered.has(key)) return remembered.get(key) as T;
    const value = make();
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(key, value);
    return value;
  }

  /** The library changed since the words were read. */
  function isStale(): boolean {
    mark ??= indexMark(db, generation);
    return mark !== knownMark;
  }

  function take(words: LibraryWords): void {
    known = knownTerms(words.terms);
    knownMark = words.mark;
    mark = undefined;
    codes = commonLanguages(words.languages);
    languages = words.languages.map(({ language }) => language);
    remembered.clear();
  }

  /** Terms that begin with a prefix, in order; those in memory, or those of the index. */
  function beginning(prefix: string, limit: number): Term[] {
    if (known === undefined) return termsBeginning(db, generation, prefix, limit);
    const terms: Term[] = [];
    for (let index = known.at(prefix); index < known.size && terms.length < limit; index += 1) {
      const term = known.term(index);
      if (!term.startsWith(prefix)) break;
      terms.push({ term, documents: known.documents(index), times: known.times(index) });
    }
    return terms;
  }

  /** How often each of some terms, or beginnings, stands in the library, as far as it is held in memory. */
  function heldInMemory(held: KnownTerms, terms: readonly string[], prefix: boolean): Term[] {
    return terms.flatMap((term): Term[] => {
      if (prefix) {
        const all = beginning(term, COMPLETIONS);
        if (all.length === 0) return [];
        const sum = (count: 'documents' | 'times') => all.reduce((sum, one) => sum + one[count], 0);
        return [{ term, documents: sum('documents'), times: sum('times') }];
      }
      const index = held.at(term);
      if (held.term(index) !== term) return [];
      return [{ term, documents: held.documents(index), times: held.times(index) }];
    });
  }

  /**
   * How often each of some terms, or beginnings, stands in the index: in texts, or, when none of them
   * does, in notes, or else in highlights.
   */
  function heldInIndex(terms: readonly string[], prefix: boolean): Term[] {
    for (const kind of INDEXED_KINDS) {
      const found = (prefix ? beginningsAmong : termsAmong)(db, generation, kind, terms);
      if (found.length > 0) return found;
    }
    return [];
  }

  function meant(word: string, prefix: boolean, hurry: boolean): Candidate[] {
    const alphabet = known?.alphabet(word) ?? builtInAlphabet(word);
    const edits = [...oneEdits(word, alphabet)].filter((edit) => edit.length >= SHORTEST_CANDIDATE);
    // Before the words were read, all edits of whole words are looked up, which takes longer.
    let held =
      known === undefined
        ? heldInIndex(hurry ? likeliest(word, edits, LOOKED_UP_HURRIED) : edits, prefix)
        : heldInMemory(known, edits, prefix);
    const inLists = lists.known(edits, prefix);
    // Words that came since the vocabulary was read, where there is nothing else to show.
    const isNew = known !== undefined && !prefix && vocabulary.documents(word) === 0 && isStale();
    if (held.length === 0 && inLists.size === 0 && isNew) {
      held = heldInIndex(likeliest(word, edits, LOOKED_UP), prefix);
    }
    const counts = new Map(held.map((one) => [one.term, one]));
    const found = edits.flatMap((edit) => {
      const listed = prefix ? countBeginning(inLists, edit) : (inLists.get(edit) ?? 0);
      const documents = (counts.get(edit)?.documents ?? 0) + listed;
      if (documents === 0) return [];
      const score = likelihood(word, edit, (counts.get(edit)?.times ?? 0) + listed);
      return [{ term: edit, documents, score }];
    });
    found.sort((a, b) => b.score - a.score || (a.term < b.term ? -1 : 1));
    const least = (found[0]?.score ?? 0) - FARTHEST_BEHIND;
    return found
      .slice(0, MOST_CANDIDATES)
      .filter(({ score }) => score >= least)
      .map(({ term, documents }) => ({ term, documents }));
  }

  function inflectionsOf(word: string): string[] {
    const others = new Map<string, number>();
    for (const stemOf of forms?.stemsOf(word, codes) ?? []) {
      const stem = stemOf(word);
      let common = 0;
      while (common < stem.length && stem[common] === word[common]) common += 1;
      // The last letter of a stem may differ: casualties and casualty both have casualti.
      const prefix = word.slice(0, Math.max(3, common - 1));
      for (const { term, times } of beginning(prefix, FORMS_LOOKED_AT)) {
        if (term !== word && stemOf(term) === stem) others.set(term, times);
      }
    }
    return [...others]
      .sort(([a, timesA], [b, timesB]) => timesB - timesA || (a < b ? -1 : 1))
      .slice(0, MOST_FORMS)
      .map(([term]) => term);
  }

  const vocabulary: VocabularyKeeper = {
    refresh(nextGeneration, nextMoment) {
      if (nextGeneration !== generation) {
        known = undefined;
        knownMark = '';
        generation = nextGeneration;
        moment = -1;
      }
      if (nextMoment === moment) return;
      moment = nextMoment;
      mark = undefined;
      remembered.clear();
      if (!hasMoreSources(db, FEW_SOURCES)) take(readWords(db, generation));
    },
    unread: () => (generation > 0 && isStale() ? generation : undefined),
    take,
    languages: () => languages,
    learn(learnt) {
      forms = learnt;
      remembered.clear();
    },

    documents(term) {
      return remember(`=${term}`, () => {
        const listed = lists.known([term], false).get(term) ?? 0;
        const index = known?.at(term) ?? 0;
        if (known?.term(index) === term) return known.documents(index) + listed;
        return termDocuments(db, generation, term, COUNTED_IN_INDEX) + listed;
      });
    },
    begins(prefix) {
      return remember(
        `^${prefix}`,
        () =>
          known?.term(known.at(prefix)).startsWith(prefix) === true ||
          anyTermBegins(db, generation, prefix) ||
          lists.known([prefix], true).size > 0,
      );
    },
    candidates: (word, prefix, hurry = false) =>
      remember(`${prefix ? '*' : hurry ? '!' : '~'}${word}`, () => meant(word, prefix, hurry)),
    completion(prefix) {
      return remember(`>${prefix}`, () => {
        const counts = lists.known([prefix], true);
        for (const { term, documents } of beginning(prefix, COMPLETIONS)) {
          counts.set(term, (counts.get(term) ?? 0) + documents);
        }
        const [best] = [...counts].sort(
          ([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1),
        );
        return best?.[0];
      });
    },
    inflections: (word) => remember(`+${word}`, () => inflectionsOf(word)),
    spellings(word) {
      return remember(`@${word}`, () => {
        const latin = forms?.inLatin(word);
        if (latin === undefined || latin.length < SHORTEST_CANDIDATE) return [];
        const same = vocabulary.documents(latin) > 0 ? [latin] : [];
        return [...same, ...meant(latin, false, false).map(({ term }) => term)].slice(
          0,
          MOST_CANDIDATES,
        );
      });
    },
  };
  return vocabulary;
}

/** The languages that a share of the sources worth speaking of is in. */
function commonLanguages(all: readonly LanguageCount[]): string[] {
  const sources = all.reduce((sum, one) => sum + one.sources, 0);
  return all
    .filter((one) => one.sources >= sources * LEAST_SHARE)
    .slice(0, 4)
    .map(({ language }) => language);
}

/** The edits that are errors made most easily, of words that are all as common. */
function likeliest(word: string, edits: readonly string[], most: number): string[] {
  return edits
    .map((edit) => ({ edit, score: likelihood(word, edit, 1) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ edit }) => edit);
}

function countBeginning(terms: ReadonlyMap<string, number>, prefix: string): number {
  let count = 0;
  for (const [term, documents] of terms) if (term.startsWith(prefix)) count += documents;
  return count;
}
