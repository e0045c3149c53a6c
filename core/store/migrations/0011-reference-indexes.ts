import type { Migration } from './index.ts';

/**
 * Frozen: an index under each reference whose other end comes and goes. Without it SQLite reads the
 * whole table at each of them to see who refers to it (https://www.sqlite.org/foreignkeys.html,
 * section 3), so that adding a source took longer the more there were.
 */
export const referenceIndexes: Migration = {
  version: 11,
  up(db) {
    db.exec(`
      CREATE INDEX source_by_revision ON source (revision_id);
      CREATE INDEX passage_by_made_revision ON passage (made_revision_id);
      CREATE INDEX case_file_by_summary_note ON case_file (summary_note_id);
    `);
  },
};
