import { GitFork } from 'lucide-react';
import { useState } from 'react';
import type { Note } from '../../shared/domain.ts';
import { Button } from '../ui/button.tsx';
import { whenText } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import styles from './note-page.module.css';
import { TextComparison, type NoteText } from './text-comparison.tsx';

interface ConflictBarProps {
  other: Note;
  mine: NoteText;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Asks which of two texts of a note to keep; the other one becomes a version. */
export function ConflictBar({ other, mine, onKeepMine, onTakeTheirs }: ConflictBarProps) {
  const [comparing, setComparing] = useState(false);
  return (
    <div className={styles.bar} role="alert">
      <GitFork size={16} aria-hidden />
      <p>
        <strong>This note was changed elsewhere</strong>, {whenText(other.updatedAt)}. What you
        wrote here is not saved yet. Whichever you choose, the other text is kept as a version.
      </p>
      <div className={styles.choices}>
        <Button variant="primary" onClick={onKeepMine}>
          Keep mine
        </Button>
        <Button onClick={onTakeTheirs}>Take theirs</Button>
        <Button variant="quiet" onClick={() => setComparing(true)}>
          Compare…
        </Button>
      </div>
      <Dialog
        open={comparing}
        onOpenChange={setComparing}
        title="Theirs and yours"
        width="1000px"
        footer={
          <Button data-autofocus onClick={() => setComparing(false)}>
            Close
          </Button>
        }
      >
        <TextComparison before={other} after={mine} beforeName="Theirs" afterName="Yours" />
      </Dialog>
    </div>
  );
}
