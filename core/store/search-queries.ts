/** What a search asks of the database: the full-text index, its vocabulary, and the hits' rows. */
import type Database from 'better-sqlite3';
import type { HitKind } from '../../shared/domain.ts';
import type { ReadableDB } from './connection.ts';

const statements = new WeakMap<ReadableDB, Map<string, Database.Statement>>();

/** A statement of a connection, compiled once: a keystroke should not wait for it again. */
function prepared<P extends unknown[], R>(db: ReadableDB, sql: string): Database.Statement<P, R> {
  const known = statements.get(db) ?? new Map<string, Database.Statement>();
  statements.set(db, known);
  const statement = known.get(sql) ?? db.prepare(sql);
  known.set(sql, statement);
  return statement as Database.Statement<P, R>;
}

/** Which sources a full-text query may give, by seq. */
export interface SourceScope {
  only?: readonly number[] | undefined;
  not: readonly number[];
}

function scopeConditions(scope: SourceScope): { sql: string; values: string[] } {
  // The plus keeps SQLite from running the full-text query once for every rowid.
  let sql = '';
  const values: string[] = [];
  if (scope.only !== undefined) {
    sql += ' AND +rowid IN (SELECT value FROM json_each(?))';
    values.push(JSON.stringify(scope.only));
  }
  if (scope.not.length > 0) {
    sql += ' AND +rowid NOT IN (SELECT value FROM json_each(?))';
    values.push(JSON.stringify(scope.not));
  }
  return { sql, values };
}

export interface RankedSource {
  seq: number;
  /** BM25 as FTS5 gives it: the lower, the better. */
  rank: number;
}

/** The sources that match a full-text expression, the best first. */
export function matchSources(
  db: ReadableDB,
  expression: string,
  scope: SourceScope,
  limit: number,
): RankedSource[] {
  const { sql, values } = scopeConditions(scope);
  return prepared<Array<string | number>, RankedSource>(
    db,
    `SELECT rowid AS seq, rank FROM source_fts WHERE source_fts MATCH ?${sql} ORDER BY rank LIMIT ?`,
  ).all(expression, ...values, limit);
}

/** The seqs of all sources that match a full-text expression. */
export function matchingSeqs(db: ReadableDB, expression: string, scope: SourceScope): number[] {
  const { sql, values } = scopeConditions(scope);
  return prepared<string[], number>(
    db,
    `SELECT rowid FROM source_fts WHERE source_fts MATCH ?${sql}`,
  )
    .pluck()
    .all(expression, ...values);
}

/** How many sources match a full-text expression. */
export function countMatches(db: ReadableDB, expression: string, scope: SourceScope): number {
  const { sql, values } = scopeConditions(scope);
  return prepared<string[], number>(
    db,
    `SELECT count(*) FROM source_fts WHERE source_fts MATCH ?${sql}`,
  )
    .pluck()
    .get(expression, ...values) as number;
}

/** The sources in the trash, by seq; they stay in the index until the trash is emptied. */
export function trashedSeqs(db: ReadableDB): number[] {
  return prepared<[], number>(db, 'SELECT seq FROM source WHERE trashed_at IS NOT NULL')
    .pluck()
    .all();
}

/** The ids of sources by seq. */
export function sourceIdsOf(db: ReadableDB, seqs: readonly number[]): Map<number, string> {
  const rows = prepared<[string], { seq: number; id: string }>(
    db,
    'SELECT seq, id FROM source WHERE seq IN (SELECT value FROM json_each(?))',
  ).all(JSON.stringify(seqs));
  return new Map(rows.map(({ seq, id }) => [seq, id]));
}

/** The seqs of sources by id. */
export function seqsOf(db: ReadableDB, ids: Iterable<string>): number[] {
  return prepared<[string], number>(
    db,
    'SELECT seq FROM source WHERE id IN (SELECT value FROM json_each(?))',
  )
    .pluck()
    .all(JSON.stringify([...ids]));
}

export interface Term {
  term: string;
  /** In how many sources it stands. */
  documents: number;
}

/** Says in how many sources a term stands; 0 when the index doesn't know it. */
export function termCounter(db: ReadableDB): (term: string) => number {
  const count = prepared<[string], number>(
    db,
    'SELECT doc FROM source_vocab WHERE term = ?',
  ).pluck();
  return (term) => count.get(term) ?? 0;
}

/** Gives up to `limit` terms that begin with a prefix, in the order of the index. */
export function termCompleter(db: ReadableDB): (prefix: string, limit: number) => Term[] {
  const rows = prepared<[string, string, number], Term>(
    db,
    'SELECT term, doc AS documents FROM source_vocab WHERE term >= ? AND term < ? LIMIT ?',
  );
  return (prefix, limit) => rows.all(prefix, `${prefix}\u{10ffff}`, limit);
}

/** The case files that are not in the trash, for `case:`. */
export function caseNames(db: ReadableDB): Array<{ id: string; title: string }> {
  return prepared<[], { id: string; title: string }>(
    db,
    'SELECT id, title FROM case_file WHERE trashed_at IS NULL',
  ).all();
}

/** All tags, for `tag:`. */
export function tagNames(db: ReadableDB): Array<{ id: number; name: string }> {
  return prepared<[], { id: number; name: string }>(db, 'SELECT id, name FROM tag').all();
}

