import type { Note, NoteSummary } from '../../shared/domain.ts';
import { Refusal } from '../../shared/result.ts';
import { richTextToPlain, type RichText } from '../../shared/rich-text.ts';
import { countWords } from '../../shared/words.ts';
import { inTransaction, type ReadableDB, type WritableDB } from './connection.ts';
import { replaceNoteLinks } from './note-links.ts';
import { getNoteVersion, insertNoteVersion, keepBeforeSave } from './note-versions.ts';
import { found, stringList, timestamp, type Deps } from './rows.ts';

interface SummaryRow {
  id: string;
  title: string;
  excerpt: string;
  words: number;
  tags: string;
  caseIds: string;
  createdAt: string;
  updatedAt: string;
}

const SUMMARY_COLUMNS = `
  note.id, note.title, substr(note.text, 1, 200) AS excerpt, note.words,
  (SELECT json_group_array(tag.name ORDER BY tag.name) FROM tagging JOIN tag ON tag.id = tagging.tag_id
    WHERE tagging.note_id = note.id) AS tags,
  (SELECT json_group_array(case_file.id ORDER BY case_file.position) FROM outline_item
    JOIN case_file ON case_file.id = outline_item.case_id AND case_file.trashed_at IS NULL
    WHERE outline_item.note_id = note.id) AS caseIds,
  note.created_at AS createdAt, note.updated_at AS updatedAt`;

function summaryOf<R extends SummaryRow>(row: R) {
  return { ...row, tags: stringList(row.tags), caseIds: stringList(row.caseIds) };
}

/** The notes that are not in the trash: a case file's in its order, else the last changed first. */
export function listNotes(db: ReadableDB, caseId?: string): NoteSummary[] {
  const select = `SELECT ${SUMMARY_COLUMNS} FROM note`;
  const rows =
    caseId === undefined
      ? db
          .prepare<[], SummaryRow>(
            `${select} WHERE trashed_at IS NULL ORDER BY updated_at DESC, id`,
          )
          .all()
      : db
          .prepare<[string], SummaryRow>(
            `${select} JOIN outline_item ON outline_item.note_id = note.id
             WHERE outline_item.case_id = ? AND note.trashed_at IS NULL
             ORDER BY outline_item.position`,
          )
          .all(caseId);
  return rows.map(summaryOf);
}

/** One note's summary; refused when it is gone or in the trash. */
export function getNoteSummary(db: ReadableDB, id: string): NoteSummary {
  const row = db
    .prepare<[string], SummaryRow>(
      `SELECT ${SUMMARY_COLUMNS} FROM note WHERE id = ? AND trashed_at IS NULL`,
    )
    .get(id);
  return summaryOf(found(row, 'note'));
}

/** One note with its body. */
export function getNote(db: ReadableDB, id: string): Note {
  const row = db
    .prepare<[string], SummaryRow & { body: string; version: number }>(
      `SELECT ${SUMMARY_COLUMNS}, body, version FROM note WHERE id = ? AND trashed_at IS NULL`,
    )
    .get(id);
  const note = summaryOf(found(row, 'note'));
  return { ...note, body: JSON.parse(note.body) as RichText };
}

/** Adds a note that is in no case file yet. */
export function insertNote(
  db: WritableDB,
  deps: Deps,
  { title, body }: { title: string; body: RichText },
): string {
  return inTransaction(db, () => {
    const id = deps.newId();
    const at = timestamp(deps);
    const text = richTextToPlain(body);
    db.prepare(
      `INSERT INTO note (id, title, body, text, words, version, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, 1, ?, ?)`,
    ).run(id, title, JSON.stringify(body), text, countWords(text), at, at);
    replaceNoteLinks(db, id, body);
    return id;
  });
}

/**
 * Saves a note that was read as `version`. Refused as a conflict when another save came between, so
 * that neither text is lost.
 */
export function saveNote(
  db: WritableDB,
  deps: Deps,
  { id, title, body, version }: { id: string; title: string; body: RichText; version: number },
): Note {
  return inTransaction(db, () => {
    const stored = getNote(db, id);
    if (stored.version !== version) {
      throw new Refusal(
        'conflict',
        'This note was changed elsewhere since it was opened here. Choose which text to keep.',
      );
    }
    const text = richTextToPlain(body);
    const words = countWords(text);
    keepBeforeSave(db, deps, stored, words);
    db.prepare(
      `UPDATE note SET title = ?, body = ?, text = ?, words = ?, version = version + 1, updated_at = ?
       WHERE id = ?`,
    ).run(title, JSON.stringify(body), text, words, timestamp(deps), id);
    replaceNoteLinks(db, id, body);
    return getNote(db, id);
  });
}

/** Makes an earlier text the note's text; the text it replaces becomes a version. */
export function restoreNoteVersion(
  db: WritableDB,
  deps: Deps,
  { id, versionId }: { id: string; versionId: string },
): Note {
  return inTransaction(db, () => {
    const stored = getNote(db, id);
    const { title, body } = getNoteVersion(db, versionId);
    insertNoteVersion(db, deps, stored, 'restore');
    return saveNote(db, deps, { id, title, body, version: stored.version });
  });
}
