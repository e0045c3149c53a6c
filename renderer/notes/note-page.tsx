import { TriangleAlert } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { Note } from '../../shared/domain.ts';
import { richTextToPlain } from '../../shared/rich-text.ts';
import { countWords } from '../../shared/words.ts';
import { useCall, useWrite } from '../api/use-call.ts';
import { RichTextEditor, type RichTextEditorHandle } from '../editor/rich-text-editor.tsx';
import { InspectorSlot } from '../shell/inspector-slot.tsx';
import { TagsField } from '../tags/tags-field.tsx';
import { Button } from '../ui/button.tsx';
import { ConflictBar } from './conflict-bar.tsx';
import { LinkedFrom } from './linked-from.tsx';
import { NoteFacts } from './note-facts.tsx';
import { NoteMenu } from './note-menu.tsx';
import styles from './note-page.module.css';
import { passagesIn } from './passages-in.ts';
import { PassagesPanel } from './passages-panel.tsx';
import { useNoteSession } from './use-note-session.ts';

interface NotePageProps {
  note: Note;
  caseId: string | undefined;
}

/** One note as a page to write on. Give it a `key` by the note's id. */
export function NotePage({ note, caseId }: NotePageProps) {
  const editor = useRef<RichTextEditorHandle>(null);
  const session = useNoteSession(note, (body) => editor.current?.replace(body) === true);
  const { saving, conflict } = session;
  const passages = useMemo(() => passagesIn(session.body), [session.body]);
  const backlinks = useCall('notes.backlinks', { kind: 'note', id: note.id }).data ?? [];
  const setTags = useWrite('tags.set');
  const written = useDeferredValue(session.body);
  const words = useMemo(() => countWords(richTextToPlain(written)), [written]);
  const [selectedWords, setSelectedWords] = useState(0);
  const [isNew] = useState(() => note.title === '' && note.words === 0 && passages.length === 0);

  return (
    <article className={styles.page} aria-label={note.title === '' ? 'Untitled note' : note.title}>
      {conflict !== undefined && (
        <ConflictBar
          other={conflict}
          mine={{ title: session.title, body: session.body }}
          onKeepMine={() => void session.keepMine().then(() => editor.current?.focus())}
          onTakeTheirs={() => void session.takeTheirs().then(() => editor.current?.focus())}
        />
      )}
      {conflict === undefined && saving.state.kind === 'failed' && (
        <div className={styles.bar} role="alert">
          <TriangleAlert size={16} aria-hidden />
          <p>
            <strong>Not saved.</strong> {saving.state.message} What you wrote stays here.
          </p>
          <Button onClick={() => void saving.flush()}>Try again</Button>
        </div>
      )}
      <header className={styles.header}>
        <textarea
          className={styles.title}
          aria-label="Title of the note"
          placeholder="Untitled note"
          rows={1}
          maxLength={500}
          spellCheck
          autoFocus={isNew}
          value={session.title}
          onChange={(event) => session.setTitle(event.target.value.replace(/\s*\n\s*/g, ' '))}
          onKeyDown={(event) => {
            const { selectionStart, value } = event.currentTarget;
            const leaves =
              event.key === 'Enter' ||
              (event.key === 'ArrowDown' && selectionStart === value.length);
            if (!leaves || event.nativeEvent.isComposing) return;
            event.preventDefault();
            editor.current?.focus();
          }}
        />
        <NoteFacts note={note} words={words} selectedWords={selectedWords} state={saving.state} />
        <TagsField
          label="Tags"
          tags={note.tags}
          onChange={(tags) => setTags.mutate({ kind: 'note', id: note.id, tags })}
          linked
        />
      </header>
      <RichTextEditor
        key={session.generation}
        ref={editor}
        variant="note"
        noteId={note.id}
        label="Text of the note"
        placeholder="Write here. / shows what you can insert, @ cites a source, [[ links a note."
        initial={session.body}
        onChange={session.setBody}
        beforeReplacing={session.keepBeforeReplacing}
        onSelectedWords={setSelectedWords}
      />
      <NoteMenu
        note={note}
        caseId={caseId}
        flush={saving.flush}
        current={{ title: session.title, body: session.body }}
        isSaved={saving.isSaved}
      />
      {passages.length + backlinks.length > 0 && (
        <InspectorSlot>
          {passages.length > 0 && <PassagesPanel passages={passages} caseId={caseId} />}
          {backlinks.length > 0 && (
            <div className={styles.linkedFrom}>
              <LinkedFrom backlinks={backlinks} caseId={caseId} />
            </div>
          )}
        </InspectorSlot>
      )}
    </article>
  );
}
