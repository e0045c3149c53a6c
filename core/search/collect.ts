/** What the full-text index holds for a plan, level by level, with what each thing's score is made of. */
import type { ReadableDB } from '../store/connection.ts';
import {
  countMatches,
  matchesAmong,
  newestMatches,
  rankMatches,
  type Wanted,
} from '../store/search-queries.ts';
import type { IndexedKind } from '../store/search-tables.ts';
import { anyWordOf, askedOf, closenessOf, namesAskedOf, type Asked } from './expressions.ts';
import type { Filters } from './filters.ts';
import type { Level, PlanNode } from './plan.ts';
import { INFLECTED, leavesOf } from './plan.ts';
import { relevanceOf, type Closeness, type MatchPlace } from './ranking.ts';

/** One thing that was found, by its number. */
export interface Found {
  kind: IndexedKind;
  seq: number;
  /** The nearest level at which it was found. */
  level: Level;
  /** Where all the words stand; not known yet of notes and highlights. */
  place?: MatchPlace;
  relevance: number;
  closeness: Closeness;
}

export interface Collecting {
  db: ReadableDB;
  generation: number;
  plan: PlanNode;
  filters: Filters;
  kind: IndexedKind;
  /** As many as are shown, and those before them. */
  limit: number;
  typing: boolean;
}

/**
 * When more match than this, relevance is weighed among the newest of them: it tells nothing about
 * a word that stands in so many texts, and weighing them all would be felt while typing.
 */
const WEIGHED = 6000;
const WEIGHED_TYPING = 3000;
/** Things that are looked at for words close together. */
const LOOKED_AT_CLOSELY = 60;

/** Collects the things of one kind; to be asked level by level, the nearest first. */
export interface Collector {
  /** Goes on to a level. */
  collect(level: Level): void;
  readonly found: ReadonlyMap<number, Found>;
  /** How many things there are in all, at the level that was reached. */
  count(): number;
  /** What is asked for at the level that was reached; undefined when nothing can meet it. */
  wanted(): Wanted | undefined;
}

/** A collector for one kind of thing. */
export function createCollector(collecting: Collecting): Collector {
  const { db, generation, plan, filters, kind, limit, typing } = collecting;
  const found = new Map<number, Found>();
  let reached: Asked | undefined;
  let said = '';
  const counts = new Map<string, number>();

  // Of one or two letters, nothing but names is asked: there the newest come first, unweighed.
  const namesOnly = leavesOf(plan).some(({ place }) => place === 'names');
  const table = kind === 'source' && namesOnly ? 'name' : kind;
  const wantedOf = (asked: Asked): Wanted => ({ table, generation, ...asked });

  /** Counting costs little beside weighing, and says whether that is worth while. */
  function countOf(wanted: Wanted): number {
    const key = JSON.stringify(wanted);
    const count = counts.get(key) ?? countMatches(db, wanted);
    counts.set(key, count);
    return count;
  }

  /** The best matches, and no more work than a keystroke may cost. */
  function rank(wanted: Wanted, most: number, level: Level) {
    const count = countOf(wanted);
    if (count === 0) return [];
    const weighed = typing || level > INFLECTED ? WEIGHED_TYPING : WEIGHED;
    if (count <= weighed) return rankMatches(db, wanted, most);
    const [edge] = newestMatches(db, wanted, 1, weighed);
    return rankMatches(db, edge === undefined ? wanted : { ...wanted, above: edge }, most);
  }

  function add(seq: number, level: Level, rankOf: number, place?: MatchPlace): void {
    if (found.has(seq)) return;
    const relevance = relevanceOf(rankOf);
    found.set(seq, {
      kind,
      seq,
      level,
      relevance,
      closeness: 'apart',
      ...(place === undefined ? {} : { place }),
    });
  }

  function collectNames(level: Level, asked: Asked): void {
    const names = namesAskedOf(plan, level, asked);
    if (names === undefined) return;
    const wanted: Wanted = { table: 'name', generation, ...names };
    const inTitle = { ...wanted, expression: `{title people} : (${names.expression})` };
    for (const { seq, rank } of rankMatches(db, inTitle, limit)) add(seq, level, rank, 'title');
    if (found.size >= limit) return;
    for (const { seq, rank } of rankMatches(db, wanted, limit)) add(seq, level, rank, 'tags');
  }

  function collectTexts(level: Level, asked: Asked): void {
    const wanted = wantedOf(asked);
    const expression = asked.expression ?? anyWordOf(plan, kind, level);
    const place: MatchPlace | undefined = kind === 'source' ? 'body' : undefined;
    const before = found.size;
    if (expression !== undefined) {
      const closeness =
        kind !== 'source' || asked.expression === undefined
          ? undefined
          : closenessOf(plan, kind, level);
      const most = Math.max(limit + before, closeness === undefined ? 0 : LOOKED_AT_CLOSELY);
      const ranked = rank({ ...wanted, expression }, most, level);
      for (const { seq, rank: rankOf } of ranked) add(seq, level, rankOf, place);
      if (closeness !== undefined && ranked.length > 1) {
        const seqs = ranked.map(({ seq }) => seq);
        const close = matchesAmong(
          db,
          { table: kind, generation, expression: closeness.close },
          seqs,
        );
        const inOrder =
          close.size === 0
            ? close
            : matchesAmong(db, { table: kind, generation, expression: closeness.inOrder }, [
                ...close,
              ]);
        for (const seq of close) {
          const one = found.get(seq);
          if (one?.level === level) one.closeness = inOrder.has(seq) ? 'in order' : 'close';
        }
      }
    }
    // What matches without any of the words: by one of the filters beside an OR, or for lack of one.
    if (asked.expression === undefined && found.size < limit) {
      for (const seq of newestMatches(db, wanted, limit)) add(seq, level, 0, place);
    }
  }

  return {
    found,
    collect(level) {
      const asked = askedOf(plan, kind, level, filters);
      const saying = JSON.stringify(asked);
      if (asked === undefined || saying === said) return;
      reached = asked;
      said = saying;
      if (namesOnly) {
        const place = kind === 'source' ? 'title' : undefined;
        for (const seq of newestMatches(db, wantedOf(asked), limit)) add(seq, level, 0, place);
        return;
      }
      if (kind === 'source' && level <= INFLECTED) collectNames(level, asked);
      if (found.size < limit || level === 0) collectTexts(level, asked);
    },
    count: () => (reached === undefined ? 0 : countOf(wantedOf(reached))),
    wanted: () => (reached === undefined ? undefined : wantedOf(reached)),
  };
}
