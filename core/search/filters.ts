/** What the filters of a query mean in this library: names looked up, dates and codes read. */
import type { HitKind } from '../../shared/domain.ts';
import type { FilterNode } from '../../shared/query.ts';
import type { ReadableDB } from '../store/connection.ts';
import type { Condition, FilterCondition } from '../store/search-conditions.ts';
import { caseNames, highlightAuthors, labelNames, tagNames } from '../store/search-queries.ts';
import type { IndexedKind } from '../store/search-tables.ts';
import type { ListDocument } from '../store/search-lists.ts';
import { fold } from './fold.ts';
import { piecesOf, queryTokens } from './prepare.ts';

export interface Filters {
  /** A filter as a condition on things of a kind. */
  conditionOf(filter: FilterNode, kind: IndexedKind): Condition;
  /** Says whether a case file or tag meets a filter. */
  holdsOf(filter: FilterNode, document: ListDocument): boolean;
}

/** The filters of one query, each looked up once. `typing`: the last value may be a beginning. */
export function createFilters(db: ReadableDB, typing: boolean): Filters {
  const known = new Map<FilterNode, FilterCondition | HitKind | undefined>();

  function meaningOf(filter: FilterNode): FilterCondition | HitKind | undefined {
    if (!known.has(filter)) known.set(filter, lookUp(filter));
    return known.get(filter);
  }

  function lookUp(filter: FilterNode): FilterCondition | HitKind | undefined {
    const { key, value } = filter;
    const open = typing && filter.open;
    switch (key) {
      case 'type':
        return value as HitKind;
      case 'tag':
        return { filter: 'tag', tagIds: named(tagNames(db), ({ name }) => name, value, open) };
      case 'in':
        if (value === 'inbox') return { filter: 'inbox' };
        return { filter: 'case', caseIds: casesNamed(db, value) };
      case 'case':
        return { filter: 'case', caseIds: casesNamed(db, value) };
      case 'label': {
        const labels = labelNames(db);
        const byName = named(labels, ({ name }) => name, value, open);
        const byColour = named(labels, ({ id }) => id, value, open);
        return { filter: 'label', labels: [...new Set([...byName, ...byColour])] };
      }
      case 'lang':
        return { filter: 'language', language: value.toLowerCase() };
      case 'has':
        return { filter: 'has', what: value as 'comment' | 'claim' | 'file' };
      case 'by': {
        const { tokens } = queryTokens(value);
        const pieces = namePieces(value);
        const authors = highlightAuthors(db).filter((author) =>
          ` ${namePieces(author)}`.includes(` ${pieces}`),
        );
        const expression = tokens.length === 0 ? undefined : `"${tokens.join(' ')}"*`;
        return { filter: 'by', expression, authors };
      }
      case 'before':
      case 'after':
      case 'on':
        return filter.range === undefined ? undefined : { filter: 'date', ...filter.range };
    }
  }

  return {
    conditionOf(filter, kind) {
      const meaning = meaningOf(filter);
      if (typeof meaning === 'string') return { kind: 'always', holds: meaning === kind };
      return meaning === undefined
        ? { kind: 'always', holds: false }
        : { kind: 'filter', ...meaning };
    },
    holdsOf(filter, { kind, id, updatedAt }) {
      const meaning = meaningOf(filter);
      if (meaning === undefined) return false;
      if (typeof meaning === 'string') return meaning === kind;
      if (kind !== 'case') return false;
      if (meaning.filter === 'case') return meaning.caseIds.includes(id);
      if (meaning.filter !== 'date') return false;
      const day = updatedAt.slice(0, 10);
      return day >= (meaning.from ?? '') && day < (meaning.until ?? '~');
    },
  };
}

/** Ids of what has a name; of what has one that begins so, while it is typed and none is it. */
function named<T extends { id: number | string }>(
  things: readonly T[],
  nameOf: (thing: T) => string,
  value: string,
  open: boolean,
): Array<T['id']> {
  const wanted = namePieces(value);
  const names = things.map((thing) => ({ id: thing.id, name: namePieces(nameOf(thing)) }));
  const same = names.filter(({ name }) => name === wanted);
  const found =
    same.length === 0 && open ? names.filter(({ name }) => name.startsWith(wanted)) : same;
  return found.map(({ id }) => id);
}

/** The case files whose name holds a value, or that have it as id. */
function casesNamed(db: ReadableDB, value: string): string[] {
  const wanted = ` ${namePieces(value)}`;
  return caseNames(db)
    .filter(
      ({ id, title }) =>
        id === value || (wanted !== ' ' && ` ${namePieces(title)}`.includes(wanted)),
    )
    .map(({ id }) => id);
}

function namePieces(name: string): string {
  return piecesOf(fold(name)).join(' ');
}
