/** The pages of a case file, set in a worker of their own, so that nothing waits for them. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../shared/result.ts';
import { findFontFolders } from './export/fonts.ts';
import type { TypesetMessage, TypesetTask } from './export/typeset-worker.ts';
import type { JobControl } from './jobs.ts';
import type { Notebook } from './notebook.ts';
import { workerUrl } from './worker-url.ts';

export interface Typesetting extends Pick<
  TypesetTask,
  'document' | 'outFile' | 'attachment' | 'draft'
> {
  control: Pick<JobControl, 'signal' | 'report'>;
  /** Told of a cover that can be looked at while the other pages are set. */
  onCover?: () => void;
}

/** Has a worker set the pages; it is ended at once when the job is cancelled. */
export function typeset(
  { resourcesFolder, paths }: Notebook,
  { control: { signal, report }, onCover, ...task }: Typesetting,
): Promise<Extract<TypesetMessage, { type: 'done' }>> {
  const workerData: TypesetTask = {
    ...task,
    pdfFolder: join(resourcesFolder, 'pdf'),
    fontFolders: findFontFolders(),
    filesFolder: paths.files,
  };
  return new Promise((resolve, reject) => {
    const url = workerUrl(import.meta.url, './export/typeset-worker.ts');
    const worker = new Worker(url, { workerData });
    const detach = () => signal.removeEventListener('abort', cancel);
    const end = () => {
      detach();
      return worker.terminate();
    };
    const cancel = () => {
      // Nobody waits for the compiler, which can't be stopped within a page; what it has written
      // until then goes.
      void end().then(() => rmSync(task.outFile, { force: true }));
      reject(new Refusal('cancelled', 'The export was cancelled; no file was written.'));
    };
    signal.addEventListener('abort', cancel);
    worker.on('message', (message: TypesetMessage) => {
      if (message.type === 'step') return report(message.step, message.progress);
      if (message.type === 'cover') return onCover?.();
      // It ends by itself once it has given its memory back, which nobody waits for.
      detach();
      if (message.type === 'done') resolve(message);
      else reject(new Refusal('internal', message.message));
    });
    worker.once('error', (error: Error) => {
      void end();
      reject(new Refusal('internal', `The pages could not be set (${error.message}). Try again.`));
    });
    if (signal.aborted) cancel();
  });
}
