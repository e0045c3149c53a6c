/** The check of a library's copy, as the library's thread has it. */
import { Worker } from 'node:worker_threads';
import { Refusal, unwrap } from '../shared/result.ts';
import type { CopyCheckReply, CopyCheckTask } from './copy-check-worker.ts';
import { workerUrl } from './worker-url.ts';

/**
 * Has a thread of its own check a copy of a library; gives a sentence when it is not sound.
 *
 * @throws Refusal when it can't be opened as a library, and "cancelled" when the signal says so
 */
export function checkCopyBeside(file: string, signal?: AbortSignal): Promise<string | undefined> {
  const worker = new Worker(workerUrl(import.meta.url, './copy-check-worker.ts'), {
    workerData: file satisfies CopyCheckTask,
  });
  const stop = () => void worker.terminate();
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted === true) stop();
  return new Promise<CopyCheckReply>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    // Whatever has been said is settled by now.
    worker.once('exit', () =>
      reject(new Refusal('cancelled', 'The check of the copy was stopped before it was done.')),
    );
  })
    .then(unwrap)
    .finally(() => signal?.removeEventListener('abort', stop));
}
