import type { HandlersOf } from '../dispatch.ts';
import { startExport, startPreview } from '../export-case.ts';
import { keepExportOptions, readExportOptions } from '../store/export-options.ts';

export const exportCalls: HandlersOf<'exports'> = {
  'exports.options': ({ db }, { caseId }) => readExportOptions(db, caseId),
  'exports.keepOptions': ({ db }, { caseId, options }) => {
    keepExportOptions(db, caseId, options);
    return null;
  },
  'exports.preview': (notebook, request) => startPreview(notebook, request),
  'exports.create': (notebook, request) => startExport(notebook, request),
};

export const jobCalls: HandlersOf<'jobs'> = {
  'jobs.get': ({ jobs }, { id }) => jobs.get(id),
  'jobs.cancel': ({ jobs }, { id }) => jobs.cancel(id),
};
