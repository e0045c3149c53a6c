/** What a search asks of the full-text index. */
import type { HitKind } from '../../shared/domain.ts';
import type { ReadableDB } from './connection.ts';
import { conditionSql, type Condition } from './search-conditions.ts';
import { tableName, type IndexedKind, type IndexTable } from './search-tables.ts';
import { prepared } from './statements.ts';

/** The things of one kind that are asked for. */
export interface Wanted {
  table: IndexTable;
  generation: number;
  /** What their words have to meet, for FTS5; absent when nothing has to. */
  expression?: string | undefined;
  /** What they have to meet beside. */
  condition?: Condition | undefined;
  /** Only things whose number is higher. */
  above?: number | undefined;
}

const KIND_OF: Readonly<Record<IndexTable, IndexedKind>> = {
  source: 'source',
  name: 'source',
  note: 'note',
  highlight: 'highlight',
};

/** Everything of a kind that can be found, by number. */
const EVERYTHING: Readonly<Record<IndexedKind, string>> = {
  source: 'search_source',
  note: `(SELECT seq FROM search_entry WHERE kind = 'note')`,
  highlight: `(SELECT seq FROM search_entry WHERE kind = 'highlight')`,
};

/** The day by which things are sorted. */
const DAY_OF: Readonly<Record<IndexedKind, string>> = {
  source: '(SELECT date FROM search_source WHERE search_source.seq = %seq%)',
  note: `(SELECT note.updated_at FROM search_entry JOIN note ON note.id = search_entry.id
    WHERE search_entry.seq = %seq%)`,
  highlight: `(SELECT search_source.date FROM search_entry
    JOIN highlight ON highlight.id = search_entry.id JOIN source ON source.id = highlight.source_id
    JOIN search_source ON search_source.seq = source.seq WHERE search_entry.seq = %seq%)`,
};

const CHANGED: Readonly<Record<IndexedKind, string>> = {
  source: '(SELECT updated_at FROM source WHERE source.seq = %seq%)',
  note: DAY_OF.note,
  highlight: `(SELECT highlight.updated_at FROM search_entry
    JOIN highlight ON highlight.id = search_entry.id WHERE search_entry.seq = %seq%)`,
};

interface From {
  /** The expression of the number of a thing. */
  seq: string;
  sql: string;
  values: Array<string | number>;
}

function fromWhere({ table, generation, expression, condition, above }: Wanted): From {
  const kind = KIND_OF[table];
  const name = tableName(table, generation);
  const seq = expression === undefined ? 'seq' : `${name}.rowid`;
  const values: Array<string | number> = [];
  const conditions: string[] = [];
  if (expression !== undefined) {
    conditions.push(`${name} MATCH ?`);
    values.push(expression);
  }
  if (above !== undefined) {
    conditions.push(`${seq} > ?`);
    values.push(above);
  }
  if (condition !== undefined) {
    // The plus keeps SQLite from running the full-text query once for every number.
    const part = conditionSql(kind, condition, `+${seq}`, generation);
    conditions.push(part.sql);
    values.push(...part.values);
  }
  const from = expression === undefined ? EVERYTHING[kind] : name;
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return { seq, sql: `FROM ${from}${where}`, values };
}

export interface RankedThing {
  seq: number;
  /** BM25 as FTS5 gives it: the lower, the better. */
  rank: number;
}

/** The newest things that match, weighed. */
export interface Weighed {
  /** The best of them, the best first. */
  best: RankedThing[];
  /** How many were weighed. */
  count: number;
}

/**
 * Weighs up to `most` of the newest things that match, and gives the best. `wanted` has an
 * expression. All in one question: to set out on a beginning costs as much as to weigh.
 */
