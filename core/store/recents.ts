/** What was opened and searched for last: kept with the library, so that it is there in every window. */
import { z } from 'zod';
import type { Recents } from '../../shared/domain.ts';
import { inTransaction, type ReadableDB, type WritableDB } from './connection.ts';
import { readValue, writeValue } from './settings.ts';

const OPENED = 'recents.opened';
const SEARCHES = 'recents.searches';
const CASE = 'recents.case';
const OPENED_KEPT = 100;
const SEARCHES_KEPT = 10;

const openedSchema = z.array(z.object({ kind: z.enum(['source', 'note']), id: z.string() }));
type Opened = z.infer<typeof openedSchema>[number];

/** What is remembered under a key; nothing when it does not fit, since it is only a convenience. */
function listAt<T>(db: ReadableDB, key: string, schema: z.ZodType<T[]>): T[] {
  const stored = schema.safeParse(readValue(db, key));
  return stored.success ? stored.data : [];
}

/** The list with `item` first and nowhere else, at most `kept` long. */
function withFirst<T>(list: readonly T[], item: T, isSame: (other: T) => boolean, kept: number) {
  return [item, ...list.filter((other) => !isSame(other))].slice(0, kept);
}

/** The sources and notes opened last, under the titles they have now, and the last searches. */
export function readRecents(db: ReadableDB): Recents {
  const titleOf = {
    source: db.prepare<[string], string>(
      'SELECT title FROM source WHERE id = ? AND trashed_at IS NULL',
    ),
    note: db.prepare<[string], string>(
      'SELECT title FROM note WHERE id = ? AND trashed_at IS NULL',
    ),
  };
  const opened = listAt(db, OPENED, openedSchema).flatMap(({ kind, id }) => {
    const title = titleOf[kind].pluck().get(id);
    return title === undefined ? [] : [{ kind, id, title }];
  });
  const caseId = z.uuid().safeParse(readValue(db, CASE));
  return {
    opened,
    searches: listAt(db, SEARCHES, z.array(z.string())),
    ...(caseId.success ? { caseId: caseId.data } : {}),
  };
}

/** Remembers that a source or note was opened. */
export function rememberOpened(db: WritableDB, item: Opened): void {
  inTransaction(db, () => {
    const isSame = (other: Opened) => other.kind === item.kind && other.id === item.id;
    const opened = listAt(db, OPENED, openedSchema);
    writeValue(db, OPENED, withFirst(opened, item, isSame, OPENED_KEPT));
  });
}

/** Remembers which case file was open. */
export function rememberCase(db: WritableDB, caseId: string): void {
  inTransaction(db, () => writeValue(db, CASE, caseId));
}

/** Remembers a query that led somewhere; once, whatever its capitals. */
export function rememberSearch(db: WritableDB, query: string): void {
  inTransaction(db, () => {
    const isSame = (other: string) => other.toLowerCase() === query.toLowerCase();
    const searches = listAt(db, SEARCHES, z.array(z.string()));
    writeValue(db, SEARCHES, withFirst(searches, query, isSame, SEARCHES_KEPT));
  });
}
