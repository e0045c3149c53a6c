import type { SavedSearch, SearchSort } from '../../shared/domain.ts';
import { reordered } from './cases.ts';
import { inTransaction, type ReadableDB, type WritableDB } from './connection.ts';
import { found, timestamp, type Deps } from './rows.ts';

const COLUMNS = 'id, name, query, sort, created_at AS createdAt';

/** The searches that were kept, in the researcher's order. */
export function listSavedSearches(db: ReadableDB): SavedSearch[] {
  return db
    .prepare<[], SavedSearch>(`SELECT ${COLUMNS} FROM saved_search ORDER BY position, id`)
    .all();
}

function getSavedSearch(db: ReadableDB, id: string): SavedSearch {
  const row = db
    .prepare<[string], SavedSearch>(`SELECT ${COLUMNS} FROM saved_search WHERE id = ?`)
    .get(id);
  return found(row, 'saved search');
}

/** Keeps a search at the end; one with the same query gets the name and the order instead. */
export function saveSearch(
  db: WritableDB,
  deps: Deps,
  { name, query, sort }: { name: string; query: string; sort: SearchSort },
): SavedSearch {
  return inTransaction(db, () => {
    const kept = db
      .prepare<[string], string>('SELECT id FROM saved_search WHERE query = ?')
      .pluck()
      .get(query);
    const id = kept ?? deps.newId();
    if (kept === undefined) {
      db.prepare(
        `INSERT INTO saved_search (id, name, query, sort, position, created_at)
         VALUES (?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM saved_search), ?)`,
      ).run(id, name, query, sort, timestamp(deps));
    } else {
      db.prepare('UPDATE saved_search SET name = ?, sort = ? WHERE id = ?').run(name, sort, id);
    }
    return getSavedSearch(db, id);
  });
}

/** Gives a kept search another name. */
export function renameSearch(db: WritableDB, id: string, name: string): SavedSearch {
  return inTransaction(db, () => {
    db.prepare('UPDATE saved_search SET name = ? WHERE id = ?').run(name, id);
    return getSavedSearch(db, id);
  });
}

/** Puts a kept search before another; at the end when that is null. */
export function moveSearch(db: WritableDB, id: string, before: string | null): void {
  inTransaction(db, () => {
    getSavedSearch(db, id);
    const ids = listSavedSearches(db).map((search) => search.id);
    const update = db.prepare('UPDATE saved_search SET position = ? WHERE id = ?');
    reordered(ids, id, before).forEach((moved, index) => update.run(index + 1, moved));
  });
}

/** Deletes a kept search; as a step of the history it can be undone. */
export function deleteSearch(db: WritableDB, id: string): void {
  inTransaction(db, () => {
    getSavedSearch(db, id);
    db.prepare('DELETE FROM saved_search WHERE id = ?').run(id);
  });
}
