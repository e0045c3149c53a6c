/** The search worker: a read-only connection of its own, so that a search never waits for a save. */
import { setImmediate, setTimeout } from 'node:timers';
import { parentPort, workerData } from 'node:worker_threads';
import type { CallArgs } from '../../shared/contract.ts';
import { Refusal, type Result } from '../../shared/result.ts';
import { countArgsSchema, findArgsSchema } from '../../shared/search-calls.ts';
import { checkArgs } from '../check-args.ts';
import { unknownCall } from '../failure.ts';
import { isCurrentLibrary, openReadable, type ReadableDB } from '../store/connection.ts';
import { indexDamages } from '../store/search-build.ts';
import { isDamage } from '../store/search-tables.ts';
import { createSearch, type Search } from './find.ts';
import { loadWordForms } from './word-forms.ts';
import { startReadingWords, type WordsReader } from './words-client.ts';
import { readWordsFile } from './words-file.ts';

export type SearchWorkerData =
  | { databaseFile: string; wordsFile: string }
  /** Instead of answering, reads the whole index once and tells what is wrong inside it. */
  | { databaseFile: string; check: true };

/** One call of the contract that is answered here. */
type AskedSearch =
  | { name: 'search.find'; args: CallArgs<'search.find'> }
  | { name: 'search.count'; args: CallArgs<'search.count'> };

/** `open`: the library is there. Questions say so too. */
export type SearchRequest = Question | 'open' | 'close';

/** A question as it comes from a host, unchecked. */
export interface Question {
  id: number;
  name: string;
  args: unknown;
}

interface Waiting {
  id: number;
  asked: AskedSearch;
}

export interface SearchAnswer {
  id: number;
  result: Result<unknown>;
}

/** `damaged`: the index can't be read; whoever may write should build it anew. */
export type SearchMessage = SearchAnswer | 'damaged';

const port = parentPort;
if (port === null) throw new Error('The search worker has to be started as a worker.');

/** Pages that SQLite keeps for itself, in KiB: with four times as many a key takes as long. */
const CACHE_KIB = 4000;
/** When the words of the library are read, if need be: not before the window has its first answers. */
const READ_AFTER_MS = 150;
/** How often words that came since are read; */
const REREAD_MS = 30_000;
/** but not sooner than after so many times as long as it takes. */
const REREAD_RESTS = 50;
/** When what could not be read is tried again: by then the index may have been built anew. Then later and later. */
const RETRY_MS = 1_000;

const data = workerData as SearchWorkerData;
const { databaseFile } = data;
if ('check' in data) {
  const db = openReadable(databaseFile);
  port.postMessage(indexDamages(db));
  db.close();
} else {
  const { wordsFile } = data;
  // It is started along with the library's thread, which may still be making or migrating the file.
  const early = openEarly();
  port.once('message', (request: SearchRequest) => {
    if (request === 'close') {
      early?.db.close();
      port.close();
      return;
    }
    serve(early ?? openForSearch(), wordsFile, request);
  });
}

/** A library that is open to be searched. */
interface Opened {
  db: ReadableDB;
  search: Search;
}

function openForSearch(): Opened {
  const db = openReadable(databaseFile);
  // What is read of the index is read once for a key, or comes from the system's memory as fast.
  db.pragma(`cache_size = -${CACHE_KIB}`);
  return { db, search: createSearch(db) };
}

/** A library that is in order already, made ready while its own thread is still loading. */
function openEarly(): Opened | undefined {
  let opened: Opened | undefined;
  try {
    if (!isCurrentLibrary(databaseFile)) return undefined;
    opened = openForSearch();
    opened.search.rehearse();
    return opened;
  } catch {
    // Whatever is the matter will be told by the thread that may do something about it.
    opened?.db.close();
    return undefined;
  }
}

