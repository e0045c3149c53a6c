import type { HandlersOf } from '../dispatch.ts';
import {
  addItems,
  cancelImport,
  changeItems,
  getImport,
  listImports,
  listItems,
  reportImport,
  startImport,
} from '../import-session/sessions.ts';

export const importCalls: HandlersOf<'imports'> = {
  'imports.start': (notebook, drop) => startImport(notebook, drop),
  'imports.list': (notebook) => listImports(notebook),
  'imports.get': (notebook, { id }) => getImport(notebook, id),
  'imports.items': (notebook, slice) => listItems(notebook, slice),
  'imports.change': (notebook, change) => changeItems(notebook, change),
  'imports.add': (notebook, wish) => addItems(notebook, wish),
  'imports.cancel': (notebook, { id }) => cancelImport(notebook, id),
  'imports.report': (notebook, { id }) => reportImport(notebook, id),
};
