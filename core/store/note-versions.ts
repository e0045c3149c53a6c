import type { Note, NoteVersion } from '../../shared/domain.ts';
import { richTextToPlain, type RichText } from '../../shared/rich-text.ts';
import { countWords } from '../../shared/words.ts';
import type { ReadableDB, WritableDB } from './connection.ts';
import { found, timestamp, type Deps } from './rows.ts';

/** A version is kept at most so often while a note is being written. */
const INTERVAL_MS = 5 * 60 * 1000;
/** A save that takes away so many words and half of the text is a destructive step. */
const MANY_WORDS = 20;
/** Versions older than this are dropped. */
const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

const COLUMNS = 'id, title, words, reason, created_at AS createdAt';

/** The versions of a note, the newest first. */
export function listNoteVersions(db: ReadableDB, noteId: string): NoteVersion[] {
  return db
    .prepare<[string], NoteVersion>(
      `SELECT ${COLUMNS} FROM note_version WHERE note_id = ? ORDER BY created_at DESC, id DESC`,
    )
    .all(noteId);
}

/** One version with its text. */
export function getNoteVersion(
  db: ReadableDB,
  id: string,
): NoteVersion & { noteId: string; body: RichText } {
  const row = db
    .prepare<[string], NoteVersion & { noteId: string; body: string }>(
      `SELECT ${COLUMNS}, note_id AS noteId, body FROM note_version WHERE id = ?`,
    )
    .get(id);
  const version = found(row, 'version of the note');
  return { ...version, body: JSON.parse(version.body) as RichText };
}

/** Keeps a text of a note as a version. */
export function insertNoteVersion(
  db: WritableDB,
  deps: Deps,
  note: { id: string; title: string; body: RichText },
  reason: NoteVersion['reason'],
): NoteVersion {
  const id = deps.newId();
  const words = countWords(richTextToPlain(note.body));
  const createdAt = timestamp(deps);
  db.prepare(
    `INSERT INTO note_version (id, note_id, title, body, words, reason, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(id, note.id, note.title, JSON.stringify(note.body), words, reason, createdAt);
  return { id, title: note.title, words, reason, createdAt };
}

/**
 * Keeps the text that a save of `wordsLeft` words is about to replace, unless a version is younger
 * than five minutes; but whatever its age, when the save takes away most of the text. Drops versions
 * older than 90 days, but for those that lost against another text.
 */
export function keepBeforeSave(
  db: WritableDB,
  deps: Deps,
  replaced: Note,
  wordsLeft: number,
): void {
  const now = deps.now().getTime();
  const iso = (time: number) => new Date(time).toISOString();
  const recent = db
    .prepare('SELECT 1 FROM note_version WHERE note_id = ? AND created_at > ? LIMIT 1')
    .get(replaced.id, iso(now - INTERVAL_MS));
  const empty = replaced.title === '' && replaced.words === 0;
  const taken = replaced.words - wordsLeft;
  if (taken >= MANY_WORDS && taken > replaced.words / 2) {
    insertNoteVersion(db, deps, replaced, 'removal');
  } else if (recent === undefined && !empty) {
    insertNoteVersion(db, deps, replaced, 'interval');
  }
  // A text that lost against another is the only copy of somebody's work.
  db.prepare("DELETE FROM note_version WHERE created_at < ? AND reason <> 'conflict'").run(
    iso(now - KEPT_MS),
  );
}
