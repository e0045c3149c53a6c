import { Link } from 'react-router';
import type { Backlink } from '../../shared/domain.ts';
import { paths } from '../shell/paths.ts';
import styles from './linked-from.module.css';

interface LinkedFromProps {
  backlinks: readonly Backlink[];
  caseId?: string | undefined;
}

/** The notes that lead here, each with the words around its link; nothing when there are none. */
export function LinkedFrom({ backlinks, caseId }: LinkedFromProps) {
  if (backlinks.length === 0) return null;
  return (
    <section className={styles.panel} aria-labelledby="linked-from">
      <h2 id="linked-from" className={styles.title}>
        Linked from <span>{backlinks.length}</span>
      </h2>
      <ul className={styles.list}>
        {backlinks.map(({ noteId, title, excerpt }) => (
          <li key={noteId}>
            <Link to={paths.note(noteId, { caseId })} className={styles.card}>
              <span className={styles.name}>{title === '' ? 'Untitled note' : title}</span>
              {excerpt !== '' && <span className={styles.excerpt}>{excerpt}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
