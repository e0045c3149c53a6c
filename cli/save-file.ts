import { constants } from 'node:fs';
import { access, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../shared/result.ts';

/** Refuses a folder that is not there, or in which nothing can be written. */
export async function refuseUnwritableFolder(folder: string, option = '--out'): Promise<void> {
  const there = await stat(folder).catch(() => undefined);
  if (there?.isDirectory() !== true) {
    throw new Refusal(
      'not-writable',
      `The folder ${folder} does not exist, so nothing can be saved in it. Make it first, or name another with ${option}.`,
    );
  }
  await access(folder, constants.W_OK).catch(() => {
    throw new Refusal(
      'not-writable',
      `Files can't be written in ${folder}. Name another folder with ${option}.`,
    );
  });
}

/** Refuses, before any work is done, a path that can't become a file; `option` is where it was named. */
export async function refuseUnwritable(path: string, option = '--out'): Promise<void> {
  await refuseUnwritableFolder(dirname(path), option);
  const target = await stat(path).catch(() => undefined);
  if (target?.isDirectory() === true) {
    throw new Refusal('not-writable', `${path} is a folder. Name a file in it with ${option}.`);
  }
}

/** Writes a file so that it is there whole or not at all: beside it, to the disk, then renamed. */
export async function saveFile(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal('disk', `${path} could not be written: ${reason}.`);
  }
}
