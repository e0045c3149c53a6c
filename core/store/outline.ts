import type { OutlineItem } from '../../shared/domain.ts';
import { reordered } from './cases.ts';
import { inTransaction, type ReadableDB, type WritableDB } from './connection.ts';
import { getNoteSummary, listNotes } from './notes.ts';
import { found, timestamp, type Deps } from './rows.ts';
import { getSourceSummary, listSources } from './sources.ts';

interface ItemRow {
  id: string;
  sourceId: string | null;
  noteId: string | null;
}

/** A case file's sources and notes in its order; what is in the trash keeps its place unseen. */
export function listOutline(db: ReadableDB, caseId: string): OutlineItem[] {
  const sources = new Map(listSources(db, { caseId }).map((source) => [source.id, source]));
  const notes = new Map(listNotes(db, caseId).map((note) => [note.id, note]));
  return db
    .prepare<[string], ItemRow>(
      `SELECT id, source_id AS sourceId, note_id AS noteId FROM outline_item
       WHERE case_id = ? ORDER BY position, id`,
    )
    .all(caseId)
    .flatMap(({ id, sourceId, noteId }): OutlineItem[] => {
      const source = sources.get(sourceId ?? '');
      const note = notes.get(noteId ?? '');
      if (source !== undefined) return [{ id, kind: 'source', source }];
      if (note !== undefined) return [{ id, kind: 'note', note }];
      return [];
    });
}

function touchCase(db: WritableDB, deps: Deps, caseId: string): void {
  db.prepare('UPDATE case_file SET updated_at = ? WHERE id = ?').run(timestamp(deps), caseId);
}

export interface OutlineAddition {
  caseId: string;
  kind: 'source' | 'note';
  /** Of the source or note. */
  id: string;
}

/** Puts sources and notes at the end of a case file; gives how many were not in it yet. */
export function addAllToOutline(
  db: WritableDB,
  deps: Deps,
  caseId: string,
  items: ReadonlyArray<Omit<OutlineAddition, 'caseId'>>,
): number {
  return inTransaction(db, () => {
    const count = db
      .prepare<[string], number>('SELECT count(*) FROM outline_item WHERE case_id = ?')
      .pluck();
    const before = count.get(caseId) ?? 0;
    for (const { kind, id } of items) addToOutline(db, deps, { caseId, kind, id });
    return (count.get(caseId) ?? 0) - before;
  });
}

/** Puts a source or note at the end of a case file; the same one twice changes nothing. */
export function addToOutline(
  db: WritableDB,
  deps: Deps,
  { caseId, kind, id }: OutlineAddition,
): void {
  inTransaction(db, () => {
    found(
      db.prepare('SELECT 1 FROM case_file WHERE id = ? AND trashed_at IS NULL').get(caseId),
      'case file',
    );
    if (kind === 'source') getSourceSummary(db, id);
    else getNoteSummary(db, id);
    db.prepare(
      `INSERT INTO outline_item (id, case_id, source_id, note_id, position, created_at)
       VALUES (?, ?, ?, ?,
         (SELECT coalesce(max(position), 0) + 1 FROM outline_item WHERE case_id = ?), ?)
       ON CONFLICT DO NOTHING`,
    ).run(
      deps.newId(),
      caseId,
      kind === 'source' ? id : null,
      kind === 'note' ? id : null,
      caseId,
      timestamp(deps),
    );
    touchCase(db, deps, caseId);
  });
}

function caseOf(db: ReadableDB, itemId: string): string {
  const row = db
    .prepare<[string], { caseId: string }>(
      'SELECT case_id AS caseId FROM outline_item WHERE id = ?',
    )
    .get(itemId);
  return found(row, 'item in the outline').caseId;
}

/** Moves an item before another of the same case file, or to the end. */
export function moveInOutline(
  db: WritableDB,
  deps: Deps,
  itemId: string,
  before: string | null,
): void {
  inTransaction(db, () => {
    const caseId = caseOf(db, itemId);
    const ids = db
      .prepare<[string], string>(
        'SELECT id FROM outline_item WHERE case_id = ? ORDER BY position, id',
      )
      .pluck()
      .all(caseId);
    const update = db.prepare('UPDATE outline_item SET position = ? WHERE id = ?');
    reordered(ids, itemId, before).forEach((id, index) => update.run(index + 1, id));
    touchCase(db, deps, caseId);
  });
}

/** Takes an item out of its case file; the source or note stays in the library. */
export function removeFromOutline(db: WritableDB, deps: Deps, itemId: string): void {
  inTransaction(db, () => {
    const caseId = caseOf(db, itemId);
    db.prepare('DELETE FROM outline_item WHERE id = ?').run(itemId);
    touchCase(db, deps, caseId);
  });
}
