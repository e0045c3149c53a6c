/** What the writers of documents are given beside the case file. */
import { existsSync, readFileSync } from 'node:fs';
import type { PictureType } from '../../shared/domain.ts';
import { storedPath } from '../file-store.ts';
import { readPictureHead } from '../picture-head.ts';

/** A picture of the library that can be shown. */
export interface DocumentPicture {
  bytes: Uint8Array;
  mediaType: PictureType;
  /** In pixels. */
  width: number;
  height: number;
}

export interface DocumentTools {
  /** A picture by the SHA-256 of its file; or why there is none, as the end of a sentence. */
  picture(sha256: string): DocumentPicture | { why: string };
  /** Says how much is written, from 0 to 1. */
  report(progress: number): void;
  /** Holds the style sheet of HTML files, as `html/case.css`. */
  resourcesFolder: string;
}

/** Reads pictures out of the library's files/; each is looked at once. */
export function picturesIn(filesFolder: string): DocumentTools['picture'] {
  const seen = new Map<string, ReturnType<DocumentTools['picture']>>();
  const look = (sha256: string): ReturnType<DocumentTools['picture']> => {
    const path = storedPath(filesFolder, sha256);
    if (!existsSync(path)) return { why: 'its file is missing' };
    const bytes = readFileSync(path);
    const head = readPictureHead(bytes);
    if (head === undefined) return { why: 'its file is not a picture of a known kind' };
    const { mediaType, width, height } = head;
    if (!width || !height) return { why: 'its file is damaged' };
    return { bytes, mediaType, width, height };
  };
  return (sha256) => {
    const known = seen.get(sha256) ?? look(sha256);
    seen.set(sha256, known);
    return known;
  };
}
