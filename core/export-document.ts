/** Exports as documents other than PDF, of a case file or of chosen sources, as a job. */
import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { CallArgs } from '../shared/contract.ts';
import type { Job } from '../shared/domain.ts';
import { type DocumentFormat, EXPORT_FORMATS } from '../shared/export-formats.ts';
import { Refusal } from '../shared/result.ts';
import { ROUTES } from '../shared/routes.ts';
import { citingOf } from './citations/citing.ts';
import { assembleCase } from './export/case-document.ts';
import type { DocumentMessage, DocumentTask } from './export/document-worker.ts';
import { fileNameOf } from './export/file-name.ts';
import { partsOfCase, partsOfSources } from './export-parts.ts';
import { resultPath } from './export-result.ts';
import type { JobControl } from './jobs.ts';
import type { Notebook } from './notebook.ts';
import { workerUrl } from './worker-url.ts';

/** What a record tells of the making that has no meaning in a format. */
const NO_FACTS: Readonly<Record<DocumentFormat, readonly string[]>> = {
  docx: ['Standard'],
  html: ['Standard', 'Paper'],
  markdown: ['Standard', 'Paper'],
};

/** Has a worker write the file, so that nothing waits for it; ended at once when cancelled. */
function write(task: DocumentTask, { signal, report }: JobControl): Promise<{ bytes: number }> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl(import.meta.url, './export/document-worker.ts'), {
      workerData: task,
    });
    const end = (settle: () => void) => {
      signal.removeEventListener('abort', cancel);
      // Only when the worker has ended does it no longer write.
      void worker.terminate().then(settle);
    };
    const cancel = () =>
      end(() => reject(new Refusal('cancelled', 'The export was cancelled; no file was written.')));
    signal.addEventListener('abort', cancel);
    worker.on('message', (message: DocumentMessage) => {
      if (message.type === 'progress') report('Writing the file', message.progress);
      else if (message.type === 'done') end(() => resolve(message));
      else end(() => reject(new Refusal(message.code, message.message)));
    });
    worker.once('error', (error: Error) =>
      end(() =>
        reject(
          new Refusal('internal', `The file could not be made (${error.message}). Try again.`),
        ),
      ),
    );
    if (signal.aborted) cancel();
  });
}

/** Starts an export to a document; its file can be fetched once it is done. */
export function startDocumentExport(
  notebook: Notebook,
  request: CallArgs<'exports.create'> & { format: DocumentFormat },
): Job {
  const { db, paths, deps, version, resourcesFolder, jobs, citations } = notebook;
  const { format, caseId, sourceIds = [], options, timeZone = 'UTC' } = request;
  const parts =
    caseId === undefined ? partsOfSources(db, deps, sourceIds) : partsOfCase(db, caseId);
  return jobs.start('export', async (control) => {
    control.report('Gathering what is exported');
    const { style, locale } = citingOf(db, {}, caseId);
    const citer = await citations.open(style, locale);
    const keepsCitations = format === 'markdown';
    const context = { version, exportedAt: deps.now(), timeZone, citer, keepsCitations };
    const document = assembleCase(parts, options, context);
    const { facts, leftOut } = document.record;
    document.record.facts = facts.filter((fact) => !NO_FACTS[format].includes(fact.name));
    const name = fileNameOf(parts.case.title, EXPORT_FORMATS[format].ending);
    const outFile = resultPath(paths.temporary, control.id, name);
    const task = { format, document, filesFolder: paths.files, resourcesFolder, outFile };
    try {
      control.report('Writing the file', 0);
      const { bytes } = await write(task, control);
      return { path: ROUTES.result(control.id), name, bytes, leftOut };
    } catch (error) {
      rmSync(outFile, { force: true });
      throw error;
    }
  });
}
