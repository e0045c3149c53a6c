import { Worker } from 'node:worker_threads';
import type { NotebookEvent } from '../shared/contract.ts';
import { Refusal, type Failure, type Result } from '../shared/result.ts';
import type { SearchCall } from './dispatch.ts';
import { libraryPaths, type LibraryPaths } from './library-folder.ts';
import type { LibraryMessage, LibraryRequest, LibraryWorkerData } from './library-worker.ts';
import type { OpenRequest } from './open-notebook.ts';
import { openSearch, type SearchClient } from './search/search-client.ts';
import type { StoredFile } from './store/files.ts';
import { openSwitching } from './switching.ts';
import { workerUrl } from './worker-url.ts';

export type OpenOptions = OpenRequest;

/** An open library as a host has it: everything happens in other threads. */
export interface Library {
  readonly paths: LibraryPaths;
  /** Answers a call of the contract, whose name and arguments are checked by the core. */
  call(name: string, args: unknown): Promise<Result<unknown>>;
  /** Hears every event; gives the function that stops it. */
  subscribe(listener: (event: NotebookEvent) => void): () => void;
  /** The record of a stored file by its SHA-256. */
  file(sha256: string): Promise<StoredFile | undefined>;
  /** Ends jobs, closes the database and lets go of the library. */
  close(): Promise<void>;
}

const STOPPED: Failure = {
  code: 'internal',
  message:
    'The library stopped answering. What was shown as saved is safe; close Casebook and start it again.',
};

/** How the names of the calls begin that the search worker answers, which checks them itself. */
const SEARCH = 'search.';

type Waiting = (message: LibraryMessage) => void;

/**
 * Opens a library folder, or the one that it was moved to. It can be moved and restored while it is
 * open; see `openSwitching`.
 *
 * @throws Refusal when the folder can't be used, is not a library, is newer, or is held elsewhere
 */
export function openLibrary(options: OpenOptions): Promise<Library> {
  return openSwitching(options, openFolder);
}

/** Has Node load what requests are made of, which takes a while, when there is time for it. */
function loadFetch(): void {
  setImmediate(() => new Response());
}

/**
 * Opens a library folder: its thread at once, the search worker when a window needs it soon.
 *
 * @throws Refusal when the folder can't be used, is not a library, is newer, or is held elsewhere
 */
async function openFolder(options: OpenOptions): Promise<Library> {
  const paths = libraryPaths(options.folder);
  const awaited = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(workerUrl(import.meta.url, './library-worker.ts'), {
    workerData: { request: options, awaited } satisfies LibraryWorkerData,
  });
  let search: SearchClient | undefined;
  const searchClient = () => {
    search ??= openSearch({
      databaseFile: paths.database,
      wordsFile: paths.words,
      workerUrl: workerUrl(import.meta.url, './search/search-worker.ts'),
      onDamage: () => void ask((id) => ({ id, kind: 'mend-search' })),
    });
    return search;
  };
  // It loads while the library opens, so that a window's first search need not wait; the CLI may
  // never search.
  if (options.host.kind !== 'cli') {
    searchClient();
    loadFetch();
  }

  const listeners = new Set<(event: NotebookEvent) => void>();
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let stopped = false;

  const tell = (event: NotebookEvent) => listeners.forEach((listener) => listener(event));

  const ready = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: LibraryMessage) => {
      if (message.type === 'ready') resolve();
      else if (message.type === 'refused') {
        reject(new Refusal(message.error.code, message.error.message));
      } else if (message.type === 'event') tell(message.event);
      else {
        waiting.get(message.id)?.(message);
        waiting.delete(message.id);
      }
    });
    worker.once('error', (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      reject(new Refusal('internal', `The library could not be opened (${reason}).`));
    });
    worker.once('exit', () => {
      stopped = true;
      for (const [id, answer] of waiting) {
        answer({ type: 'answer', id, result: { ok: false, error: STOPPED } });
      }
      waiting.clear();
      tell({ type: 'stopped', error: STOPPED });
      reject(new Refusal(STOPPED.code, STOPPED.message));
    });
  });

  try {
    await ready;
  } catch (error) {
    await search?.close();
    throw error;
  }
  search?.open();

  const ask = (make: (id: number) => LibraryRequest): Promise<LibraryMessage> => {
    const id = nextId++;
    if (stopped) {
      return Promise.resolve({ type: 'answer', id, result: { ok: false, error: STOPPED } });
    }
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      Atomics.add(awaited, 0, 1);
      worker.postMessage(make(id));
    });
  };

  return {
    paths,
    async call(name, args) {
      if (name.startsWith(SEARCH)) return searchClient().ask(name as SearchCall, args as never);
      const message = await ask((id) => ({ id, kind: 'call', name, args }));
      return message.type === 'answer' ? message.result : { ok: false, error: STOPPED };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async file(sha256) {
      const message = await ask((id) => ({ id, kind: 'file', sha256 }));
      return message.type === 'file' ? message.file : undefined;
    },
    async close() {
      listeners.clear();
      await search?.close();
      if (stopped) return;
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      await ask((id) => ({ id, kind: 'close' }));
      await ended;
    },
  };
}