/** Of the given tags, those that something carries that is not in the trash, by id as text. */
export function tagsInUse(db: ReadableDB, ids: readonly string[]): Set<string> {
  const rows = prepared<[string], string>(
    db,
    `SELECT DISTINCT CAST(tag_id AS TEXT) FROM tagging
       LEFT JOIN highlight ON highlight.id = tagging.highlight_id
       LEFT JOIN source ON source.id = coalesce(tagging.source_id, highlight.source_id)
       LEFT JOIN note ON note.id = tagging.note_id
       WHERE tag_id IN (SELECT value FROM json_each(?))
         AND highlight.trashed_at IS NULL AND source.trashed_at IS NULL AND note.trashed_at IS NULL`,
  )
    .pluck()
    .all(JSON.stringify(ids.map(Number)));
  return new Set(rows);
}

/** The kinds that stand in case files and carry tags. */
export type ScopedKind = Extract<HitKind, 'source' | 'highlight' | 'note'>;

/** The ids of the things of one kind that stand in any of the case files. */
export function idsInCases(db: ReadableDB, kind: ScopedKind, caseIds: readonly string[]): string[] {
  const inCases = `case_id IN (SELECT value FROM json_each(?))`;
  const sql: Readonly<Record<ScopedKind, string>> = {
    source: `SELECT source_id FROM outline_item WHERE source_id IS NOT NULL AND ${inCases}`,
    note: `SELECT note_id FROM outline_item WHERE note_id IS NOT NULL AND ${inCases}`,
    highlight: `SELECT highlight.id FROM outline_item
      JOIN highlight ON highlight.source_id = outline_item.source_id WHERE ${inCases}`,
  };
  return prepared<[string], string>(db, sql[kind]).pluck().all(JSON.stringify(caseIds));
}

/** The ids of the things of one kind that carry any of the tags. */
export function idsWithTags(db: ReadableDB, kind: ScopedKind, tagIds: readonly number[]): string[] {
  const column = `${kind}_id`;
  return prepared<[string], string>(
    db,
    `SELECT ${column} FROM tagging
       WHERE ${column} IS NOT NULL AND tag_id IN (SELECT value FROM json_each(?))`,
  )
    .pluck()
    .all(JSON.stringify(tagIds));
}

const LISTED: Readonly<Record<HitKind, string>> = {
  source: 'SELECT id, updated_at AS updatedAt FROM source WHERE trashed_at IS NULL',
  note: 'SELECT id, updated_at AS updatedAt FROM note WHERE trashed_at IS NULL',
  case: 'SELECT id, updated_at AS updatedAt FROM case_file WHERE trashed_at IS NULL',
  highlight: `SELECT id, updated_at AS updatedAt FROM highlight WHERE trashed_at IS NULL
    AND source_id IN (SELECT source.id FROM source WHERE source.trashed_at IS NULL)`,
  tag: `SELECT CAST(id AS TEXT) AS id, '' AS updatedAt FROM tag`,
};

/** Everything of one kind that is not in the trash, for queries that only filter. */
export function listKind(db: ReadableDB, kind: HitKind): Array<{ id: string; updatedAt: string }> {
  return prepared<[], { id: string; updatedAt: string }>(db, LISTED[kind]).all();
}

/** What is shown of a hit, as far as its kind has it. */
export interface HitRow {
  id: string;
  title: string;
  updatedAt: string | null;
  /** The canonical text, the note, the question, or the comment. */
  text: string;
  /** Of a source: its current revision. */
  revisionId?: string;
  /** Of a highlight: its source and its first passage that has a place, and the text of all. */
  sourceId?: string;
  start?: number | null;
  end?: number | null;
  paragraph?: number | null;
  quote?: string;
}

const HIT_ROWS: Readonly<Record<HitKind, string>> = {
  source: `SELECT source.id, title, updated_at AS updatedAt, text, revision.id AS revisionId
    FROM source JOIN revision ON revision.id = source.revision_id
    WHERE source.id IN (SELECT value FROM json_each(?))`,
  note: `SELECT id, title, updated_at AS updatedAt, text FROM note
    WHERE id IN (SELECT value FROM json_each(?))`,
  case: `SELECT id, title, updated_at AS updatedAt, question AS text FROM case_file
    WHERE id IN (SELECT value FROM json_each(?))`,
  tag: `SELECT CAST(id AS TEXT) AS id, name AS title, NULL AS updatedAt, '' AS text FROM tag
    WHERE id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))`,
  highlight: `SELECT highlight.id, source.title, highlight.updated_at AS updatedAt,
      coalesce(annotation.text, '') AS text, source.id AS sourceId,
      passage.start_offset AS start, passage.end_offset AS end, passage.paragraph,
      (SELECT group_concat(exact, ' … ' ORDER BY ordinal) FROM passage
        WHERE passage.highlight_id = highlight.id) AS quote
    FROM highlight JOIN source ON source.id = highlight.source_id
    LEFT JOIN passage ON passage.highlight_id = highlight.id AND passage.ordinal =
      (SELECT min(ordinal) FROM passage WHERE passage.highlight_id = highlight.id
        AND status IN ('exact', 'moved', 'changed'))
    LEFT JOIN annotation ON annotation.highlight_id = highlight.id
    WHERE highlight.id IN (SELECT value FROM json_each(?))`,
};

/** The rows of hits of one kind, by id. */
export function hitRows(
  db: ReadableDB,
  kind: HitKind,
  ids: readonly string[],
): Map<string, HitRow> {
  if (ids.length === 0) return new Map();
  const rows = prepared<[string], HitRow>(db, HIT_ROWS[kind]).all(JSON.stringify(ids));
  return new Map(rows.map((row) => [row.id, row]));
}

/** The stored document of a revision, as JSON. */
export function documentOf(db: ReadableDB, revisionId: string): string | undefined {
  return db.prepare('SELECT document FROM revision WHERE id = ?').pluck().get(revisionId) as
    string | undefined;
}
