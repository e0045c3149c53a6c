import { z } from 'zod';
import { readStored, writeStored } from '../ui/stored.ts';

const openedSchema = z.object({
  kind: z.enum(['source', 'note']),
  id: z.string(),
  title: z.string(),
});
/** A source or a note that was opened. */
export type Opened = z.infer<typeof openedSchema>;

const OPENED_KEY = 'casebook.recently-opened';
const SEARCHES_KEY = 'casebook.recent-searches';
const OPENED_KEPT = 8;
const SEARCHES_KEPT = 5;

/** The list with `item` first and nowhere else, at most `kept` long. */
export function withMostRecent<T>(
  list: readonly T[],
  item: T,
  same: (a: T, b: T) => boolean,
  kept: number,
): T[] {
  return [item, ...list.filter((other) => !same(other, item))].slice(0, kept);
}

/** The sources and notes opened last, the latest first. */
export function recentlyOpened(): Opened[] {
  return readStored(OPENED_KEY, z.array(openedSchema), []);
}

/** Remembers that a source or note was opened, under the title it has now. */
export function rememberOpened(item: Opened): void {
  const same = (a: Opened, b: Opened) => a.kind === b.kind && a.id === b.id;
  writeStored(OPENED_KEY, withMostRecent(recentlyOpened(), item, same, OPENED_KEPT));
}

/** Takes something that is no longer in the library off the list. */
export function forgetOpened(id: string): void {
  writeStored(
    OPENED_KEY,
    recentlyOpened().filter((item) => item.id !== id),
  );
}

/** The queries that led somewhere, the latest first. */
export function recentSearches(): string[] {
  return readStored(SEARCHES_KEY, z.array(z.string()), []);
}

/** Remembers a query that led somewhere. */
export function rememberSearch(query: string): void {
  const text = query.trim();
  if (text === '') return;
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  writeStored(SEARCHES_KEY, withMostRecent(recentSearches(), text, same, SEARCHES_KEPT));
}
