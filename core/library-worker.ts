/** The thread that the library lives in: opens it, answers calls one by one, and closes it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { NotebookEvent } from '../shared/contract.ts';
import type { Failure, Result } from '../shared/result.ts';
import { failureOf } from './dispatch.ts';
import { openNotebook, type OpenRequest } from './open-notebook.ts';
import type { StoredFile } from './store/files.ts';

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

try {
  const notebook = await openNotebook(workerData as OpenRequest, (event) =>
    send({ type: 'event', event }),
  );
  port.on('message', (request: LibraryRequest) => {
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
