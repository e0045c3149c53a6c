/** Answering a query: one ranked list out of the full-text index and the lists. */
import type { CallArgs, CallReply } from '../../shared/contract.ts';
import { hitKindSchema, type HitKind, type SearchReply } from '../../shared/domain.ts';
import { parseQuery, type QueryNode } from '../../shared/query.ts';
import { dataVersion, type ReadableDB } from '../store/connection.ts';
import { facetsOf, type Matching } from '../store/search-facets.ts';
import { LISTED_KINDS, type ListedKind } from '../store/search-lists.ts';
import {
  datedMatches,
  hitRows,
  newestMatches,
  newestTitle,
  tagsInUse,
  type HitRow,
} from '../store/search-queries.ts';
import { INDEXED_KINDS, indexState, type IndexedKind } from '../store/search-tables.ts';
import { createCollector, type Collector, type Found } from './collect.ts';
import { explanationOf } from './explain.ts';
import { failingOf } from './failing.ts';
import { createFilters, type Filters } from './filters.ts';
import { createHitMaker, placeInRow, type Shown } from './hits.ts';
import { createLists, keyOf } from './lists.ts';
import { findAll, findersOf, type Finder } from './marks.ts';
import { matchLists, type ListHit } from './match-lists.ts';
import {
  EXACT,
  INFLECTED,
  leavesOf,
  levelsOf,
  planQuery,
  type Choice,
  type Leaf,
  type Level,
  type PlanNode,
} from './plan.ts';
import { listRelevance, scoreOf, worthOf, type MatchPlace, type ScoreParts } from './ranking.ts';
import { createVocabulary } from './vocabulary.ts';
import type { WordForms } from './word-forms.ts';
import type { LibraryWords } from './words-file.ts';

export type FindArgs = CallArgs<'search.find'>;

export interface Search {
  /** Answers one query from the library as it is at this moment. */
  find(args: FindArgs): SearchReply;
  /** Counts what each of several queries finds. */
  count(args: CallArgs<'search.count'>): CallReply<'search.count'>;
  /** Reads what the first query would otherwise have to wait for. */
  warmUp(): void;
  /** Answers a query of its own, so that the first one that counts finds everything at hand. */
  rehearse(): void;
  /** The generation of the index whose words are to be read, or read again; absent when none are. */
  unread(): number | undefined;
  /** From now on knows words that were read, though the index may have changed since. */
  take(words: LibraryWords): void;
  /** The languages of the library's sources, by code, as far as its words were read. */
  languages(): string[];
  /** From now on knows other forms of words. */
  learn(forms: WordForms): void;
}

/** Fewer hits than this are few: what else may have been meant is searched too. */
const FEW_FOUND = 10;

const COUNTED = {
  limit: 1,
  typing: false,
  sort: 'relevance',
  offset: 0,
  snippets: 1,
  facets: false,
  explain: false,
} as const satisfies Partial<FindArgs>;

/** What a plan found, before anything of it is shown. */
interface Findings {
  plan: PlanNode;
  filters: Filters;
  collectors: ReadonlyMap<IndexedKind, Collector>;
  /** Case files and tags, by key. */
  listed: ReadonlyMap<string, ListHit>;
  counts: Map<HitKind, number>;
  total: number;
  /** The farthest level that was searched. */
  level: Level;
}

/** One thing that was found, with what its place in the order is made of. */
interface Ranked {
  kind: HitKind;
  key: number | string;
  row?: HitRow | undefined;
  place?: MatchPlace | undefined;
  level: Level;
  parts: ScoreParts;
  day?: string;
}

