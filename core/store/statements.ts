import type Database from 'better-sqlite3';
import type { ReadableDB } from './connection.ts';

const statements = new WeakMap<ReadableDB, Map<string, Database.Statement>>();

/** A statement of a connection, compiled once: a keystroke should not wait for it again. */
export function prepared<P extends unknown[], R>(
  db: ReadableDB,
  sql: string,
): Database.Statement<P, R> {
  const known = statements.get(db) ?? new Map<string, Database.Statement>();
  statements.set(db, known);
  const statement = known.get(sql) ?? db.prepare(sql);
  known.set(sql, statement);
  return statement as Database.Statement<P, R>;
}
