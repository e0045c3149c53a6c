import type { HandlersOf } from '../dispatch.ts';
import { startExport } from '../export-case.ts';

export const exportCalls: HandlersOf<'exports'> = {
  'exports.create': (notebook, request) => startExport(notebook, request),
};

export const jobCalls: HandlersOf<'jobs'> = {
  'jobs.get': ({ jobs }, { id }) => jobs.get(id),
  'jobs.cancel': ({ jobs }, { id }) => jobs.cancel(id),
};
