import type { Handlers } from '../dispatch.ts';
import { annotationCalls, highlightCalls } from './highlights.ts';
import { citationCalls } from './citations.ts';
import { bundleCalls } from './bundles.ts';
import { caseCalls, outlineCalls } from './cases.ts';
import { exportCalls, jobCalls } from './exports.ts';
import { fileCalls } from './files.ts';
import { historyCalls } from './history.ts';
import { importCalls } from './imports.ts';
import { labelCalls, settingsCalls, tagCalls } from './settings.ts';
import { libraryCalls } from './library.ts';
import { noteCalls } from './notes.ts';
import { recentCalls, searchesCalls } from './searches.ts';
import { sourceCalls } from './sources.ts';
import { trashCalls } from './trash.ts';

/** The handler of every call that the library's thread answers. */
export const handlers: Handlers = {
  ...libraryCalls,
  ...settingsCalls,
  ...labelCalls,
  ...tagCalls,
  ...bundleCalls,
  ...caseCalls,
  ...outlineCalls,
  ...sourceCalls,
  ...importCalls,
  ...citationCalls,
  ...highlightCalls,
  ...annotationCalls,
  ...noteCalls,
  ...fileCalls,
  ...trashCalls,
  ...historyCalls,
  ...searchesCalls,
  ...recentCalls,
  ...exportCalls,
  ...jobCalls,
};
