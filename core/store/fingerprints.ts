/** What sources are recognised by when they come again: identifiers, and sketches of their texts. */
import { bandsOf, likenessOf, SKETCH_SIZE, SKETCH_VERSION } from '../duplicates/sketch.ts';
import type { Identifier } from '../duplicates/identifiers.ts';
import { inTransaction, type ReadableDB, type WritableDB } from './connection.ts';
import { readValue, writeValue } from './settings.ts';
import { prepared } from './statements.ts';

/** The setting that says which version of `sketchOf` made the sketches. */
const VERSION_KEY = 'duplicates.version';

/** Sources compared for one text; more share a band only where one text is there many times. */
const MOST_CANDIDATES = 200;

/** A source as something it may be the same as. */
export interface Lookalike {
  id: string;
  title: string;
  trashed: boolean;
  words: number;
}

type Row = Omit<Lookalike, 'trashed'> & { trashed: number };

const COLUMNS = 'source.id, source.title, source.trashed_at IS NOT NULL AS trashed, revision.words';

function lookalikeOf<T extends Row>({ trashed, ...row }: T): Omit<T, 'trashed'> & Lookalike {
  return { ...row, trashed: trashed === 1 };
}

function bytesOf(sketch: Uint32Array): Buffer {
  const bytes = Buffer.alloc(SKETCH_SIZE * 4);
  sketch.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
}

function sketchFrom(bytes: Buffer): Uint32Array {
  return Uint32Array.from({ length: SKETCH_SIZE }, (_, index) => bytes.readUInt32LE(index * 4));
}

export interface Fingerprint {
  sourceId: string;
  identifiers: readonly Identifier[];
  /** Of its current text, unless that is no longer the one of `revisionId`; absent when there is too little of it, or when it is stored already. */
  sketch?: Uint32Array | undefined;
  revisionId?: string | undefined;
}

