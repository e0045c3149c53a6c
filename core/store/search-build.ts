/** Building the full-text index anew, finding what it lacks, and mending it; all in small pieces. */
import { inTransaction, type ReadableDB, type WritableDB } from './connection.ts';
import { hasDue, indexDue, indexThing } from './search-index.ts';
import {
  beginBuilding,
  endBuilding,
  INDEX_TABLES,
  INDEX_VERSION,
  INDEXED_KINDS,
  indexBuilding,
  indexState,
  noteBuilt,
  tableName,
  type Building,
  type IndexedKind,
  type IndexTable,
} from './search-tables.ts';
import { writeValue } from './settings.ts';
import { prepared } from './statements.ts';

/** Things put in by one transaction of a build, so that it never holds the lock for long. */
const PIECE = 40;
/** A library of so many sources is indexed while it opens: it takes no longer than a blink. */
const SMALL = 200;

const DAMAGED_KEY = 'search.damaged';

/**
 * Makes sure, when a library is opened, that there is an index to search in and, unless this
 * program makes it in another way, that it is the one in use. Small libraries are brought in step
 * at once; for others, `indexWork` says what is left.
 */
export function ensureSearchIndex(db: WritableDB): void {
  inTransaction(db, () => beginIfNeeded(db));
  const small = prepared<[number], number>(
    db,
    'SELECT count(*) FROM (SELECT 1 FROM source LIMIT ?)',
  ).pluck();
  if ((small.get(SMALL + 1) ?? 0) > SMALL) return;
  while (buildPiece(db));
  noteDifferences(db, { from: 0, until: Number.MAX_SAFE_INTEGER });
  while (inTransaction(db, () => indexDue(db)) > 0);
}

function beginIfNeeded(db: WritableDB): void {
  const state = indexState(db);
  const building = indexBuilding(db);
  const isDamaged = prepared<[string], string>(db, 'SELECT value FROM setting WHERE key = ?')
    .pluck()
    .get(DAMAGED_KEY);
  if (isDamaged === 'true') {
    writeValue(db, DAMAGED_KEY, false);
    beginBuilding(db, true);
  } else if (building !== undefined) {
    if (building.version !== INDEX_VERSION) beginBuilding(db, false);
  } else if (state?.version !== INDEX_VERSION) beginBuilding(db, false);
}

/** Has the next start build the index anew, because its inside is damaged. */
export function markDamaged(db: WritableDB): void {
  writeValue(db, DAMAGED_KEY, true);
}

/** Begins to build the index anew at once, in place of a damaged one. */
export function rebuildDamaged(db: WritableDB): void {
  markDamaged(db);
  inTransaction(db, () => beginIfNeeded(db));
}

const NEXT: Readonly<Record<IndexedKind, string>> = {
  note: 'SELECT id, id AS at FROM note WHERE id > ? AND trashed_at IS NULL ORDER BY id LIMIT ?',
  highlight: `SELECT id, id AS at FROM highlight WHERE id > ? AND trashed_at IS NULL
    ORDER BY id LIMIT ?`,
  // The newest first: those are looked for most.
  source: `SELECT id, seq AS at FROM source WHERE seq < ? AND trashed_at IS NULL
    ORDER BY seq DESC LIMIT ?`,
};
const ORDER: readonly IndexedKind[] = ['note', 'highlight', 'source'];

/** Goes on with an index that is being built; says whether more is left to do. */
export function buildPiece(db: WritableDB): boolean {
  return inTransaction(db, () => {
    const building = indexBuilding(db);
    if (building === undefined) return false;
    const { kind, after, generation } = building;
    const start = kind === 'source' ? Number.MAX_SAFE_INTEGER : '';
    const rows = prepared<[number | string, number], { id: string; at: number | string }>(
      db,
      NEXT[kind],
    ).all(after ?? start, PIECE);
    // Upwards within a piece: FTS5 writes what it has gathered whenever a number goes down.
    const upwards = kind === 'source' ? rows.toReversed() : rows;
    for (const { id } of upwards) indexThing(db, { kind, id, seq: null }, [generation]);
    const next = ORDER[ORDER.indexOf(kind) + 1];
    const last = rows.at(-1);
    if (last !== undefined) noteBuilt(db, { ...building, after: last.at });
    else if (next !== undefined) noteBuilt(db, { ...building, kind: next, after: null });
    else endBuilding(db);
    return last !== undefined || next !== undefined;
  });
}

/** How far the building of an index is, from 0 to 1; undefined when none is being built. */
export function buildProgress(db: ReadableDB): number | undefined {
  const building: Building | undefined = indexBuilding(db);
  if (building === undefined) return undefined;
  if (building.kind !== 'source') return 0;
  if (building.after === null) return 0;
  const newest = prepared<[], number>(db, 'SELECT max(seq) FROM source').pluck().get() ?? 0;
  return newest === 0 ? 1 : 1 - Number(building.after) / newest;
}

/** Says whether anything is left for the time after the start. */
export function hasIndexWork(db: ReadableDB): boolean {
  return indexBuilding(db) !== undefined || hasDue(db);
}

/** A stretch of numbers of rows, and of entries of the index, as [from, until). */
export interface SeqRange {
  from: number;
  until: number;
}

/**
 * What should be in one of the index's tables, and by which number (`seq`). A range of rows is all
 * that is read, whatever the library's size.
 */
