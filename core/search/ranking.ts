/**
 * One ranking over everything. A hit's score is, in this order of weight: whether it needed a
 * correction; the place in which it matches, names and titles before the researcher's own writing,
 * that before what was highlighted, and texts last; whether the words stand there as they were
 * typed; whether they stand close together; and, among equals, how much the index thinks of it and,
 * a little, how new it is.
 */
import type { Level } from './plan.ts';

/** Where in a thing the words of a query stand. */
export type MatchPlace = 'title' | 'own' | 'tags' | 'quote' | 'body';

const PLACES: Readonly<Record<MatchPlace, number>> = {
  title: 8,
  own: 6,
  tags: 6,
  quote: 4,
  body: 2,
};
/** Added at each level: exact, prefix, inflected, corrected, far. */
const LEVELS: readonly [number, number, number, number, number] = [21, 20, 19, 2, 0];

/** What a match of a level in a place is worth; whole steps, so that relevance never outweighs it. */
export function worthOf(place: MatchPlace, level: Level): number {
  return PLACES[place] + LEVELS[level];
}

/** How words stand to each other. */
export type Closeness = 'in order' | 'close' | 'apart';

const CLOSENESS: Readonly<Record<Closeness, number>> = { 'in order': 0.9, close: 0.6, apart: 0 };
const MOST_RECENCY = 0.09;

/** What a score is made of. */
export interface ScoreParts {
  /** What `worthOf` says. */
  worth: number;
  /** What the index thinks of it, from 0 to 1. */
  relevance: number;
  closeness: Closeness;
  /** From 0, the oldest, to 1, the newest. */
  recency: number;
}

/** A hit's score: less than 2 above its worth. */
export function scoreOf({ worth, relevance, closeness, recency }: ScoreParts): number {
  return worth + relevance + CLOSENESS[closeness] + MOST_RECENCY * recency;
}

/** FTS5's rank, which is the lower the better, as a relevance from 0 to 1. */
export function relevanceOf(rank: number): number {
  const relevance = Math.max(0, -rank);
  return relevance / (relevance + 10);
}

/** MiniSearch's score as a relevance from 0 to 1. */
export function listRelevance(score: number): number {
  return score / (score + 20);
}
