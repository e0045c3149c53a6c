/** The thread that the library lives in: opens it, answers calls one by one, and closes it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { NotebookEvent } from '../shared/contract.ts';
import type { Failure, Result } from '../shared/result.ts';
import { failureOf } from './failure.ts';
import { openNotebook, type OpenRequest } from './open-notebook.ts';
import type { StoredFile } from './store/files.ts';

export interface LibraryWorkerData {
  request: OpenRequest;
  /** How many requests were sent and not received yet, counted by both threads. */
  awaited: Int32Array<SharedArrayBuffer>;
}

/** Host to library. */
export type LibraryRequest =
  | { id: number; kind: 'call'; name: string; args: unknown }
  | { id: number; kind: 'file'; sha256: string }
  | { id: number; kind: 'mend-search' }
  | { id: number; kind: 'close' };

/** Library to host. */
export type LibraryMessage =
  | { type: 'ready' }
  | { type: 'refused'; error: Failure }
  | { type: 'event'; event: NotebookEvent }
  | { type: 'answer'; id: number; result: Result<unknown> }
  | { type: 'file'; id: number; file: StoredFile | undefined }
  | { type: 'closed'; id: number };

const port = parentPort;
if (port === null) throw new Error('library-worker.ts runs as a worker only.');
const send = (message: LibraryMessage) => port.postMessage(message);

const { request, awaited } = workerData as LibraryWorkerData;

try {
  const notebook = await openNotebook(request, {
    emit: (event) => send({ type: 'event', event }),
    isAwaited: () => Atomics.load(awaited, 0) > 0,
  });
  port.on('message', (request: LibraryRequest) => {
    Atomics.sub(awaited, 0, 1);
    const { id, kind } = request;
    if (kind === 'call') {
      void notebook
        .call(request.name, request.args)
        .then((result) => send({ type: 'answer', id, result }));
    } else if (kind === 'file') {
      send({ type: 'file', id, file: notebook.file(request.sha256) });
    } else if (kind === 'mend-search') {
      notebook.mendSearch();
      send({ type: 'answer', id, result: { ok: true, value: undefined } });
    } else {
      void notebook.close().then(() => {
        send({ type: 'closed', id });
        port.close();
      });
    }
  });
  send({ type: 'ready' });
} catch (error) {
  send({ type: 'refused', error: failureOf(error) });
}
