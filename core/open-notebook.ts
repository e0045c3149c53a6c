import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { contract, type NotebookEvent } from '../shared/contract.ts';
import type { Result } from '../shared/result.ts';
import { TOPICS } from '../shared/topics.ts';
import { backUp, lastBackup } from './backups.ts';
import { handlers } from './calls/index.ts';
import { checkCall, isSearchCall, runCall } from './dispatch.ts';
import { newId } from './ids.ts';
import { closeImports, createImportSessions } from './import-session/sessions.ts';
import { createCitations } from './citations/citations.ts';
import { createReaderPool } from './import/read-in-worker.ts';
import { createHighlightPages } from './highlight-pages.ts';
import { createJobs } from './jobs.ts';
import { folderRefusal, prepareFolder } from './library-folder.ts';
import { holdLibrary, type HostInfo } from './library-lock.ts';
import type { Notebook } from './notebook.ts';
import {
  dataVersion,
  inTransaction,
  openWritable,
  type OpenedDatabase,
} from './store/connection.ts';
import { findAddedStyle } from './store/citation-styles.ts';
import { findFile, type StoredFile } from './store/files.ts';
import { watchChanges } from './store/history.ts';
import { migrate } from './store/migrate.ts';
import { LATEST_VERSION } from './store/migrations/index.ts';
import { ensureSearchIndex } from './store/search-build.ts';
import { readSettings } from './store/settings.ts';
import { pruneSearchChanges } from './store/search-lists.ts';
import { finishSearchIndex, keepSearchIndex, type SearchUpkeep } from './search-upkeep.ts';
import { clearStale } from './uploads.ts';
import { workerUrl } from './worker-url.ts';

export interface OpenRequest {
  /** Absolute path of the library folder; made when it is not there. */
  folder: string;
  host: HostInfo;
  /** Of the program. */
  version: string;
  /** Absolute path of the program's resources/. */
  resourcesFolder: string;
}

/** One open library, as its own thread has it. */
export interface OpenNotebook {
  /** Answers a call of the contract; the name and the arguments are checked here. */
  call(name: string, args: unknown): Promise<Result<unknown>>;
  /** The record of a stored file. */
  file(sha256: string): StoredFile | undefined;
  /** Builds a search index that can't be read anew. */
  mendSearch(): void;
  /** Ends running jobs and readers, then closes the database. */
  close(): Promise<void>;
}

/** How often changes by other processes (the CLI beside a window) are looked for, in ms. */
const WATCH_MS = 700;
const BACKUP_AGE_MS = 24 * 60 * 60 * 1000;

