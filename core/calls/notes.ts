import { textToRichText } from '../../shared/rich-text.ts';
import type { HandlersOf } from '../dispatch.ts';
import { inTransaction } from '../store/connection.ts';
import { getNote, insertNote, listNotes, saveNote } from '../store/notes.ts';
import { addToOutline } from '../store/outline.ts';

export const noteCalls: HandlersOf<'notes'> = {
  'notes.list': ({ db }, { caseId }) => listNotes(db, caseId),
  'notes.get': ({ db }, { id }) => getNote(db, id),
  'notes.create': ({ db, deps }, { caseId, title, body = textToRichText('') }) =>
    inTransaction(db, () => {
      const id = insertNote(db, deps, { title, body });
      if (caseId !== undefined) addToOutline(db, deps, { caseId, kind: 'note', id });
      return getNote(db, id);
    }),
  'notes.save': ({ db, deps }, draft) => saveNote(db, deps, draft),
};
