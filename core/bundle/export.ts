import { setImmediate as breathe } from 'node:timers/promises';
import { writeDurably } from '../durable-file.ts';
import { resultPath } from '../export-result.ts';
import type { Notebook } from '../notebook.ts';
import type { Job } from '../../shared/domain.ts';
import { Refusal } from '../../shared/result.ts';
import { ROUTES } from '../../shared/routes.ts';
import { packCase } from './write.ts';

/** Starts the export of a case file as a bundle; its file can be fetched once the job is done. */
export function startBundleExport(notebook: Notebook, caseId: string | undefined): Job {
  if (caseId === undefined) {
    throw new Refusal(
      'bad-arguments',
      'A bundle is made of a case file. Put the sources in one, or choose another format.',
    );
  }
  return notebook.jobs.start('export', async ({ id, report }) => {
    report('Packing the case file');
    // The answer to the call goes first: packing holds this thread.
    await breathe();
    const { bytes, name, warnings } = await packCase(notebook, caseId);
    const path = resultPath(notebook.paths.temporary, id, name);
    writeDurably(path, bytes);
    return { path: ROUTES.result(id), name, bytes: bytes.length, leftOut: warnings };
  });
}
