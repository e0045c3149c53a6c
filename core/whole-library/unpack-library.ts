/** Bringing a library back from one file, and copying it elsewhere: checked before anything counts. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, sep } from 'node:path';
import { Refusal } from '../../shared/result.ts';
import { syncFolder } from '../durable-file.ts';
import { sha256OfFile, storedPath } from '../file-store.ts';
import { checkCopyBeside } from '../copy-check.ts';
import type { JobControl } from '../jobs.ts';
import { libraryPaths } from '../library-folder.ts';
import type { Notebook } from '../notebook.ts';
import { forgetIdentity } from '../store/bundle-units.ts';
import { openWritable } from '../store/connection.ts';
import { listFiles } from '../store/files.ts';
import { LIBRARY_ENTRIES } from './pack-library.ts';
import { readEntries } from './tar.ts';

const FILE_ENTRY = /^files\/([0-9a-f]{2})\/(\1[0-9a-f]{62})$/;

/** Most bytes of a manifest. */
const MAX_MANIFEST = 64 * 1024 * 1024;

function unsound(name: string, reason: string): Refusal {
  return new Refusal(
    'reader-failed',
    `“${name}” is no sound copy of a library: ${reason}. Nothing was changed.`,
  );
}

/** Refuses a place that is not empty, or not named whole. */
export function checkTarget(folder: string, current: string): void {
  if (!isAbsolute(folder)) {
    throw new Refusal(
      'bad-arguments',
      `Give the whole path of the new folder, from the root of the disk; “${folder}” is not that.`,
    );
  }
  if (`${folder}${sep}`.startsWith(`${current}${sep}`)) {
    throw new Refusal(
      'bad-arguments',
      `${folder} is the library itself, or inside it. Choose another place.`,
    );
  }
  if (existsSync(folder) && (!statSync(folder).isDirectory() || readdirSync(folder).length > 0)) {
    throw new Refusal(
      'not-writable',
      `${folder} is not empty, so it was left as it is. Choose a new or an empty folder.`,
    );
  }
}

/** Makes a folder beside its later place, so that it can get its name when it is whole. */
function stagingOf(folder: string, id: string): string {
  const staging = join(dirname(folder), `.${basename(folder)}.${id}`);
  mkdirSync(join(staging, 'files'), { recursive: true });
  return staging;
}

/** Says of a database in a folder that it is sound, and that it is another library from now on. */
async function settle(folder: string, name: string): Promise<void> {
  const { database } = libraryPaths(folder);
  let problem: string | undefined;
  try {
    problem = await checkCopyBeside(database);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'newer-library') throw error;
    problem = error instanceof Error ? error.message : String(error);
  }
  if (problem !== undefined) throw unsound(name, problem);
  const { db } = openWritable(database);
  try {
    // A copy that goes on by itself is another library to those who exchange bundles with it.
    forgetIdentity(db);
  } finally {
    db.close();
  }
}

/** A library in one file. */
interface Archive {
  path: string;
  name: string;
}

type Report = JobControl['report'];

async function extract({ path, name }: Archive, staging: string, report: Report): Promise<void> {
  const { size } = statSync(path);
  let read = 0;
  const hashes = new Map<string, string>();
  let manifest: Buffer | undefined;
  await readEntries(path, name, async (entry) => {
    report('Unpacking and checking the files', Math.min(1, read / size));
    read += entry.size;
    if (manifest !== undefined) throw unsound(name, 'something stands after its end');
    if (entry.path === LIBRARY_ENTRIES.manifest && entry.size <= MAX_MANIFEST) {
      manifest = await entry.read();
      return;
    }
    const [, prefix, sha256] = FILE_ENTRY.exec(entry.path) ?? [];
    const isFile = prefix !== undefined && sha256 !== undefined;
    if (!isFile && entry.path !== LIBRARY_ENTRIES.database) return;
    if (hashes.has(entry.path)) throw unsound(name, `${entry.path} is in it twice`);
    if (isFile) mkdirSync(join(staging, 'files', prefix), { recursive: true });
    const hash = await entry.copyTo(join(staging, ...entry.path.split('/')));
    if (isFile && hash !== sha256) throw unsound(name, `${entry.path} is not what was written`);
    hashes.set(entry.path, hash);
  });
  if (manifest === undefined) throw unsound(name, 'its end is missing');
  for (const line of manifest.toString('utf8').split('\n').filter(Boolean)) {
    const [, sha256, entry = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sha256 === undefined || hashes.get(entry) !== sha256) {
      throw unsound(name, `${entry || 'a part of it'} is missing or is not what was written`);
    }
  }
  if (!hashes.has(LIBRARY_ENTRIES.database)) throw unsound(name, 'there is no library in it');
}

/**
 * Unpacks a library in one file into a folder, which gets its name when all of it was checked.
 * Without a folder it is left beside the library, for the host to put in its place.
 *
 * @returns the folder that it lies in
 */
export async function unpackLibrary(
  { paths, deps }: Notebook,
  archive: Archive,
  { folder, report }: { folder: string | undefined; report: Report },
): Promise<string> {
  if (folder !== undefined) checkTarget(folder, paths.folder);
  const staging = stagingOf(folder ?? paths.folder, deps.newId());
  try {
    await extract(archive, staging, report);
    report('Checking the database');
    await settle(staging, archive.name);
    if (folder === undefined) return staging;
    putInPlace(staging, folder);
    return folder;
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw error;
  }
}

/** Gives what was made beside a folder the folder's place; that was empty, or not there. */
function putInPlace(staging: string, folder: string): void {
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  renameSync(staging, folder);
  syncFolder(dirname(folder));
}

/**
 * Copies the open library into a new or empty folder and checks every file of the copy; its backups
 * come along.
 */
export async function copyLibrary(
  { db, paths, deps }: Notebook,
  folder: string,
  report: Report,
): Promise<string> {
  checkTarget(folder, paths.folder);
  const staging = stagingOf(folder, deps.newId());
  try {
    report('Copying the database');
    await db.backup(join(staging, 'library.sqlite'));
    const files = listFiles(db);
    for (const [index, { sha256, name }] of files.entries()) {
      report('Copying and checking the files', index / files.length);
      const from = storedPath(paths.files, sha256);
      if (!existsSync(from)) continue;
      const to = storedPath(join(staging, 'files'), sha256);
      mkdirSync(dirname(to), { recursive: true });
      await copyFile(from, to);
      if ((await sha256OfFile(to)) !== sha256) {
        throw new Refusal(
          'disk',
          `The file “${name}” did not arrive as it is, so the library stays where it is. Check both disks, and the library with “Check the library”.`,
        );
      }
    }
    mkdirSync(join(staging, 'backups'));
    for (const name of readdirSync(paths.backups)) {
      await copyFile(join(paths.backups, name), join(staging, 'backups', name));
    }
    report('Checking the database');
    await settle(staging, folder);
    putInPlace(staging, folder);
    return folder;
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw error;
  }
}
