import type { ImportFormat } from '../../shared/imports.ts';
import type { HandlersOf } from '../dispatch.ts';
import { FORMATS } from '../import/formats.ts';
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

/** Archives are no format of a source: a drop opens them. */
const ZIP: ImportFormat = { name: 'Zip archive', endings: ['zip'], archive: true };

export const importCalls: HandlersOf<'imports'> = {
  'imports.start': (notebook, drop) => startImport(notebook, drop),
  'imports.formats': () => [
    ...FORMATS.map(({ name, endings }) => ({ name, endings: [...endings] })),
    ZIP,
  ],
  'imports.list': (notebook) => listImports(notebook),
  'imports.get': (notebook, { id }) => getImport(notebook, id),
  'imports.items': (notebook, slice) => listItems(notebook, slice),
  'imports.change': (notebook, change) => changeItems(notebook, change),
  'imports.add': (notebook, wish) => addItems(notebook, wish),
  'imports.cancel': (notebook, { id }) => cancelImport(notebook, id),
  'imports.report': (notebook, { id }) => reportImport(notebook, id),
};
