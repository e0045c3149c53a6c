/** From a case file in the library to a file that can be fetched, as a job. */
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CallArgs } from '../shared/contract.ts';
import type { Job } from '../shared/domain.ts';
import { Refusal } from '../shared/result.ts';
import { ROUTES } from '../shared/routes.ts';

import { annotationCollection } from './export/annotations.ts';
import { assembleCase, type CaseDocument, type CaseParts } from './export/case-document.ts';
import { fileNameOf } from './export/file-name.ts';
import { findFontFolders } from './export/fonts.ts';
import type { TypesetOutcome, TypesetTask } from './export/typeset-worker.ts';
import type { JobControl } from './jobs.ts';
import type { Notebook } from './notebook.ts';
import { withPresentNames } from './present-names.ts';
import { getCase } from './store/cases.ts';
import type { ReadableDB } from './store/connection.ts';
import { listHighlights } from './store/highlights.ts';
import { listLabels } from './store/labels.ts';
import { getNote } from './store/notes.ts';
import { readSettings } from './store/settings.ts';
import { getSource } from './store/sources.ts';
import { workerUrl } from './worker-url.ts';

/** Where an export's result lies until the program ends; `name` is what it will be saved as. */
export function resultPath(temporary: string, jobId: string, name: string): string {
  return join(temporary, jobId + extname(name));
}

function readParts(db: ReadableDB, caseId: string): CaseParts {
  const caseFile = getCase(db, caseId);
  return {
    case: caseFile,
    sources: caseFile.outline.flatMap((item) =>
      item.kind === 'source' ? [getSource(db, item.source.id)] : [],
    ),
    notes: caseFile.outline.flatMap((item) => {
      if (item.kind !== 'note') return [];
      const note = getNote(db, item.note.id);
      return [{ ...note, body: withPresentNames(db, note.body) }];
    }),
    highlights: listHighlights(db, { caseId }).map((highlight) => {
      const { annotation } = highlight;
      const body = withPresentNames(db, annotation.body);
      return { ...highlight, annotation: { ...annotation, body } };
    }),
    labels: listLabels(db),
    settings: readSettings(db),
  };
}

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

/** Starts an export of a case file; its file can be fetched once the job is done. */
export function startExport(notebook: Notebook, request: CallArgs<'exports.create'>): Job {
  return request.format === 'annotations'
    ? startAnnotationsExport(notebook, request)
    : startPdfExport(notebook, request);
}

/** The highlights of a case file's sources as W3C web annotations. */
function startAnnotationsExport(
  { db, paths, version, jobs }: Notebook,
  { caseId }: CallArgs<'exports.create'>,
): Job {
  const { id: ownId, title, outline } = getCase(db, caseId);
  const order = outline.flatMap((item) => (item.kind === 'source' ? [item.source.id] : []));
  const collection = annotationCollection({
    of: { id: ownId, title },
    sources: outline.flatMap((item) => (item.kind === 'source' ? [item.source] : [])),
    highlights: listHighlights(db, { caseId }).sort(
      (a, b) => order.indexOf(a.sourceId) - order.indexOf(b.sourceId),
    ),
    labels: listLabels(db),
    version,
  });
  return jobs.start('export', ({ id, report }) => {
    report('Writing the annotations');
    const name = fileNameOf(title, 'jsonld');
    const path = resultPath(paths.temporary, id, name);
    writeFileSync(path, `${JSON.stringify(collection, null, 2)}\n`);
    return Promise.resolve({ path: ROUTES.result(id), name, bytes: statSync(path).size });
  });
}

function startPdfExport(notebook: Notebook, request: CallArgs<'exports.create'>): Job {
  const { db, paths, deps, version, jobs } = notebook;
  const { caseId, options, timeZone = 'UTC' } = request;
  const parts = readParts(db, caseId);
  const work = async ({ id, signal, report }: JobControl) => {
    report('Gathering the case file');
    const context = { version, exportedAt: deps.now(), timeZone };
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
