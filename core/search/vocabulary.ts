/** All words that the library's sources and lists hold: which are known, and what was meant. */
import type { ReadableDB } from '../store/connection.ts';
import { termCompleter, termCounter } from '../store/search-queries.ts';
import { likelihood, oneEdits } from './edits.ts';
import type { SearchLists } from './lists.ts';

export interface Vocabulary {
  /** Says whether the term, or one that begins with it, stands anywhere. */
  knows(term: string, prefix: boolean): boolean;
  /** The terms that may have been meant by a word nobody knows, the likeliest first. */
  candidates(word: string, prefix: boolean): string[];
  /** The commonest term that begins with a prefix. */
  completion(prefix: string): string | undefined;
  /** Forgets what it was asked before; to be called when the library changed. */
  forget(): void;
}

const MOST_CANDIDATES = 4;
/** Candidates this much less likely than the best one are noise. */
const FARTHEST_BEHIND = 2.5;
/** Terms looked at to find the commonest completion. */
const COMPLETIONS = 200;
const SHORTEST_CANDIDATE = 3;

/** A vocabulary that looks terms up in the full-text index and the lists, and holds none itself. */
export function createVocabulary(db: ReadableDB, lists: SearchLists): Vocabulary {
  const documentsWith = termCounter(db);
  const completionsOf = termCompleter(db);
  const asked = new Map<string, string[]>();

  function meant(word: string, prefix: boolean): string[] {
    const edits = [...oneEdits(word)].filter((edit) => edit.length >= SHORTEST_CANDIDATE);
    const inLists = lists.known(edits, prefix);
    const found: Array<readonly [term: string, score: number]> = [];
    for (const edit of edits) {
      const documents = prefix
        ? completionsOf(edit, 1).reduce((sum, term) => sum + term.documents, 0) +
          countBeginning(inLists, edit)
        : documentsWith(edit) + (inLists.get(edit) ?? 0);
      if (documents > 0) found.push([edit, likelihood(word, edit, documents)]);
    }
    found.sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || (a < b ? -1 : 1));
    const least = (found[0]?.[1] ?? 0) - FARTHEST_BEHIND;
    return found
      .slice(0, MOST_CANDIDATES)
      .filter(([, score]) => score >= least)
      .map(([term]) => term);
  }

  return {
    knows(term, prefix) {
      const inIndex = prefix ? completionsOf(term, 1).length > 0 : documentsWith(term) > 0;
      return inIndex || lists.known([term], prefix).size > 0;
    },
    candidates(word, prefix) {
      const key = `${prefix ? '*' : ''}${word}`;
      const known = asked.get(key) ?? meant(word, prefix);
      asked.set(key, known);
      return known;
    },
    completion(prefix) {
      const terms = completionsOf(prefix, COMPLETIONS);
      const counts = lists.known([prefix], true);
      for (const { term, documents } of terms) {
        counts.set(term, (counts.get(term) ?? 0) + documents);
      }
      const [best] = [...counts].sort(
        ([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1),
      );
      return best?.[0];
    },
    forget: () => asked.clear(),
  };
}

function countBeginning(terms: ReadonlyMap<string, number>, prefix: string): number {
  let count = 0;
  for (const [term, documents] of terms) if (term.startsWith(prefix)) count += documents;
  return count;
}
