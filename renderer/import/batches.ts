/**
 * The imports of this window: each from the moment its files are dropped until its report is read.
 * They go on when the screen is closed; the status line shows them.
 */
import { contract, type CallInput } from '../../shared/contract.ts';
import type { ImportSession } from '../../shared/imports.ts';
import { invoke, invokeOrThrow, messageOf, uploadFile } from '../api/client.ts';
import { refresh } from '../api/use-call.ts';
import { createStore } from '../ui/store.ts';
import { nameOfArrivals, type Found } from './arrivals.ts';
import type { Pasted } from './pasted.ts';
import { sendAll, type Unsent } from './upload-queue.ts';

/** Where sources are put: no case file, one that is there, or a new one. */
export type Target =
  { kind: 'inbox' } | { kind: 'case'; id: string } | { kind: 'new'; title: string };

export interface Batch {
  /** Of this window only. */
  id: string;
  /** "report.docx", "Letters", "12 files". */
  name: string;
  /** Files to send, in all and so far. */
  sending: { total: number; done: number };
  /** The session that reads them; undefined while files are sent. */
  sessionId?: string;
  /** Why there is no session, and will be none. */
  failure?: string;
  unsent: readonly Unsent[];
  /** The paths of the files, as long as the notebook has not read them. */
  paths: readonly string[];
  target: Target;
  /** Tags for all of it. */
  tags: readonly string[];
}

export const batches = createStore<readonly Batch[]>([]);

const aborts = new Map<string, AbortController>();
let nextId = 1;

/** Changes what this window keeps of a batch. */
export function changeBatch(id: string, change: Partial<Batch>): void {
  batches.set((all) => all.map((one) => (one.id === id ? { ...one, ...change } : one)));
}

/** Forgets a batch; its session, if there is one, goes on by itself. */
export function forgetBatch(id: string): void {
  aborts.delete(id);
  batches.set((all) => all.filter((one) => one.id !== id));
}

function targetOf(caseId: string | undefined): Target {
  return caseId === undefined ? { kind: 'inbox' } : { kind: 'case', id: caseId };
}

function add(batch: Omit<Batch, 'id' | 'tags'>): string {
  const id = String(nextId++);
  batches.set((all) => [...all, { ...batch, id, tags: [] }]);
  return id;
}

async function startSession(id: string, args: CallInput<'imports.start'>): Promise<void> {
  const reply = await invoke('imports.start', args);
  if (!reply.ok) changeBatch(id, { failure: reply.error.message });
  else if (batches.get().some((one) => one.id === id)) {
    changeBatch(id, { sessionId: reply.value.id });
  } else {
    // Given up while it began.
    await invoke('imports.cancel', { id: reply.value.id });
  }
}

/** How often the screen is told how many files are sent, in milliseconds. */
const TOLD_EVERY_MS = 100;

/**
 * Sends what was dropped or chosen and has it read; gives the new batch's id at once, while folders
 * are still looked through.
 */
export function importFiles(
  found: Found | Promise<Found>,
  caseId: string | undefined,
  name = 'Import',
): string {
  const id = add({
    name,
    sending: { total: 0, done: 0 },
    unsent: [],
    paths: [],
    target: targetOf(caseId),
  });
  const abort = new AbortController();
  aborts.set(id, abort);
  void send(id, { found, caseId, signal: abort.signal }).catch((error: unknown) => {
    if (!abort.signal.aborted) changeBatch(id, { failure: messageOf(error) });
  });
  return id;
}

/** Hands on only the newest of what comes in a stretch of time, at its beginning and at its end. */
function seldom<T>(ms: number, hear: (value: T) => void): (value: T) => void {
  let waiting: { value: T } | undefined;
  let resting = false;
  const rest = () => {
    resting = false;
    if (waiting === undefined) return;
    const { value } = waiting;
    waiting = undefined;
    take(value);
  };
  const take = (value: T) => {
    if (resting) {
      waiting = { value };
      return;
    }
    resting = true;
    setTimeout(rest, ms);
    hear(value);
  };
  return take;
}

interface Sending {
  found: Found | Promise<Found>;
  caseId: string | undefined;
  signal: AbortSignal;
}

async function send(id: string, { found, caseId, signal }: Sending): Promise<void> {
  const { arrivals, unreadable } = await found;
  if (signal.aborted) return;
  const total = arrivals.length;
  changeBatch(id, {
    name: nameOfArrivals([...arrivals.map(({ path }) => path), ...unreadable]),
    sending: { total, done: 0 },
    paths: arrivals.map(({ path }) => path),
  });
  const tell = seldom(TOLD_EVERY_MS, (done: number) => {
    if (!signal.aborted) changeBatch(id, { sending: { total, done } });
  });
  const { uploads, unsent } = await sendAll({
    arrivals,
    signal,
    send: uploadFile,
    onProgress: tell,
  });
  if (signal.aborted) return;
  const unopened = unreadable.map((path) => ({
    path,
    message: 'It could not be opened: it was moved, or may not be read. Choose it again.',
  }));
  const missing = [...unopened, ...unsent];
  if (uploads.length > 0) {
    changeBatch(id, { unsent: missing });
    await startSession(id, { uploads, ...(caseId === undefined ? {} : { caseId }) });
  } else {
    const why =
      missing.length === 0
        ? 'There are no files in what was dropped. Drop the files themselves, or a folder that holds some.'
        : 'None of the files arrived.';
    changeBatch(id, { unsent: missing, failure: why });
  }
}

/** Has a pasted text read; gives the new batch's id at once. */
export function importPasted(pasted: Pasted, title: string, caseId: string | undefined): string {
  const id = add({
    name: title === '' ? 'Pasted text' : title,
    sending: { total: 0, done: 0 },
    unsent: [],
    paths: [],
    target: targetOf(caseId),
  });
  void startSession(id, {
    paste: { ...pasted, ...(title === '' ? {} : { title }) },
    ...(caseId === undefined ? {} : { caseId }),
  });
  return id;
}

/** Takes up an import that went on while there was no window. */
export function adoptSession(session: ImportSession): void {
  if (batches.get().some(({ sessionId }) => sessionId === session.id)) return;
  add({
    name: session.total === 1 ? '1 file' : `${session.total} files`,
    sending: { total: 0, done: 0 },
    sessionId: session.id,
    unsent: [],
    paths: [],
    target: targetOf(session.caseId),
  });
}

/** Gives an import up; what was added stays. Throws when the notebook can't. */
export async function cancelBatch({ id, sessionId }: Batch): Promise<void> {
  aborts.get(id)?.abort();
  if (sessionId === undefined) {
    forgetBatch(id);
    return;
  }
  await invokeOrThrow('imports.cancel', { id: sessionId });
  refresh(contract['imports.cancel'].topics);
}