/** Opens the database, brings it to this format, and fills a new library with the preloaded case. */
async function openDatabase(
  request: OpenRequest,
  paths: Notebook['paths'],
  deps: Notebook['deps'],
): Promise<OpenedDatabase> {
  const opened = openWritable(paths.database);
  const { db, isNew, version } = opened;
  try {
    if (version < LATEST_VERSION) {
      // Read only when needed: it brings the readers along, which every later start would pay for.
      const { addPreloadedCase } = await import('./preloaded/preloaded-case.ts');
      // One transaction: a start that is cut off leaves either no library or a whole one.
      inTransaction(db, () => {
        migrate(db, version);
        ensureSearchIndex(db);
        if (isNew) {
          const { resourcesFolder } = request;
          addPreloadedCase(db, deps, { resourcesFolder, filesFolder: paths.files });
        }
      });
    } else ensureSearchIndex(db);
    pruneSearchChanges(db);
    watchChanges(db);
    return opened;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens a library folder for one program.
 *
 * @throws Refusal when the folder can't be used, is not a library, is newer, or is held elsewhere
 */
export async function openNotebook(
  request: OpenRequest,
  { emit: tell, isAwaited }: Pick<Notebook, 'emit' | 'isAwaited'>,
): Promise<OpenNotebook> {
  const { folder, host, version, resourcesFolder } = request;
  const now = () => new Date();
  const deps = { now, newId: () => newId(now) };
  const paths = prepareFolder(folder);
  const holds = host.kind !== 'cli';
  const wasCutOff = holds && isLeftOpen(paths.database);
  let release = () => {};
  let opened: OpenedDatabase;
  try {
    if (holds) release = holdLibrary(paths, host, process.pid);
    opened = await openDatabase(request, paths, deps);
  } catch (error) {
    release();
    throw folderRefusal(folder, error);
  }
  const { db, isNew } = opened;
  const readers = createReaderPool({
    workerUrl: workerUrl(import.meta.url, './import/import-worker.ts'),
    timeoutMs: () => readSettings(db).importSeconds * 1000,
    memoryMb: () => readSettings(db).importMegabytes,
  });
  let upkeep: SearchUpkeep | undefined = undefined;
  const emit = (event: NotebookEvent): void => {
    tell(event);
    // Whoever wrote says so, jobs as well, long after the call that began them.
    if (event.type === 'changed') upkeep?.written();
  };
  const jobs = createJobs(deps.newId, emit);
  const notebook: Notebook = {
    db,
    paths,
    deps,
    version,
    resourcesFolder,
    readers,
    jobs,
    imports: createImportSessions(),
    citations: createCitations(join(resourcesFolder, 'citations'), (id) => findAddedStyle(db, id)),
    highlightPages: createHighlightPages(db),
    emit,
    isAwaited,
  };

  upkeep = holds
    ? keepSearchIndex({
        db,
        jobs,
        databaseFile: paths.database,
        workerUrl: workerUrl(import.meta.url, './search/search-worker.ts'),
        wasCutOff,
      })
    : undefined;
  if (upkeep === undefined) finishSearchIndex(db);
  const timers: NodeJS.Timeout[] = [];
  if (holds) {
    clearStale(paths.temporary, now());
    let seen = dataVersion(db);
    const look = () => {
      const current = dataVersion(db);
      if (current !== seen) emit({ type: 'changed', topics: [...TOPICS] });
      seen = current;
    };
    timers.push(setInterval(look, WATCH_MS).unref());
    const last = lastBackup(paths);
    const age = last === undefined ? Infinity : now().getTime() - Date.parse(last.createdAt);
    if (!isNew && age > BACKUP_AGE_MS)
      timers.push(setTimeout(() => backUpDaily(notebook), 5000).unref());
  }

  return {
    async call(name, args) {
      const checked = checkCall(name, args);
      if (!checked.ok) return checked;
      const { value } = checked;
      if (isSearchCall(value.name)) {
        // The host sends searches to their own worker; this one would wait behind writes.
        return {
          ok: false,
          error: { code: 'unknown-call', message: 'Searches are answered by the search worker.' },
        };
      }
      const result = await runCall(notebook, handlers, value.name, value.args);
      if (upkeep === undefined && contract[value.name].access === 'write') finishSearchIndex(db);
      return result;
    },
    file: (sha256) => findFile(db, sha256),
    mendSearch: () => upkeep?.mend(),
    async close() {
      timers.forEach(clearTimeout);
      upkeep?.stop();
      await closeImports(notebook);
      await jobs.close();
      await readers.close();
      db.close();
      release();
    },
  };
}

/** Says whether the library was cut off the last time: closing takes its log away. */
function isLeftOpen(database: string): boolean {
  const log = `${database}-wal`;
  return existsSync(log) && statSync(log).size > 0;
}

/** The backup of the day; a failure is shown, since the researcher counts on it. */
function backUpDaily({ db, paths, deps, emit, jobs }: Notebook): void {
  jobs.start('backup', async ({ report, signal }) => {
    report('Backing up the library');
    const { path, bytes } = await backUp(db, paths, deps, signal);
    emit({ type: 'changed', topics: ['library'] });
    return { path, name: 'library.sqlite', bytes };
  });
}
