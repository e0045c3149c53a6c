import type { Migration } from './index.ts';

/** Frozen: which notes and sources each note leads to, taken from the bodies that there are. */
export const noteLinks: Migration = {
  version: 3,
  up(db) {
    db.exec(`
      -- Derived from note.body. The target may be gone, so it is no foreign key.
      CREATE TABLE note_link (
        note_id TEXT NOT NULL REFERENCES note (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        target_id TEXT NOT NULL,
        PRIMARY KEY (note_id, kind, target_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX note_link_by_target ON note_link (kind, target_id);

      INSERT OR IGNORE INTO note_link (note_id, kind, target_id)
      SELECT note.id, 'source', json_extract(note.body, node.path || '.sourceId')
        FROM note, json_tree(note.body) AS node
        WHERE node.key = 'type' AND node.atom IN ('citation', 'passage')
          AND json_type(note.body, node.path || '.sourceId') = 'text';
      INSERT OR IGNORE INTO note_link (note_id, kind, target_id)
      SELECT note.id, json_extract(note.body, node.path || '.kind'),
          json_extract(note.body, node.path || '.id')
        FROM note, json_tree(note.body) AS node
        WHERE node.key = 'type' AND node.atom = 'reference'
          AND json_type(note.body, node.path || '.kind') = 'text'
          AND json_type(note.body, node.path || '.id') = 'text';
    `);
  },
};
