/**
 * The tables of the full-text index. There may be two generations of them: the one in use, and one
 * that is being filled because this program makes its entries in another way than the one before.
 */
import { createHash } from 'node:crypto';
import { PREPARE_VERSION } from '../search/prepare.ts';
import type { ReadableDB, WritableDB } from './connection.ts';
import { readValue, writeValue } from './settings.ts';
import { prepared } from './statements.ts';

/** The kinds of things whose words are in the full-text index. */
export const INDEXED_KINDS = ['source', 'note', 'highlight'] as const;
export type IndexedKind = (typeof INDEXED_KINDS)[number];

/** `name` has the titles, people and tags of sources once more, without their texts. */
export type IndexTable = IndexedKind | 'name';

interface TableShape {
  columns: readonly string[];
  /** How much more a word in each column tells, for BM25. */
  weights: readonly number[];
  /** Lengths of beginnings that have an index of their own, in characters. */
  prefix: string;
}

/**
 * Texts have an index only of beginnings of three letters: shorter ones are looked for in names
 * alone, where all that is asked for is there and small.
 */
export const INDEX_TABLES: Readonly<Record<IndexTable, TableShape>> = {
  source: { columns: ['title', 'people', 'tags', 'body'], weights: [6, 4, 4, 1], prefix: '3' },
  name: { columns: ['title', 'people', 'tags'], weights: [3, 2, 2], prefix: '1 2 3' },
  note: { columns: ['title', 'own', 'tags'], weights: [6, 1, 4], prefix: '1 2 3' },
  highlight: { columns: ['own', 'quote', 'tags'], weights: [4, 1, 4], prefix: '3' },
};

/** Goes up when tables are made or filled otherwise than before; the index is then built anew. */
export const INDEX_VERSION = 200 + PREPARE_VERSION;

/** Bytes of entries that are gathered before they are written; more makes fewer, larger pieces. */
const GATHERED_BYTES = 8 * 1024 * 1024;
/** Pieces of one size that are left lying before they are merged; merging is done when idle. */
const PIECES = 16;

/** The name of one of a generation's tables. */
export function tableName(table: IndexTable, generation: number): string {
  return `fts${generation}_${table}`;
}

/** The name of the table that lists a table's words. */
export function vocabularyName(table: IndexTable, generation: number): string {
  return `${tableName(table, generation)}_vocab`;
}

const TABLES = Object.keys(INDEX_TABLES) as IndexTable[];

function createTables(db: WritableDB, generation: number): void {
  for (const table of TABLES) {
    const name = tableName(table, generation);
    const { columns, weights, prefix } = INDEX_TABLES[table];
    db.exec(`
      CREATE VIRTUAL TABLE ${name} USING fts5 (
        ${columns.join(', ')},
        content = '', contentless_delete = 1,
        tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'",
        prefix = '${prefix}'
      );
      INSERT INTO ${name} (${name}, rank) VALUES ('rank', 'bm25(${weights.join(', ')})');
      INSERT INTO ${name} (${name}, rank) VALUES ('hashsize', ${GATHERED_BYTES});
      INSERT INTO ${name} (${name}, rank) VALUES ('automerge', ${PIECES});
      INSERT INTO ${name} (${name}, rank) VALUES ('crisismerge', ${PIECES * 4});
      CREATE VIRTUAL TABLE ${vocabularyName(table, generation)} USING fts5vocab (${name}, 'row');
    `);
  }
}

function dropTables(db: WritableDB, generation: number): void {
  for (const table of TABLES) {
    db.exec(`
      DROP TABLE IF EXISTS ${vocabularyName(table, generation)};
      DROP TABLE IF EXISTS ${tableName(table, generation)};
    `);
  }
}

/** Which generation is in use, and which program filled it. */
export interface IndexState {
  generation: number;
  version: number;
}

/** A generation that is being filled, and what was put in last. */
export interface Building extends IndexState {
  kind: IndexedKind;
  /** The last seq of a source, or id of another thing; null at the beginning. */
  after: number | string | null;
}

const STATE_KEY = 'search.index';
const BUILDING_KEY = 'search.building';

function stored<T>(db: ReadableDB, key: string): T | undefined {
  return (readValue(db, key) ?? undefined) as T | undefined;
}

/** The index in use; undefined in a library that has none yet. */
export function indexState(db: ReadableDB): IndexState | undefined {
  return stored<IndexState>(db, STATE_KEY);
}

/** The index that is being built, if one is. */
export function indexBuilding(db: ReadableDB): Building | undefined {
  return stored<Building>(db, BUILDING_KEY);
}

