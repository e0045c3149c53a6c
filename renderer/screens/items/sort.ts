import type { NoteSummary, SourceSummary } from '../../../shared/domain.ts';

export type SourceSort = 'order' | 'title' | 'words' | 'highlights' | 'added';
export type NoteSort = 'order' | 'title' | 'words' | 'changed';

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** The largest, or the latest, first. */
function falling<T>(value: (item: T) => number | string) {
  return (a: T, b: T) => (value(a) < value(b) ? 1 : value(a) > value(b) ? -1 : 0);
}

function byTitle(a: { title: string }, b: { title: string }): number {
  return collator.compare(a.title, b.title);
}

const SOURCE_ORDERS: Record<
  Exclude<SourceSort, 'order'>,
  (a: SourceSummary, b: SourceSummary) => number
> = {
  title: byTitle,
  words: falling((source) => source.words),
  highlights: falling((source) => source.highlights),
  added: falling((source) => source.createdAt),
};

const NOTE_ORDERS: Record<
  Exclude<NoteSort, 'order'>,
  (a: NoteSummary, b: NoteSummary) => number
> = {
  title: byTitle,
  words: falling((note) => note.words),
  changed: falling((note) => note.updatedAt),
};

/** Rows of sources in the order asked for; `order` leaves them as they come. */
export function sortSources<T>(
  rows: readonly T[],
  sort: SourceSort,
  sourceOf: (row: T) => SourceSummary,
): readonly T[] {
  if (sort === 'order') return rows;
  return rows.toSorted((a, b) => SOURCE_ORDERS[sort](sourceOf(a), sourceOf(b)));
}

/** Rows of notes in the order asked for; `order` leaves them as they come. */
export function sortNotes<T>(
  rows: readonly T[],
  sort: NoteSort,
  noteOf: (row: T) => NoteSummary,
): readonly T[] {
  if (sort === 'order') return rows;
  return rows.toSorted((a, b) => NOTE_ORDERS[sort](noteOf(a), noteOf(b)));
}
