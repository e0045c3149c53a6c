import type { Migration } from './index.ts';

/** Frozen: searches that were kept under a name. */
export const savedSearches: Migration = {
  version: 9,
  up(db) {
    db.exec(`
      CREATE TABLE saved_search (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        -- In the query language, as it was typed.
        query TEXT NOT NULL,
        sort TEXT NOT NULL CHECK (sort IN ('relevance', 'newest', 'oldest')),
        position INTEGER NOT NULL,
        created_at TEXT NOT NULL
      ) STRICT;
    `);
  },
};
