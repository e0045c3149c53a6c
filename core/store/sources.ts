import { cslSchema, type Csl } from '../../shared/csl.ts';
import { sourceDocumentSchema, type SourceDocument } from '../../shared/document.ts';
import type { SourceDetail, SourceInfo, SourceSummary } from '../../shared/domain.ts';
import { inTransaction, type ReadableDB, type WritableDB } from './connection.ts';
import { findFile } from './files.ts';
import { found, stringList, timestamp, type Deps } from './rows.ts';
import { rememberText } from './search-index.ts';
import { prepared } from './statements.ts';

/** A revision's text in all the forms that are stored, made by core/import. */
export interface RevisionText {
  /** The tree, or its JSON as it is stored. */
  document: SourceDocument | string;
  /** The canonical text. */
  text: string;
  /** SHA-256 of the canonical text in UTF-8, in hex. */
  textSha256: string;
  words: number;
  paragraphs: number;
  language?: string | undefined;
}

export interface NewSource extends RevisionText {
  /** A new one when absent. */
  id?: string | undefined;
  csl: Csl;
  title: string;
  originalSha256?: string | undefined;
}

/** A document as it is stored. */
export function documentJson(document: RevisionText['document']): string {
  return typeof document === 'string' ? document : JSON.stringify(document);
}

/** Adds a source with its first revision. */
export function insertSource(db: WritableDB, deps: Deps, source: NewSource): string {
  return inTransaction(db, () => {
    const id = source.id ?? deps.newId();
    const revisionId = deps.newId();
    const at = timestamp(deps);
    prepared(
      db,
      `INSERT INTO source (id, title, csl, revision_id, original_sha256, created_at, updated_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      id,
      source.title,
      JSON.stringify(source.csl),
      revisionId,
      source.originalSha256 ?? null,
      at,
      at,
    );
    prepared(
      db,
      `INSERT INTO revision
         (id, source_id, number, document, text, text_sha256, words, paragraphs, language, created_at)
       VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      revisionId,
      id,
      documentJson(source.document),
      source.text,
      source.textSha256,
      source.words,
      source.paragraphs,
      source.language ?? null,
      at,
    );
    rememberText(db, revisionId, source.text);
    return id;
  });
}

interface SummaryRow {
  id: string;
  title: string;
  csl: string;
  words: number;
  highlights: number;
  tags: string;
  caseIds: string;
  createdAt: string;
  updatedAt: string;
}

const SUMMARY = `
  SELECT source.id, source.title, source.csl, revision.words,
    (SELECT count(*) FROM highlight
      WHERE highlight.source_id = source.id AND highlight.trashed_at IS NULL) AS highlights,
    (SELECT json_group_array(tag.name ORDER BY tag.name) FROM tagging JOIN tag ON tag.id = tagging.tag_id
      WHERE tagging.source_id = source.id) AS tags,
    (SELECT json_group_array(case_file.id ORDER BY case_file.position) FROM outline_item
      JOIN case_file ON case_file.id = outline_item.case_id AND case_file.trashed_at IS NULL
      WHERE outline_item.source_id = source.id) AS caseIds,
    source.created_at AS createdAt, source.updated_at AS updatedAt
  FROM source JOIN revision ON revision.id = source.revision_id
  WHERE source.trashed_at IS NULL`;

function summaryOf(row: SummaryRow): SourceSummary {
  return {
    ...row,
    csl: cslSchema.parse(JSON.parse(row.csl)),
    tags: stringList(row.tags),
    caseIds: stringList(row.caseIds),
  };
}

/** Says that a source is in no case file that is not in the trash. */
const IN_NO_CASE = `NOT EXISTS (
  SELECT 1 FROM outline_item JOIN case_file ON case_file.id = outline_item.case_id
  WHERE outline_item.source_id = source.id AND case_file.trashed_at IS NULL)`;

export interface SourceFilter {
  caseId?: string | undefined;
  /** Only those in no case file. */
  inbox?: boolean | undefined;
  tag?: string | undefined;
}

/** The sources that are not in the trash: a case file's in its order, else the newest first. */
export function listSources(db: ReadableDB, filter: SourceFilter = {}): SourceSummary[] {
  const conditions: string[] = [];
  const values: string[] = [];
  if (filter.inbox === true) conditions.push(IN_NO_CASE);
  if (filter.tag !== undefined) {
    conditions.push(
      `EXISTS (SELECT 1 FROM tagging JOIN tag ON tag.id = tagging.tag_id
        WHERE tagging.source_id = source.id AND tag.name = ?)`,
    );
    values.push(filter.tag);
  }
  let order = 'source.seq DESC';
  if (filter.caseId !== undefined) {
    order = `(SELECT position FROM outline_item WHERE case_id = ? AND source_id = source.id)`;
    conditions.push(
      'EXISTS (SELECT 1 FROM outline_item WHERE case_id = ? AND source_id = source.id)',
    );
    values.push(filter.caseId, filter.caseId);
  }
  const where = conditions.map((condition) => ` AND ${condition}`).join('');
  return db
    .prepare<string[], SummaryRow>(`${SUMMARY}${where} ORDER BY ${order}`)
    .all(...values)
    .map(summaryOf);
}

