/**
 * Reading files in threads of their own, with a memory limit and a time limit, so that no file can
 * stall or harm the program. A thread that passes a limit or dies is replaced; a second one goes on
 * with the others meanwhile.
 */
import { Worker } from 'node:worker_threads';
import { Refusal } from '../../shared/result.ts';
import type {
  ExpandTask,
  FileRead,
  FilesSources,
  ReadAnswers,
  ReadFile,
  ReadJob,
  ReadReply,
  ReadTask,
  SketchTask,
  SpoolTask,
} from './read-job.ts';
import { nameInSentence, type ReadOptions } from './reader.ts';

export type { FileRead, FilesSources, ReadFile } from './read-job.ts';

export interface ReaderPoolOptions {
  /** Where `import-worker` is, bundled or as source. */
  workerUrl: URL;
  /** Most memory that a thread may take for objects, in megabytes. */
  memoryMb?: number | (() => number);
  /** Longest that one file may take, in milliseconds, counted from when the thread is ready. */
  timeoutMs?: number | (() => number);
  /** Most threads at a time. */
  threads?: number;
}

/** What one task may take; the pool's own limits where absent. */
export interface ReadLimits {
  timeoutMs?: number | undefined;
  memoryMb?: number | undefined;
}

export interface ReaderPool {
  /**
   * Reads one file. Rejects with a `Refusal`: the reader's own, or `reader-failed` past a limit, or
   * `cancelled` once closed or aborted.
   */
  readAll: (file: ReadFile, options?: ReadOptions) => Promise<FilesSources>;
  /** Reads one file for its first source, as `readAll` does. */
  read: (file: ReadFile, options?: ReadOptions) => Promise<FileRead>;
  /** Reads a file of a drop into a spool folder, opens an archive into one, or sketches a text. */
  run: <T extends SpoolTask | ExpandTask | SketchTask>(
    task: T,
    signal?: AbortSignal,
    limits?: ReadLimits,
  ) => Promise<ReadAnswers[T['kind']]>;
  /** Ends the threads; reads that are not done are refused as `cancelled`. */
  close: () => Promise<void>;
}

/** A thread without work is ended after this time, to give its memory back. */
const IDLE_MS = 30_000;

/** A worker that has said it is ready, or will. */
interface Thread {
  worker: Worker;
  /** What it was started with, in megabytes; it can't be changed later. */
  memoryMb: number;
  ready: Promise<void>;
  idle?: NodeJS.Timeout | undefined;
}

type Task = ReadTask | SpoolTask | ExpandTask | SketchTask;

interface Waiting {
  task: Task;
  signal: AbortSignal | undefined;
  limits: ReadLimits;
  resolve: (value: ReadAnswers[keyof ReadAnswers]) => void;
  reject: (reason: unknown) => void;
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
  return { worker, memoryMb, ready };
}

function valueOf(limit: number | (() => number)): number {
  return typeof limit === 'number' ? limit : limit();
}

function secondsText(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}

function cancelled(): Refusal {
  return new Refusal('cancelled', 'The import was ended.');
}

