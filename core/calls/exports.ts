import type { HandlersOf } from '../dispatch.ts';
import { startPdfExport } from '../export-case.ts';

export const exportCalls: HandlersOf<'exports'> = {
  'exports.create': (notebook, request) => startPdfExport(notebook, request),
};

export const jobCalls: HandlersOf<'jobs'> = {
  'jobs.get': ({ jobs }, { id }) => jobs.get(id),
  'jobs.cancel': ({ jobs }, { id }) => jobs.cancel(id),
};
