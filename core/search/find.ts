/** Answering a query: one ranked list out of the full-text index and the lists. */
import type { CallArgs, CallReply } from '../../shared/contract.ts';
import type { HitKind, SearchReply } from '../../shared/domain.ts';
import { parseQuery, splitFilters, type ParsedQuery } from '../../shared/query.ts';
import type { ReadableDB } from '../store/connection.ts';
import {
  countMatches,
  listKind,
  matchingSeqs,
  matchSources,
  seqsOf,
  sourceIdsOf,
  tagsInUse,
  trashedSeqs,
  type SourceScope,
} from '../store/search-queries.ts';
import { createHitMaker } from './hits.ts';
import { judgeSources } from './judge-sources.ts';
import { createLists, keyOf, parseKey } from './lists.ts';
import { findersOf } from './marks.ts';
import { matchLists, type ListHit } from './match-lists.ts';
import {
  excludedOf,
  expressionOf,
  leavesOf,
  levelsOf,
  planQuery,
  type Choice,
  type Leaf,
  type Level,
  type PlanNode,
} from './plan.ts';
import { bodyScore, listScore } from './ranking.ts';
import { scopeOf, type Scope } from './scope.ts';
import { createVocabulary } from './vocabulary.ts';

export type FindArgs = CallArgs<'search.find'>;

export interface Search {
  /** Answers one query from the library as it is at this moment. */
  find(args: FindArgs): SearchReply;
  /** Counts what each of several queries finds. */
  count(args: CallArgs<'search.count'>): CallReply<'search.count'>;
  /** Reads what the first query would otherwise have to wait for. */
  warmUp(): void;
}

/** What a plan found, before anything of it is shown. */
interface Findings {
  scores: Map<string, number>;
  counts: Map<HitKind, number>;
  leaves: readonly Leaf[];
  /** The farthest level that was searched. */
  level: Level;
}

/** Typed words in their exact form and as beginnings belong together; corrections only fill up. */
const ALWAYS_SEARCHED: Level = 1;
const FARTHEST: Level = 3;

/** What a query is counted with. */
const COUNTED = {
  limit: 1,
  typing: false,
  sort: 'relevance',
  offset: 0,
  snippets: 1,
  facets: false,
  explain: false,
} as const satisfies Partial<FindArgs>;

