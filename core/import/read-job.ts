/** What the import worker and its pool say to each other. */
import type { Csl } from '../../shared/csl.ts';
import type { Failure } from '../../shared/result.ts';
import type { ReadOptions, ReadSource } from './reader.ts';

/** A file to read: by its bytes, or by where it is on disk. */
export type ReadFile = { name: string } & (
  { bytes: Uint8Array; path?: undefined } | { path: string; bytes?: undefined }
);

/** Reads a file and gives its sources back whole. */
export type ReadTask = ReadFile & { kind: 'read'; options: ReadOptions };

/** Reads a file of a drop and leaves its sources in a file, so that a thousand need no memory. */
export interface SpoolTask {
  kind: 'spool';
  /** Where the file lay in the drop. */
  name: string;
  path: string;
  options: ReadOptions;
  /** Where texts and pictures go; exists. */
  folder: string;
  /** Name of the file in `folder` for the sources. */
  stem: string;
  /** A file with what came in the same drop: JSON of `[path in the drop, path on disk][]`. */
  index?: string | undefined;
}

/** Opens an archive of a drop. */
export interface ExpandTask {
  kind: 'expand';
  name: string;
  path: string;
  /** Where its files go, under names of their own; exists. */
  folder: string;
  stem: string;
  /** What may still come out of archives of this drop: bytes and files. */
  left: { bytes: number; entries: number };
}

/** Makes the sketch of a long text, which would hold up whoever makes it. */
export interface SketchTask {
  kind: 'sketch';
  /** Of the source, for messages. */
  name: string;
  text: string;
}

export type ReadJob = (ReadTask | SpoolTask | ExpandTask | SketchTask) & { id: number };

/** What one file held, in its order: at least one source. */
export interface FilesSources {
  sources: ReadSource[];
  /** SHA-256 of the file's bytes, in hex. */
  sha256: string;
  byteLength: number;
}

/** A file's first source with what is known of the file. */
export type FileRead = ReadSource & Omit<FilesSources, 'sources'>;

/** Where a source lies in its spool file, in bytes: the document as JSON, then the text. */
export interface SpoolPlace {
  at: number;
  document: number;
  text: number;
}

export interface SpooledPicture {
  sha256: string;
  bytes: number;
  mediaType: string;
  name: string;
}

/** A source that was read, without its text and pictures, which lie in the spool folder. */
export interface SpooledSource extends Omit<ReadSource, 'document' | 'files' | 'csl'> {
  csl: Csl;
  place: SpoolPlace;
  /** SHA-256 of the canonical text. */
  textSha256: string;
  words: number;
  paragraphs: number;
  /** The first words of the text. */
  excerpt: string;
  /** For telling near-equal texts; absent when there is too little text. */
  sketch?: Uint32Array;
  /** Names of other sources that the text leads to. */
  links: string[];
  /** In the spool folder, by their SHA-256. */
  pictures: SpooledPicture[];
}

export interface SpooledFile extends Omit<FilesSources, 'sources'> {
  sources: SpooledSource[];
  /** Paths in the drop of other files that became part of this one's sources. */
  used: string[];
}

export interface ExpandedFile {
  /** In the archive, with forward slashes. */
  path: string;
  disk: string;
  bytes: number;
}

export interface Expanded {
  files: ExpandedFile[];
  /** Sentences on what was left out. */
  warnings: string[];
}

/** What each kind of task is answered with. */
export interface ReadAnswers {
  read: FilesSources;
  spool: SpooledFile;
  expand: Expanded;
  sketch: Uint32Array | undefined;
}

export type ReadOutcome =
  { ok: true; value: ReadAnswers[keyof ReadAnswers] } | { ok: false; error: Failure };

export type ReadReply = ReadOutcome & {
  id: number;
  /** Megabytes that the process holds. */
  heldMb: number;
  /** The process can't be asked again. */
  last: boolean;
};
