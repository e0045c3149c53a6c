/** From a case file in the library to a file that can be fetched, as a job. */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CallArgs } from '../shared/contract.ts';
import type { Job } from '../shared/domain.ts';
import { isDocumentFormat } from '../shared/export-formats.ts';
import { Refusal } from '../shared/result.ts';
import { ROUTES } from '../shared/routes.ts';

import { assembleCase, type CaseDocument } from './export/case-document.ts';
import { fileNameOf } from './export/file-name.ts';
import { findFontFolders } from './export/fonts.ts';
import type { TypesetOutcome, TypesetTask } from './export/typeset-worker.ts';
import { startBundleExport } from './bundle/export.ts';
import { startDocumentExport } from './export-document.ts';
import { startListExport } from './export-lists.ts';
import { partsOfCase } from './export-parts.ts';
import { resultPath } from './export-result.ts';
import type { JobControl } from './jobs.ts';
import type { Notebook } from './notebook.ts';
import { citingOf } from './citations/citing.ts';
import { workerUrl } from './worker-url.ts';

/** Has a worker set the pages, so that nothing waits for it; ended at once when cancelled. */
function typeset(
  { resourcesFolder, paths }: Notebook,
  document: CaseDocument,
  outFile: string,
  signal: AbortSignal,
): Promise<Extract<TypesetOutcome, { type: 'done' }>> {
  const request: TypesetTask = {
    document,
    pdfFolder: join(resourcesFolder, 'pdf'),
    fontFolders: findFontFolders(),
    filesFolder: paths.files,
    outFile,
  };
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl(import.meta.url, './export/typeset-worker.ts'), {
      workerData: request,
    });
    const end = () => {
      signal.removeEventListener('abort', cancel);
      void worker.terminate();
    };
    const cancel = () => {
      end();
      reject(new Refusal('cancelled', 'The export was cancelled; no file was written.'));
    };
    signal.addEventListener('abort', cancel);
    worker.once('message', (message: TypesetOutcome) => {
      end();
      if (message.type === 'done') resolve(message);
      else reject(new Refusal('internal', message.message));
    });
    worker.once('error', (error: Error) => {
      end();
      reject(new Refusal('internal', `The pages could not be set (${error.message}). Try again.`));
    });
    if (signal.aborted) cancel();
  });
}

/** Starts an export of a case file, or of chosen sources; its file can be fetched once it is done. */
export function startExport(notebook: Notebook, request: CallArgs<'exports.create'>): Job {
  const { format, caseId } = request;
  if (format === 'bundle') return startBundleExport(notebook, caseId);
  if (isDocumentFormat(format)) return startDocumentExport(notebook, { ...request, format });
  if (format !== 'pdf') return startListExport(notebook, { ...request, format });
  if (caseId === undefined) {
    throw new Refusal(
      'bad-arguments',
      'A PDF is made of a case file. Put the sources in one, or choose another format.',
    );
  }
  return startPdfExport(notebook, { ...request, caseId });
}

function startPdfExport(
  notebook: Notebook,
  request: CallArgs<'exports.create'> & { caseId: string },
): Job {
  const { db, paths, deps, version, jobs } = notebook;
  const { caseId, options, timeZone = 'UTC' } = request;
  const parts = partsOfCase(db, caseId);
  const { style, locale } = citingOf(db, {}, caseId);
  const work = async ({ id, signal, report }: JobControl) => {
    report('Gathering the case file');
    const citer = await notebook.citations.open(style, locale);
    const context = { version, exportedAt: deps.now(), timeZone, citer };
    const document = assembleCase(parts, options, context);
    const name = fileNameOf(parts.case.title, 'pdf');
    const path = resultPath(paths.temporary, id, name);
    try {
      report('Setting the pages');
      const { pages } = await typeset(notebook, document, path, signal);
      return { path: ROUTES.result(id), name, bytes: statSync(path).size, pages };
    } catch (error) {
      rmSync(path, { force: true });
      throw error;
    }
  };
  return jobs.start('export', work);
}
