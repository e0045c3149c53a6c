/** What the full-text index holds for a plan, level by level, with what each thing's score is made of. */
import type { ReadableDB } from '../store/connection.ts';
import {
  countMatches,
  matchesAmong,
  newestMatches,
  weighNewest,
  type RankedThing,
  type Wanted,
} from '../store/search-queries.ts';
import type { IndexedKind } from '../store/search-tables.ts';
import { anyWordOf, askedOf, closenessOf, namesAskedOf, type Asked } from './expressions.ts';
import type { Filters } from './filters.ts';
import type { Level, PlanNode } from './plan.ts';
import { EXACT, INFLECTED, leavesOf, PREFIX } from './plan.ts';
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

/** The levels that corrections have no part in. */
const NEAR = [EXACT, PREFIX, INFLECTED] as const;

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
  let begun = false;
  const counts = new Map<string, number>();

  // Of one or two letters, nothing but names is asked: there the newest come first, unweighed.
  const namesOnly = leavesOf(plan).some(({ place }) => place === 'names');
  const table = kind === 'source' && namesOnly ? 'name' : kind;
  const wantedOf = (asked: Asked): Wanted => ({ table, generation, ...asked });

  function countOf(wanted: Wanted): number {
    const key = JSON.stringify(wanted);
    const count = counts.get(key) ?? countMatches(db, wanted);
    counts.set(key, count);
    return count;
  }

  /** The best matches, and no more work than a keystroke may cost. */
  function weigh(wanted: Wanted, best: number, level: Level): RankedThing[] {
    const most = typing || level > INFLECTED ? WEIGHED_TYPING : WEIGHED;
    const weighed = weighNewest(db, wanted, most, best);
    // Otherwise there may be more than were weighed.
    if (weighed.count < most) counts.set(JSON.stringify(wanted), weighed.count);
    return weighed.best;
  }

  function add(seq: number, rankOf: number, known: Pick<Found, 'level' | 'place'>): void {
    if (found.has(seq)) return;
    found.set(seq, { kind, seq, relevance: relevanceOf(rankOf), closeness: 'apart', ...known });
  }

  function namesAt(level: Level): (Wanted & { expression: string }) | undefined {
    const asked = askedOf(plan, kind, level, filters);
    const names = asked && namesAskedOf(plan, level, asked);
    return names && { table: 'name', generation, ...names };
  }

  /**
   * Sources by their titles, people and tags, as the words were typed and in their other forms: all
   * of them come before any source that is found by its text.
   */
  function collectNames(): void {
    // Mostly there are none for two or more words, which one question tells instead of six.
    const widest = namesAt(INFLECTED);
    if (widest === undefined || newestMatches(db, widest, 1).length === 0) return;
    let before: string | undefined;
    for (const level of NEAR) {
      const wanted = namesAt(level);
      if (wanted === undefined || wanted.expression === before) continue;
      before = wanted.expression;
      const inTitle = { ...wanted, expression: `{title people} : (${wanted.expression})` };
      for (const [place, where] of [
        ['title', inTitle],
        ['tags', wanted],
      ] as const) {
        if (found.size >= limit) return;
        for (const { seq, rank } of weigh(where, limit, level)) add(seq, rank, { level, place });
      }
    }
  }

  function collectTexts(level: Level, asked: Asked): void {
    const wanted = wantedOf(asked);
    const expression = asked.expression ?? anyWordOf(plan, kind, level);
    const known = kind === 'source' ? ({ level, place: 'body' } as const) : { level };
    const before = found.size;
    if (expression !== undefined) {
      const closeness =
        kind !== 'source' || asked.expression === undefined
          ? undefined
          : closenessOf(plan, kind, level);
      const most = Math.max(limit + before, closeness === undefined ? 0 : LOOKED_AT_CLOSELY);
      const ranked = weigh({ ...wanted, expression }, most, level);
      for (const { seq, rank } of ranked) add(seq, rank, known);
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
      for (const seq of newestMatches(db, wanted, limit)) add(seq, 0, known);
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
        const known = kind === 'source' ? ({ level, place: 'title' } as const) : { level };
        for (const seq of newestMatches(db, wantedOf(asked), limit)) add(seq, 0, known);
        return;
      }
      if (!begun && kind === 'source') collectNames();
      begun = true;
      if (found.size < limit) collectTexts(level, asked);
    },
    count: () => (reached === undefined ? 0 : countOf(wantedOf(reached))),
    wanted: () => (reached === undefined ? undefined : wantedOf(reached)),
  };
}
