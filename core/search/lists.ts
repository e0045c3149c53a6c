/**
 * The lists: what people aim at by name, and what the researcher wrote, held in memory by
 * MiniSearch. Sources' titles and authors, notes, highlights with their comments, case files, tags.
 */
import MiniSearch, { type SearchOptions, type SearchResult } from 'minisearch';
import { hitKindSchema, type HitKind } from '../../shared/domain.ts';
import type { ReadableDB } from '../store/connection.ts';
import {
  lastChange,
  listChangesSince,
  readListDocuments,
  type ListDocument,
} from '../store/search-lists.ts';
import { isSpelled, tokensOf } from './prepare.ts';

/** The fields of a list document, and how much a word in each tells. */
export const FIELD_BOOSTS = { title: 4, people: 3, tags: 3, own: 2, quote: 1.5 } as const;
export type ListField = keyof typeof FIELD_BOOSTS;

/** Shorter beginnings than this are looked for in names alone: nearly every text has them. */
const SHORTEST_IN_TEXT = 3;
const NAMES = ['title', 'people'] satisfies ListField[];
const BESIDE_TEXT = ['people', 'tags'] satisfies ListField[];

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

/** The kind and id of a key. */
export function parseKey(key: string): { kind: HitKind; id: string } {
  const colon = key.indexOf(':');
  // Keys are made by keyOf alone.
  return { kind: key.slice(0, colon) as HitKind, id: key.slice(colon + 1) };
}

export interface ListMatch {
  key: string;
  score: number;
  /** The terms of the lists that matched, with the fields that each stands in. */
  terms: ReadonlyArray<readonly [term: string, fields: readonly ListField[]]>;
}

export interface Wanted {
  tokens: readonly string[];
  prefix: boolean;
  besideText?: boolean;
}

export interface SearchLists {
  /**
   * Reads what changed in the library since the last time; says whether anything did. To be called
   * in the transaction of the query, so that lists and index show the same moment.
   */
  refresh(): boolean;
  /**
   * What holds all the tokens, in any order; the last one as a beginning when `prefix`. With
   * `besideText`, only where the full-text index doesn't look: in authors and tags.
   */
  match(wanted: Wanted): ListMatch[];
  /** Of the given terms, those that the lists know, with the number of things that hold each. */
  known(terms: readonly string[], prefix: boolean): Map<string, number>;
}

/** Lists over a library, empty until refreshed. */
export function createLists(db: ReadableDB): SearchLists {
  let index = new MiniSearch<Indexed>(OPTIONS);
  let seen = -1;

  const put = (kind: HitKind, ids?: readonly string[]) => {
    const documents = readListDocuments(db, kind, ids);
    index.addAll(documents.map((document) => ({ ...document, key: keyOf(kind, document.id) })));
  };

  const rebuild = () => {
    index = new MiniSearch<Indexed>(OPTIONS);
    hitKindSchema.options.forEach((kind) => put(kind));
  };

  return {
    refresh() {
      const { last, changed } = seen === -1 ? { last: lastChange(db) } : listChangesSince(db, seen);
      if (changed === undefined) rebuild();
      else {
        for (const [kind, ids] of changed) {
          for (const id of ids) {
            const key = keyOf(kind, id);
            if (index.has(key)) index.discard(key);
          }
          put(kind, [...ids]);
        }
      }
      const moved = last !== seen;
      seen = last;
      return moved;
    },

    match({ tokens, prefix, besideText = false }) {
      const [token = ''] = tokens;
      const short =
        prefix && tokens.length === 1 && token.length < SHORTEST_IN_TEXT && isSpelled(token);
      const options: SearchOptions = {
        prefix: (_term, at, terms) => prefix && at === terms.length - 1,
        ...(short ? { fields: NAMES } : {}),
        ...(besideText ? { fields: BESIDE_TEXT } : {}),
      };
      return index.search(tokens.join(' '), options).map((result) => ({
        key: String(result.id),
        score: result.score,
        terms: termsOf(result),
      }));
    },

    known(terms, prefix) {
      const documents = new Map<string, number>();
      if (terms.length === 0) return documents;
      for (const result of index.search(terms.join(' '), { combineWith: 'OR', prefix })) {
        for (const term of result.terms) documents.set(term, (documents.get(term) ?? 0) + 1);
      }
      return documents;
    },
  };
}

function termsOf(result: SearchResult): ListMatch['terms'] {
  return Object.entries(result.match).map(([term, fields]) => [term, fields.filter(isField)]);
}

function isField(name: string): name is ListField {
  return name in FIELD_BOOSTS;
}
