/** Items of the library with their parts as they are now, as bundles carry them; also from the trash. */
import { foldTag, type AnchoredPassage, type Item } from '../bundle/kinds.ts';
import type { RichText } from '../../shared/rich-text.ts';
import type { SourceDocument } from '../../shared/document.ts';
import { listCommentVersions } from './annotation-versions.ts';
import { readCaseCiting } from './citation-styles.ts';
import type { ReadableDB } from './connection.ts';
import { found } from './rows.ts';

/** A part's value, by its name. */
type Parts = Record<string, unknown>;

const lifeOf = (trashedAt: string | null) => (trashedAt === null ? 'there' : 'gone');

function tagsOf(db: ReadableDB, kind: 'source' | 'highlight' | 'note', id: string): Parts {
  const names = db
    .prepare<[string], string>(
      `SELECT tag.name FROM tagging JOIN tag ON tag.id = tagging.tag_id WHERE tagging.${kind}_id = ?`,
    )
    .pluck()
    .all(id);
  return Object.fromEntries(names.map((name) => [`tag:${foldTag(name)}`, true]));
}

/** A case file without its outline, which `outlineOf` gives. */
export function caseItem(db: ReadableDB, id: string): Item | undefined {
  const row = db
    .prepare<
      [string],
      {
        title: string;
        question: string;
        color: string;
        summary: string | null;
        createdAt: string;
        trashedAt: string | null;
      }
    >(
      `SELECT title, question, color, summary_note_id AS summary, created_at AS createdAt, trashed_at AS trashedAt
       FROM case_file WHERE id = ?`,
    )
    .get(id);
  if (row === undefined) return undefined;
  const { createdAt, trashedAt, ...fields } = row;
  const parts: Parts = { made: { createdAt }, life: lifeOf(trashedAt), ...fields };
  const { citationStyle, citationLocale } = readCaseCiting(db, id);
  if (citationStyle !== undefined) parts['citing:style'] = citationStyle;
  if (citationLocale !== undefined) parts['citing:locale'] = citationLocale;
  return { kind: 'case', id, parts };
}

/** A place in an outline: what stands there, trash included. */
export interface Member {
  kind: 'source' | 'note';
  id: string;
}

/** What a case file holds, in its order. */
export function outlineOf(db: ReadableDB, caseId: string): Member[] {
  return db
    .prepare<[string], Member>(
      `SELECT CASE WHEN source_id IS NULL THEN 'note' ELSE 'source' END AS kind,
         coalesce(source_id, note_id) AS id
       FROM outline_item WHERE case_id = ? ORDER BY position, id`,
    )
    .all(caseId);
}

/** A source with its metadata and tags. */
export function sourceItem(db: ReadableDB, id: string): Item | undefined {
  const row = db
    .prepare<
      [string],
      {
        title: string;
        csl: string;
        text: string;
        original: string | null;
        createdAt: string;
        trashedAt: string | null;
      }
    >(
      `SELECT title, csl, revision_id AS text, original_sha256 AS original, created_at AS createdAt,
         trashed_at AS trashedAt FROM source WHERE id = ?`,
    )
    .get(id);
  if (row === undefined) return undefined;
  const { title, csl, text, original, createdAt, trashedAt } = row;
  const parts: Parts = { made: { createdAt }, life: lifeOf(trashedAt), title, text, original };
  for (const [field, value] of Object.entries(JSON.parse(csl) as Parts)) {
    // The title is a part of its own, which sources without metadata have too.
    if (field !== 'title') parts[`csl:${field}`] = value;
  }
  return { kind: 'source', id, parts: { ...parts, ...tagsOf(db, 'source', id) } };
}

/** A revision as the database has it; its document is JSON. */
export interface StoredRevision {
  id: string;
  document: string;
  language: string | null;
  createdAt: string;
}

/** Every revision of a source, the first made first. */
export function revisionsOf(db: ReadableDB, sourceId: string): StoredRevision[] {
  return db
    .prepare<[string], StoredRevision>(
      `SELECT id, document, language, created_at AS createdAt FROM revision
       WHERE source_id = ? ORDER BY created_at, id`,
    )
    .all(sourceId);
}

/** The source that a revision is of; undefined when the library has no such revision. */
export function sourceOfRevision(db: ReadableDB, id: string): string | undefined {
  return db
    .prepare<[string], string>('SELECT source_id FROM revision WHERE id = ?')
    .pluck()
    .get(id);
}

/** The highlights on a source, trash included. */
export function highlightIdsOf(db: ReadableDB, sourceId: string): string[] {
  return db
    .prepare<[string], string>('SELECT id FROM highlight WHERE source_id = ? ORDER BY id')
    .pluck()
    .all(sourceId);
}

