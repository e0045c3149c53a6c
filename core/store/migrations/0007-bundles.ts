import type { Migration } from './index.ts';

/** Frozen: what this library knows of others' versions of what it holds (docs/bundle.md). */
export const bundles: Migration = {
  version: 7,
  up(db) {
    db.exec(`
      -- A part of an item, as it was when bundles were last made or read: the hash of its value and
      -- which changes by which libraries are in it. What changed since is found by the hash.
      CREATE TABLE bundle_unit (
        kind TEXT NOT NULL,
        item_id TEXT NOT NULL,
        part TEXT NOT NULL,
        -- The source of a highlight, by which a deleted one is still found.
        parent TEXT,
        -- Only where no other table has the value: the key that places an item in an outline.
        value TEXT,
        value_sha256 TEXT NOT NULL,
        -- JSON: the time of each library's last change to it.
        seen TEXT NOT NULL,
        PRIMARY KEY (kind, item_id, part)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX bundle_unit_by_parent ON bundle_unit (parent) WHERE parent IS NOT NULL;

      -- The libraries that changes came from, with the names of their researchers.
      CREATE TABLE bundle_library (
        id TEXT PRIMARY KEY,
        author TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- Comments that lost against another change of the same comment.
      CREATE TABLE annotation_version (
        id TEXT PRIMARY KEY,
        highlight_id TEXT NOT NULL REFERENCES highlight (id) ON DELETE CASCADE,
        body TEXT NOT NULL,
        created_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX annotation_version_by_highlight ON annotation_version (highlight_id);
    `);
  },
};
