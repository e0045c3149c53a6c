import type { Migration } from './index.ts';

/** Frozen: the tables of the first library format. Dates are ISO 8601 in UTC. */
export const firstLibrary: Migration = {
  version: 1,
  up(db) {
    db.exec(`
      CREATE TABLE setting (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE label (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        pattern TEXT NOT NULL,
        position INTEGER NOT NULL
      ) STRICT;
      INSERT INTO label (id, name, pattern, position) VALUES
        ('yellow', 'Yellow', 'solid', 1),
        ('green', 'Green', 'dashed', 2),
        ('blue', 'Blue', 'double', 3),
        ('red', 'Red', 'dotted', 4),
        ('purple', 'Purple', 'wavy', 5);

      CREATE TABLE file (
        sha256 TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        media_type TEXT NOT NULL,
        created_at TEXT NOT NULL
      ) STRICT;

      -- seq is the rowid of the full-text index; it never changes, also not by VACUUM.
      CREATE TABLE source (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        csl TEXT NOT NULL,
        revision_id TEXT NOT NULL REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
        original_sha256 TEXT REFERENCES file (sha256),
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        trashed_at TEXT
      ) STRICT;
      CREATE INDEX source_by_original ON source (original_sha256);

      CREATE TABLE revision (
        id TEXT PRIMARY KEY,
        source_id TEXT NOT NULL REFERENCES source (id) ON DELETE CASCADE
          DEFERRABLE INITIALLY DEFERRED,
        number INTEGER NOT NULL,
        document TEXT NOT NULL,
        text TEXT NOT NULL,
        text_sha256 TEXT NOT NULL,
        words INTEGER NOT NULL,
        paragraphs INTEGER NOT NULL,
        language TEXT,
        created_at TEXT NOT NULL,
        UNIQUE (source_id, number)
      ) STRICT;
      CREATE INDEX revision_by_text ON revision (text_sha256);

      CREATE TABLE note (
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        text TEXT NOT NULL,
        words INTEGER NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        trashed_at TEXT
      ) STRICT;

      CREATE TABLE case_file (
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        question TEXT NOT NULL,
        color TEXT NOT NULL REFERENCES label (id),
        position INTEGER NOT NULL,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        trashed_at TEXT
      ) STRICT;

      CREATE TABLE outline_item (
        id TEXT PRIMARY KEY,
        case_id TEXT NOT NULL REFERENCES case_file (id) ON DELETE CASCADE,
        source_id TEXT REFERENCES source (id) ON DELETE CASCADE,
        note_id TEXT REFERENCES note (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        created_at TEXT NOT NULL,
        CHECK ((source_id IS NULL) <> (note_id IS NULL)),
        UNIQUE (case_id, source_id),
        UNIQUE (case_id, note_id)
      ) STRICT;
      CREATE INDEX outline_item_by_source ON outline_item (source_id);
      CREATE INDEX outline_item_by_note ON outline_item (note_id);

      CREATE TABLE highlight (
        id TEXT PRIMARY KEY,
        source_id TEXT NOT NULL REFERENCES source (id) ON DELETE CASCADE,
        label TEXT NOT NULL REFERENCES label (id),
        author TEXT NOT NULL,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        trashed_at TEXT
      ) STRICT;
      CREATE INDEX highlight_by_source ON highlight (source_id);

      CREATE TABLE passage (
        highlight_id TEXT NOT NULL REFERENCES highlight (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        revision_id TEXT NOT NULL REFERENCES revision (id),
        start_offset INTEGER NOT NULL,
        end_offset INTEGER NOT NULL,
        exact TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        paragraph INTEGER,
        PRIMARY KEY (highlight_id, ordinal),
        CHECK (start_offset >= 0 AND end_offset > start_offset)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX passage_by_revision ON passage (revision_id);

      CREATE TABLE annotation (
        highlight_id TEXT PRIMARY KEY REFERENCES highlight (id) ON DELETE CASCADE,
        body TEXT NOT NULL,
        text TEXT NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL
      ) STRICT;

      CREATE TABLE tag (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE
      ) STRICT;
      CREATE TABLE tagging (
        tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
        source_id TEXT REFERENCES source (id) ON DELETE CASCADE,
        highlight_id TEXT REFERENCES highlight (id) ON DELETE CASCADE,
        note_id TEXT REFERENCES note (id) ON DELETE CASCADE,
        CHECK ((source_id IS NOT NULL) + (highlight_id IS NOT NULL) + (note_id IS NOT NULL) = 1),
        UNIQUE (tag_id, source_id),
        UNIQUE (tag_id, highlight_id),
        UNIQUE (tag_id, note_id)
      ) STRICT;
      CREATE INDEX tagging_by_source ON tagging (source_id);
      CREATE INDEX tagging_by_highlight ON tagging (highlight_id);
      CREATE INDEX tagging_by_note ON tagging (note_id);

      -- The full-text index of titles and bodies. Contentless: the text itself is in revision, and
      -- both change in one transaction. What goes in is prepared by core/search/prepare.ts.
      CREATE VIRTUAL TABLE source_fts USING fts5 (
        title, body,
        content = '', contentless_delete = 1,
        tokenize = "unicode61 remove_diacritics 2 categories 'L* M* N* Co'",
        prefix = '2 3'
      );
      INSERT INTO source_fts (source_fts, rank) VALUES ('rank', 'bm25(5.0, 1.0)');
      CREATE VIRTUAL TABLE source_vocab USING fts5vocab (source_fts, 'row');

      -- What the in-memory lists of the search worker have to read again, in order. Kept by
      -- triggers so that every writer, in every process, is heard.
      CREATE TABLE search_change (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        id TEXT NOT NULL
      ) STRICT;
    `);
    const changes: ReadonlyArray<readonly [table: string, kind: string, id: string]> = [
      ['source', 'source', 'id'],
      ['note', 'note', 'id'],
      ['case_file', 'case', 'id'],
      ['highlight', 'highlight', 'id'],
      ['passage', 'highlight', 'highlight_id'],
      ['annotation', 'highlight', 'highlight_id'],
    ];
    for (const [table, kind, id] of changes) {
      for (const [event, row] of [
        ['INSERT', 'new'],
        ['UPDATE', 'new'],
        ['DELETE', 'old'],
      ]) {
        db.exec(`
          CREATE TRIGGER ${table}_search_${event?.toLowerCase()} AFTER ${event} ON ${table} BEGIN
            INSERT INTO search_change (kind, id) VALUES ('${kind}', ${row}.${id});
          END;
        `);
      }
    }
    // A thing's tags are found with it, and the tag itself is in the list of tags.
    for (const [event, row] of [
      ['INSERT', 'new'],
      ['DELETE', 'old'],
    ]) {
      db.exec(`
        CREATE TRIGGER tagging_search_${event?.toLowerCase()} AFTER ${event} ON tagging BEGIN
          INSERT INTO search_change (kind, id) SELECT 'source', ${row}.source_id
            WHERE ${row}.source_id IS NOT NULL;
          INSERT INTO search_change (kind, id) SELECT 'highlight', ${row}.highlight_id
            WHERE ${row}.highlight_id IS NOT NULL;
          INSERT INTO search_change (kind, id) SELECT 'note', ${row}.note_id
            WHERE ${row}.note_id IS NOT NULL;
          INSERT INTO search_change (kind, id) VALUES ('tag', CAST(${row}.tag_id AS TEXT));
        END;
      `);
    }
  },
};