function passagesOf(db: ReadableDB, highlightId: string): AnchoredPassage[] {
  return db
    .prepare<[string], AnchoredPassage>(
      `SELECT revision_id AS revision, start_offset AS start, end_offset AS "end", exact, prefix,
         suffix, paragraph, status, score, made_exact AS made,
         coalesce(made_revision_id, revision_id) AS madeRevision
       FROM passage WHERE highlight_id = ? ORDER BY ordinal`,
    )
    .all(highlightId);
}

/** A highlight with its passages, its comment and its tags. */
export function highlightItem(db: ReadableDB, id: string): Item | undefined {
  const row = db
    .prepare<
      [string],
      {
        source: string;
        author: string;
        label: string;
        createdAt: string;
        trashedAt: string | null;
        body: string | null;
      }
    >(
      `SELECT source_id AS source, author, label, highlight.created_at AS createdAt,
         trashed_at AS trashedAt, annotation.body
       FROM highlight LEFT JOIN annotation ON annotation.highlight_id = highlight.id
       WHERE highlight.id = ?`,
    )
    .get(id);
  if (row === undefined) return undefined;
  const { source, author, label, createdAt, trashedAt, body } = row;
  return {
    kind: 'highlight',
    id,
    parts: {
      made: { source, author, createdAt },
      life: lifeOf(trashedAt),
      label,
      passages: passagesOf(db, id),
      comment: body === null ? null : (JSON.parse(body) as RichText),
      ...tagsOf(db, 'highlight', id),
    },
  };
}

/** A note with its tags. */
export function noteItem(db: ReadableDB, id: string): Item | undefined {
  const row = db
    .prepare<
      [string],
      { title: string; body: string; createdAt: string; trashedAt: string | null }
    >(`SELECT title, body, created_at AS createdAt, trashed_at AS trashedAt FROM note WHERE id = ?`)
    .get(id);
  if (row === undefined) return undefined;
  const { title, body, createdAt, trashedAt } = row;
  return {
    kind: 'note',
    id,
    parts: {
      made: { createdAt },
      life: lifeOf(trashedAt),
      text: { title, body: JSON.parse(body) as RichText },
      ...tagsOf(db, 'note', id),
    },
  };
}

/** The texts of a note that lost against another; those kept because time went by stay at home. */
export function noteVersionItems(db: ReadableDB, noteId: string): Item[] {
  return db
    .prepare<[string], { id: string; title: string; body: string; createdAt: string }>(
      `SELECT id, title, body, created_at AS createdAt FROM note_version
       WHERE note_id = ? AND reason = 'conflict' ORDER BY id`,
    )
    .all(noteId)
    .map(({ id, title, body, createdAt }) => ({
      kind: 'note-version',
      id,
      parts: { made: { note: noteId, title, body: JSON.parse(body) as RichText, createdAt } },
    }));
}

/** The comments on a highlight that lost against another. */
export function commentVersionItems(db: ReadableDB, highlightId: string): Item[] {
  return listCommentVersions(db, highlightId)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, body, createdAt }) => ({
      kind: 'comment-version',
      id,
      parts: { made: { highlight: highlightId, body, createdAt } },
    }));
}

/** When a thing was changed last, as far as the database knows: in ms since 1970. */
export function changedAt(db: ReadableDB, { kind, id }: Item, part: string): number | undefined {
  const [table, key] = TABLES[kind] ?? [];
  // Tags leave no trace in the dates of what they are on.
  if (table === undefined || part.startsWith('tag:')) return undefined;
  const column = part === 'life' ? 'coalesce(trashed_at, updated_at)' : 'updated_at';
  const of = part === 'comment' ? 'annotation' : table;
  const by = part === 'comment' ? 'highlight_id' : key;
  const at = db
    .prepare<[string], string>(
      `SELECT ${of === 'annotation' ? 'updated_at' : column} FROM ${of} WHERE ${by} = ?`,
    )
    .pluck()
    .get(id);
  return at === undefined ? undefined : Date.parse(at);
}

const TABLES: Readonly<Partial<Record<Item['kind'], readonly [table: string, key: string]>>> = {
  case: ['case_file', 'id'],
  source: ['source', 'id'],
  highlight: ['highlight', 'id'],
  note: ['note', 'id'],
};

/** How tags are spelt in this library, by their folded forms. */
export function tagSpellings(db: ReadableDB): Map<string, string> {
  const names = db.prepare<[], string>('SELECT name FROM tag').pluck().all();
  return new Map(names.map((name) => [foldTag(name), name]));
}

/** The current revision of a source with its document, also of one in the trash. */
export function currentTextOf(
  db: ReadableDB,
  sourceId: string,
): { revisionId: string; document: SourceDocument } {
  const row = db
    .prepare<[string], { revisionId: string; document: string }>(
      `SELECT revision.id AS revisionId, document FROM source
       JOIN revision ON revision.id = source.revision_id WHERE source.id = ?`,
    )
    .get(sourceId);
  const { revisionId, document } = found(row, 'source');
  return { revisionId, document: JSON.parse(document) as SourceDocument };
}
