/**
 * Reading files in processes of their own, with a memory limit and a time limit, so that no file can
 * stall or harm the program. Not in threads: V8 ends the whole process when one thread's objects grow
 * past its limit faster than it can say so. A process that passes a limit or dies is replaced; a
 * second one goes on with the others meanwhile.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../../shared/result.ts';
import { bareSurroundings } from '../node-process.ts';
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
  /** Most memory that a process may take for objects, in megabytes. */
  memoryMb?: number | (() => number);
  /** Longest that one file may take, in milliseconds, counted from when its process is ready. */
  timeoutMs?: number | (() => number);
  /** Most processes at a time. */
  processes?: number;
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
  /** Megabytes that its processes held, all together, when each last answered. */
  heldMb: () => number;
  /** Ends the processes; reads that are not done are refused as `cancelled`. */
  close: () => Promise<void>;
}

/** A process without work is ended after this time, to give its memory back. */
const IDLE_MS = 30_000;

/** How much of a process's last words is kept, in characters. */
const LAST_WORDS = 10_000;

/** A process that has said it is ready, or will. */
interface Reader {
  child: ChildProcess;
  /** What it was started with, in megabytes; it can't be changed later. */
  memoryMb: number;
  ready: Promise<void>;
  /** Settled once it has ended and all its words have come. */
  ended: Promise<Ending>;
  heldMb: number;
  idle?: NodeJS.Timeout | undefined;
}

/** How a process ended. */
interface Ending {
  outOfMemory: boolean;
  reason: string;
}

type Task = ReadTask | SpoolTask | ExpandTask | SketchTask;

interface Waiting {
  task: Task;
  signal: AbortSignal | undefined;
  limits: ReadLimits;
  resolve: (value: ReadAnswers[keyof ReadAnswers]) => void;
  reject: (reason: unknown) => void;
}

