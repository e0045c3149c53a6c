import type { ReadableDB, WritableDB } from './connection.ts';
import { timestamp, type Deps } from './rows.ts';

export interface StoredFile {
  sha256: string;
  /** As the researcher knew it. */
  name: string;
  bytes: number;
  mediaType: string;
}

/** Records a file that is already in files/; the same content twice is recorded once. */
export function recordFile(db: WritableDB, deps: Deps, file: StoredFile): void {
  db.prepare(
    `INSERT INTO file (sha256, name, bytes, media_type, created_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (sha256) DO NOTHING`,
  ).run(file.sha256, file.name, file.bytes, file.mediaType, timestamp(deps));
}

const COLUMNS = 'sha256, name, bytes, media_type AS mediaType';

/** The record of a file by its SHA-256. */
export function findFile(db: ReadableDB, sha256: string): StoredFile | undefined {
  return db
    .prepare<[string], StoredFile>(`SELECT ${COLUMNS} FROM file WHERE sha256 = ?`)
    .get(sha256);
}

/** Every file on record. */
export function listFiles(db: ReadableDB): StoredFile[] {
  return db.prepare<[], StoredFile>(`SELECT ${COLUMNS} FROM file ORDER BY sha256`).all();
}
