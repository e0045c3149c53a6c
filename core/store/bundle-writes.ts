/**
 * Writing the parts of items that came in a bundle. All of it happens in one transaction of the
 * caller's; whether a part is to be written is decided in core/bundle.
 */
import { richTextToPlain, type RichText } from '../../shared/rich-text.ts';
import { countWords } from '../../shared/words.ts';
import type { AnchoredPassage } from '../bundle/kinds.ts';
import type { ReadableDB, WritableDB } from './connection.ts';
import { replaceAnnotationLinks, replaceNoteLinks } from './note-links.ts';
import { timestamp, type Deps } from './rows.ts';
import { addTags } from './tags.ts';
import type { RevisionText } from './sources.ts';

/** Values by the names of parts; only those that are to be written. */
export type Values = Readonly<Record<string, unknown>>;

export interface Write {
  id: string;
  values: Values;
  /** When it was changed: ISO 8601 in UTC. */
  changedAt: string;
}

const TABLES = {
  case: 'case_file',
  source: 'source',
  note: 'note',
  highlight: 'highlight',
} as const;
export type WrittenKind = keyof typeof TABLES;

/** Whether the database has the thing, be it in the trash. */
export function hasRow(db: ReadableDB, kind: WrittenKind, id: string): boolean {
  return db.prepare(`SELECT 1 FROM ${TABLES[kind]} WHERE id = ?`).get(id) !== undefined;
}

/** Puts a thing in the trash, or takes it out. */
function writeLife(db: WritableDB, deps: Deps, kind: WrittenKind, { id, values }: Write): void {
  if (values['life'] === undefined) return;
  db.prepare(`UPDATE ${TABLES[kind]} SET trashed_at = ? WHERE id = ?`).run(
    values['life'] === 'gone' ? timestamp(deps) : null,
    id,
  );
}

/** Adds and takes away tags; `spell` gives a tag's name as it is spelt. */
function writeTags(
  db: WritableDB,
  kind: 'source' | 'note' | 'highlight',
  { id, values }: Write,
  spell: (tag: string) => string,
): void {
  const remove = db.prepare(
    `DELETE FROM tagging WHERE ${kind}_id = ? AND tag_id = (SELECT id FROM tag WHERE name = ?)`,
  );
  for (const [part, value] of Object.entries(values)) {
    if (!part.startsWith('tag:')) continue;
    const name = part.slice('tag:'.length);
    if (value === null) remove.run(id, name);
    else addTags(db, kind, id, [spell(name)]);
  }
}

/** Updates the columns that are given a value; none, when there are none. */
function setColumns(
  db: WritableDB,
  table: string,
  { id, changedAt }: Write,
  columns: Readonly<Record<string, unknown>>,
): void {
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  if (given.length === 0) return;
  db.prepare(
    `UPDATE ${table} SET ${given.map(([name]) => `${name} = ?`).join(', ')}, updated_at = ? WHERE id = ?`,
  ).run(...given.map(([, value]) => value), changedAt, id);
}

function createdAtOf({ values, changedAt }: Write): string {
  return (values['made'] as { createdAt: string } | undefined)?.createdAt ?? changedAt;
}

/** Writes a case file without its outline; a new one comes last in the rail. */
export function writeCase(db: WritableDB, deps: Deps, write: Write): void {
  const { id, values, changedAt } = write;
  const { title, question, color } = values;
  const summary = values['summary'] as string | null | undefined;
  // The note that sums it up may have been left out.
  const note = typeof summary === 'string' && !hasRow(db, 'note', summary) ? undefined : summary;
  if (!hasRow(db, 'case', id)) {
    db.prepare(
      `INSERT INTO case_file (id, title, question, color, position, created_at, updated_at)
       VALUES (?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM case_file), ?, ?)`,
    ).run(id, title, question, color, createdAtOf(write), changedAt);
  } else setColumns(db, 'case_file', write, { title, question, color });
  setColumns(db, 'case_file', write, {
    summary_note_id: note,
    citation_style: values['citing:style'],
    citation_locale: values['citing:locale'],
  });
  writeLife(db, deps, 'case', write);
}

/** What stands in an outline, in order. */
export interface Place {
  kind: 'source' | 'note';
  id: string;
}

