import { useEffect, useRef, useState } from 'react';
import type { Highlight } from '../../shared/domain.ts';
import type { RichText } from '../../shared/rich-text.ts';
import { invoke } from '../api/client.ts';
import { RichTextEditor } from '../editor/rich-text-editor.tsx';
import { useAutosave } from '../editor/use-autosave.ts';
import { attempt } from '../reader/attempt.ts';
import { keepAsNote } from './keep-as-note.ts';
import { Button } from '../ui/button.tsx';
import { knownVersion, showComment } from '../reader/highlight-cache.ts';
import styles from './annotation-list.module.css';

interface CommentEditorProps {
  highlight: Highlight;
  /** The researcher asked to write: the focus goes in. */
  editing: boolean;
  /** Escape: back to the card. */
  onLeave: () => void;
}

/** The comment on a highlight, written where it stands and saved by itself. */
export function CommentEditor({ highlight, editing, onLeave }: CommentEditorProps) {
  const { id, sourceId } = highlight;
  const version = useRef(knownVersion(highlight));
  const written = useRef<RichText>(undefined);
  const [conflict, setConflict] = useState(false);

  const { change, flush, discard, state, inherited } = useAutosave<RichText>({
    key: `annotation:${id}`,
    save: async (body) => {
      const result = await invoke('annotations.save', {
        highlightId: id,
        body,
        version: version.current,
      });
      if (result.ok) {
        version.current = result.value.version;
        showComment(id, result.value);
      }
      setConflict(!result.ok && result.error.code === 'conflict');
      return result;
    },
  });

  // What the editor starts from; another number makes it start anew.
  const [start, setStart] = useState(() => ({
    number: 0,
    body: inherited ?? highlight.annotation.body,
  }));
  const stored = highlight.annotation;
  useEffect(() => {
    if (stored.version <= version.current || state.kind !== 'saved') return;
    // Saved by another window while nothing was being written in this one.
    version.current = stored.version;
    setStart(({ number }) => ({ number: number + 1, body: stored.body }));
  }, [stored, state.kind]);

  const resolve = async (keep: 'mine' | 'theirs') => {
    const list = await attempt('highlights.list', { sourceId });
    const theirs = list?.find((one) => one.id === id)?.annotation;
    if (theirs === undefined) return;
    const mine = written.current ?? start.body;
    if (!(await keepAsNote(highlight, keep === 'mine' ? theirs.body : mine))) return;
    version.current = theirs.version;
    if (keep === 'mine') {
      change(mine);
      await flush();
    } else {
      discard();
      setConflict(false);
      setStart(({ number }) => ({ number: number + 1, body: theirs.body }));
    }
  };

  return (
    <div
      data-comment=""
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onLeave();
      }}
    >
      {conflict && (
        <div className={styles.conflict} role="alert">
          <p>
            This comment was changed elsewhere while you wrote. Which one is to stay? The other
            becomes a note.
          </p>
          <div className={styles.choices}>
            <Button onClick={() => void resolve('mine')}>Keep mine</Button>
            <Button onClick={() => void resolve('theirs')}>Take theirs</Button>
          </div>
        </div>
      )}
      <RichTextEditor
        key={start.number}
        initial={start.body}
        variant="annotation"
        label="Comment"
        placeholder="Write a comment"
        autoFocus={editing}
        onChange={(body) => {
          written.current = body;
          change(body);
        }}
      />
      {state.kind === 'failed' && !conflict && (
        <p className={styles.state} data-kind="failed" role="alert">
          {state.message}{' '}
          <Button variant="quiet" onClick={() => void flush()}>
            Try again
          </Button>
        </p>
      )}
    </div>
  );
}
