import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { Refusal } from '../../shared/result.ts';
import { backUp, lastBackup } from '../backups.ts';
import type { HandlersOf } from '../dispatch.ts';
import { sha256OfFile, storedPath } from '../file-store.ts';
import type { Notebook } from '../notebook.ts';
import { dropUpload, findUpload } from '../uploads.ts';
import { lastPacked, startLibraryPack } from '../whole-library/pack-library.ts';
import { copyLibrary, unpackLibrary } from '../whole-library/unpack-library.ts';
import { listFiles } from '../store/files.ts';
import { checkDatabase, checkedCounts, checkPassages, countLibrary } from '../store/health.ts';
import { LATEST_VERSION } from '../store/migrations/index.ts';
import { checkSearchIndex } from '../store/search-build.ts';

/** A sentence for each stored file that is missing or no longer has its content. */
async function checkFiles({ db, paths }: Notebook): Promise<string[]> {
  const problems: string[] = [];
  for (const { sha256, name } of listFiles(db)) {
    const path = storedPath(paths.files, sha256);
    if (!existsSync(path)) {
      problems.push(
        `The original "${name}" is missing from files/. Its text is still in the library.`,
      );
    } else if ((await sha256OfFile(path)) !== sha256) {
      problems.push(
        `The original "${name}" was changed on disk. Put the first one back, or import it anew.`,
      );
    }
  }
  return problems;
}

export const libraryCalls: HandlersOf<'library'> = {
  'library.info': ({ db, paths, version }) => {
    // ISO 8601 sorts as text.
    const last = [lastBackup(paths)?.createdAt, lastPacked(db)].filter((at) => at !== undefined);
    const lastBackupAt = last.toSorted().at(-1);
    return {
      folder: paths.folder,
      version,
      schema: LATEST_VERSION,
      ...countLibrary(db),
      ...(lastBackupAt === undefined ? {} : { lastBackupAt }),
    };
  },
  'library.check': async (notebook) => {
    const { db } = notebook;
    const problems = [
      ...checkDatabase(db),
      ...checkSearchIndex(db),
      ...checkPassages(db),
      ...(await checkFiles(notebook)),
    ];
    return {
      ok: problems.length === 0,
      problems,
      checked: checkedCounts(db, listFiles(db).length),
    };
  },
  'library.pack': (notebook) => startLibraryPack(notebook),
  'library.restore': async (notebook, { from, folder }) => {
    const { temporary } = notebook.paths;
    const archive =
      'upload' in from
        ? findUpload(temporary, from.upload)
        : { path: from.path, name: basename(from.path) };
    if (!existsSync(archive.path)) {
      throw new Refusal('not-found', `There is no file ${archive.path}.`);
    }
    const unpacked = await notebook.jobs.run('backup', ({ report }) =>
      unpackLibrary(notebook, archive, { folder, report }),
    );
    if ('upload' in from) dropUpload(temporary, from.upload);
    return { folder: unpacked, opened: false };
  },
  'library.move': async (notebook, { folder }) => ({
    folder: await notebook.jobs.run('backup', ({ report }) =>
      copyLibrary(notebook, folder, report),
    ),
    opened: false,
  }),
  'library.backup': ({ db, paths, deps }) => backUp(db, paths, deps),
};
