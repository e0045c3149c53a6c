/**
 * The lists: case files and tags, which people aim at by name, held in memory by MiniSearch. What
 * grows with the library is in the full-text index instead.
 */
import MiniSearch, { type SearchOptions, type SearchResult } from 'minisearch';
import type { HitKind } from '../../shared/domain.ts';
import { partitionPoint } from '../../shared/partition-point.ts';
import type { ReadableDB } from '../store/connection.ts';
import {
  lastChange,
  LISTED_KINDS,
  listChangesSince,
  readListDocuments,
  type ListDocument,
  type ListedKind,
} from '../store/search-lists.ts';
import { tokensOf } from './prepare.ts';

/** The fields of a list document, and how much a word in each tells. */
const FIELD_BOOSTS = { title: 4, own: 2 } as const;
export type ListField = keyof typeof FIELD_BOOSTS;

type Indexed = ListDocument & { key: string };

/** The one set of options that the lists are built and searched with. */
const OPTIONS = {
  idField: 'key',
  fields: Object.keys(FIELD_BOOSTS),
  tokenize: tokensOf,
  // Tokens are folded already.
  processTerm: (term: string) => term,
  searchOptions: {
    boost: FIELD_BOOSTS,
    combineWith: 'AND',
    tokenize: (text: string) => text.split(' '),
    fuzzy: false,
  },
} satisfies ConstructorParameters<typeof MiniSearch<Indexed>>[0];

/** What a thing is known by in the lists: its kind and its id. */
export function keyOf(kind: HitKind, id: string): string {
  return `${kind}:${id}`;
}

export interface ListMatch {
  key: string;
  score: number;
  /** The terms of the lists that matched, with the fields that each stands in. */
  terms: ReadonlyArray<readonly [term: string, fields: readonly ListField[]]>;
}

export interface SearchLists {
  /**
   * Reads what changed in the library since the last time. To be called in the transaction of the
   * query, so that lists and index show the same moment.
   */
  refresh(): void;
  /** All that the lists hold, by key. */
  readonly documents: ReadonlyMap<string, ListDocument>;
  /** What holds all the tokens, in any order; the last one as a beginning when `prefix`. */
  match(wanted: { tokens: readonly string[]; prefix: boolean; titles: boolean }): ListMatch[];
  /** Of the given terms, those that the lists know, with the number of things that hold each. */
  known(terms: readonly string[], prefix: boolean): Map<string, number>;
}

/** Lists over a library, empty until refreshed. */
export function createLists(db: ReadableDB): SearchLists {
  let index = new MiniSearch<Indexed>(OPTIONS);
  const documents = new Map<string, ListDocument>();
  let seen = -1;
  /** The terms of the lists, with how many things hold each; in order when they were asked for. */
  const counts = new Map<string, number>();
  let sorted: string[] | undefined;

  const count = ({ title, own }: ListDocument, by: 1 | -1) => {
    sorted = undefined;
    for (const term of new Set([...tokensOf(title), ...tokensOf(own)])) {
      const left = (counts.get(term) ?? 0) + by;
      if (left > 0) counts.set(term, left);
      else counts.delete(term);
    }
  };

  const put = (kind: ListedKind, ids?: readonly string[]) => {
    for (const document of readListDocuments(db, kind, ids)) {
      const key = keyOf(kind, document.id);
      documents.set(key, document);
      count(document, 1);
      index.add({ ...document, key });
    }
  };

  const rebuild = () => {
    index = new MiniSearch<Indexed>(OPTIONS);
    documents.clear();
    counts.clear();
    LISTED_KINDS.forEach((kind) => put(kind));
  };

  return {
    documents,
    refresh() {
      const { last, changed } = seen === -1 ? { last: lastChange(db) } : listChangesSince(db, seen);
      if (changed === undefined) rebuild();
      else {
        for (const [kind, ids] of changed) {
          for (const id of ids) {
            const key = keyOf(kind, id);
            const gone = documents.get(key);
            if (gone === undefined) continue;
            documents.delete(key);
            index.discard(key);
            count(gone, -1);
          }
          put(kind, [...ids]);
        }
      }
      seen = last;
    },

    match({ tokens, prefix, titles }) {
      const options: SearchOptions = {
        prefix: (_term, at, terms) => prefix && at === terms.length - 1,
        ...(titles ? { fields: ['title'] } : {}),
      };
      return index.search(tokens.join(' '), options).map((result) => ({
        key: String(result.id),
        score: result.score,
        terms: termsOf(result),
      }));
    },

    known(terms, prefix) {
      const known = new Map<string, number>();
      const add = (term: string) => known.set(term, counts.get(term) ?? 0);
      if (!prefix) terms.filter((term) => counts.has(term)).forEach(add);
      else {
        const inOrder = (sorted ??= [...counts.keys()].sort());
        for (const beginning of terms) {
          let at = partitionPoint(inOrder.length, (index) => (inOrder[index] ?? '') < beginning);
          for (; inOrder[at]?.startsWith(beginning) === true; at += 1) add(inOrder[at] ?? '');
        }
      }
      return known;
    },
  };
}

function termsOf(result: SearchResult): ListMatch['terms'] {
  return Object.entries(result.match).map(([term, fields]) => [term, fields.filter(isField)]);
}

function isField(name: string): name is ListField {
  return name in FIELD_BOOSTS;
}
