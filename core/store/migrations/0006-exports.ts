import type { Migration } from './index.ts';

/** Frozen: which note sums a case file up, and how the case file was exported last. */
export const exports: Migration = {
  version: 6,
  up(db) {
    db.exec(`
      ALTER TABLE case_file ADD COLUMN summary_note_id TEXT REFERENCES note (id) ON DELETE SET NULL;
      -- ExportOptions as JSON, from the dialog of exports; null before the first.
      ALTER TABLE case_file ADD COLUMN export_options TEXT;
    `);
  },
};
