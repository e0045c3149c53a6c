/**
 * One ranking over everything. A hit's score is, in this order of weight: whether it needed a
 * correction; the place in which it matches, names and titles before the researcher's own writing,
 * that before what was highlighted, and bodies last; whether the words stand there as they were
 * typed; and, among equals, how much the index thinks of it.
 */
import type { ListField } from './lists.ts';
import type { Level } from './plan.ts';

/** A field of the lists, or the body of a source. */
export type Place = ListField | 'body';

const PLACES: Readonly<Record<Place, number>> = {
  title: 8,
  people: 8,
  own: 6,
  tags: 6,
  quote: 4,
  body: 2,
};
/** Added at each level: exact, prefix, corrected, far. Far less than any place is worth. */
const LEVELS: readonly [number, number, number, number] = [21, 20, 2, 0];

/** What a match of a level in a place is worth; whole steps, so that relevance never outweighs it. */
export function worthOf(place: Place, level: Level): number {
  return PLACES[place] + LEVELS[level];
}

/** The score of something in the lists, from its worth and MiniSearch's score. */
export function listScore(worth: number, score: number): number {
  return worth + score / (score + 20);
}

/** The score of a source's body, from FTS5's rank, which is the lower the better. */
export function bodyScore(level: Level, rank: number): number {
  const relevance = Math.max(0, -rank);
  return worthOf('body', level) + relevance / (relevance + 10);
}
