/**
 * The full-text index of sources: what is written to it, and that it is whole. It holds no text of
 * its own, so it can always be built anew from the sources.
 */
import { PREPARE_VERSION, prepareForIndex } from '../search/prepare.ts';
import { inTransaction, type ReadableDB, type WritableDB } from './connection.ts';
import { readValue, writeValue } from './settings.ts';

/** The setting that says which version of `prepareForIndex` filled the index. */
const VERSION_KEY = 'search.version';

/** Sources indexed in one transaction of a rebuild, so that it never holds the lock for long. */
const REBUILD_BATCH = 100;

/** Puts a source's title and canonical text into the index, in place of what was there. */
export function indexSource(db: WritableDB, seq: number, title: string, body: string): void {
  db.prepare('INSERT OR REPLACE INTO source_fts (rowid, title, body) VALUES (?, ?, ?)').run(
    seq,
    prepareForIndex(title),
    prepareForIndex(body),
  );
}

/** Takes a source out of the index; one that isn't there changes nothing. */
export function unindexSource(db: WritableDB, seq: number): void {
  db.prepare('DELETE FROM source_fts WHERE rowid = ?').run(seq);
}

/** Brings the index in step with sources whose title or text changed otherwise than by their calls. */
export function reindexSources(db: WritableDB, ids: readonly string[]): void {
  const current = db.prepare<[string], { seq: number; title: string; text: string }>(
    `SELECT source.seq, source.title, revision.text
     FROM source JOIN revision ON revision.id = source.revision_id WHERE source.id = ?`,
  );
  for (const id of new Set(ids)) {
    const row = current.get(id);
    if (row !== undefined) indexSource(db, row.seq, row.title, row.text);
  }
}

interface Difference {
  /** Sources that the index doesn't have. */
  missing: number;
  /** Entries of the index whose source is gone. */
  stray: number;
}

function differenceOf(db: ReadableDB): Difference {
  const row = db
    .prepare<[], Difference>(
      `SELECT
        (SELECT count(*) FROM source
          WHERE NOT EXISTS (SELECT 1 FROM source_fts_docsize WHERE id = source.seq)) AS missing,
        (SELECT count(*) FROM source_fts_docsize
          WHERE NOT EXISTS (SELECT 1 FROM source WHERE seq = source_fts_docsize.id)) AS stray`,
    )
    .get();
  return row ?? { missing: 0, stray: 0 };
}

/**
 * A sentence for each thing that is wrong with the full-text index; none when it is sound. An index
 * that is damaged inside is marked, so that the next start builds it anew.
 */
export function checkSearchIndex(db: WritableDB): string[] {
  const problems: string[] = [];
  const remedy = 'Start Casebook again: it builds the index anew from the sources.';
  const { missing, stray } = differenceOf(db);
  if (missing > 0) {
    problems.push(`${missing} of the sources can't be found by searching. ${remedy}`);
  }
  if (stray > 0) {
    problems.push(`The search index has ${stray} entries of deleted sources. ${remedy}`);
  }
  for (const line of damagesOf(db)) {
    problems.push(`The search index is damaged (${line}). ${remedy}`);
    writeValue(db, VERSION_KEY, null);
  }
  return problems;
}

function damagesOf(db: ReadableDB): string[] {
  // Checks the index's own structure; unlike FTS5's integrity-check command it writes nothing.
  const lines = db.pragma('integrity_check(source_fts)') as Array<{ integrity_check: string }>;
  return lines.map((line) => line.integrity_check).filter((line) => line !== 'ok');
}

/** Empties the index and fills it from the sources, in batches; can be called again if it ended. */
export function rebuildSearchIndex(db: WritableDB): void {
  inTransaction(db, () => {
    writeValue(db, VERSION_KEY, null);
    db.exec(`INSERT INTO source_fts (source_fts) VALUES ('delete-all')`);
  });
  const next = db.prepare<[number, number], { seq: number; title: string; text: string }>(
    `SELECT source.seq, source.title, revision.text
     FROM source JOIN revision ON revision.id = source.revision_id
     WHERE source.seq > ? ORDER BY source.seq LIMIT ?`,
  );
  let last = -1;
  for (let indexed = REBUILD_BATCH; indexed === REBUILD_BATCH;) {
    indexed = inTransaction(db, () => {
      const batch = next.all(last, REBUILD_BATCH);
      for (const { seq, title, text } of batch) {
        indexSource(db, seq, title, text);
        last = seq;
      }
      return batch.length;
    });
  }
  writeValue(db, VERSION_KEY, PREPARE_VERSION);
}

/**
 * Makes sure, when a library is opened, that the index is of this program's version and has every
 * source; builds it anew when not. A look at two counts when all is well.
 */
export function ensureSearchIndex(db: WritableDB): void {
  const { missing, stray } = differenceOf(db);
  const current = readValue(db, VERSION_KEY) === PREPARE_VERSION;
  if (!current || missing > 0 || stray > 0) rebuildSearchIndex(db);
}
