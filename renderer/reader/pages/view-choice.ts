/** Which sources are shown as pages; the others as text. Remembered on this machine. */
import { z } from 'zod';
import { createStore } from '../../ui/store.ts';
import { readStored, writeStored } from '../../ui/stored.ts';

const KEY = 'casebook.pages';
/** As many are remembered; the oldest choice is forgotten first. */
const MOST = 500;

export const shownAsPages = createStore<readonly string[]>(
  readStored(KEY, z.array(z.string()), []),
);

/** Shows a source as pages, or as text. */
export function showAsPages(sourceId: string, pages: boolean): void {
  shownAsPages.set((ids) => {
    const others = ids.filter((id) => id !== sourceId);
    return pages ? [...others, sourceId].slice(-MOST) : others;
  });
  writeStored(KEY, shownAsPages.get());
}
