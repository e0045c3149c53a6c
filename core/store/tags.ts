import type { Tag } from '../../shared/domain.ts';
import { inTransaction, type ReadableDB, type WritableDB } from './connection.ts';
import { getHighlight } from './highlights.ts';
import { getNoteSummary } from './notes.ts';
import { getSourceSummary } from './sources.ts';

export type Taggable = 'source' | 'highlight' | 'note';

/** The tags in use on anything that is not in the trash, with how many things carry each. */
export function listTags(db: ReadableDB): Tag[] {
  return db
    .prepare<[], Tag>(
      `SELECT tag.name, count(*) AS uses FROM tagging
       JOIN tag ON tag.id = tagging.tag_id
       LEFT JOIN highlight ON highlight.id = tagging.highlight_id
       LEFT JOIN source ON source.id = coalesce(tagging.source_id, highlight.source_id)
       LEFT JOIN note ON note.id = tagging.note_id
       WHERE highlight.trashed_at IS NULL AND source.trashed_at IS NULL AND note.trashed_at IS NULL
       GROUP BY tag.id ORDER BY tag.name`,
    )
    .all();
}

const TAGS_OF: Readonly<Record<Taggable, (db: ReadableDB, id: string) => string[]>> = {
  source: (db, id) => getSourceSummary(db, id).tags,
  highlight: (db, id) => getHighlight(db, id).tags,
  note: (db, id) => getNoteSummary(db, id).tags,
};

/** Replaces the tags of one thing. A tag that nothing carries any more is forgotten. */
export function setTags(
  db: WritableDB,
  kind: Taggable,
  id: string,
  names: readonly string[],
): string[] {
  return inTransaction(db, () => {
    TAGS_OF[kind](db, id);
    const column = `${kind}_id`;
    db.prepare(`DELETE FROM tagging WHERE ${column} = ?`).run(id);
    addTags(db, kind, id, names);
    dropUnusedTags(db);
    return TAGS_OF[kind](db, id);
  });
}

/** Adds tags to one thing, beside those it has. */
export function addTags(
  db: WritableDB,
  kind: Taggable,
  id: string,
  names: readonly string[],
): void {
  const insertTag = db.prepare('INSERT INTO tag (name) VALUES (?) ON CONFLICT DO NOTHING');
  const insert = db.prepare(
    `INSERT INTO tagging (tag_id, ${kind}_id) SELECT id, ? FROM tag WHERE name = ?
     ON CONFLICT DO NOTHING`,
  );
  for (const name of names) {
    insertTag.run(name);
    insert.run(id, name);
  }
}

/** Adds a tag to several things; gives how many did not have it yet. All of them, or none. */
export function addTagToAll(
  db: WritableDB,
  items: ReadonlyArray<{ kind: Taggable; id: string }>,
  tag: string,
): number {
  return inTransaction(db, () => {
    const count = db.prepare<[], number>('SELECT count(*) FROM tagging').pluck();
    const before = count.get() ?? 0;
    for (const { kind, id } of items) {
      TAGS_OF[kind](db, id);
      addTags(db, kind, id, [tag]);
    }
    return (count.get() ?? 0) - before;
  });
}

/** Forgets the tags that nothing carries, also nothing in the trash. */
export function dropUnusedTags(db: WritableDB): void {
  db.prepare('DELETE FROM tag WHERE id NOT IN (SELECT tag_id FROM tagging)').run();
}
