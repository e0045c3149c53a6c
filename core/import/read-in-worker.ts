/**
 * Reading files in a thread of their own, with a memory limit and a time limit, so that no file can
 * stall or harm the program. One thread is kept; one that passes a limit or dies is replaced.
 */
import { Worker } from 'node:worker_threads';
import { Refusal } from '../../shared/result.ts';
import type { FileRead, FilesSources, ReadFile, ReadJob, ReadReply } from './read-job.ts';
import { nameInSentence, type ReadOptions } from './reader.ts';

export type { FileRead, FilesSources, ReadFile } from './read-job.ts';

export interface ReaderPoolOptions {
  /** Where `import-worker` is, bundled or as source. */
  workerUrl: URL;
  /** Most memory that the thread may take for objects, in megabytes. */
  memoryMb?: number;
  /** Longest that one file may take, in milliseconds, counted from when the thread is ready. */
  timeoutMs?: number;
}

export interface ReaderPool {
  /**
   * Reads one file; files are read one after another in the order asked for. Rejects with a
   * `Refusal`: the reader's own, or `reader-failed` past a limit, or `cancelled` once closed.
   */
  readAll: (file: ReadFile, options?: ReadOptions) => Promise<FilesSources>;
  /** Reads one file for its first source, as `readAll` does. */
  read: (file: ReadFile, options?: ReadOptions) => Promise<FileRead>;
  /** Ends the thread; reads that are not done are refused as `cancelled`. */
  close: () => Promise<void>;
}

/** A worker that has said it is ready, or will. */
interface Thread {
  worker: Worker;
  ready: Promise<void>;
}

function startThread(workerUrl: URL, memoryMb: number): Thread {
  const worker = new Worker(workerUrl, {
    name: 'import',
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  const ready = new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The import thread ended before it was ready.')));
  });
  // A read that is waiting sees the failure; without one there is nobody to tell yet.
  ready.catch(() => undefined);
  worker.unref();
  return { worker, ready };
}

function secondsText(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}

/** Starts a pool of one thread for reading untrusted files. Close it when done. */
export function createReaderPool(options: ReaderPoolOptions): ReaderPool {
  const { workerUrl, memoryMb = 1536, timeoutMs = 60_000 } = options;
  let thread: Thread | undefined;
  let closed = false;
  let nextId = 1;
  let queue: Promise<unknown> = Promise.resolve();
  const closing = new AbortController();

  const cancelled = (): Refusal => new Refusal('cancelled', 'The import was ended.');
  const retire = async (old: Thread): Promise<void> => {
    if (thread === old) thread = undefined;
    await old.worker.terminate();
  };

  /** Why a thread died, as the sentence for the file it was reading. */
  const deathOf = (name: string, error: unknown): Refusal => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const reason =
      code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? `needs more than ${memoryMb} MB of memory to read`
        : `could not be read: ${error instanceof Error ? error.message : String(error)}`;
    return new Refusal(
      'reader-failed',
      `${nameInSentence(name)} ${reason}. Split it, or save it as plain text, and add that.`,
    );
  };
  const tooSlow = (name: string): Refusal =>
    new Refusal(
      'reader-failed',
      `${nameInSentence(name)} took longer than ${secondsText(timeoutMs)} to read and was given up. Split it, or save it as plain text, and add that.`,
    );

  /** Posts one file to a ready thread and waits for its answer, its death, the limit or the end. */
  const ask = ({ worker }: Thread, job: ReadJob): Promise<ReadReply> =>
    new Promise((resolve, reject) => {
      const { id, name } = job;
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        closing.signal.removeEventListener('abort', onClose);
        finish();
      };
      const onMessage = (reply: ReadReply): void => {
        if (reply.id === id) settle(() => resolve(reply));
      };
      const onError = (error: unknown): void => settle(() => reject(deathOf(name, error)));
      const onExit = (): void => onError(new Error('its reader ended'));
      const onClose = (): void => settle(() => reject(cancelled()));
      const timer = setTimeout(() => settle(() => reject(tooSlow(name))), timeoutMs);
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      closing.signal.addEventListener('abort', onClose);
      worker.postMessage(job);
    });

  const readOne = async (file: ReadFile, options: ReadOptions): Promise<FilesSources> => {
    if (closed) throw cancelled();
    const current = (thread ??= startThread(workerUrl, memoryMb));
    current.worker.ref();
    const reply = await current.ready
      .catch((error: unknown) => {
        throw closed ? cancelled() : deathOf(file.name, error);
      })
      .then(() => ask(current, { ...file, options, id: nextId++ }))
      .catch(async (error: unknown) => {
        // Whatever came instead of an answer, this thread is dead, stuck or no longer wanted.
        await retire(current);
        throw error;
      });
    current.worker.unref();
    if (reply.ok) return reply.value;
    throw new Refusal(reply.error.code, reply.error.message);
  };

  const readAll = (file: ReadFile, options: ReadOptions = {}): Promise<FilesSources> => {
    const result = queue.then(() => readOne(file, options));
    queue = result.catch(() => undefined);
    return result;
  };

  return {
    readAll,
    read: async (file, options) => {
      const { sources, ...rest } = await readAll(file, options);
      const [first] = sources;
      if (first === undefined) throw new Error('A file was read into nothing.');
      return { ...first, ...rest };
    },
    close: async () => {
      closed = true;
      closing.abort();
      if (thread !== undefined) await retire(thread);
    },
  };
}
