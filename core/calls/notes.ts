import { textToRichText } from '../../shared/rich-text.ts';
import type { HandlersOf } from '../dispatch.ts';
import { exportNote, importNote, importNoteArchive } from '../note-markdown.ts';
import { inTransaction } from '../store/connection.ts';
import { listBacklinks, lookAtTargets } from '../store/note-links.ts';
import { getNoteVersion, insertNoteVersion, listNoteVersions } from '../store/note-versions.ts';
import {
  getNote,
  getNoteSummary,
  insertNote,
  listNotes,
  restoreNoteVersion,
  saveNote,
} from '../store/notes.ts';
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
  'notes.backlinks': ({ db }, target) => listBacklinks(db, target),
  'notes.targets': ({ db }, { targets }) => lookAtTargets(db, targets),
  'notes.markdown': exportNote,
  'notes.importMarkdown': (notebook, request) => importNote(notebook, request),
  'notes.importArchive': (notebook, request) => importNoteArchive(notebook, request),
  'notes.versions': ({ db }, { id }) => listNoteVersions(db, id),
  'notes.version': ({ db }, { versionId }) => getNoteVersion(db, versionId),
  'notes.restore': ({ db, deps }, request) => restoreNoteVersion(db, deps, request),
  'notes.keepVersion': ({ db, deps }, text) => {
    getNoteSummary(db, text.id);
    return insertNoteVersion(db, deps, text, 'conflict');
  },
};