/** The generations that have to be told what changes. */
export function liveGenerations(db: ReadableDB): number[] {
  const values = prepared<[string, string], string>(
    db,
    'SELECT value FROM setting WHERE key IN (?, ?)',
  )
    .pluck()
    .all(STATE_KEY, BUILDING_KEY)
    .map((json) => (JSON.parse(json) as IndexState | null)?.generation);
  return [...new Set(values)].filter((value) => value !== undefined);
}

/** FTS5's records of how much a table holds, and of its pieces: no write leaves both as they were. */
const RECORDS = '(1, 10)';

/** A text that is another after every change of what an index holds, here or in another process. */
export function indexMark(db: ReadableDB, generation: number): string {
  const hash = createHash('sha256').update(`${INDEX_VERSION} ${generation}`);
  for (const kind of INDEXED_KINDS) {
    const blocks = prepared<[], Buffer>(
      db,
      `SELECT block FROM ${tableName(kind, generation)}_data WHERE id IN ${RECORDS} ORDER BY id`,
    );
    for (const block of blocks.pluck().all()) hash.update(block);
  }
  return hash.digest('base64');
}

/** Says whether something failed because what SQLite reads is damaged. */
export function isDamage(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CORRUPT')
  );
}

/**
 * Begins to build an index beside the one in use; in its place, when there is none or it can't be
 * used. To be called in a transaction.
 */
export function beginBuilding(db: WritableDB, inPlace: boolean): void {
  const before = indexState(db);
  const half = indexBuilding(db);
  if (half !== undefined) dropTables(db, half.generation);
  const generation = before?.generation === 1 ? 2 : 1;
  const state: IndexState = { generation, version: INDEX_VERSION };
  dropTables(db, generation);
  createTables(db, generation);
  if (inPlace || before === undefined || before.generation === half?.generation) {
    if (before !== undefined) dropTables(db, before.generation);
    writeValue(db, STATE_KEY, state);
  }
  writeValue(db, BUILDING_KEY, { ...state, kind: 'note', after: null } satisfies Building);
}

/** Notes down how far the building has come. */
export function noteBuilt(db: WritableDB, building: Building): void {
  writeValue(db, BUILDING_KEY, building);
}

/** Puts the index that was built in use, and drops the one before. To be called in a transaction. */
export function endBuilding(db: WritableDB): void {
  const built = indexBuilding(db);
  if (built === undefined) return;
  const before = indexState(db);
  const { generation, version } = built;
  writeValue(db, STATE_KEY, { generation, version } satisfies IndexState);
  writeValue(db, BUILDING_KEY, null);
  if (before !== undefined && before.generation !== generation) dropTables(db, before.generation);
}

/** How large, beside a table's largest piece, all others may be before it is made one again. */
const LOOSE_SHARE = 0.1;

/**
 * Merges some of the pieces that writing left behind, so that searches have fewer to look at: each
 * word of a query is looked up in every one of them. Pieces of about a size are merged as they come
 * to be four; all of a table, large ones too, when what was added since comes to a tenth of it.
 *
 * @param pages how many pages to write at most
 * @returns whether there was something to merge, and may be more
 */
export function mergeIndex(db: WritableDB, pages: number): boolean {
  const { generation } = indexState(db) ?? {};
  if (generation === undefined) return false;
  return TABLES.some((table) => {
    const name = tableName(table, generation);
    return mergePieces(db, name, pages) || (isLoose(db, name) && mergePieces(db, name, -pages));
  });
}

/** Merges pieces of one size; all that there are when the number of pages is below zero. */
function mergePieces(db: WritableDB, name: string, pages: number): boolean {
  const changes = prepared<[], number>(db, 'SELECT total_changes()').pluck();
  const before = changes.get() ?? 0;
  prepared(db, `INSERT INTO ${name} (${name}, rank) VALUES ('merge', ?)`).run(pages);
  // Fewer than two changes: nothing was merged (https://www.sqlite.org/fts5.html#the_merge_command).
  return (changes.get() ?? 0) - before >= 2;
}

/** Says whether a table's smaller pieces together are worth writing the largest anew. */
function isLoose(db: WritableDB, name: string): boolean {
  // FTS5 lists the first word of nearly every page there, by piece.
  const sizes = prepared<[], number>(db, `SELECT count(*) FROM ${name}_idx GROUP BY segid`)
    .pluck()
    .all();
  const largest = Math.max(0, ...sizes);
  const others = sizes.reduce((sum, size) => sum + size, -largest);
  return sizes.length > 1 && others >= largest * LOOSE_SHARE;
}
