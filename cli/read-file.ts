import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Refusal } from '../shared/result.ts';
import { MAX_UPLOAD_BYTES } from '../shared/routes.ts';
import { size } from './format.ts';

/** The bytes of a file that can be handed over; refused with a sentence when it can't be read. */
export async function blobOf(path: string): Promise<Blob> {
  const there = await stat(path).catch(() => undefined);
  if (there === undefined) throw new Refusal('not-found', `There is no file ${path}.`);
  if (there.isDirectory()) {
    throw new Refusal('unsupported-format', `${path} is a folder. Name the files in it.`);
  }
  if (!there.isFile()) throw new Refusal('unsupported-format', `${path} is not a file.`);
  if (there.size > MAX_UPLOAD_BYTES) {
    const most = size(MAX_UPLOAD_BYTES);
    throw new Refusal('too-large', `${path} is larger than ${most}, the most that is read.`);
  }
  return openAsBlob(path).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal('not-found', `${path} could not be read: ${reason}.`);
  });
}
