import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Refusal } from '../shared/result.ts';
import { codeOf } from './error-code.ts';

/** The parts of a library folder, as absolute paths. */
export interface LibraryPaths {
  folder: string;
  database: string;
  /** The words of the search index, for the next start; may be thrown away. */
  words: string;
  files: string;
  backups: string;
  /** Uploads and results on their way; nothing in it is worth keeping. */
  temporary: string;
  lock: string;
  /** Who holds the lock, for the sentence that a second program shows. */
  holder: string;
}

/** Names the parts of a library folder. */
export function libraryPaths(folder: string): LibraryPaths {
  return {
    folder,
    database: join(folder, 'library.sqlite'),
    words: join(folder, 'library.words'),
    files: join(folder, 'files'),
    backups: join(folder, 'backups'),
    temporary: join(folder, 'tmp'),
    lock: join(folder, 'library.lock'),
    holder: join(folder, 'library.lock.json'),
  };
}

/** The library when none is named: CASEBOOK_LIBRARY, or `Casebook` among the user's documents. */
export function defaultLibraryFolder(
  documentsFolder: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const named = env['CASEBOOK_LIBRARY'];
  return named !== undefined && named !== '' ? named : join(documentsFolder, 'Casebook');
}

const OURS = /^(library\.(sqlite(-wal|-shm)?|words(\.part)?|lock(\.json)?)|files|backups|tmp)$/;
/** What file managers leave behind in any folder. */
const LITTER = /^(\..*|desktop\.ini|Thumbs\.db)$/i;

function cannotUse(folder: string, reason: string): Refusal {
  return new Refusal(
    'not-writable',
    `The library folder ${folder} can't be used: ${reason}. Choose another with --library DIR.`,
  );
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'a file of that name is in the way',
  ENOENT: 'the place does not exist and can not be made',
  ENOSPC: 'the disk is full',
  SQLITE_CANTOPEN: 'its database can not be opened or made',
  SQLITE_READONLY: 'its database may not be written',
  SQLITE_PERM: 'its database may not be written',
  SQLITE_FULL: 'the disk is full',
};

/** The refusal for an error met while a library folder was being opened; other errors pass as is. */
export function folderRefusal(folder: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined || error instanceof Refusal) return error;
  const reason = REASONS[code] ?? REASONS[code.split('_').slice(0, 2).join('_')];
  return reason === undefined ? error : cannotUse(folder, reason);
}

/**
 * Makes a folder with its parents. Not by mkdir's own recursion, which never ends where a system
 * says of every new folder that its parent is missing (/proc does).
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  mkdirSync(folder);
}

/**
 * Makes the folder and its parts where they are missing. Refuses a folder that holds other things
 * and no library, so that a mistyped path does not scatter a library among somebody's files.
 */
export function prepareFolder(folder: string): LibraryPaths {
  const paths = libraryPaths(folder);
  try {
    makeFolder(folder);
    const entries = readdirSync(folder);
    const foreign = entries.find((name) => !OURS.test(name) && !LITTER.test(name));
    if (foreign !== undefined && !entries.includes('library.sqlite')) {
      throw new Refusal(
        'not-a-library',
        `${folder} holds other files ("${foreign}") and no library, so it was left as it is. ` +
          'Choose an empty or new folder with --library DIR.',
      );
    }
    for (const part of [paths.files, paths.backups, paths.temporary]) {
      mkdirSync(part, { recursive: true });
    }
    if (!statSync(folder).isDirectory()) throw cannotUse(folder, 'it is not a folder');
    return paths;
  } catch (error) {
    throw folderRefusal(folder, error);
  }
}
