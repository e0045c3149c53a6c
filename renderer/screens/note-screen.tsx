import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { useCall } from '../api/use-call.ts';
import { saveSettled } from '../editor/use-autosave.ts';
import { NoteOutline } from '../notes/note-outline.tsx';
import { NotePage } from '../notes/note-page.tsx';
import { noteKey } from '../notes/use-note-session.ts';
import { ReadingActions } from '../shell/split/reading-actions.tsx';
import { Loaded } from '../ui/loaded.tsx';

/** Waits for saves of an earlier visit, so that what was typed then is what is read now. */
function useSettled(id: string): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    let gone = false;
    void saveSettled(noteKey(id)).then(() => {
      if (!gone) setSettled(true);
    });
    return () => {
      gone = true;
    };
  }, [id]);
  return settled;
}

/** A note by its id. Give it a `key` by that. */
export function NoteView({ id, caseId }: { id: string; caseId: string | undefined }) {
  const settled = useSettled(id);
  const query = useCall('notes.get', { id }, { enabled: settled });
  // A copy kept from before may be older than what is stored: the first look is at a fresh one.
  const [fresh, setFresh] = useState(false);
  const isFresh = settled && !query.isFetching && (query.isSuccess || query.isError);
  if (isFresh && !fresh) setFresh(true);
  if (!fresh) return null;
  return (
    <Loaded query={query}>
      {(note) => (
        <>
          <ReadingActions />
          <NoteOutline body={note.body} />
          <NotePage note={note} caseId={caseId} />
        </>
      )}
    </Loaded>
  );
}

/** A note, to read and to write. */
export function NoteScreen() {
  const { noteId = '', caseId } = useParams();
  return <NoteView key={noteId} id={noteId} caseId={caseId} />;
}