export function weighNewest(db: ReadableDB, wanted: Wanted, most: number, limit: number): Weighed {
  const { seq, sql, values } = fromWhere(wanted);
  const rows = prepared<Array<string | number>, [number, number | null]>(
    db,
    `WITH weighed (seq, rank) AS MATERIALIZED
       (SELECT ${seq}, rank ${sql} ORDER BY ${seq} DESC LIMIT ?)
     SELECT count(*), NULL FROM weighed
     UNION ALL SELECT * FROM (SELECT seq, rank FROM weighed ORDER BY rank LIMIT ?)`,
  )
    .raw()
    .all(...values, most, limit);
  const count = rows.find(([, rank]) => rank === null)?.[0] ?? 0;
  const best = rows.flatMap(([seq, rank]) => (rank === null ? [] : [{ seq, rank }]));
  return { best: best.sort((a, b) => a.rank - b.rank), count };
}

/** How many things match. */
export function countMatches(db: ReadableDB, wanted: Wanted): number {
  const { sql, values } = fromWhere(wanted);
  return (
    prepared<Array<string | number>, number>(db, `SELECT count(*) ${sql}`)
      .pluck()
      .get(...values) ?? 0
  );
}

/** The numbers of all things that match, or of the last added. */
export function newestMatches(db: ReadableDB, wanted: Wanted, limit = -1, offset = 0): number[] {
  const { seq, sql, values } = fromWhere(wanted);
  return prepared<Array<string | number>, number>(
    db,
    `SELECT ${seq} ${sql} ORDER BY ${seq} DESC LIMIT ? OFFSET ?`,
  )
    .pluck()
    .all(...values, limit, offset);
}

export interface DatedThing {
  seq: number;
  day: string;
}

/** The things that match in the order of their days; `changed`: the last changed first. */
export function datedMatches(
  db: ReadableDB,
  wanted: Wanted,
  order: 'newest' | 'oldest' | 'changed',
  limit: number,
): DatedThing[] {
  const { seq, sql, values } = fromWhere(wanted);
  const days = order === 'changed' ? CHANGED : DAY_OF;
  const day = days[KIND_OF[wanted.table]].replace('%seq%', seq);
  const direction = order === 'oldest' ? 'ASC' : 'DESC';
  return prepared<Array<string | number>, DatedThing>(
    db,
    `SELECT ${seq} AS seq, ${day} AS day ${sql} ORDER BY day ${direction}, 1 ${direction} LIMIT ?`,
  ).all(...values, limit);
}

/** Those of the given things that match. `wanted` has an expression. */
export function matchesAmong(db: ReadableDB, wanted: Wanted, seqs: readonly number[]): Set<number> {
  if (seqs.length === 0) return new Set();
  const { seq, sql, values } = fromWhere(wanted);
  const rows = prepared<Array<string | number>, number>(
    db,
    `SELECT ${seq} ${sql} AND ${seq} BETWEEN ? AND ?
       AND +${seq} IN (SELECT value FROM json_each(?))`,
  )
    .pluck()
    .all(...values, Math.min(...seqs), Math.max(...seqs), JSON.stringify(seqs));
  return new Set(rows);
}

/** The highest number of a source; the measure of how new the others are. */
export function newestSource(db: ReadableDB): number {
  return prepared<[], number>(db, 'SELECT max(seq) FROM source').pluck().get() ?? 0;
}

/** The case files that are not in the trash, for `case:`. */
export function caseNames(db: ReadableDB): Array<{ id: string; title: string; updatedAt: string }> {
  return prepared<[], { id: string; title: string; updatedAt: string }>(
    db,
    'SELECT id, title, updated_at AS updatedAt FROM case_file WHERE trashed_at IS NULL',
  ).all();
}

/** All tags, for `tag:`. */
export function tagNames(db: ReadableDB): Array<{ id: number; name: string }> {
  return prepared<[], { id: number; name: string }>(db, 'SELECT id, name FROM tag').all();
}

/** The labels, for `label:`. */
export function labelNames(db: ReadableDB): Array<{ id: string; name: string }> {
  return prepared<[], { id: string; name: string }>(db, 'SELECT id, name FROM label').all();
}

/** Who made highlights, for `by:`. */
export function highlightAuthors(db: ReadableDB): string[] {
  return prepared<[], string>(db, `SELECT DISTINCT author FROM highlight WHERE author <> ''`)
    .pluck()
    .all();
}