function serve({ db, search }: Opened, wordsFile: string, first: Question | 'open'): void {
  let pending: Waiting[] = [];
  let reader: WordsReader | undefined;
  /** Times that the words could not be read, one after the other. */
  let failures = 0;
  let learnt = false;

  const take = (request: SearchRequest): void => {
    if (request === 'open') return;
    if (request === 'close') {
      reader?.stop();
      db.close();
      port?.close();
      return;
    }
    const checked = checkSearch(request);
    if (!checked.ok) {
      tell(request.id, checked);
      return;
    }
    const next: Waiting = { id: request.id, asked: checked.value };
    // A keystroke overtakes the earlier ones that still wait; finished queries are all answered.
    if (isTyping(next)) {
      for (const { id } of pending.filter(isTyping)) tell(id, OVERTAKEN);
      pending = pending.filter((one) => !isTyping(one));
    }
    pending.push(next);
    // Not at once, so that what has arrived meanwhile is seen first.
    if (pending.length === 1) setImmediate(answerNext);
  };
  port?.on('message', take);
  take(first);

  // The first keystroke should not have to wait for the lists; the words can come later.
  setImmediate(() => {
    if (pending.length === 0 && db.open) readAhead(() => search.warmUp());
  });
  setTimeout(() => void beginKnowing(), READ_AFTER_MS).unref();

  /** Reads what no one has asked for yet: damage found there must not end the answering. */
  function readAhead(read: () => void): boolean {
    try {
      read();
      return true;
    } catch (error) {
      tellDamage(error);
      return false;
    }
  }

  /** Takes the words that were read last, here or before the start; says whether there are any. */
  function takeFromFile(): boolean {
    const words = readWordsFile(wordsFile);
    if (words !== undefined) search.take(words);
    return words !== undefined;
  }

  /** What has changed since the last start can wait: it is looked up in the index. */
  async function beginKnowing(): Promise<void> {
    if (!db.open) return;
    // Those of a small library are known already.
    const isReady = () => search.unread() === undefined || takeFromFile();
    if (!readAhead(() => search.warmUp()) || !isReady()) return readWords();
    setTimeout(() => void readWords(), REREAD_MS).unref();
    return learn();
  }

  /** Has the words of the library read by a process of their own, when there are others than before. */
  async function readWords(): Promise<void> {
    const wait = (await takeUnread()) ?? Math.min(REREAD_MS, RETRY_MS * 2 ** failures++);
    if (!db.open) return;
    if (failures === 0) void learn();
    setTimeout(() => void readWords(), wait).unref();
  }

  /** Gives the time until the next look, in ms; undefined when the words could not be read. */
  async function takeUnread(): Promise<number | undefined> {
    if (!db.open || !readAhead(() => search.warmUp())) return undefined;
    const generation = search.unread();
    const began = performance.now();
    if (generation !== undefined) {
      reader = startReadingWords({ database: databaseFile, words: wordsFile }, generation);
      const outcome = await reader.outcome;
      reader = undefined;
      if (outcome === 'damaged') port?.postMessage('damaged' satisfies SearchMessage);
      if (outcome !== 'written' || (db.open && !takeFromFile())) return undefined;
    }
    failures = 0;
    return Math.max(REREAD_MS, (performance.now() - began) * REREAD_RESTS);
  }

  async function learn(): Promise<void> {
    if (learnt) return;
    learnt = true;
    const forms = await loadWordForms(search.languages());
    if (db.open) search.learn(forms);
  }

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
      tellDamage(error);
      const detail = error instanceof Error ? error.message : String(error);
      const message = `This search could not be answered (${detail}). Try other words; if it happens again, run the check of the library.`;
      return { ok: false, error: { code: 'internal', message } };
    }
  }
}

/** Checks a question at the boundary, as all calls are checked. */
function checkSearch({ name, args }: Question): Result<AskedSearch> {
  if (name === 'search.find') {
    const checked = checkArgs(name, findArgsSchema, args);
    return checked.ok ? { ok: true, value: { name, args: checked.value } } : checked;
  }
  if (name === 'search.count') {
    const checked = checkArgs(name, countArgsSchema, args);
    return checked.ok ? { ok: true, value: { name, args: checked.value } } : checked;
  }
  return { ok: false, error: unknownCall(name) };
}

function isTyping({ asked }: Waiting): boolean {
  return asked.name === 'search.find' && asked.args.typing;
}

const OVERTAKEN: Result<never> = {
  ok: false,
  error: { code: 'cancelled', message: 'A newer search took the place of this one.' },
};

/** Has the library's thread build the index anew when it was damage that made a search fail. */
function tellDamage(error: unknown): void {
  if (isDamage(error)) port?.postMessage('damaged' satisfies SearchMessage);
}

function tell(id: number, result: Result<unknown>): void {
  port?.postMessage({ id, result } satisfies SearchMessage);
}