function startReader(workerUrl: URL, memoryMb: number): Reader {
  const child = fork(fileURLToPath(workerUrl), {
    env: bareSurroundings(),
    // Nothing of what this process was started with: that may be a program to run (node -e).
    execArgv: [`--max-old-space-size=${memoryMb}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    words = (words + chunk).slice(-LAST_WORDS);
  });
  const ended = new Promise<Ending>((resolve) => {
    const end = (reason: string): void =>
      resolve({ outOfMemory: /heap limit|out of memory/i.test(words), reason });
    child.once('error', (error) => end(error.message));
    child.once('close', () => end('its reader ended'));
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    void ended.then(() => reject(new Error('The reader ended before it was ready.')));
  });
  // A read that is waiting sees the failure; without one there is nobody to tell yet.
  ready.catch(() => undefined);
  const reader: Reader = { child, memoryMb, ready, ended, heldMb: 0 };
  holdOpen(reader, false);
  return reader;
}

/** Whether the program has to wait for a reader before it can end. */
function holdOpen({ child }: Reader, hold: boolean): void {
  const does = hold ? 'ref' : 'unref';
  child[does]();
  child.channel?.[does]();
  if (child.stderr instanceof Socket) child.stderr[does]();
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

/** Starts a pool for reading untrusted files; processes start when they are needed. Close it when done. */
export function createReaderPool(options: ReaderPoolOptions): ReaderPool {
  const { workerUrl, memoryMb = 1536, timeoutMs = 60_000, processes: most = 2 } = options;
  const readers = new Set<Reader>();
  const free: Reader[] = [];
  const queue: Waiting[] = [];
  let closed = false;
  let nextId = 1;
  const closing = new AbortController();

  const retire = async (old: Reader): Promise<void> => {
    clearTimeout(old.idle);
    readers.delete(old);
    const at = free.indexOf(old);
    if (at !== -1) free.splice(at, 1);
    // Whoever waits for its end is not to be ended first.
    holdOpen(old, true);
    old.child.kill('SIGKILL');
    await old.ended;
  };

  /** Why a process died, as the sentence for the file it was reading. */
  const deathOf = (name: string, { outOfMemory, reason }: Ending, memory: number): Refusal => {
    const advice = outOfMemory ? 'Allow more memory, split it,' : 'Split it,';
    const what = outOfMemory
      ? `needs more than ${memory} MB of memory to read`
      : `could not be read: ${reason}`;
    return new Refusal(
      'reader-failed',
      `${nameInSentence(name)} ${what}. ${advice} or save it as plain text, and add that.`,
    );
  };
  const tooSlow = (name: string, limit: number): Refusal =>
    new Refusal(
      'reader-failed',
      `${nameInSentence(name)} took longer than ${secondsText(limit)} to read and was given up. Allow more time, or split it and add the parts.`,
    );

  /** Sends one job to a ready process and waits for its answer, its death, the limit or the end. */
  const ask = (
    reader: Reader,
    job: ReadJob,
    signal: AbortSignal | undefined,
    timeout: number | undefined,
  ): Promise<ReadReply> =>
    new Promise((resolve, reject) => {
      const { id, name } = job;
      const { child, memoryMb: memory } = reader;
      const limit = timeout ?? valueOf(timeoutMs);
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        child.off('message', onMessage).off('close', onClose);
        closing.signal.removeEventListener('abort', onEnd);
        signal?.removeEventListener('abort', onEnd);
        finish();
      };
      const onMessage = (reply: ReadReply): void => {
        if (reply.id === id) settle(() => resolve(reply));
      };
      const onClose = (): void => {
        void reader.ended.then((ending) => settle(() => reject(deathOf(name, ending, memory))));
      };
      const onEnd = (): void => settle(() => reject(cancelled()));
      const timer = setTimeout(() => settle(() => reject(tooSlow(name, limit))), limit);
      child.on('message', onMessage).once('close', onClose);
      closing.signal.addEventListener('abort', onEnd);
      signal?.addEventListener('abort', onEnd);
      // A process that can't be written to has ended, which is heard of above.
      child.send(job, () => undefined);
    });

  const work = async (
    reader: Reader,
    { task, signal, limits }: Waiting,
  ): Promise<ReadAnswers[keyof ReadAnswers]> => {
    clearTimeout(reader.idle);
    holdOpen(reader, true);
    let reply: ReadReply;
    try {
      await reader.ready.catch(async () => {
        throw closed ? cancelled() : deathOf(task.name, await reader.ended, reader.memoryMb);
      });
      if (signal?.aborted === true) throw cancelled();
      reply = await ask(reader, { ...task, id: nextId++ }, signal, limits.timeoutMs);
    } catch (error) {
      // Whatever came instead of an answer, this process is dead, stuck or no longer wanted.
      await retire(reader);
      throw error;
    }
    if (reply.last) await retire(reader);
    else {
      reader.heldMb = reply.heldMb;
      holdOpen(reader, false);
      reader.idle = setTimeout(() => void retire(reader), IDLE_MS).unref();
      free.push(reader);
    }
    if (reply.ok) return reply.value;
    throw new Refusal(reply.error.code, reply.error.message);
  };

  /** A reader with a limit of memory; one with another that is idle makes room for it. */
  const freeReader = ({ limits }: Waiting): Reader | undefined => {
    const memory = limits.memoryMb ?? valueOf(memoryMb);
    const fitting = free.findLastIndex((reader) => reader.memoryMb === memory);
    if (fitting !== -1) return free.splice(fitting, 1)[0];
    const [other] = free;
    if (readers.size >= most) {
      if (other === undefined) return undefined;
      void retire(other);
    }
    const started = startReader(workerUrl, memory);
    readers.add(started);
    // One that ends while nothing is asked of it is not to be asked again.
    void started.ended.then(() => retire(started));
    return started;
  };

  const pump = (): void => {
    while (queue.length > 0) {
      const [next] = queue;
      if (next === undefined) return;
      try {
        const reader = freeReader(next);
        if (reader === undefined) return;
        queue.shift();
        void work(reader, next).then(next.resolve, next.reject).finally(pump);
      } catch (error) {
        // The system has no room for another process.
        queue.shift();
        const reason = error instanceof Error ? error.message : String(error);
        next.reject(deathOf(next.task.name, { outOfMemory: false, reason }, 0));
      }
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
    heldMb: () => [...readers].reduce((sum, { heldMb }) => sum + heldMb, 0),
    close: async () => {
      closed = true;
      closing.abort();
      for (const { reject } of queue.splice(0)) reject(cancelled());
      await Promise.all([...readers].map(retire));
    },
  };
}
