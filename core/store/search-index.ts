/**
 * Keeping the full-text index in step with the library. It holds no text of its own, so it can
 * always be built anew. What changed is noted by triggers in `search_due`, and worked off before
 * the transaction that changed it ends (see `inTransaction`).
 */
import { prepareForIndex } from '../search/prepare.ts';
import { peopleOf, publishedOn } from '../search/source-facts.ts';
import type { ReadableDB, WritableDB } from './connection.ts';
import { stringList } from './rows.ts';
import {
  beginBuilding,
  INDEX_TABLES,
  isDamage,
  liveGenerations,
  tableName,
  type IndexTable,
} from './search-tables.ts';
import { prepared } from './statements.ts';

/**
 * Changes worked off within the transaction that made them. More are made only by what changes a
 * great many things at once; the rest of those is worked off right after, in pieces.
 */
export const AT_ONCE = 500;

interface Due {
  kind: string;
  id: string;
  seq: number | null;
}

/** Says whether something changed that the index doesn't have yet. */
export function hasDue(db: ReadableDB): boolean {
  return prepared(db, 'SELECT 1 FROM search_due LIMIT 1').get() !== undefined;
}

/** Brings the index in step with up to `most` of the things that changed; gives how many. */
export function indexDue(db: WritableDB, most = AT_ONCE): number {
  if (!hasDue(db)) return 0;
  try {
    return db.transaction(() => workOff(db, most))();
  } catch (error) {
    if (!isDamage(error)) throw error;
    // The index alone is damaged: what was written stands, and the index is built anew.
    beginBuilding(db, true);
    return 0;
  }
}

function workOff(db: WritableDB, most: number): number {
  const due = prepared<[number], Due>(
    db,
    `SELECT kind, id, coalesce(seq, CASE kind
       WHEN 'source' THEN (SELECT source.seq FROM source WHERE source.id = search_due.id)
       ELSE (SELECT entry.seq FROM search_entry AS entry
         WHERE entry.kind = search_due.kind AND entry.id = search_due.id) END) AS seq
     FROM search_due LIMIT ?`,
  ).all(most);
  // FTS5 writes what it has gathered whenever a number is not above the one before it.
  due.sort((one, other) => (one.seq ?? Infinity) - (other.seq ?? Infinity) || 0);
  const generations = liveGenerations(db);
  const done = prepared(db, 'DELETE FROM search_due WHERE kind = ? AND id = ?');
  for (const one of due) {
    indexThing(db, one, generations);
    done.run(one.kind, one.id);
  }
  return due.length;
}

/** Puts one thing into the index as it is now, or takes it out when it is gone or in the trash. */
export function indexThing(db: WritableDB, { kind, id, seq }: Due, generations: number[]): void {
  if (kind === 'source') indexSource(db, id, seq, generations);
  else if (kind === 'note') indexEntry(db, 'note', id, noteFields(db, id), generations);
  else if (kind === 'highlight') {
    indexEntry(db, 'highlight', id, highlightFields(db, id), generations);
  }
}

const TAGS_OF = (column: string, id: string) => `
  (SELECT json_group_array(tag.name) FROM tagging JOIN tag ON tag.id = tagging.tag_id
    WHERE tagging.${column} = ${id}) AS tags`;

/** Texts of revisions that were just written, by their ids: they need not be read back. */
const written = new WeakMap<ReadableDB, Map<string, string>>();

/** Has the text of a new revision at hand for the index, until the transaction ends. */
export function rememberText(db: WritableDB, revisionId: string, text: string): void {
  const texts = written.get(db) ?? new Map<string, string>();
  written.set(db, texts.set(revisionId, text));
}

/** To be called when a transaction has ended, well or not. */
export function forgetTexts(db: WritableDB): void {
  written.delete(db);
}

function textOf(db: ReadableDB, revisionId: string): string {
  const statement = 'SELECT text FROM revision WHERE id = ?';
  return (
    written.get(db)?.get(revisionId) ??
    prepared<[string], string>(db, statement).pluck().get(revisionId) ??
    ''
  );
}

interface SourceRow {
  seq: number;
  title: string;
  csl: string;
  createdAt: string;
  revisionId: string;
  language: string | null;
  tags: string;
}