/** Starts a pool for reading untrusted files; threads start when they are needed. Close it when done. */
export function createReaderPool(options: ReaderPoolOptions): ReaderPool {
  const { workerUrl, memoryMb = 1536, timeoutMs = 60_000, threads: most = 2 } = options;
  const threads = new Set<Thread>();
  const free: Thread[] = [];
  const queue: Waiting[] = [];
  let closed = false;
  let nextId = 1;
  const closing = new AbortController();

  const retire = async (old: Thread): Promise<void> => {
    clearTimeout(old.idle);
    threads.delete(old);
    const at = free.indexOf(old);
    if (at !== -1) free.splice(at, 1);
    await old.worker.terminate();
  };

  /** Why a thread died, as the sentence for the file it was reading. */
  const deathOf = (name: string, error: unknown, memory: number): Refusal => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const wantsMemory = code === 'ERR_WORKER_OUT_OF_MEMORY';
    const advice = wantsMemory ? 'Allow more memory, split it,' : 'Split it,';
    const reason = wantsMemory
      ? `needs more than ${memory} MB of memory to read`
      : `could not be read: ${error instanceof Error ? error.message : String(error)}`;
    return new Refusal(
      'reader-failed',
      `${nameInSentence(name)} ${reason}. ${advice} or save it as plain text, and add that.`,
    );
  };
  const tooSlow = (name: string, limit: number): Refusal =>
    new Refusal(
      'reader-failed',
      `${nameInSentence(name)} took longer than ${secondsText(limit)} to read and was given up. Allow more time, or split it and add the parts.`,
    );

  /** Posts one job to a ready thread and waits for its answer, its death, the limit or the end. */
  const ask = (
    { worker, memoryMb: memory }: Thread,
    job: ReadJob,
    signal: AbortSignal | undefined,
    timeout: number | undefined,
  ): Promise<ReadReply> =>
    new Promise((resolve, reject) => {
      const { id, name } = job;
      const limit = timeout ?? valueOf(timeoutMs);
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        closing.signal.removeEventListener('abort', onEnd);
        signal?.removeEventListener('abort', onEnd);
        finish();
      };
      const onMessage = (reply: ReadReply): void => {
        if (reply.id === id) settle(() => resolve(reply));
      };
      const onError = (error: unknown): void => settle(() => reject(deathOf(name, error, memory)));
      const onExit = (): void => onError(new Error('its reader ended'));
      const onEnd = (): void => settle(() => reject(cancelled()));
      const timer = setTimeout(() => settle(() => reject(tooSlow(name, limit))), limit);
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      closing.signal.addEventListener('abort', onEnd);
      signal?.addEventListener('abort', onEnd);
      worker.postMessage(job);
    });

  const work = async (
    thread: Thread,
    { task, signal, limits }: Waiting,
  ): Promise<ReadAnswers[keyof ReadAnswers]> => {
    clearTimeout(thread.idle);
    thread.worker.ref();
    let reply: ReadReply;
    try {
      await thread.ready.catch((error: unknown) => {
        throw closed ? cancelled() : deathOf(task.name, error, thread.memoryMb);
      });
      if (signal?.aborted === true) throw cancelled();
      reply = await ask(thread, { ...task, id: nextId++ }, signal, limits.timeoutMs);
    } catch (error) {
      // Whatever came instead of an answer, this thread is dead, stuck or no longer wanted.
      await retire(thread);
      throw error;
    }
    thread.worker.unref();
    thread.idle = setTimeout(() => void retire(thread), IDLE_MS).unref();
    free.push(thread);
    if (reply.ok) return reply.value;
    throw new Refusal(reply.error.code, reply.error.message);
  };

  /** A thread with a limit of memory; one with another that is idle makes room for it. */
  const freeThread = ({ limits }: Waiting): Thread | undefined => {
    const memory = limits.memoryMb ?? valueOf(memoryMb);
    const fitting = free.findLastIndex((thread) => thread.memoryMb === memory);
    if (fitting !== -1) return free.splice(fitting, 1)[0];
    const [other] = free;
    if (threads.size >= most) {
      if (other === undefined) return undefined;
      void retire(other);
    }
    const started = startThread(workerUrl, memory);
    threads.add(started);
    return started;
  };

  const pump = (): void => {
    while (queue.length > 0) {
      const [next] = queue;
      const thread = next && freeThread(next);
      if (next === undefined || thread === undefined) return;
      queue.shift();
      void work(thread, next).then(next.resolve, next.reject).finally(pump);
    }
  };

  const enqueue = (
    task: Task,
    signal?: AbortSignal,
    limits: ReadLimits = {},
  ): Promise<ReadAnswers[keyof ReadAnswers]> =>
    new Promise((resolve, reject) => {
      if (closed || signal?.aborted === true) {
        reject(cancelled());
        return;
      }
      queue.push({ task, signal, limits, resolve, reject });
      pump();
    });

  const readAll = async (file: ReadFile, options: ReadOptions = {}): Promise<FilesSources> =>
    // Each kind of task has its own kind of answer; the worker's table of them is checked.
    (await enqueue({ ...file, kind: 'read', options })) as FilesSources;

  return {
    readAll,
    read: async (file, options) => {
      const { sources, ...rest } = await readAll(file, options);
      const [first] = sources;
      if (first === undefined) throw new Error('A file was read into nothing.');
      return { ...first, ...rest };
    },
    run: async <T extends SpoolTask | ExpandTask | SketchTask>(
      task: T,
      signal?: AbortSignal,
      limits?: ReadLimits,
    ) => (await enqueue(task, signal, limits)) as ReadAnswers[T['kind']],
    close: async () => {
      closed = true;
      closing.abort();
      for (const { reject } of queue.splice(0)) reject(cancelled());
      await Promise.all([...threads].map(retire));
    },
  };
}