/** Of the given tags, those that something carries that is not in the trash, by id as text. */
export function tagsInUse(db: ReadableDB, ids: readonly string[]): Set<string> {
  if (ids.length === 0) return new Set();
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

/** What is shown of a hit, as far as its kind has it. */
export interface HitRow {
  id: string;
  title: string;
  updatedAt: string | null;
  /** The note, the question, or the comment; of a source, see `textOf`. */
  text?: string;
  /** The number the index knows it by; of a case file or tag, null. */
  seq: number | null;
  /** Names of tags, as a JSON array. */
  tags?: string;
  /** The current revision of a source, or of a highlight's. */
  revisionId?: string;
  /** Of a highlight: its source and its first passage that has a place, and the text of all. */
  sourceId?: string;
  start?: number | null;
  end?: number | null;
  paragraph?: number | null;
  quote?: string;
}

const TAGS_OF = (column: string, id: string) => `
  (SELECT json_group_array(tag.name) FROM tagging JOIN tag ON tag.id = tagging.tag_id
    WHERE tagging.${column} = ${id}) AS tags`;

const HIT_ROWS: Readonly<Record<HitKind, string>> = {
  source: `SELECT seq, id, title, updated_at AS updatedAt, revision_id AS revisionId FROM source
    WHERE seq IN (SELECT value FROM json_each(?))`,
  note: `SELECT search_entry.seq, note.id, title, updated_at AS updatedAt, text,
      ${TAGS_OF('note_id', 'note.id')}
    FROM search_entry JOIN note ON note.id = search_entry.id
    WHERE search_entry.seq IN (SELECT value FROM json_each(?))`,
  case: `SELECT NULL AS seq, id, title, updated_at AS updatedAt, question AS text FROM case_file
    WHERE id IN (SELECT value FROM json_each(?))`,
  tag: `SELECT NULL AS seq, CAST(id AS TEXT) AS id, name AS title, NULL AS updatedAt, '' AS text
    FROM tag WHERE id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))`,
  highlight: `SELECT search_entry.seq, highlight.id, source.title,
      highlight.updated_at AS updatedAt, coalesce(annotation.text, '') AS text,
      source.id AS sourceId, source.revision_id AS revisionId, ${TAGS_OF('highlight_id', 'highlight.id')},
      passage.start_offset AS start, passage.end_offset AS end, passage.paragraph,
      (SELECT group_concat(exact, ' … ' ORDER BY ordinal) FROM passage
        WHERE passage.highlight_id = highlight.id) AS quote
    FROM search_entry JOIN highlight ON highlight.id = search_entry.id
    JOIN source ON source.id = highlight.source_id
    LEFT JOIN passage ON passage.highlight_id = highlight.id AND passage.ordinal =
      (SELECT min(ordinal) FROM passage WHERE passage.highlight_id = highlight.id
        AND status IN ('exact', 'moved', 'changed'))
    LEFT JOIN annotation ON annotation.highlight_id = highlight.id
    WHERE search_entry.seq IN (SELECT value FROM json_each(?))`,
};

/** The rows of things of one kind: by number, or by id where they have none (`case`, `tag`). */
export function hitRows(
  db: ReadableDB,
  kind: HitKind,
  keys: ReadonlyArray<number | string>,
): HitRow[] {
  if (keys.length === 0) return [];
  return prepared<[string], HitRow>(db, HIT_ROWS[kind]).all(JSON.stringify(keys));
}

/** The stored document of a revision, as JSON. */
export function documentOf(db: ReadableDB, revisionId: string): string | undefined {
  return prepared<[string], string>(db, 'SELECT document FROM revision WHERE id = ?')
    .pluck()
    .get(revisionId);
}

/** The canonical text of a revision. */
export function textOf(db: ReadableDB, revisionId: string): string {
  const text = prepared<[string], string>(db, 'SELECT text FROM revision WHERE id = ?').pluck();
  return text.get(revisionId) ?? '';
}

/** The title of the source that came last. */
export function newestTitle(db: ReadableDB): string | undefined {
  return prepared<[], string>(db, 'SELECT title FROM source ORDER BY seq DESC LIMIT 1')
    .pluck()
    .get();
}
