import { Link } from 'react-router';
import type { Backlink } from '../../shared/domain.ts';
import { paths } from '../shell/paths.ts';
import styles from './linked-from.module.css';

interface LinkedFromProps {
  backlinks: readonly Backlink[];
  caseId?: string | undefined;
}

function addressOf(from: Backlink['from'], caseId: string | undefined): string {
  return from.kind === 'note'
    ? paths.note(from.id, { caseId })
    : paths.source(from.sourceId, { caseId, highlight: from.id });
}

function nameOf({ kind }: Backlink['from'], title: string): string {
  if (kind === 'highlight') return `Comment in ${title}`;
  return title === '' ? 'Untitled note' : title;
}

/** What leads here, each with the words around its link; nothing when there is none. */
export function LinkedFrom({ backlinks, caseId }: LinkedFromProps) {
  if (backlinks.length === 0) return null;
  return (
    <section className={styles.panel} aria-labelledby="linked-from">
      <h2 id="linked-from" className={styles.title}>
        Linked from <span>{backlinks.length}</span>
      </h2>
      <ul className={styles.list}>
        {backlinks.map(({ from, title, excerpt }) => (
          <li key={from.id}>
            <Link to={addressOf(from, caseId)} className={styles.card}>
              <span className={styles.name}>{nameOf(from, title)}</span>
              {excerpt !== '' && <span className={styles.excerpt}>{excerpt}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
