import { Link } from 'react-router';
import type { Note } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { paths } from '../shell/paths.ts';
import { countText, numberText } from '../ui/counts.ts';
import { dayText, whenText } from '../ui/dates.ts';
import type { SaveState } from '../ui/save-state.ts';
import styles from './note-page.module.css';

interface NoteFactsProps {
  note: Note;
  /** In the text as it stands in the editor. */
  words: number;
  /** Of those, how many are selected; 0 when none are. */
  selectedWords: number;
  state: SaveState;
}

/** The line under a note's title: length, dates, whether it is saved, and where it is used. */
export function NoteFacts({ note, words, selectedWords, state }: NoteFactsProps) {
  const cases = useCall('cases.list', {});
  const inCases = (cases.data ?? []).filter(({ id }) => note.caseIds.includes(id));
  return (
    <div className={styles.facts}>
      <span>
        {countText(words, 'word')}
        {selectedWords > 0 && `, ${numberText(selectedWords)} selected`}
      </span>
      <span>Created {dayText(note.createdAt)}</span>
      <span>Changed {whenText(note.updatedAt)}</span>
      <span className={styles.state} data-state={state.kind}>
        {state.kind === 'saved' && 'Saved'}
        {state.kind === 'saving' && 'Saving…'}
        {state.kind === 'failed' && 'Not saved'}
      </span>
      {inCases.map(({ id, title, color }) => (
        <Link key={id} to={paths.case(id)} className={styles.case} title={`Case file: ${title}`}>
          <span className={styles.square} style={{ background: `var(--${color}-rule)` }} />
          <span className={styles.caseTitle}>{title}</span>
        </Link>
      ))}
    </div>
  );
}
