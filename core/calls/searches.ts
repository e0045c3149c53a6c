import type { HandlersOf } from '../dispatch.ts';
import { readRecents, rememberCase, rememberOpened, rememberSearch } from '../store/recents.ts';
import {
  deleteSearch,
  listSavedSearches,
  moveSearch,
  renameSearch,
  saveSearch,
} from '../store/saved-searches.ts';

export const searchesCalls: HandlersOf<'searches'> = {
  'searches.list': ({ db }) => listSavedSearches(db),
  'searches.save': ({ db, deps }, search) => saveSearch(db, deps, search),
  'searches.rename': ({ db }, { id, name }) => renameSearch(db, id, name),
  'searches.move': ({ db }, { id, before }) => {
    moveSearch(db, id, before);
    return null;
  },
  'searches.delete': ({ db }, { id }) => {
    deleteSearch(db, id);
    return null;
  },
};

export const recentCalls: HandlersOf<'recents'> = {
  'recents.get': ({ db }) => readRecents(db),
  'recents.remember': ({ db }, what) => {
    if ('caseId' in what) rememberCase(db, what.caseId);
    else if ('query' in what) rememberSearch(db, what.query);
    else rememberOpened(db, what);
    return null;
  },
};