/** Makes a library searchable. What it holds in memory is read at the first query. */
export function createSearch(db: ReadableDB): Search {
  const lists = createLists(db);
  const vocabulary = createVocabulary(db, lists);
  const hitMaker = createHitMaker(db);

  function refresh(): number {
    lists.refresh();
    const generation = indexState(db)?.generation ?? 0;
    if (generation > 0) vocabulary.refresh(generation, dataVersion(db));
    return generation;
  }

  function findingsOf(
    root: QueryNode,
    args: FindArgs,
    generation: number,
    mendAll: boolean,
  ): Findings | undefined {
    const plan = planQuery(root, { vocabulary, typing: args.typing, mendAll });
    if (plan === undefined) return undefined;
    const filters = createFilters(db, args.typing);
    const kinds = new Set<HitKind>(args.kinds ?? hitKindSchema.options);
    const limit = args.offset + args.limit;
    const collectors = new Map<IndexedKind, Collector>();
    for (const kind of INDEXED_KINDS) {
      if (!kinds.has(kind)) continue;
      const { typing } = args;
      collectors.set(kind, createCollector({ db, generation, plan, filters, kind, limit, typing }));
    }
    let listed = new Map<string, ListHit>();
    let level: Level = EXACT;
    const levels = levelsOf(plan);
    const hasUnknown = leavesOf(plan).some(({ unknown }) => unknown === true);
    for (const next of levels.length === 0 ? [EXACT] : levels) {
      const isEnough = countFound(collectors, listed) >= FEW_FOUND && !hasUnknown;
      if (next > INFLECTED && isEnough) break;
      level = next;
      for (const collector of collectors.values()) collector.collect(level);
      listed = listHits(plan, filters, kinds, level, listed);
    }
    const counts = new Map<HitKind, number>();
    const add = (kind: HitKind, count: number) => {
      if (count > 0) counts.set(kind, (counts.get(kind) ?? 0) + count);
    };
    for (const [kind, collector] of collectors) add(kind, collector.count());
    for (const key of listed.keys()) add(kindOfKey(key), 1);
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return { plan, filters, collectors, listed, counts, total, level };
  }

  /** The case files and tags that match; those found at a nearer level keep what they have. */
  function listHits(
    plan: PlanNode,
    filters: Filters,
    kinds: ReadonlySet<HitKind>,
    level: Level,
    nearer: ReadonlyMap<string, ListHit>,
  ): Map<string, ListHit> {
    if (!LISTED_KINDS.some((kind) => kinds.has(kind))) return new Map();
    const hits = matchLists(lists, filters, plan, level);
    const tags: string[] = [];
    for (const [key, hit] of hits) {
      const kind = kindOfKey(key);
      if (!kinds.has(kind)) hits.delete(key);
      else if (kind === 'tag') tags.push(key.slice('tag:'.length));
      hit.level = nearer.get(key)?.level ?? hit.level;
    }
    const used = tagsInUse(db, tags);
    for (const id of tags) if (!used.has(id)) hits.delete(keyOf('tag', id));
    return hits;
  }

  function ranked(findings: Findings, args: FindArgs, finders: readonly Finder[]): Ranked[] {
    const { collectors, listed, plan } = findings;
    const isListing = leavesOf(plan).length === 0;
    const all =
      args.sort === 'relevance' && !isListing
        ? [...collectors.values()].flatMap((collector) => byRelevance(collector, finders))
        : [...collectors].flatMap(([kind, collector]) => byDay(kind, collector, args));
    for (const [key, hit] of listed) {
      const kind = kindOfKey(key);
      const day = lists.documents.get(key)?.updatedAt ?? '';
      const worth = Number.isFinite(hit.worth) ? hit.worth : 0;
      const parts: ScoreParts = {
        worth,
        relevance: listRelevance(hit.score),
        closeness: 'apart',
        recency: 0,
      };
      const place = isListing ? undefined : ('title' as const);
      all.push({ kind, key: key.slice(kind.length + 1), level: hit.level, place, parts, day });
    }
    if (args.sort === 'relevance' && !isListing) {
      return all.sort((a, b) => scoreOf(b.parts) - scoreOf(a.parts) || compareNewest(a, b));
    }
    const sign = args.sort === 'oldest' ? -1 : 1;
    return all.sort((a, b) => sign * compareNewest(a, b));
  }

  function byRelevance(collector: Collector, finders: readonly Finder[]): Ranked[] {
    const found = [...collector.found.values()];
    const [first] = found;
    if (first === undefined) return [];
    const newest = Math.max(1, ...found.map(({ seq }) => seq));
    if (first.kind === 'source') return found.map((one) => rankedOf(one, one.place, newest));
    const { kind } = first;
    const rows = new Map(
      hitRows(db, kind, [...collector.found.keys()]).map((row) => [row.seq ?? 0, row]),
    );
    return found.map((one) => {
      const row = rows.get(one.seq);
      const place = row === undefined ? undefined : placeInRow(kind, row, finders);
      return { ...rankedOf(one, place, newest), row };
    });
  }

  function byDay(kind: IndexedKind, collector: Collector, args: FindArgs): Ranked[] {
    const wanted = collector.wanted();
    if (wanted === undefined) return [];
    const order = args.sort === 'relevance' ? 'changed' : args.sort;
    return datedMatches(db, wanted, order, args.offset + args.limit).map(({ seq, day }) => {
      const found = collector.found.get(seq);
      return { ...rankedOf(found ?? { ...UNRANKED, kind, seq }, found?.place, seq), day };
    });
  }

  function answer(args: FindArgs, generation: number): Omit<SearchReply, 'ms'> {
    const { root, problems } = parseQuery(args.query);
    const nothing = { hits: [], total: 0, counts: {}, corrections: [], problems };
    if (root === undefined || generation === 0) return nothing;
    const scoped = args.caseId === undefined ? root : inCase(root, args.caseId);
    let findings = findingsOf(scoped, args, generation, false);
    // Every word is known, and yet nothing has them all: one of them may be the wrong one.
    if (findings?.total === 0) findings = findingsOf(scoped, args, generation, true);
    if (findings === undefined) return nothing;
    const { plan, filters, counts, total, level } = findings;
    if (total === 0 && leavesOf(plan).length > 0) {
      const failing = failingOf(plan, {
        db,
        generation,
        lists,
        filters,
        vocabulary,
        typing: args.typing,
      });
      return { ...nothing, failing };
    }
    const leaves = leavesOf(plan);
    const finders = findersOf(leaves, level);
    const page = ranked(findings, args, finders).slice(args.offset, args.offset + args.limit);
    const things = rowsOf(page).map(({ row, ...one }): Shown | undefined =>
      row === undefined
        ? undefined
        : {
            kind: one.kind,
            row,
            score: scoreOf(one.parts),
            explain: args.explain
              ? explainedBy(one, [row.title, hitMaker.textOf(row).text, row.quote ?? ''], finders)
              : undefined,
          },
    );
    const { hits, seen } = hitMaker.make(
      things.filter((thing) => thing !== undefined),
      finders,
      args.snippets,
    );
    return {
      hits,
      total,
      counts: Object.fromEntries(counts),
      corrections: hits.length === 0 ? [] : correctionsOf(leaves, level, seen),
      ...(args.facets ? { facets: facetsFor(findings) } : {}),
      problems,
    };
  }

  /** Reads what is shown of the things of a page, all of a kind at once. */
  function rowsOf(page: readonly Ranked[]): Ranked[] {
    const rows = new Map<string, HitRow>();
    for (const [kind, ofKind] of Map.groupBy(page, (one) => one.kind)) {
      const missing = ofKind.filter(({ row }) => row === undefined).map(({ key }) => key);
      for (const row of hitRows(db, kind, missing)) rows.set(`${kind}:${row.seq ?? row.id}`, row);
    }
    return page.map((one) => ({ ...one, row: one.row ?? rows.get(`${one.kind}:${one.key}`) }));
  }

  function facetsFor({ collectors, counts }: Findings): SearchReply['facets'] {
    const matching = (kind: IndexedKind) => {
      const wanted = collectors.get(kind)?.wanted();
      return wanted === undefined ? [] : newestMatches(db, wanted);
    };
    const all: Matching = {
      source: matching('source'),
      note: matching('note'),
      highlight: matching('highlight'),
    };
    const type = [...counts]
      .map(([kind, count]) => ({ value: kind, label: kind, count }))
      .sort((a, b) => b.count - a.count);
    return { ...(type.length === 0 ? {} : { type }), ...facetsOf(db, all) };
  }

  return {
    find(args) {
      const started = performance.now();
      // One moment of the library for all that is read.
      const reply = db.transaction(() => answer(args, refresh()))();
      return { ...reply, ms: Math.round((performance.now() - started) * 100) / 100 };
    },
    count({ queries }) {
      const totals = db.transaction(() => {
        const generation = refresh();
        return queries.map((query) => countOne(query, generation));
      })();
      return { totals };
    },
    rehearse() {
      const [word] = newestTitle(db)?.match(/[\p{L}\p{N}]{4,}/u) ?? [];
      if (word !== undefined) this.find({ ...COUNTED, query: word, limit: 20 });
    },
    warmUp: () => void db.transaction(refresh)(),
    unread: () => vocabulary.unread(),
    take: (words) => vocabulary.take(words),
    languages: () => vocabulary.languages(),
    learn: (forms) => vocabulary.learn(forms),
  };

  function countOne(query: string, generation: number): number {
    const { root } = parseQuery(query);
    if (root === undefined || generation === 0) return 0;
    const args: FindArgs = { ...COUNTED, query };
    const findings = findingsOf(root, args, generation, false);
    if (findings?.total === 0) return findingsOf(root, args, generation, true)?.total ?? 0;
    return findings?.total ?? 0;
  }
}