/** Stores what a source is recognised by, in place of its identifiers from before. */
export function storeFingerprint(db: WritableDB, fingerprint: Fingerprint): void {
  const { sourceId, identifiers, sketch, revisionId } = fingerprint;
  inTransaction(db, () => {
    prepared(db, 'DELETE FROM source_identifier WHERE source_id = ?').run(sourceId);
    const insert = prepared(
      db,
      'INSERT INTO source_identifier (kind, value, source_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    );
    for (const { kind, value } of identifiers) insert.run(kind, value, sourceId);
    if (sketch !== undefined) {
      const { changes, lastInsertRowid } = prepared(
        db,
        `INSERT INTO text_sketch (revision_id, sketch) SELECT revision_id, ? FROM source
         WHERE id = ? AND revision_id = coalesce(?, revision_id) ON CONFLICT DO NOTHING`,
      ).run(bytesOf(sketch), sourceId, revisionId ?? null);
      const band = prepared(
        db,
        'INSERT INTO text_band (band, sketch_seq) VALUES (?, ?) ON CONFLICT DO NOTHING',
      );
      if (changes > 0) for (const value of bandsOf(sketch)) band.run(value, lastInsertRowid);
    }
    // One that got another text meanwhile is still due.
    prepared(
      db,
      `DELETE FROM fingerprint_due WHERE source_id = ? AND EXISTS (
         SELECT 1 FROM source WHERE id = source_id AND revision_id = coalesce(?, revision_id))`,
    ).run(sourceId, revisionId ?? null);
  });
}

/** A source whose fingerprint has to be made, with what it is made from. */
export interface DueFingerprint {
  sourceId: string;
  revisionId: string;
  title: string;
  csl: string;
  /** Null when its sketch is there. */
  text: string | null;
}

/** Some of the sources whose fingerprints have to be made. */
export function dueFingerprints(db: ReadableDB, limit: number): DueFingerprint[] {
  return db
    .prepare<[number], DueFingerprint>(
      `SELECT source.id AS sourceId, source.title, revision.id AS revisionId, source.csl,
         CASE WHEN EXISTS (SELECT 1 FROM text_sketch WHERE revision_id = revision.id)
           THEN NULL ELSE revision.text END AS text
       FROM fingerprint_due JOIN source ON source.id = fingerprint_due.source_id
       JOIN revision ON revision.id = source.revision_id LIMIT ?`,
    )
    .all(limit);
}

/** Has all sketches made anew when this program makes them in another way than the one before. */
export function checkSketchVersion(db: WritableDB): void {
  if (readValue(db, VERSION_KEY) === SKETCH_VERSION) return;
  inTransaction(db, () => {
    db.exec(`
      DELETE FROM text_sketch;
      INSERT INTO fingerprint_due (source_id) SELECT id FROM source WHERE true ON CONFLICT DO NOTHING;
    `);
    writeValue(db, VERSION_KEY, SKETCH_VERSION);
  });
}

const BEST_FIRST = 'ORDER BY source.trashed_at IS NOT NULL, source.seq LIMIT 1';

/** The source read from the same file, of those in the trash only when there is no other. */
export function findSameFile(db: ReadableDB, sha256: string): Lookalike | undefined {
  const row = db
    .prepare<[string], Row>(
      `SELECT ${COLUMNS} FROM source JOIN revision ON revision.id = source.revision_id
       WHERE source.original_sha256 = ? ${BEST_FIRST}`,
    )
    .get(sha256);
  return row && lookalikeOf(row);
}

/** The source that has, or had in an earlier revision, exactly this text. */
export function findSameText(db: ReadableDB, textSha256: string): Lookalike | undefined {
  const row = db
    .prepare<[string], Row>(
      `SELECT ${COLUMNS} FROM revision JOIN source ON source.id = revision.source_id
       WHERE revision.text_sha256 = ? ${BEST_FIRST}`,
    )
    .get(textSha256);
  return row && lookalikeOf(row);
}

type Identified = Lookalike & { by: Identifier['kind']; csl: string };

/**
 * The first source that has one of these identifiers, in the order in which they are given, and is
 * accepted; those in the trash only when there is no other.
 */
export function findByIdentifier(
  db: ReadableDB,
  identifiers: readonly Identifier[],
  accepts: (found: Identified) => boolean,
): Identified | undefined {
  const query = db.prepare<[string, string, number], Row & { csl: string }>(
    `SELECT ${COLUMNS}, source.csl FROM source_identifier AS mark
     JOIN source ON source.id = mark.source_id
     JOIN revision ON revision.id = source.revision_id
     WHERE mark.kind = ? AND mark.value = ?
     ORDER BY source.trashed_at IS NOT NULL, source.seq LIMIT ?`,
  );
  let trashed: Identified | undefined;
  for (const { kind, value } of identifiers) {
    const found = query
      .all(kind, value, MOST_CANDIDATES)
      .map((row) => ({ ...lookalikeOf(row), by: kind }))
      .find(accepts);
    if (found === undefined) continue;
    if (!found.trashed) return found;
    trashed ??= found;
  }
  return trashed;
}

/** The source whose text is most like this one, when any of its sketches comes near. */
export function findSimilarText(
  db: ReadableDB,
  sketch: Uint32Array,
): (Lookalike & { likeness: number }) | undefined {
  const bands = bandsOf(sketch);
  const rows = db
    .prepare<[string, number], Row & { sketch: Buffer }>(
      `SELECT ${COLUMNS}, text_sketch.sketch FROM text_sketch
       JOIN revision ON revision.id = text_sketch.revision_id
       JOIN source ON source.id = revision.source_id
       WHERE text_sketch.seq IN (
         SELECT sketch_seq FROM text_band WHERE band IN (SELECT value FROM json_each(?))
         GROUP BY sketch_seq ORDER BY count(*) DESC LIMIT ?)`,
    )
    .all(JSON.stringify(bands), MOST_CANDIDATES);
  let best: (Lookalike & { likeness: number }) | undefined;
  for (const { sketch: bytes, ...row } of rows) {
    const likeness = likenessOf(sketch, sketchFrom(bytes));
    const found = { ...lookalikeOf(row), likeness };
    const better =
      best === undefined ||
      Number(best.trashed) > Number(found.trashed) ||
      (best.trashed === found.trashed && likeness > best.likeness);
    if (better) best = found;
  }
  return best;
}

/** The sketch of a source's current text; undefined when it has none. */
export function sketchOfSource(db: ReadableDB, sourceId: string): Uint32Array | undefined {
  const bytes = db
    .prepare<[string], Buffer>(
      `SELECT sketch FROM text_sketch JOIN source ON source.revision_id = text_sketch.revision_id
       WHERE source.id = ?`,
    )
    .pluck()
    .get(sourceId);
  return bytes === undefined ? undefined : sketchFrom(bytes);
}
