import { textToRichText } from '../../shared/rich-text.ts';
import type { HandlersOf } from '../dispatch.ts';
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

/** Loaded when it is asked for: Markdown takes a while to load, and the library opens without it. */
const noteMarkdown = () => import('../note-markdown.ts');

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
  'notes.markdown': async (notebook, request) =>
    (await noteMarkdown()).exportNote(notebook, request),
  'notes.importMarkdown': async (notebook, request) =>
    (await noteMarkdown()).importNote(notebook, request),
  'notes.importArchive': async (notebook, request) =>
    (await noteMarkdown()).importNoteArchive(notebook, request),
  'notes.versions': ({ db }, { id }) => listNoteVersions(db, id),
  'notes.version': ({ db }, { versionId }) => getNoteVersion(db, versionId),
  'notes.restore': ({ db, deps }, request) => restoreNoteVersion(db, deps, request),
  'notes.keepVersion': ({ db, deps }, { reason, ...text }) => {
    getNoteSummary(db, text.id);
    return insertNoteVersion(db, deps, text, reason);
  },
};
