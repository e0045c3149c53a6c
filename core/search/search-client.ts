/** The search worker as the host's thread has it. */
import { Worker } from 'node:worker_threads';
import type { CallArgs, CallReply } from '../../shared/contract.ts';
import type { Failure, Result } from '../../shared/result.ts';
import type { SearchCall } from '../dispatch.ts';
import type { Question, SearchMessage, SearchRequest, SearchWorkerData } from './search-worker.ts';

export interface SearchClient {
  /** Says that the library is there to be searched; a call says so too. Before, the worker only loads. */
  open(): void;
  /**
   * Answers a call. While typing, a newer query takes the place of those that still wait, which
   * are answered with the code "cancelled".
   */
  ask<N extends SearchCall>(name: N, args: CallArgs<N>): Promise<Result<CallReply<N>>>;
  /** Ends the worker; what still waits is answered with the code "cancelled". */
  close(): Promise<void>;
}

/**
 * Room for what an answer leaves behind, in megabytes. Texts are read for every key, and most of them
 * are done with when it is answered: more room would only fill up before anybody looks.
 */
const YOUNG_MB = 6;
/**
 * Room for all that it holds: far more than any search needs. V8 cleans up only when a part of this is
 * full, and without a limit that part is as large as the machine's memory makes it.
 */
const OLD_MB = 256;

interface Waiting {
  asked: Omit<Question, 'id'>;
  answer(result: Result<never>): void;
}

const CLOSED: Failure = {
  code: 'cancelled',
  message: 'The library was closed before the search was done.',
};
const DIED: Failure = {
  code: 'internal',
  message: 'The search stopped working. Close Casebook and start it again; nothing was lost.',
};

/** Starts the search worker of a library. It is started again, once, when it dies. */
export function openSearch({
  databaseFile,
  wordsFile,
  workerUrl,
  onDamage,
}: {
  databaseFile: string;
  /** Where the words of the index are kept for the next start. */
  wordsFile: string;
  workerUrl: URL;
  /** Told whenever the index can't be read. */
  onDamage: () => void;
}): SearchClient {
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let restarts = 0;
  let closed = false;
  let worker: Worker | undefined = start();

  function start(): Worker {
    const started = new Worker(workerUrl, {
      workerData: { databaseFile, wordsFile } satisfies SearchWorkerData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: OLD_MB },
    });
    // A search never keeps the program from ending.
    started.unref();
    started.on('message', (message: SearchMessage) => {
      if (message === 'damaged') onDamage();
      else settle(message.id, message.result);
    });
    // Followed by "exit", which decides what happens.
    started.on('error', () => undefined);
    started.once('exit', () => {
      if (worker === started) ended();
    });
    return started;
  }

  function ended(): void {
    worker = undefined;
    if (!closed && restarts === 0) {
      restarts += 1;
      worker = start();
      worker.postMessage('open' satisfies SearchRequest);
      for (const [id, { asked }] of waiting) post({ id, ...asked });
    } else
      for (const id of [...waiting.keys()])
        settle(id, { ok: false, error: closed ? CLOSED : DIED });
  }

  function settle(id: number, result: Result<unknown>): void {
    const one = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker?.unref();
    // The worker answers each call with what the contract says of it.
    one?.answer(result as Result<never>);
  }

  function post(request: SearchRequest): void {
    worker?.ref();
    worker?.postMessage(request);
  }

  return {
    open() {
      worker?.postMessage('open' satisfies SearchRequest);
    },
    ask(name, args) {
      if (worker === undefined)
        return Promise.resolve({ ok: false, error: closed ? CLOSED : DIED });
      return new Promise((answer) => {
        const id = nextId++;
        waiting.set(id, { asked: { name, args }, answer });
        post({ id, name, args });
      });
    },
    async close() {
      closed = true;
      const last = worker;
      if (last === undefined) return;
      const exited = new Promise((resolve) => last.once('exit', resolve));
      post('close');
      await exited;
    },
  };
}
