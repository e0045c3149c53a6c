import Database from 'better-sqlite3';
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { Refusal } from '../../shared/result.ts';
import { codeOf } from '../error-code.ts';
import { LATEST_VERSION } from './migrations/index.ts';
import { forgetTexts, indexDue } from './search-index.ts';

/** "CSBK": marks a SQLite file as a Casebook library. */
export const APPLICATION_ID = 0x4353424b;

declare const readable: unique symbol;
declare const writable: unique symbol;

/** A connection that queries may use. */
export type ReadableDB = Database.Database & { readonly [readable]: true };
/** A connection that may also change the library; everything that writes asks for this type. */
export type WritableDB = ReadableDB & { readonly [writable]: true };

const BUSY_TIMEOUT_MS = 5000;

function pragma(db: Database.Database, name: string): number {
  return Number(db.pragma(name, { simple: true }));
}

/** Refuses a file that is not a library, or one from a newer program; touches nothing. */
function checkIdentity(db: Database.Database, file: string): { version: number; isNew: boolean } {
  let applicationId: number;
  let version: number;
  let tables: number;
  try {
    applicationId = pragma(db, 'application_id');
    version = pragma(db, 'user_version');
    tables = Number(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
  } catch (error) {
    if (codeOf(error) === 'SQLITE_NOTADB') throw notALibrary(file);
    throw error;
  }
  if (applicationId === 0 && version === 0 && tables === 0) return { version: 0, isNew: true };
  if (applicationId !== APPLICATION_ID) throw notALibrary(file);
  if (version > LATEST_VERSION) {
    throw new Refusal(
      'newer-library',
      `${file} was last used by a newer Casebook (its format is ${version}, this program knows ` +
        `${LATEST_VERSION}). It was left as it is. Install the newer Casebook to open it.`,
    );
  }
  return { version, isNew: false };
}

function notALibrary(file: string): Refusal {
  return new Refusal(
    'not-a-library',
    `${file} is not a Casebook library, so it was left as it is. Choose another folder with --library DIR.`,
  );
}

export interface OpenedDatabase {
  db: WritableDB;
  /** The file had no library in it before. */
  isNew: boolean;
  /** The format of the file before migrations, 0 when new. */
  version: number;
}

/**
 * Opens the library's database for writing: WAL, a full sync at every commit so that what is
 * reported as saved survives a power cut, and foreign keys. Refuses files that are not ours.
 */
export function openWritable(file: string): OpenedDatabase {
  const created = !existsSync(file) || statSync(file).size === 0;
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    const identity = created ? { version: 0, isNew: true } : checkIdentity(db, file);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('fullfsync = ON');
    db.pragma('foreign_keys = ON');
    return { db: db as WritableDB, ...identity };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens the library's database for queries only, as the search worker does. */
export function openReadable(file: string): ReadableDB {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  try {
    checkIdentity(db, file);
    return db as unknown as ReadableDB;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Where SQLite keeps both numbers in its file (https://www.sqlite.org/fileformat.html, 1.3). */
const HEADER = { bytes: 100, version: 60, applicationId: 68 };

/**
 * Says whether a file is a library in the format of this program, by its first bytes alone, so that
 * what is no library is not touched.
 */
export function isCurrentLibrary(file: string): boolean {
  const header = Buffer.alloc(HEADER.bytes);
  const handle = openSync(file, 'r');
  try {
    if (readSync(handle, header, 0, HEADER.bytes, 0) < HEADER.bytes) return false;
  } finally {
    closeSync(handle);
  }
  return (
    header.readUInt32BE(HEADER.applicationId) === APPLICATION_ID &&
    header.readUInt32BE(HEADER.version) === LATEST_VERSION
  );
}

/** Connections in whose transaction a write is under way. */
const writing = new WeakSet<WritableDB>();

/**
 * Runs a write as one transaction that takes the write lock at once, so it can't fail half-way. What
 * it changed is in the search index when it ends.
 */
export function inTransaction<T>(db: WritableDB, work: () => T): T {
  if (writing.has(db)) return work();
  const write = () => {
    const result = work();
    indexDue(db);
    return result;
  };
  writing.add(db);
  try {
    return db.inTransaction ? write() : db.transaction(write).immediate();
  } finally {
    writing.delete(db);
    forgetTexts(db);
  }
}

/** A number that changes when another process or connection has changed the library. */
export function dataVersion(db: ReadableDB): number {
  return pragma(db, 'data_version');
}
