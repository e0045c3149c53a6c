import type { Migration } from './index.ts';

/** Frozen: which notes and sources each comment on a highlight leads to. */
export const annotationLinks: Migration = {
  version: 4,
  up(db) {
    db.exec(`
      -- Derived from annotation.body. The target may be gone, so it is no foreign key.
      CREATE TABLE annotation_link (
        highlight_id TEXT NOT NULL REFERENCES highlight (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        target_id TEXT NOT NULL,
        PRIMARY KEY (highlight_id, kind, target_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX annotation_link_by_target ON annotation_link (kind, target_id);

      INSERT OR IGNORE INTO annotation_link (highlight_id, kind, target_id)
      SELECT annotation.highlight_id, 'source', json_extract(annotation.body, node.path || '.sourceId')
        FROM annotation, json_tree(annotation.body) AS node
        WHERE node.key = 'type' AND node.atom IN ('citation', 'passage')
          AND json_type(annotation.body, node.path || '.sourceId') = 'text';
      INSERT OR IGNORE INTO annotation_link (highlight_id, kind, target_id)
      SELECT annotation.highlight_id, json_extract(annotation.body, node.path || '.kind'),
          json_extract(annotation.body, node.path || '.id')
        FROM annotation, json_tree(annotation.body) AS node
        WHERE node.key = 'type' AND node.atom = 'reference'
          AND json_type(annotation.body, node.path || '.kind') = 'text'
          AND json_type(annotation.body, node.path || '.id') = 'text';
    `);
  },
};
