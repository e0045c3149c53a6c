import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Backup } from '../shared/domain.ts';
import { Refusal } from '../shared/result.ts';
import { checkCopyBeside } from './copy-check.ts';
import { syncFolder } from './durable-file.ts';
import type { LibraryPaths } from './library-folder.ts';
import type { WritableDB } from './store/connection.ts';
import { timestamp, type Deps } from './store/rows.ts';

/** Copies that are kept; older ones go once a newer one was opened and found sound. */
const KEPT = 20;

const NAME = /^library-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z\.sqlite$/;

function createdAtOf(name: string): string | undefined {
  const match = NAME.exec(name);
  return match === null
    ? undefined
    : `${match[1]}T${match[2]}:${match[3]}:${match[4]}.${match[5]}Z`;
}

/** The backups there are, the newest first. */
export function listBackups({ backups }: LibraryPaths): Backup[] {
  return readdirSync(backups)
    .sort()
    .reverse()
    .flatMap((name) => {
      const createdAt = createdAtOf(name);
      const path = join(backups, name);
      return createdAt === undefined ? [] : [{ path, createdAt, bytes: statSync(path).size }];
    });
}

/** The newest backup, if there is one. */
export function lastBackup(paths: LibraryPaths): Backup | undefined {
  return listBackups(paths)[0];
}

/**
 * Copies the database into backups/ while it is in use (SQLite's backup API), opens the copy and
 * has it checked, and only then lets the oldest copies go. files/ is not copied: its files never
 * change once they are there.
 */
export async function backUp(
  db: WritableDB,
  paths: LibraryPaths,
  deps: Deps,
  signal?: AbortSignal,
): Promise<Backup> {
  const name = `library-${timestamp(deps).replaceAll(/[:.]/g, '-')}.sqlite`;
  const path = join(paths.backups, name);
  const temporary = `${path}.part`;
  try {
    await db.backup(temporary);
    const problem = await checkCopyBeside(temporary, signal);
    if (problem !== undefined) {
      throw new Refusal(
        'disk',
        `The backup was made but is not sound, so it was dropped. ${problem}`,
      );
    }
    renameSync(temporary, path);
    syncFolder(paths.backups);
  } finally {
    for (const rest of ['', '-wal', '-shm']) rmSync(temporary + rest, { force: true });
  }
  const all = listBackups(paths);
  all.slice(KEPT).forEach((old) => rmSync(old.path, { force: true }));
  const made = all.find((backup) => backup.path === path);
  if (made === undefined)
    throw new Refusal('disk', `The backup ${path} is gone again. Try once more.`);
  return made;
}
