import { mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { openArchive } from '../core/import/archive.ts';
import { Refusal } from '../shared/result.ts';
import { refuseUnwritableFolder } from './save-file.ts';

/**
 * Refuses, before any work is done, a path that can't become a folder: one that holds something, or
 * that is in a folder in which nothing can be written.
 */
export async function refuseFilled(path: string): Promise<void> {
  await refuseUnwritableFolder(dirname(path));
  const inside = await readdir(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new Refusal(
      'not-writable',
      `${path} can't be the folder to export to. Name a new one, or a file that ends in .zip, with --out.`,
    );
  });
  if (inside.length > 0) {
    throw new Refusal(
      'not-writable',
      `The folder ${path} is not empty, and nothing in it is to be overwritten. Name a new one with --out.`,
    );
  }
}

/**
 * Unpacks an archive of ours into a folder that is new or empty: whole or not at all, since it gets
 * its name when all of it is on the disk. Returns how many files there are.
 */
export async function saveFolder(path: string, bytes: Uint8Array): Promise<number> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    // By itself: Node never comes back from making a folder and its parents in a place like /proc.
    await mkdir(temporary);
    const archive = openArchive(bytes, basename(path));
    for (const { path: name } of archive.entries) {
      const target = join(temporary, ...name.split('/'));
      await mkdir(dirname(target), { recursive: true });
      const file = await open(target, 'w');
      try {
        await file.writeFile(archive.read(name) ?? new Uint8Array());
        await file.sync();
      } finally {
        await file.close();
      }
    }
    await rmdir(path).catch(() => undefined);
    await rename(temporary, path);
    return archive.entries.length;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (error instanceof Refusal) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal('disk', `${path} could not be written: ${reason}.`);
  }
}
