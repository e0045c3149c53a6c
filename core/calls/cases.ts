import type { HandlersOf } from '../dispatch.ts';
import {
  getCase,
  getCaseSummary,
  insertCase,
  listCases,
  moveCase,
  updateCase,
} from '../store/cases.ts';
import { recordInto } from '../store/history.ts';
import {
  addAllToOutline,
  addToOutline,
  moveInOutline,
  removeFromOutline,
} from '../store/outline.ts';

export const caseCalls: HandlersOf<'cases'> = {
  'cases.list': ({ db }) => listCases(db),
  'cases.get': ({ db }, { id }) => getCase(db, id),
  'cases.create': ({ db, deps }, draft) => getCaseSummary(db, insertCase(db, deps, draft)),
  'cases.update': ({ db, deps }, { id, ...changes }) => updateCase(db, deps, id, changes),
  'cases.move': ({ db }, { id, before }) => {
    moveCase(db, id, before);
    return null;
  },
  'cases.addPreloaded': async ({ db, deps, resourcesFolder, paths, step }) => {
    const { addPreloadedCase } = await import('../preloaded/preloaded-case.ts');
    const add = () => addPreloadedCase(db, deps, { resourcesFolder, filesFolder: paths.files });
    return getCaseSummary(db, step === undefined ? add() : recordInto(db, step, add));
  },
};

export const outlineCalls: HandlersOf<'outline'> = {
  'outline.add': ({ db, deps }, addition) => {
    addToOutline(db, deps, addition);
    return null;
  },
  'outline.addAll': ({ db, deps }, { caseId, items }) => ({
    added: addAllToOutline(db, deps, caseId, items),
  }),
  'outline.move': ({ db, deps }, { itemId, before }) => {
    moveInOutline(db, deps, itemId, before);
    return null;
  },
  'outline.remove': ({ db, deps }, { itemId }) => {
    removeFromOutline(db, deps, itemId);
    return null;
  },
};
