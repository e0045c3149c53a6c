import type { Migration } from './index.ts';

/** Frozen: steps that can be undone, versions of notes, and anchors that survive a new revision. */
export const history: Migration = {
  version: 2,
  up(db) {
    db.exec(`
      CREATE TABLE history_step (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        label TEXT NOT NULL,
        created_at TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0
      ) STRICT;

      -- One row that a step changed. key and the values are JSON objects by column: before is null
      -- where the row was added, after is null where it was removed.
      CREATE TABLE history_change (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        step_id INTEGER NOT NULL REFERENCES history_step (id) ON DELETE CASCADE,
        table_name TEXT NOT NULL,
        key TEXT NOT NULL,
        before TEXT,
        after TEXT
      ) STRICT;
      CREATE INDEX history_change_by_step ON history_change (step_id);

      CREATE TABLE note_version (
        id TEXT PRIMARY KEY,
        note_id TEXT NOT NULL REFERENCES note (id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        words INTEGER NOT NULL,
        reason TEXT NOT NULL,
        created_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX note_version_by_note ON note_version (note_id, created_at);

      -- A passage's position and quote are those of the revision it was last found in; made_exact
      -- and made_revision_id say what was highlighted, and where, in the first place.
      ALTER TABLE passage ADD COLUMN status TEXT NOT NULL DEFAULT 'exact';
      ALTER TABLE passage ADD COLUMN score REAL NOT NULL DEFAULT 1;
      ALTER TABLE passage ADD COLUMN made_exact TEXT NOT NULL DEFAULT '';
      ALTER TABLE passage ADD COLUMN made_revision_id TEXT REFERENCES revision (id);
      UPDATE passage SET made_exact = exact, made_revision_id = revision_id;
    `);
  },
};
