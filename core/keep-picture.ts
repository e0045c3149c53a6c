/** From an upload to a picture in the library's files. */
import { readFileSync, statSync } from 'node:fs';
import type { Picture } from '../shared/domain.ts';
import { Refusal } from '../shared/result.ts';
import { adoptFile, sha256Of, storeBytes } from './file-store.ts';
import type { Notebook } from './notebook.ts';
import { readPictureHead } from './picture-head.ts';
import { inTransaction } from './store/connection.ts';
import { recordFile } from './store/files.ts';
import { dropUpload, findUpload } from './uploads.ts';

/** The largest picture that is kept, in bytes. */
const MAX_PICTURE_BYTES = 30 * 1024 * 1024;

/** Keeps the bytes of a picture that came with a text; undefined when they are none that is shown. */
export function keepPictureBytes(
  { db, deps, paths }: Notebook,
  name: string,
  content: Uint8Array,
): string | undefined {
  const head = content.length > MAX_PICTURE_BYTES ? undefined : readPictureHead(content);
  if (head === undefined) return undefined;
  const sha256 = storeBytes(paths.files, content);
  const { mediaType } = head;
  inTransaction(db, () => recordFile(db, deps, { sha256, name, bytes: content.length, mediaType }));
  return sha256;
}

/**
 * Keeps an uploaded picture in files/ and records it; the same picture twice is kept once. What is
 * too large, or no picture that can be shown safely, is refused and forgotten.
 */
export function keepPicture({ db, deps, paths }: Notebook, upload: string): Picture {
  const { path, name } = findUpload(paths.temporary, upload);
  try {
    const bytes = statSync(path).size;
    if (bytes > MAX_PICTURE_BYTES) {
      throw new Refusal(
        'too-large',
        `“${name}” is larger than ${MAX_PICTURE_BYTES >> 20} MB, which is the most that one picture may be. Make it smaller first.`,
      );
    }
    const content = readFileSync(path);
    const head = readPictureHead(content);
    if (head === undefined) {
      throw new Refusal(
        'unsupported-format',
        `“${name}” is no picture that Casebook can show. PNG, JPEG, GIF, WebP and AVIF are; save it as one of them.`,
      );
    }
    const sha256 = sha256Of(content);
    // The file first: a record without its file would be a loss, a file without its record is not.
    adoptFile(paths.files, path, sha256);
    inTransaction(db, () =>
      recordFile(db, deps, { sha256, name, bytes, mediaType: head.mediaType }),
    );
    return { sha256, bytes, ...head };
  } finally {
    dropUpload(paths.temporary, upload);
  }
}
