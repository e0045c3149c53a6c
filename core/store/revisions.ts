import type { SourceDocument } from '../../shared/document.ts';
import type { Revision } from '../../shared/domain.ts';
import { inTransaction, type ReadableDB, type WritableDB } from './connection.ts';
import { found, timestamp, type Deps } from './rows.ts';
import { documentJson, type RevisionText } from './sources.ts';
import { prepared } from './statements.ts';

interface RevisionRow {
  id: string;
  number: number;
  textSha256: string;
  words: number;
  language: string | null;
  createdAt: string;
}

const COLUMNS = `id, number, text_sha256 AS textSha256, words, language, created_at AS createdAt`;

function revisionOf({ language, ...row }: RevisionRow): Revision {
  return { ...row, ...(language === null ? {} : { language }) };
}

/** The revisions of a source, the newest first. */
export function listRevisions(db: ReadableDB, sourceId: string): Revision[] {
  return db
    .prepare<[string], RevisionRow>(
      `SELECT ${COLUMNS} FROM revision WHERE source_id = ? ORDER BY number DESC`,
    )
    .all(sourceId)
    .map(revisionOf);
}

/** One revision of a source with its document, by its number. */
export function getRevision(
  db: ReadableDB,
  sourceId: string,
  number: number,
): Revision & { document: SourceDocument } {
  const row = db
    .prepare<[string, number], RevisionRow & { document: string }>(
      `SELECT ${COLUMNS}, document FROM revision WHERE source_id = ? AND number = ?`,
    )
    .get(sourceId, number);
  const { document, ...rest } = found(row, 'revision');
  // Checked when it was stored; checking 300,000 words again would be felt at every opening.
  return { ...revisionOf(rest), document: JSON.parse(document) as SourceDocument };
}

/** The id of a source's current revision; undefined without such a source. */
export function currentRevisionId(db: ReadableDB, sourceId: string): string | undefined {
  return prepared<[string], string>(db, 'SELECT revision_id FROM source WHERE id = ?')
    .pluck()
    .get(sourceId);
}

/** The stored document of a revision, as JSON, when it may have page breaks; undefined when not. */
export function pagedDocument(db: ReadableDB, id: string): string | undefined {
  return prepared<[string], string>(
    db,
    `SELECT document FROM revision WHERE id = ? AND instr(document, '"page-break"') > 0`,
  )
    .pluck()
    .get(id);
}

/** The canonical text of a revision by its id. */
export function revisionTextById(db: ReadableDB, id: string): string {
  const text = db
    .prepare<[string], string>('SELECT text FROM revision WHERE id = ?')
    .pluck()
    .get(id);
  return found(text, 'revision');
}

/** Adds a revision to a source, makes it the current one and indexes it; gives it back. */
export function insertRevision(
  db: WritableDB,
  deps: Deps,
  sourceId: string,
  text: RevisionText,
  originalSha256: string | undefined,
): Revision {
  return inTransaction(db, () => {
    const id = deps.newId();
    const at = timestamp(deps);
    db.prepare(
      `INSERT INTO revision
         (id, source_id, number, document, text, text_sha256, words, paragraphs, language, created_at)
       VALUES (?, ?, (SELECT max(number) + 1 FROM revision WHERE source_id = ?), ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      id,
      sourceId,
      sourceId,
      documentJson(text.document),
      text.text,
      text.textSha256,
      text.words,
      text.paragraphs,
      text.language ?? null,
      at,
    );
    const row = db
      .prepare(
        `UPDATE source SET revision_id = ?, original_sha256 = coalesce(?, original_sha256),
           updated_at = ? WHERE id = ? RETURNING seq`,
      )
      .get(id, originalSha256 ?? null, at, sourceId);
    found(row, 'source');
    const revision = listRevisions(db, sourceId).find((made) => made.id === id);
    return found(revision, 'revision');
  });
}