/** Makes a library searchable. What it holds in memory is read at the first query. */
export function createSearch(db: ReadableDB): Search {
  const lists = createLists(db);
  const vocabulary = createVocabulary(db, lists);
  const hitMaker = createHitMaker(db);
  let trashed: number[] = [];

  function refresh(): void {
    if (!lists.refresh()) return;
    vocabulary.forget();
    trashed = trashedSeqs(db);
  }

  function sourceScope(scope: Scope): SourceScope {
    const only = scope.only('source');
    const not = scope.not('source');
    return {
      only: only === undefined ? undefined : seqsOf(db, only),
      not: not.size === 0 ? trashed : [...trashed, ...seqsOf(db, not)],
    };
  }

  /** What the lists hold of a plan, as far as the scope lets it through. */
  function listHits(root: PlanNode, scope: Scope): Map<string, ListHit> {
    const hits = matchLists(db, lists, root);
    const tags: string[] = [];
    for (const key of hits.keys()) {
      const { kind, id } = parseKey(key);
      if (!scope.allows(kind, id)) hits.delete(key);
      else if (kind === 'tag') tags.push(id);
    }
    const used = tagsInUse(db, tags);
    for (const id of tags) if (!used.has(id)) hits.delete(keyOf('tag', id));
    return hits;
  }

  function findMatching(root: PlanNode, listsOnly: boolean, scope: Scope, limit: number): Findings {
    const inLists = listHits(root, scope);
    const sources = scope.kinds.has('source') && !listsOnly ? sourceScope(scope) : undefined;
    const bodies = new Map<string, number>();
    let level: Level = 0;
    for (const next of levelsOf(root)) {
      const found = new Set([...bodies.keys(), ...keysWithin(inLists, level)]).size;
      if (next > ALWAYS_SEARCHED && found >= limit) break;
      level = next;
      const expression = sources && expressionOf(root, level);
      if (sources === undefined || expression === undefined || bodies.size >= limit) continue;
      const ranked = matchSources(db, expression, sources, limit + bodies.size);
      const ids = sourceIdsOf(
        db,
        ranked.map(({ seq }) => seq),
      );
      for (const { seq, rank } of ranked) {
        const key = keyOf('source', ids.get(seq) ?? '');
        if (!bodies.has(key)) bodies.set(key, bodyScore(level, rank));
      }
    }
    const expression = sources && expressionOf(root, level);
    const inIndex = sources && expression ? countMatches(db, expression, sources) : 0;
    const counts = new Map<HitKind, number>();
    const scores = new Map(bodies);
    const listed: string[] = [];
    for (const key of keysWithin(inLists, level)) {
      const hit = inLists.get(key);
      if (hit === undefined) continue;
      scores.set(key, Math.max(listScore(hit.worth, hit.score), bodies.get(key) ?? 0));
      const { kind, id } = parseKey(key);
      if (kind !== 'source' || sources === undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      else listed.push(id);
    }
    if (sources !== undefined && expression !== undefined) {
      const { matching, failing } = judgeSources(db, lists, root, { level, found: listed });
      const allowed = [...matching].filter((id) => scope.allows('source', id));
      for (const id of allowed) {
        const key = keyOf('source', id);
        if (!scores.has(key)) scores.set(key, bodyScore(level, 0));
      }
      for (const id of failing) scores.delete(keyOf('source', id));
      const also = countWithin(expression, sources, allowed);
      const wrongly = countWithin(expression, sources, [...failing]);
      const total = inIndex - wrongly + allowed.length - also;
      if (total > 0) counts.set('source', total);
    }
    return { scores, counts, leaves: leavesOf(root), level };
  }

  /** How many of the given sources the full-text index finds. */
  function countWithin(expression: string, { not }: SourceScope, ids: readonly string[]): number {
    if (ids.length === 0) return 0;
    return countMatches(db, expression, { only: seqsOf(db, ids), not });
  }

  /** Everything the scope lets through, the last changed first, without what must not match. */
  function listEverything(excluded: readonly PlanNode[], scope: Scope): Findings {
    const unwanted = new Set<string>();
    for (const node of excluded) {
      for (const key of matchLists(db, lists, node).keys()) unwanted.add(key);
      const expression = expressionOf(node, FARTHEST);
      const seqs = expression === undefined ? [] : matchingSeqs(db, expression, { not: [] });
      for (const id of sourceIdsOf(db, seqs).values()) unwanted.add(keyOf('source', id));
    }
    const counts = new Map<HitKind, number>();
    const listed: Array<{ key: string; updatedAt: string }> = [];
    for (const kind of scope.kinds) {
      const things = listKind(db, kind);
      const used =
        kind === 'tag'
          ? tagsInUse(
              db,
              things.map(({ id }) => id),
            )
          : undefined;
      for (const { id, updatedAt } of things) {
        const key = keyOf(kind, id);
        if (!scope.allows(kind, id) || unwanted.has(key) || used?.has(id) === false) continue;
        listed.push({ key, updatedAt });
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
    }
    listed.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : a.updatedAt > b.updatedAt ? -1 : 0));
    const scores = new Map(listed.map(({ key }, index) => [key, 1 / (index + 1)]));
    return { scores, counts, leaves: [], level: 0 };
  }

  function findingsOf(parsed: ParsedQuery, args: FindArgs, mendAll: boolean): Findings | undefined {
    const { filters, rest } = splitFilters(parsed.root);
    const { root, listsOnly } = planQuery(rest, { vocabulary, typing: args.typing, mendAll });
    const scope = scopeOf(db, args, filters);
    if (root !== undefined && leavesOf(root).length > 0) {
      return findMatching(root, listsOnly, scope, args.offset + args.limit);
    }
    const excluded = root === undefined ? [] : excludedOf(root);
    if (mendAll || (excluded.length === 0 && filters.length === 0)) return undefined;
    return listEverything(excluded, scope);
  }

  function answer(args: FindArgs): Omit<SearchReply, 'ms'> {
    refresh();
    const parsed = parseQuery(args.query);
    let findings = findingsOf(parsed, args, false);
    // Every word is known, and yet nothing has them all: one of them may be the wrong one.
    if (findings?.scores.size === 0) findings = findingsOf(parsed, args, true);
    const { problems } = parsed;
    if (findings === undefined)
      return { hits: [], total: 0, counts: {}, corrections: [], problems };
    const { scores, counts, leaves, level } = findings;
    const ranked = [...scores]
      .map(([key, score]) => ({ key, score }))
      // Ids begin with the time they were made, so among equals the newest comes first.
      .sort((a, b) => b.score - a.score || (a.key < b.key ? 1 : -1))
      .slice(args.offset, args.offset + args.limit);
    const { hits, seen } = hitMaker.make(ranked, findersOf(leaves, level));
    return {
      hits,
      total: [...counts.values()].reduce((sum, count) => sum + count, 0),
      counts: Object.fromEntries(counts),
      problems,
      corrections: hits.length === 0 ? [] : correctionsOf(leaves, level, seen),
    };
  }

  return {
    find(args) {
      const started = performance.now();
      // One moment of the library for all that is read.
      const reply = db.transaction(() => answer(args))();
      return { ...reply, ms: Math.round((performance.now() - started) * 100) / 100 };
    },
    count({ queries }) {
      const countOne = (query: string) => answer({ ...COUNTED, query }).total;
      return { totals: db.transaction(() => queries.map(countOne))() };
    },
    warmUp() {
      db.transaction(refresh)();
    },
  };
}

function keysWithin(hits: ReadonlyMap<string, ListHit>, level: Level): string[] {
  const keys: string[] = [];
  for (const [key, hit] of hits) if (hit.level <= level) keys.push(key);
  return keys;
}

/**
 * What was searched instead of what was typed, as far as it is seen in the hits; the likeliest when
 * none of a word's forms is seen, because it matched in something that isn't shown.
 */
function correctionsOf(
  leaves: readonly Leaf[],
  level: Level,
  seen: ReadonlySet<Choice>,
): SearchReply['corrections'] {
  return leaves.flatMap(({ choices }) => {
    const searched = choices.filter((choice) => choice.level <= level);
    const visible = searched.filter((choice) => seen.has(choice));
    const named =
      visible.length > 0 ? visible : searched.filter(({ instead }) => instead).slice(0, 1);
    const corrections = named.flatMap(({ instead }) => (instead === undefined ? [] : [instead]));
    return corrections.filter(
      ({ to }, at) => corrections.findIndex((other) => other.to === to) === at,
    );
  });
}
