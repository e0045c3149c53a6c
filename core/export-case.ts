/** From a case file in the library to a file that can be fetched, as a job. */
import type { CallArgs } from '../shared/contract.ts';
import type { Job } from '../shared/domain.ts';
import { isDocumentFormat } from '../shared/export-formats.ts';
import { Refusal } from '../shared/result.ts';
import { ROUTES } from '../shared/routes.ts';

import { withinStandard } from '../shared/export-presets.ts';
import { assembleCase } from './export/case-document.ts';
import { fileNameOf } from './export/file-name.ts';
import { packCase } from './bundle/write.ts';
import { startBundleExport } from './bundle/export.ts';
import { startDocumentExport } from './export-document.ts';
import { startListExport } from './export-lists.ts';
import { partsOfCase } from './export-parts.ts';
import { resultPath } from './export-result.ts';
import type { Notebook } from './notebook.ts';
import { citingOf } from './citations/citing.ts';
import { typeset } from './typeset.ts';

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

type PdfRequest = Pick<CallArgs<'exports.create'>, 'options' | 'timeZone'> & { caseId: string };

/** Reads the case file now, and gives the way to resolve it. */
function gather(notebook: Notebook, { caseId, options, timeZone = 'UTC' }: PdfRequest) {
  const { db, deps, version } = notebook;
  const parts = partsOfCase(db, caseId);
  const { style, locale } = citingOf(db, {}, caseId);
  return {
    name: fileNameOf(parts.case.title, 'pdf'),
    resolve: async () => {
      const citer = await notebook.citations.open(style, locale);
      const context = { version, exportedAt: deps.now(), timeZone, citer };
      return assembleCase(parts, options, context);
    },
  };
}

function startPdfExport(notebook: Notebook, asked: PdfRequest): Job {
  const request = { ...asked, options: withinStandard(asked.options) };
  const { name, resolve } = gather(notebook, request);
  return notebook.jobs.start('export', async (control) => {
    control.report('Gathering the case file', 0);
    const document = await resolve();
    const bundle = request.options.attachBundle
      ? await packCase(notebook, request.caseId)
      : undefined;
    document.record.leftOut.push(...(bundle?.warnings ?? []));
    const outFile = resultPath(notebook.paths.temporary, control.id, name);
    const { pages, bytes, warnings } = await typeset(notebook, {
      document,
      outFile,
      control,
      ...(bundle === undefined ? {} : { attachment: { name: bundle.name, bytes: bundle.bytes } }),
    });
    const leftOut = [...document.record.leftOut, ...warnings];
    return { path: ROUTES.result(control.id), name, bytes, pages, leftOut };
  });
}

/**
 * Starts setting the pages as an export would have them, to be looked at. Of a long case file the
 * cover is the job's result before the job is done.
 */
export function startPreview(notebook: Notebook, request: CallArgs<'exports.preview'>): Job {
  const { name, resolve } = gather(notebook, request);
  return notebook.jobs.start('preview', async (control) => {
    const { id, signal, report } = control;
    const document = await resolve();
    const result = { path: ROUTES.result(id), name, bytes: 0 };
    const { pages, bytes } = await typeset(notebook, {
      document,
      outFile: resultPath(notebook.paths.temporary, id, name),
      control: { signal, report: (step, progress) => report(step, progress) },
      draft: true,
      onCover: () => report('Setting the other pages', undefined, { ...result, pages: 1 }),
    });
    return { ...result, bytes, pages };
  });
}