/** Makes a case file's outline hold exactly these things, in this order. */
export function writeOutline(
  db: WritableDB,
  deps: Deps,
  caseId: string,
  places: readonly Place[],
): void {
  const rows = db
    .prepare<[string], { id: string; position: number; key: string }>(
      `SELECT id, position, CASE WHEN source_id IS NULL THEN 'note:' || note_id
         ELSE 'source:' || source_id END AS key FROM outline_item WHERE case_id = ?`,
    )
    .all(caseId);
  const known = new Map(rows.map((row) => [row.key, row]));
  const wanted = new Set(places.map(({ kind, id }) => `${kind}:${id}`));
  const remove = db.prepare('DELETE FROM outline_item WHERE id = ?');
  for (const { key, id } of rows) if (!wanted.has(key)) remove.run(id);
  const move = db.prepare('UPDATE outline_item SET position = ? WHERE id = ? AND position <> ?');
  const add = db.prepare(
    `INSERT INTO outline_item (id, case_id, source_id, note_id, position, created_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  places.forEach(({ kind, id }, index) => {
    const row = known.get(`${kind}:${id}`);
    const position = index + 1;
    if (row !== undefined) move.run(position, row.id, position);
    else {
      const [source, note] = kind === 'source' ? [id, null] : [null, id];
      add.run(deps.newId(), caseId, source, note, position, timestamp(deps));
    }
  });
}

/** The metadata with the parts that are to be written; null takes a field away. */
function cslWith(stored: string, values: Values): string | undefined {
  const csl = new Map(Object.entries(JSON.parse(stored) as Record<string, unknown>));
  const before = JSON.stringify(Object.fromEntries(csl));
  for (const [part, value] of Object.entries(values)) {
    const field = part.startsWith('csl:') ? part.slice(4) : part === 'title' ? 'title' : undefined;
    if (field === undefined) continue;
    if (value === null) csl.delete(field);
    else csl.set(field, value);
  }
  const after = JSON.stringify(Object.fromEntries(csl));
  return after === before ? undefined : after;
}

/** Writes a source without its texts, which `writeRevision` adds in the same transaction. */
export function writeSource(
  db: WritableDB,
  deps: Deps,
  write: Write,
  spell: (tag: string) => string,
): void {
  const { id, values, changedAt } = write;
  const { title, text, original } = values;
  if (!hasRow(db, 'source', id)) {
    db.prepare(
      `INSERT INTO source (id, title, csl, revision_id, original_sha256, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(id, title, cslWith('{}', values), text, original, createdAtOf(write), changedAt);
  } else {
    const stored = db
      .prepare<[string], string>('SELECT csl FROM source WHERE id = ?')
      .pluck()
      .get(id);
    const csl = cslWith(stored ?? '{}', values);
    setColumns(db, 'source', write, { title, revision_id: text, original_sha256: original, csl });
  }
  writeLife(db, deps, 'source', write);
  writeTags(db, 'source', write, spell);
}

/** Adds a revision that is not there yet. Its number is made by `renumberRevisions`. */
export function writeRevision(
  db: WritableDB,
  revision: { id: string; sourceId: string; createdAt: string } & RevisionText,
): void {
  db.prepare(
    `INSERT INTO revision
       (id, source_id, number, document, text, text_sha256, words, paragraphs, language, created_at)
     VALUES (?, ?, (SELECT coalesce(max(number), 0) + 1 FROM revision WHERE source_id = ?),
       ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    revision.id,
    revision.sourceId,
    revision.sourceId,
    JSON.stringify(revision.document),
    revision.text,
    revision.textSha256,
    revision.words,
    revision.paragraphs,
    revision.language ?? null,
    revision.createdAt,
  );
}

/** Numbers the revisions of a source by when they were made, which is the same in every library. */
export function renumberRevisions(db: WritableDB, sourceId: string): void {
  const ids = db
    .prepare<[string], string>(
      'SELECT id FROM revision WHERE source_id = ? ORDER BY created_at, id',
    )
    .pluck()
    .all(sourceId);
  const update = db.prepare('UPDATE revision SET number = ? WHERE id = ?');
  // No two may have the same number, not even on the way.
  ids.forEach((id, index) => update.run(-index - 1, id));
  ids.forEach((id, index) => update.run(index + 1, id));
}

/** Writes a note. */
export function writeNote(
  db: WritableDB,
  deps: Deps,
  write: Write,
  spell: (tag: string) => string,
): void {
  const { id, values, changedAt } = write;
  const given = values['text'] as { title: string; body: RichText } | undefined;
  if (given !== undefined) {
    const { title, body } = given;
    const text = richTextToPlain(body);
    const columns = [title, JSON.stringify(body), text, countWords(text)];
    if (hasRow(db, 'note', id)) {
      db.prepare(
        `UPDATE note SET title = ?, body = ?, text = ?, words = ?, version = version + 1,
           updated_at = ? WHERE id = ?`,
      ).run(...columns, changedAt, id);
    } else {
      db.prepare(
        `INSERT INTO note (title, body, text, words, version, created_at, updated_at, id)
         VALUES (?, ?, ?, ?, 1, ?, ?, ?)`,
      ).run(...columns, createdAtOf(write), changedAt, id);
    }
    replaceNoteLinks(db, id, body);
  }
  writeLife(db, deps, 'note', write);
  writeTags(db, 'note', write, spell);
}

function writePassages(db: WritableDB, id: string, passages: readonly AnchoredPassage[]): void {
  const upsert = db.prepare(
    `INSERT INTO passage (highlight_id, ordinal, revision_id, start_offset, end_offset, exact,
       prefix, suffix, paragraph, status, score, made_exact, made_revision_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (highlight_id, ordinal) DO UPDATE SET revision_id = excluded.revision_id,
       start_offset = excluded.start_offset, end_offset = excluded.end_offset,
       exact = excluded.exact, prefix = excluded.prefix, suffix = excluded.suffix,
       paragraph = excluded.paragraph, status = excluded.status, score = excluded.score,
       made_exact = excluded.made_exact, made_revision_id = excluded.made_revision_id`,
  );
  passages.forEach((passage, ordinal) => {
    const { revision, start, end, exact, prefix, suffix, paragraph, status, score } = passage;
    const place = [revision, start, end, exact, prefix, suffix, paragraph, status, score];
    upsert.run(id, ordinal, ...place, passage.made, passage.madeRevision);
  });
  db.prepare('DELETE FROM passage WHERE highlight_id = ? AND ordinal >= ?').run(
    id,
    passages.length,
  );
}

function writeComment(db: WritableDB, { id, values, changedAt }: Write): void {
  const body = values['comment'] as RichText | null | undefined;
  if (body === undefined) return;
  if (body === null) {
    db.prepare('DELETE FROM annotation WHERE highlight_id = ?').run(id);
    db.prepare('DELETE FROM annotation_link WHERE highlight_id = ?').run(id);
    return;
  }
  db.prepare(
    `INSERT INTO annotation (highlight_id, body, text, version, created_at, updated_at)
     VALUES (?, ?, ?, 1, ?, ?)
     ON CONFLICT (highlight_id) DO UPDATE SET body = excluded.body, text = excluded.text,
       version = version + 1, updated_at = excluded.updated_at`,
  ).run(id, JSON.stringify(body), richTextToPlain(body), changedAt, changedAt);
  replaceAnnotationLinks(db, id, body);
}

/** Writes a highlight, whose source and its revisions are there. */
export function writeHighlight(
  db: WritableDB,
  deps: Deps,
  write: Write,
  spell: (tag: string) => string,
): void {
  const { id, values, changedAt } = write;
  const label = values['label'] as string | undefined;
  if (!hasRow(db, 'highlight', id)) {
    const { source, author } = values['made'] as { source: string; author: string };
    db.prepare(
      `INSERT INTO highlight (id, source_id, label, author, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ).run(id, source, label, author, createdAtOf(write), changedAt);
  } else setColumns(db, 'highlight', write, { label });
  const passages = values['passages'] as readonly AnchoredPassage[] | undefined;
  if (passages !== undefined) writePassages(db, id, passages);
  writeComment(db, write);
  writeLife(db, deps, 'highlight', write);
  writeTags(db, 'highlight', write, spell);
}

/** Keeps a text of a note that lost against another; the same one twice is kept once. */
export function writeNoteVersion(
  db: WritableDB,
  version: { id: string; noteId: string; title: string; body: RichText; createdAt: string },
): void {
  const words = countWords(richTextToPlain(version.body));
  db.prepare(
    `INSERT INTO note_version (id, note_id, title, body, words, reason, created_at)
     VALUES (?, ?, ?, ?, ?, 'conflict', ?) ON CONFLICT DO NOTHING`,
  ).run(
    version.id,
    version.noteId,
    version.title,
    JSON.stringify(version.body),
    words,
    version.createdAt,
  );
}

/** Keeps a comment that lost against another; the same one twice is kept once. */
export function writeCommentVersion(
  db: WritableDB,
  version: { id: string; highlightId: string; body: RichText; createdAt: string },
): void {
  db.prepare(
    `INSERT INTO annotation_version (id, highlight_id, body, created_at)
     VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  ).run(version.id, version.highlightId, JSON.stringify(version.body), version.createdAt);
}

/** Whether a revision, or a text that lost, is there already. */
export function hasFixed(
  db: ReadableDB,
  kind: 'revision' | 'note-version' | 'comment-version',
  id: string,
): boolean {
  const table = {
    revision: 'revision',
    'note-version': 'note_version',
    'comment-version': 'annotation_version',
  }[kind];
  return db.prepare(`SELECT 1 FROM ${table} WHERE id = ?`).get(id) !== undefined;
}
