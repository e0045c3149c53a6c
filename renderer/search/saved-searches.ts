import type { SavedSearch, SearchSort } from '../../shared/domain.ts';
import { write } from '../commands/write.ts';
import { notify } from '../ui/toast.tsx';

/** Names are as long as a line of the rail can show in its tooltip. */
const LONGEST_NAME = 200;

/** Keeps a search in the rail, named after its query until it is renamed there. */
export async function saveSearch(query: string, sort: SearchSort = 'relevance'): Promise<void> {
  const text = query.trim();
  if (text === '') {
    notify({ kind: 'info', text: 'There is no search to save yet. Type what to look for first.' });
    return;
  }
  const saved = await write('searches.save', {
    name: text.slice(0, LONGEST_NAME),
    query: text,
    sort,
  });
  if (saved === undefined) return;
  notify({
    kind: 'info',
    topic: 'history',
    text: `Saved the search “${saved.name}”. It stands in the rail; F2 renames it there.`,
  });
}

/** Deletes a saved search and offers to take that back; says whether it is gone. */
export async function deleteSearch({ id, name, query, sort }: SavedSearch): Promise<boolean> {
  if ((await write('searches.delete', { id })) === undefined) return false;
  notify({
    kind: 'info',
    topic: 'history',
    text: `Deleted the saved search “${name}”`,
    action: { label: 'Undo', run: () => void write('searches.save', { name, query, sort }) },
  });
  return true;
}
