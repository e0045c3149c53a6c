/** What a query's filters let through. */
import type { CallArgs } from '../../shared/contract.ts';
import { hitKindSchema, type HitKind } from '../../shared/domain.ts';
import type { FilterConjunct, FilterKey } from '../../shared/query.ts';
import type { ReadableDB } from '../store/connection.ts';
import { caseNames, idsInCases, idsWithTags, tagNames } from '../store/search-queries.ts';
import { fold } from './fold.ts';
import { piecesOf } from './prepare.ts';

const SCOPED = ['source', 'highlight', 'note'] as const;

export interface Scope {
  kinds: ReadonlySet<HitKind>;
  /** The only ids let through; absent when all of the kind are. */
  only(kind: HitKind): ReadonlySet<string> | undefined;
  /** Ids not let through. */
  not(kind: HitKind): ReadonlySet<string>;
  allows(kind: HitKind, id: string): boolean;
}

interface QueryFilter {
  key: FilterKey;
  values: string[];
  negated: boolean;
  open: boolean;
}

/** Alternatives of one key as one filter; those of several keys together narrow nothing. */
function filterOf({ alternatives, negated }: FilterConjunct): QueryFilter[] {
  const [first] = alternatives;
  if (first === undefined || alternatives.some(({ key }) => key !== first.key)) return [];
  const values = alternatives.map(({ value }) => value);
  return [{ key: first.key, values, negated, open: alternatives.at(-1)?.open === true }];
}

/** Reads the filters of a query, and those given beside it. */
export function scopeOf(
  db: ReadableDB,
  { caseId, kinds: asked, typing }: CallArgs<'search.find'>,
  conjuncts: readonly FilterConjunct[],
): Scope {
  const kinds = new Set<HitKind>(asked ?? hitKindSchema.options);
  const only = new Map<HitKind, Set<string>>();
  const not = new Map<HitKind, Set<string>>();
  const none: ReadonlySet<string> = new Set();

  const narrow = (kind: HitKind, ids: Iterable<string>, negated: boolean) => {
    if (negated) {
      not.set(kind, new Set([...(not.get(kind) ?? none), ...ids]));
      return;
    }
    const given = new Set(ids);
    const before = only.get(kind);
    only.set(
      kind,
      before === undefined ? given : new Set([...before].filter((id) => given.has(id))),
    );
  };
  const narrowToCases = (caseIds: readonly string[], negated: boolean) => {
    for (const kind of SCOPED) narrow(kind, idsInCases(db, kind, caseIds), negated);
    narrow('case', caseIds, negated);
    if (!negated) kinds.delete('tag');
  };

  if (caseId !== undefined) narrowToCases([caseId], false);
  for (const filter of conjuncts.flatMap(filterOf)) {
    const { negated } = filter;
    if (filter.key === 'type') {
      for (const kind of hitKindSchema.options) {
        if (filter.values.includes(kind) === negated) kinds.delete(kind);
      }
    } else if (filter.key === 'case') narrowToCases(casesNamed(db, filter), negated);
    else if (filter.key === 'tag') {
      const tags = tagsNamed(db, filter, typing);
      for (const kind of SCOPED) narrow(kind, idsWithTags(db, kind, tags), negated);
      if (negated) narrow('tag', tags.map(String), true);
      else ['case' as const, 'tag' as const].forEach((kind) => kinds.delete(kind));
    }
  }
  return {
    kinds,
    only: (kind) => only.get(kind),
    not: (kind) => not.get(kind) ?? none,
    allows: (kind, id) =>
      kinds.has(kind) && only.get(kind)?.has(id) !== false && not.get(kind)?.has(id) !== true,
  };
}

/** The case files whose name holds one of the values, or that have it as id. */
function casesNamed(db: ReadableDB, { values }: QueryFilter): string[] {
  const wanted = values.map((value) => ` ${namePieces(value)}`).filter((value) => value !== ' ');
  return caseNames(db)
    .filter(({ id, title }) => {
      const name = ` ${namePieces(title)}`;
      return values.includes(id) || wanted.some((value) => name.includes(value));
    })
    .map(({ id }) => id);
}

/** The tags that are named; those that begin so, while a name is being typed and none is it. */
function tagsNamed(db: ReadableDB, { values, open }: QueryFilter, typing: boolean): number[] {
  const tags = tagNames(db).map(({ id, name }) => ({ id, name: namePieces(name) }));
  return values.map(namePieces).flatMap((value, index) => {
    const same = tags.filter(({ name }) => name === value);
    const unfinished = typing && open && index === values.length - 1;
    const found =
      same.length === 0 && unfinished ? tags.filter(({ name }) => name.startsWith(value)) : same;
    return found.map(({ id }) => id);
  });
}

function namePieces(name: string): string {
  return piecesOf(fold(name)).join(' ');
}
