import type { HandlersOf } from '../dispatch.ts';
import { inTransaction } from '../store/connection.ts';
import { emptyTrash, listTrash, putInTrash, restoreFromTrash } from '../store/trash.ts';

export const trashCalls: HandlersOf<'trash'> = {
  'trash.list': ({ db }) => listTrash(db),
  'trash.put': ({ db, deps }, { kind, id }) => {
    putInTrash(db, deps, kind, id);
    return null;
  },
  'trash.restore': ({ db }, { kind, id }) => {
    restoreFromTrash(db, kind, id);
    return null;
  },
  'trash.putAll': ({ db, deps }, { items }) =>
    inTransaction(db, () => {
      items.forEach(({ kind, id }) => putInTrash(db, deps, kind, id));
      return null;
    }),
  'trash.restoreAll': ({ db }, { items }) =>
    inTransaction(db, () => {
      items.forEach(({ kind, id }) => restoreFromTrash(db, kind, id));
      return null;
    }),
  'trash.empty': ({ db }) => ({ deleted: emptyTrash(db) }),
};
