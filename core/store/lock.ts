import Database from 'better-sqlite3';
import { codeOf } from '../error-code.ts';

/**
 * Takes a lock file for as long as the process lives. It is a SQLite file held in an exclusive
 * transaction, so the system lets go of it when the process ends in any way, kill -9 included.
 *
 * @returns the function that releases it, or undefined when another process holds it
 */
export function takeLock(file: string): (() => void) | undefined {
  const db = new Database(file, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (codeOf(error)?.startsWith('SQLITE_BUSY') === true) return undefined;
    throw error;
  }
  return () => db.close();
}
