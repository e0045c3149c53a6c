import { useEffect, useRef, useState } from 'react';
import type { Note } from '../../shared/domain.ts';
import type { Result } from '../../shared/result.ts';
import type { RichText } from '../../shared/rich-text.ts';
import { invoke } from '../api/client.ts';
import { queryClient } from '../api/use-call.ts';
import { write } from '../commands/write.ts';
import { useAutosave, type AutosaveHandle } from '../editor/use-autosave.ts';
import { notify } from '../ui/toast.tsx';

/** What the researcher writes, and the stored version it was made from. */
interface Draft {
  title: string;
  body: RichText;
  base: number;
}

type Text = Pick<Draft, 'title' | 'body'>;

export interface NoteSession {
  title: string;
  body: RichText;
  /** Goes up when the editor has to be mounted anew to show another text. */
  generation: number;
  saving: AutosaveHandle<Draft>;
  /** The note as somebody else saved it meanwhile. */
  conflict: Note | undefined;
  setTitle: (title: string) => void;
  setBody: (body: RichText) => void;
  /** Keeps the text as it stands as a version, before much of it is replaced; false when it can't. */
  keepBeforeReplacing: () => Promise<boolean>;
  /** Saves this text over the other one, which is kept as a version. */
  keepMine: () => Promise<void>;
  /** Shows the other text; this one is kept as a version. */
  takeTheirs: () => Promise<void>;
}

const CONFLICT: Result<never> = {
  ok: false,
  error: {
    code: 'conflict',
    message: 'This note was changed elsewhere. Choose which version to keep.',
  },
};

/** The name of a note in the state of saving. */
export function noteKey(id: string): string {
  return `note:${id}`;
}

function sameText(a: Text, b: Note): boolean {
  return a.title.trim() === b.title && JSON.stringify(a.body) === JSON.stringify(b.body);
}

/** Keeps a text as a version of the note; says whether that worked. */
async function keepAside(
  id: string,
  { title, body }: Text,
  reason: 'conflict' | 'replacement' = 'conflict',
): Promise<boolean> {
  const kept = await write('notes.keepVersion', { id, title: title.trim(), body, reason });
  return kept !== undefined;
}

/**
 * Writing one note: the draft, saving it, and what to do when it was changed elsewhere.
 * `showInEditor` puts another text into the open editor, and says whether it could.
 */
export function useNoteSession(note: Note, showInEditor: (body: RichText) => boolean): NoteSession {
  const { id } = note;
  const [conflict, setConflict] = useState<Note | undefined>(undefined);
  const [generation, setGeneration] = useState(0);
  /** The stored version that the next save is made from; the draft's own before the first. */
  const version = useRef<number | undefined>(undefined);
  const inConflict = useRef(false);

  const save = async (draft: Draft): Promise<Result<unknown>> => {
    if (inConflict.current) return CONFLICT;
    const { title, body } = draft;
    const from = version.current ?? draft.base;
    const result = await invoke('notes.save', { id, title, body, version: from });
    if (result.ok) {
      version.current = result.value.version;
      queryClient.setQueryData(['notes.get', { id }], result.value);
      return result;
    }
    if (result.error.code !== 'conflict') return result;
    const other = await invoke('notes.get', { id });
    if (!other.ok) return other;
    if (sameText(draft, other.value)) {
      // This very text was stored, but the answer to the save got lost.
      version.current = other.value.version;
      return { ok: true, value: other.value };
    }
    inConflict.current = true;
    setConflict(other.value);
    return CONFLICT;
  };

  const saving = useAutosave<Draft>({ key: noteKey(id), save });
  const [draft, setDraft] = useState<Draft>(
    () => saving.inherited ?? { title: note.title, body: note.body, base: note.version },
  );
  const latest = useRef(draft);

  const show = (next: Draft) => {
    latest.current = next;
    setDraft(next);
  };

  const adopt = (stored: Note) => {
    version.current = stored.version;
    show({ title: stored.title, body: stored.body, base: stored.version });
    if (!showInEditor(stored.body)) setGeneration((count) => count + 1);
  };

  // Changed elsewhere while nothing here waits to be saved: show it.
  useEffect(() => {
    const known = version.current ?? latest.current.base;
    if (note.version <= known || !saving.isSaved() || inConflict.current) return;
    if (sameText(latest.current, note)) version.current = note.version;
    else adopt(note);
    // What is adopted depends on the stored note and on whether anything is unsaved, on no more.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [note, saving]);

  const change = (part: Partial<Draft>) => {
    const next = { ...latest.current, ...part, base: version.current ?? latest.current.base };
    show(next);
    saving.change(next);
  };

  const settle = (other: Note) => {
    inConflict.current = false;
    version.current = other.version;
    setConflict(undefined);
  };

  return {
    title: draft.title,
    body: draft.body,
    generation,
    saving,
    conflict,
    setTitle: (title) => change({ title }),
    setBody: (body) => change({ body }),
    keepBeforeReplacing: () => keepAside(id, latest.current, 'replacement'),
    keepMine: async () => {
      if (conflict === undefined || !(await keepAside(id, conflict))) return;
      settle(conflict);
      saving.change({ ...latest.current, base: conflict.version });
      await saving.flush();
      notify({ kind: 'info', text: 'Yours is saved. The other text is among the versions.' });
    },
    takeTheirs: async () => {
      if (conflict === undefined || !(await keepAside(id, latest.current))) return;
      saving.discard();
      settle(conflict);
      adopt(conflict);
      notify({ kind: 'info', text: 'Theirs is shown. What you wrote is among the versions.' });
    },
  };
}
