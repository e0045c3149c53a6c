import type { Migration } from './index.ts';

/** Frozen: what sources are recognised by when they come again. Derived from csl and text. */
export const fingerprints: Migration = {
  version: 5,
  up(db) {
    db.exec(`
      -- DOI, ISBN, address and the like, in one spelling each (core/duplicates/identifiers.ts).
      CREATE TABLE source_identifier (
        kind TEXT NOT NULL,
        value TEXT NOT NULL,
        source_id TEXT NOT NULL REFERENCES source (id) ON DELETE CASCADE,
        PRIMARY KEY (kind, value, source_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX source_identifier_by_source ON source_identifier (source_id);

      -- Sketches of texts, and the bands of each by which near-equal ones meet
      -- (core/duplicates/sketch.ts).
      CREATE TABLE text_sketch (
        seq INTEGER PRIMARY KEY,
        revision_id TEXT NOT NULL UNIQUE REFERENCES revision (id) ON DELETE CASCADE,
        sketch BLOB NOT NULL
      ) STRICT;
      CREATE TABLE text_band (
        band INTEGER NOT NULL,
        sketch_seq INTEGER NOT NULL REFERENCES text_sketch (seq) ON DELETE CASCADE,
        PRIMARY KEY (band, sketch_seq)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX text_band_by_sketch ON text_band (sketch_seq);

      -- Sources whose fingerprints are not made yet, or not any more what they were made from.
      -- Kept by triggers, so that no writer has to think of it; an import makes them when it begins.
      CREATE TABLE fingerprint_due (
        source_id TEXT PRIMARY KEY REFERENCES source (id) ON DELETE CASCADE
      ) STRICT, WITHOUT ROWID;
      INSERT INTO fingerprint_due (source_id) SELECT id FROM source;
      CREATE TRIGGER source_fingerprint_insert AFTER INSERT ON source BEGIN
        INSERT INTO fingerprint_due (source_id) VALUES (new.id) ON CONFLICT DO NOTHING;
      END;
      CREATE TRIGGER source_fingerprint_update AFTER UPDATE OF csl, revision_id ON source BEGIN
        INSERT INTO fingerprint_due (source_id) VALUES (new.id) ON CONFLICT DO NOTHING;
      END;
    `);
  },
};
