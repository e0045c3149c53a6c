import type Database from 'better-sqlite3';

/**
 * Bytes that search takes in a file: the pages of all full-text tables, and of the tables and
 * indexes whose name begins with "search_".
 */
export function indexBytes(db: Database.Database): number {
  const bytes = db
    .prepare<[], number>(
      `SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search\\_%' ESCAPE '\\' OR EXISTS (
         SELECT 1 FROM sqlite_schema
         WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%(%'
           AND substr(dbstat.name, 1, length(sqlite_schema.name) + 1) = sqlite_schema.name || '_')`,
    )
    .pluck()
    .get();
  return bytes ?? 0;
}
