/** The order of the cards, and the parts that they stand in. Pure. */
import type { Highlight } from '../../shared/domain.ts';
import { isPlaced } from '../../shared/segments.ts';

export type CardOrder = 'place' | 'date';

/** Highlights in reading order, or the newest first. */
export function inOrder(highlights: readonly Highlight[], order: CardOrder): Highlight[] {
  if (order === 'place') return [...highlights];
  return [...highlights].sort((a, b) =>
    a.createdAt === b.createdAt ? 0 : a.createdAt < b.createdAt ? 1 : -1,
  );
}

/** Says whether a highlight has a place in the present text. */
export function hasPlace({ passages }: Pick<Highlight, 'passages'>): boolean {
  return passages.some(isPlaced);
}

/** The first highlight of the text, in reading order, that ends after an offset. */
export function firstFrom(highlights: readonly Highlight[], offset: number): Highlight | undefined {
  return highlights.find(({ passages }) =>
    passages.some((passage) => isPlaced(passage) && passage.end > offset),
  );
}
