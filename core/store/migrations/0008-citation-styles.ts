import type { Migration } from './index.ts';

/** Frozen: the citation styles that the researcher added, and which one a case file is set in. */
export const citationStyles: Migration = {
  version: 8,
  up(db) {
    db.exec(`
      CREATE TABLE citation_style (
        -- The style's own: the address in its CSL.
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        -- 'in-text' or 'note'.
        kind TEXT NOT NULL,
        -- The file, as it was added.
        xml TEXT NOT NULL,
        created_at TEXT NOT NULL
      ) STRICT;
      -- Null: those of the library's settings.
      ALTER TABLE case_file ADD COLUMN citation_style TEXT;
      ALTER TABLE case_file ADD COLUMN citation_locale TEXT;
    `);
  },
};