function indexSource(
  db: WritableDB,
  id: string,
  known: number | null,
  generations: readonly number[],
): void {
  const row = prepared<[string], SourceRow>(
    db,
    `SELECT source.seq, source.title, csl, source.created_at AS createdAt,
       revision_id AS revisionId, language,
       ${TAGS_OF('source_id', 'source.id')}
     FROM source JOIN revision ON revision.id = source.revision_id
     WHERE source.id = ? AND trashed_at IS NULL`,
  ).get(id);
  const seq =
    row?.seq ??
    known ??
    prepared<[string], number>(db, 'SELECT seq FROM source WHERE id = ?').pluck().get(id);
  if (seq === undefined) return;
  if (row === undefined) {
    for (const table of ['source', 'name'] as const) take(db, table, seq, generations);
    prepared(db, 'DELETE FROM search_source WHERE seq = ?').run(seq);
    return;
  }
  const csl: unknown = JSON.parse(row.csl);
  const people = peopleOf(csl);
  const names = [row.title, people.join('\n'), stringList(row.tags).join('\n')].map(
    prepareForIndex,
  );
  put(db, 'source', seq, [...names, prepareForIndex(textOf(db, row.revisionId))], generations);
  put(db, 'name', seq, names, generations);
  prepared(
    db,
    'INSERT OR REPLACE INTO search_source (seq, date, language, people) VALUES (?, ?, ?, ?)',
  ).run(seq, publishedOn(csl) ?? row.createdAt.slice(0, 10), row.language, JSON.stringify(people));
}

interface EntryFields {
  title?: string;
  own: string;
  quote?: string;
  tags: string;
}

function noteFields(db: ReadableDB, id: string): EntryFields | undefined {
  return prepared<[string], EntryFields>(
    db,
    `SELECT title, text AS own, ${TAGS_OF('note_id', 'note.id')} FROM note WHERE id = ? AND trashed_at IS NULL`,
  ).get(id);
}

function highlightFields(db: ReadableDB, id: string): EntryFields | undefined {
  return prepared<[string], EntryFields>(
    db,
    `SELECT coalesce(annotation.text, '') AS own, ${TAGS_OF('highlight_id', 'highlight.id')},
       (SELECT group_concat(exact, char(10) ORDER BY ordinal) FROM passage WHERE highlight_id = highlight.id) AS quote
     FROM highlight JOIN source ON source.id = highlight.source_id
     LEFT JOIN annotation ON annotation.highlight_id = highlight.id
     WHERE highlight.id = ? AND highlight.trashed_at IS NULL AND source.trashed_at IS NULL`,
  ).get(id);
}

function indexEntry(
  db: WritableDB,
  kind: 'note' | 'highlight',
  id: string,
  fields: EntryFields | undefined,
  generations: readonly number[],
): void {
  let seq = prepared<[string, string], number>(
    db,
    'SELECT seq FROM search_entry WHERE kind = ? AND id = ?',
  )
    .pluck()
    .get(kind, id);
  if (fields === undefined) {
    if (seq === undefined) return;
    take(db, kind, seq, generations);
    prepared(db, 'DELETE FROM search_entry WHERE seq = ?').run(seq);
    return;
  }
  seq ??= Number(
    prepared(db, 'INSERT INTO search_entry (kind, id) VALUES (?, ?)').run(kind, id).lastInsertRowid,
  );
  const tags = stringList(fields.tags).join('\n');
  const texts =
    kind === 'note'
      ? [fields.title ?? '', fields.own, tags]
      : [fields.own, fields.quote ?? '', tags];
  put(db, kind, seq, texts.map(prepareForIndex), generations);
}

function put(
  db: WritableDB,
  table: IndexTable,
  seq: number,
  texts: readonly string[],
  generations: readonly number[],
): void {
  const { columns } = INDEX_TABLES[table];
  const places = columns.map(() => '?').join(', ');
  for (const generation of generations) {
    const name = tableName(table, generation);
    prepared<Array<number | string>, unknown>(
      db,
      `INSERT OR REPLACE INTO ${name} (rowid, ${columns.join(', ')}) VALUES (?, ${places})`,
    ).run(seq, ...texts);
  }
}

function take(
  db: WritableDB,
  table: IndexTable,
  seq: number,
  generations: readonly number[],
): void {
  for (const generation of generations) {
    prepared(db, `DELETE FROM ${tableName(table, generation)} WHERE rowid = ?`).run(seq);
  }
}