const UNRANKED = { level: EXACT, relevance: 0, closeness: 'apart' } as const;

function rankedOf(found: Found, place: MatchPlace | undefined, newest: number): Ranked {
  const { kind, seq, level, relevance, closeness } = found;
  const worth = place === undefined ? 0 : worthOf(place, level);
  const recency = seq / newest;
  return { kind, key: seq, place, level, parts: { worth, relevance, closeness, recency } };
}

/** Among equals the newest comes first; numbers and ids both grow with time. */
function compareNewest(a: Ranked, b: Ranked): number {
  const [dayA, dayB] = [a.day ?? '', b.day ?? ''];
  if (dayA !== dayB) return dayA < dayB ? 1 : -1;
  if (typeof a.key === 'number' && typeof b.key === 'number') return b.key - a.key;
  return String(a.key) < String(b.key) ? 1 : -1;
}

function kindOfKey(key: string): ListedKind {
  return key.startsWith('case:') ? 'case' : 'tag';
}

function countFound(
  collectors: ReadonlyMap<IndexedKind, Collector>,
  listed: ReadonlyMap<string, ListHit>,
): number {
  return [...collectors.values()].reduce((sum, { found }) => sum + found.size, listed.size);
}

/** A query narrowed to one case file. */
function inCase(root: QueryNode, caseId: string): QueryNode {
  const span = { start: 0, end: 0 };
  const nodes = root.kind === 'and' ? root.nodes : [root];
  return {
    kind: 'and',
    nodes: [...nodes, { kind: 'filter', key: 'case', value: caseId, open: false, ...span }],
    ...span,
  };
}

function explainedBy(
  { place, level, parts }: Ranked,
  texts: readonly string[],
  finders: readonly Finder[],
) {
  const seen = texts.flatMap((text) => findAll(finders, text).map(({ finder }) => finder.choice));
  const choices = [...new Set(seen)];
  return explanationOf(place, level, parts, choices);
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
  return leaves.flatMap(({ choices, unknown }) => {
    const searched = choices.filter((choice) => choice.level <= level);
    const visible = searched.filter((choice) => seen.has(choice));
    // Where it is the only word, all that it was taken for was found.
    const named =
      leaves.length === 1 && unknown === true
        ? searched
        : visible.length > 0
          ? visible
          : searched.filter(({ instead }) => instead).slice(0, 1);
    const corrections = named.flatMap(({ instead }) => (instead === undefined ? [] : [instead]));
    return corrections.filter(
      ({ to }, at) => corrections.findIndex((other) => other.to === to) === at,
    );
  });
}
