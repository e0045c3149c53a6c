/** From the paths of a command line to the files that are handed over, with those inside folders. */
import { readdir, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { Refusal } from '../shared/result.ts';
import { blobOf } from './read-file.ts';

export interface CollectedFile {
  /** As it was typed, with what is inside a folder after it. */
  file: string;
  /** Its bytes; throws a `Refusal` when they can't be read. */
  open: () => Promise<Blob>;
}

/** What stands for standard input. */
export const STDIN = '-';

/** The files in a folder and its folders, in the order of their names. Links are not followed. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await filesIn(path)));
    else if (entry.isFile()) found.push(path);
  }
  return found;
}

/** All files that are meant by the paths of a command line; what is not there fails when opened. */
export async function collectFiles(
  paths: readonly string[],
  directory: string,
  readStdin: () => Promise<Uint8Array>,
): Promise<CollectedFile[]> {
  const files: CollectedFile[] = [];
  for (const path of paths) {
    if (path === STDIN) {
      files.push({ file: STDIN, open: async () => new Blob([new Uint8Array(await readStdin())]) });
      continue;
    }
    const whole = resolve(directory, path);
    const there = await stat(whole).catch(() => undefined);
    if (there?.isDirectory() !== true) {
      files.push({ file: path, open: () => blobOf(whole) });
      continue;
    }
    let inside: string[];
    try {
      inside = await filesIn(whole);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const refusal = new Refusal('not-found', `${path} could not be read: ${reason}.`);
      files.push({ file: path, open: () => Promise.reject(refusal) });
      continue;
    }
    const typed = path.replace(/[\\/]+$/, '');
    for (const file of inside) {
      files.push({
        file: typed + file.slice(whole.replace(/[\\/]+$/, '').length),
        open: () => blobOf(file),
      });
    }
  }
  return files;
}

/** How a typed path is told to the notebook: with forward slashes, whatever the system. */
export function droppedPath(file: string): string {
  return sep === '\\' ? file.replaceAll('\\', '/') : file;
}