/** One source's summary, also by the outline; refused when it is gone or in the trash. */
export function getSourceSummary(db: ReadableDB, id: string): SourceSummary {
  const row = db.prepare<[string], SummaryRow>(`${SUMMARY} AND source.id = ?`).get(id);
  return summaryOf(found(row, 'source'));
}

interface RevisionRow {
  id: string;
  number: number;
  textSha256: string;
  words: number;
  language: string | null;
  createdAt: string;
  revisions: number;
  originalSha256: string | null;
}

/** All that is known of one source but its text. */
export function getSourceInfo(db: ReadableDB, id: string): SourceInfo {
  const summary = getSourceSummary(db, id);
  const row = found(
    db
      .prepare<[string], RevisionRow>(
        `SELECT revision.id, number, text_sha256 AS textSha256, words, language,
           revision.created_at AS createdAt, original_sha256 AS originalSha256,
           (SELECT count(*) FROM revision AS other WHERE other.source_id = source.id) AS revisions
         FROM source JOIN revision ON revision.id = source.revision_id WHERE source.id = ?`,
      )
      .get(id),
    'source',
  );
  const { revisions, originalSha256, language, ...revision } = row;
  const original = originalSha256 === null ? undefined : findFile(db, originalSha256);
  return {
    ...summary,
    revision: { ...revision, ...(language === null ? {} : { language }) },
    revisions,
    ...(original === undefined ? {} : { original }),
  };
}

/** One source with the document of its current revision. */
export function getSource(db: ReadableDB, id: string): SourceDetail {
  const { document } = currentText(db, id);
  return { ...getSourceInfo(db, id), document: sourceDocumentSchema.parse(document) };
}

export interface CurrentText {
  revisionId: string;
  text: string;
  document: SourceDocument;
}

/** The canonical text and document of a source's current revision. */
export function currentText(db: ReadableDB, sourceId: string): CurrentText {
  const row = db
    .prepare<[string], { revisionId: string; text: string; document: string }>(
      `SELECT revision.id AS revisionId, text, document
       FROM source JOIN revision ON revision.id = source.revision_id
       WHERE source.id = ? AND source.trashed_at IS NULL`,
    )
    .get(sourceId);
  const { document, ...rest } = found(row, 'source');
  return { ...rest, document: JSON.parse(document) as SourceDocument };
}

/** Replaces a source's metadata and keeps the title column in step with it. */
export function updateSource(db: WritableDB, deps: Deps, id: string, csl: Csl): SourceSummary {
  return inTransaction(db, () => {
    const before = getSourceSummary(db, id);
    const title = csl.title?.trim() || before.title;
    db.prepare('UPDATE source SET csl = ?, title = ?, updated_at = ? WHERE id = ?').run(
      JSON.stringify({ ...csl, title }),
      title,
      timestamp(deps),
      id,
    );
    return getSourceSummary(db, id);
  });
}

/** The titles of all sources that are not in the trash, the newest first. */
export function listTitles(db: ReadableDB): Array<{ id: string; title: string }> {
  return db
    .prepare<[], { id: string; title: string }>(
      'SELECT id, title FROM source WHERE trashed_at IS NULL ORDER BY seq DESC',
    )
    .all();
}

/** A source that is not in the trash and has the same original bytes, or the same text. */
export function findDuplicate(
  db: ReadableDB,
  { originalSha256, textSha256 }: { originalSha256?: string | undefined; textSha256: string },
): { id: string; title: string; by: 'bytes' | 'text' } | undefined {
  return db
    .prepare<
      [string | null, string | null, string],
      { id: string; title: string; by: 'bytes' | 'text' }
    >(
      `SELECT source.id, source.title, CASE WHEN original_sha256 = ? THEN 'bytes' ELSE 'text' END AS by
       FROM source JOIN revision ON revision.id = source.revision_id
       WHERE source.trashed_at IS NULL AND (original_sha256 = ? OR text_sha256 = ?)
       ORDER BY by LIMIT 1`,
    )
    .get(originalSha256 ?? null, originalSha256 ?? null, textSha256);
}