const EXPECTED: Readonly<Record<IndexTable, string>> = {
  source: 'SELECT seq, id FROM source WHERE trashed_at IS NULL AND seq >= @from AND seq < @until',
  name: 'SELECT seq, id FROM source WHERE trashed_at IS NULL AND seq >= @from AND seq < @until',
  note: `SELECT search_entry.seq, note.id FROM note
    LEFT JOIN search_entry ON search_entry.kind = 'note' AND search_entry.id = note.id
    WHERE trashed_at IS NULL AND note.rowid >= @from AND note.rowid < @until`,
  highlight: `SELECT search_entry.seq, highlight.id FROM highlight
    CROSS JOIN source ON source.id = highlight.source_id AND source.trashed_at IS NULL
    LEFT JOIN search_entry ON search_entry.kind = 'highlight' AND search_entry.id = highlight.id
    WHERE highlight.trashed_at IS NULL AND highlight.rowid >= @from
      AND highlight.rowid < @until`,
};

const KIND_OF: Readonly<Record<IndexTable, IndexedKind>> = {
  source: 'source',
  name: 'source',
  note: 'note',
  highlight: 'highlight',
};

interface Difference {
  /** Ids of things that the index doesn't have. */
  missing: string[];
  /** Numbers of entries whose things are gone. */
  stray: number[];
}

function differenceOf(db: ReadableDB, table: IndexTable, range: SeqRange): Difference {
  const { generation } = indexState(db) ?? {};
  if (generation === undefined) return { missing: [], stray: [] };
  const sizes = `${tableName(table, generation)}_docsize`;
  const missing = prepared<[SeqRange], string>(
    db,
    `SELECT id FROM (${EXPECTED[table]}) AS expected
     WHERE NOT EXISTS (SELECT 1 FROM ${sizes} WHERE id = expected.seq)`,
  ).pluck();
  const held =
    KIND_OF[table] === 'source'
      ? `SELECT 1 FROM source WHERE seq = entry.id AND trashed_at IS NULL`
      : `SELECT 1 FROM search_entry WHERE seq = entry.id AND kind = '${table}'`;
  const stray = prepared<[SeqRange], number>(
    db,
    `SELECT entry.id FROM ${sizes} AS entry
     WHERE entry.id >= @from AND entry.id < @until AND NOT EXISTS (${held})`,
  ).pluck();
  return { missing: missing.all(range), stray: stray.all(range) };
}

/**
 * Looks in a range of numbers for things that the index lacks, which become due, and for entries
 * of things that are gone, which are taken out. Says how many it found.
 */
export function noteDifferences(db: WritableDB, range: SeqRange): number {
  // What is being built is not complete yet.
  if (indexBuilding(db) !== undefined) return 0;
  return inTransaction(db, () => {
    const { generation } = indexState(db) ?? {};
    if (generation === undefined) return 0;
    let found = 0;
    for (const table of Object.keys(INDEX_TABLES) as IndexTable[]) {
      const { missing, stray } = differenceOf(db, table, range);
      const due = prepared(
        db,
        `INSERT INTO search_due (kind, id) VALUES (?, ?) ON CONFLICT (kind, id) DO NOTHING`,
      );
      for (const id of missing) due.run(KIND_OF[table], id);
      const remove = prepared(db, `DELETE FROM ${tableName(table, generation)} WHERE rowid = ?`);
      for (const seq of stray) remove.run(seq);
      found += missing.length + stray.length;
    }
    return found;
  });
}

/** The highest number of a thing's row, or that the index knows a thing by. */
export function lastSeq(db: ReadableDB): number {
  const highest = (column: string, table: string) =>
    prepared<[], number>(db, `SELECT max(${column}) FROM ${table}`).pluck().get() ?? 0;
  return Math.max(
    highest('seq', 'source'),
    highest('seq', 'search_entry'),
    highest('rowid', 'note'),
    highest('rowid', 'highlight'),
  );
}

/** What SQLite finds wrong inside the index, in its words. Reads all of it. */
export function indexDamages(db: ReadableDB): string[] {
  const { generation } = indexState(db) ?? {};
  if (generation === undefined) return [];
  // Checks the index's own structure; unlike FTS5's integrity-check command it writes nothing.
  return (Object.keys(INDEX_TABLES) as IndexTable[])
    .flatMap((table) => {
      const name = tableName(table, generation);
      return db.pragma(`integrity_check(${name})`) as Array<{ integrity_check: string }>;
    })
    .map((line) => line.integrity_check)
    .filter((line) => line !== 'ok');
}

const NOUNS: Readonly<Record<IndexedKind, string>> = {
  source: 'sources',
  note: 'notes',
  highlight: 'highlights',
};

/**
 * A sentence for each thing that is wrong with the full-text index; none when it is sound. An index
 * that is damaged inside is marked, so that the next start builds it anew.
 */
export function checkSearchIndex(db: WritableDB): string[] {
  const problems: string[] = [];
  const remedy = 'Start Casebook again: it builds the index anew from the sources.';
  if (indexBuilding(db) === undefined) {
    const everything = { from: Number.MIN_SAFE_INTEGER, until: Number.MAX_SAFE_INTEGER };
    for (const kind of INDEXED_KINDS) {
      const { missing, stray } = differenceOf(db, kind, everything);
      const noun = NOUNS[kind];
      if (missing.length > 0) {
        problems.push(`${missing.length} of the ${noun} can't be found by searching. ${remedy}`);
      }
      if (stray.length > 0) {
        problems.push(`The search index has ${stray.length} entries of deleted ${noun}. ${remedy}`);
      }
    }
  }
  for (const line of indexDamages(db)) {
    problems.push(`The search index is damaged (${line}). ${remedy}`);
    markDamaged(db);
  }
  return problems;
}
