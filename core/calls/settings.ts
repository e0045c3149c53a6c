import type { HandlersOf } from '../dispatch.ts';
import { listLabels, renameLabel } from '../store/labels.ts';
import { readSettings, updateSettings } from '../store/settings.ts';
import { addTagToAll, listTags, setTags } from '../store/tags.ts';

export const settingsCalls: HandlersOf<'settings'> = {
  'settings.get': ({ db }) => readSettings(db),
  'settings.update': ({ db }, changes) => updateSettings(db, changes),
};

export const labelCalls: HandlersOf<'labels'> = {
  'labels.list': ({ db }) => listLabels(db),
  'labels.rename': ({ db }, { id, name }) => renameLabel(db, id, name),
};

export const tagCalls: HandlersOf<'tags'> = {
  'tags.list': ({ db }) => listTags(db),
  'tags.addAll': ({ db }, { tag, items }) => ({ added: addTagToAll(db, items, tag) }),
  'tags.set': ({ db }, { kind, id, tags }) => setTags(db, kind, id, tags),
};
