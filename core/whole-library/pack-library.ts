/** A whole library as one file, to be kept somewhere else. */
import { existsSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Job } from '../../shared/domain.ts';
import { Refusal } from '../../shared/result.ts';
import { ROUTES } from '../../shared/routes.ts';
import { checkCopyBeside } from '../copy-check.ts';
import { resultPath } from '../export-result.ts';
import { storedPath } from '../file-store.ts';
import type { JobControl } from '../jobs.ts';
import type { Notebook } from '../notebook.ts';
import type { ReadableDB } from '../store/connection.ts';
import { listFiles } from '../store/files.ts';
import { readValue, writeValue } from '../store/settings.ts';
import { appendEntry, endArchive } from './tar.ts';

/** The entries of a library in one file; pictures and originals lie under their hashes. */
export const LIBRARY_ENTRIES = {
  database: 'library.sqlite',
  manifest: 'manifest-sha256.txt',
  file: (sha256: string) => `files/${sha256.slice(0, 2)}/${sha256}`,
} as const;

const PACKED_AT = 'library.packedAt';

/** When the library was last packed into one file, if it ever was. */
export function lastPacked(db: ReadableDB): string | undefined {
  const at = readValue(db, PACKED_AT);
  return typeof at === 'string' ? at : undefined;
}

async function pack(
  notebook: Notebook,
  { id, signal, report }: JobControl,
): Promise<Job['result']> {
  const { db, paths, deps } = notebook;
  const name = `Casebook library ${deps.now().toISOString().slice(0, 10)}.tar`;
  const path = resultPath(paths.temporary, id, name);
  const copy = join(paths.temporary, `${id}.sqlite`);
  const stopIfAsked = () => {
    if (signal.aborted) throw new Refusal('cancelled', 'The backup was stopped; no file was made.');
  };
  try {
    report('Copying the database');
    await db.backup(copy);
    const problem = await checkCopyBeside(copy, signal);
    if (problem !== undefined) throw new Refusal('disk', `The copy is not sound. ${problem}`);
    const archive = await open(path, 'w');
    try {
      const lines: string[] = [];
      const put = async (entry: string, file: string) =>
        lines.push(`${await appendEntry(archive, { path: entry, file })}  ${entry}\n`);
      await put(LIBRARY_ENTRIES.database, copy);
      const files = listFiles(db);
      for (const [index, { sha256 }] of files.entries()) {
        stopIfAsked();
        report('Packing the files', index / files.length);
        const stored = storedPath(paths.files, sha256);
        // A file that is missing is told of by the check of the library, and is no reason for less.
        if (existsSync(stored)) await put(LIBRARY_ENTRIES.file(sha256), stored);
      }
      stopIfAsked();
      const bytes = new TextEncoder().encode(lines.join(''));
      await appendEntry(archive, { path: LIBRARY_ENTRIES.manifest, bytes });
      await endArchive(archive);
    } finally {
      await archive.close();
    }
    writeValue(db, PACKED_AT, deps.now().toISOString());
    return { path: ROUTES.result(id), name, bytes: statSync(path).size };
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    for (const rest of ['', '-wal', '-shm']) rmSync(copy + rest, { force: true });
  }
}

/** Starts packing the library into one file, which can be fetched once the job is done. */
export function startLibraryPack(notebook: Notebook): Job {
  return notebook.jobs.start('backup', async (control) => {
    await breathe();
    return pack(notebook, control);
  });
}
