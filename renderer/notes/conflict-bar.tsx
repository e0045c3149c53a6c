import { GitFork } from 'lucide-react';
import type { Note } from '../../shared/domain.ts';
import { Button } from '../ui/button.tsx';
import { whenText } from '../ui/dates.ts';
import styles from './note-page.module.css';

interface ConflictBarProps {
  other: Note;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Asks which of two versions of a note to keep; neither is lost without a choice. */
export function ConflictBar({ other, onKeepMine, onTakeTheirs }: ConflictBarProps) {
  return (
    <div className={styles.bar} role="alert">
      <GitFork size={16} aria-hidden />
      <p>
        <strong>This note was changed elsewhere</strong>, {whenText(other.updatedAt)}. What you
        wrote here is not saved yet. Keeping yours puts the other version into a note of its own.
      </p>
      <Button variant="primary" onClick={onKeepMine}>
        Keep mine
      </Button>
      <Button onClick={onTakeTheirs}>Take theirs</Button>
    </div>
  );
}
