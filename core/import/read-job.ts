/** What the import worker and its pool say to each other. */
import type { Failure } from '../../shared/result.ts';
import type { ReadOptions, ReadSource } from './reader.ts';

/** A file to read: by its bytes, or by where it is on disk. */
export type ReadFile = { name: string } & (
  { bytes: Uint8Array; path?: undefined } | { path: string; bytes?: undefined }
);

export type ReadJob = ReadFile & { id: number; options: ReadOptions };

/** What one file held, in its order: at least one source. */
export interface FilesSources {
  sources: ReadSource[];
  /** SHA-256 of the file's bytes, in hex. */
  sha256: string;
  byteLength: number;
}

/** A file's first source with what is known of the file. */
export type FileRead = ReadSource & Omit<FilesSources, 'sources'>;

export type ReadReply =
  { id: number; ok: true; value: FilesSources } | { id: number; ok: false; error: Failure };
