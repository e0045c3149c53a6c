import type { CaseSummary, NoteSummary } from '../../../shared/domain.ts';
import styles from './columns.module.css';

interface NoteFactsProps {
  note: NoteSummary;
  /** Case files to name, when the list is not already one case file's. */
  cases?: readonly CaseSummary[] | undefined;
  /** Whether it sums up the case file whose list it is in. */
  isSummary?: boolean;
}

/** The line under a note's title: how it begins, where it is used, its tags. */
export function NoteFacts({ note, cases, isSummary = false }: NoteFactsProps) {
  const inCases = (cases ?? []).filter(({ id }) => note.caseIds.includes(id));
  return (
    <span className={styles.meta}>
      {isSummary && <span className={styles.summary}>Summary</span>}
      <span className={note.excerpt === '' ? `${styles.facts} ${styles.unknown}` : styles.facts}>
        {note.excerpt === '' ? 'Nothing written yet' : note.excerpt}
      </span>
      {inCases.map(({ id, title, color }) => (
        <span key={id} className={styles.case} title={title}>
          <span className={styles.square} style={{ background: `var(--${color}-rule)` }} />
          <span>{title}</span>
        </span>
      ))}
      {note.tags.map((tag) => (
        <span key={tag} className={styles.tag}>
          {tag}
        </span>
      ))}
    </span>
  );
}
