/** The search worker: a read-only connection of its own, so that a search never waits for a save. */
import { setImmediate } from 'node:timers';
import { parentPort, workerData } from 'node:worker_threads';
import type { CallArgs } from '../../shared/contract.ts';
import { Refusal, type Result } from '../../shared/result.ts';
import { openReadable } from '../store/connection.ts';
import { createSearch } from './find.ts';

export interface SearchWorkerData {
  databaseFile: string;
}

/** One call of the contract that is answered here. */
export type AskedSearch =
  | { name: 'search.find'; args: CallArgs<'search.find'> }
  | { name: 'search.count'; args: CallArgs<'search.count'> };

export type SearchRequest = { id: number; asked: AskedSearch } | 'close';

export interface SearchAnswer {
  id: number;
  result: Result<unknown>;
}

const port = parentPort;
if (port === null) throw new Error('The search worker has to be started as a worker.');

const { databaseFile } = workerData as SearchWorkerData;
const db = openReadable(databaseFile);
const search = createSearch(db);
let pending: Array<Exclude<SearchRequest, 'close'>> = [];

port.on('message', (request: SearchRequest) => {
  if (request === 'close') {
    db.close();
    port.close();
    return;
  }
  // A keystroke overtakes the earlier ones that still wait; finished queries are all answered.
  if (isTyping(request)) {
    for (const { id } of pending.filter(isTyping)) tell(id, OVERTAKEN);
    pending = pending.filter((one) => !isTyping(one));
  }
  pending.push(request);
  // Not at once, so that what has arrived meanwhile is seen first.
  if (pending.length === 1) setImmediate(answerNext);
});

// An empty query reads the lists, so that the first keystroke doesn't have to wait for them.
setImmediate(() => {
  if (pending.length === 0 && db.open) search.warmUp();
});

function isTyping({ asked }: Exclude<SearchRequest, 'close'>): boolean {
  return asked.name === 'search.find' && asked.args.typing;
}

const OVERTAKEN: Result<never> = {
  ok: false,
  error: { code: 'cancelled', message: 'A newer search took the place of this one.' },
};

function answerNext(): void {
  const request = pending[0];
  if (request === undefined) return;
  const result = answer(request.asked);
  pending.shift();
  tell(request.id, result);
  if (pending.length > 0) setImmediate(answerNext);
}

function answer(asked: AskedSearch): Result<unknown> {
  try {
    return {
      ok: true,
      value: asked.name === 'search.find' ? search.find(asked.args) : search.count(asked.args),
    };
  } catch (error) {
    if (error instanceof Refusal) {
      return { ok: false, error: { code: error.code, message: error.message } };
    }
    const detail = error instanceof Error ? error.message : String(error);
    const message = `This search could not be answered (${detail}). Try other words; if it happens again, run the check of the library.`;
    return { ok: false, error: { code: 'internal', message } };
  }
}

function tell(id: number, result: Result<unknown>): void {
  port?.postMessage({ id, result } satisfies SearchAnswer);
}
