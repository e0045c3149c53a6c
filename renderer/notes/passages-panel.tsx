import type { PassageReference } from '../../shared/rich-text.ts';
import { titleOf } from '../editor/features/passage/passage-node.ts';
import { paths } from '../shell/paths.ts';
import { useHalfNavigate } from '../shell/split/use-half-navigate.ts';
import styles from './passages-panel.module.css';

interface PassagesPanelProps {
  passages: readonly PassageReference[];
  caseId?: string | undefined;
}

/** The passages a note quotes; each opens its source at the highlight. */
export function PassagesPanel({ passages, caseId }: PassagesPanelProps) {
  const navigate = useHalfNavigate();
  return (
    <section className={styles.panel} aria-labelledby="passages-of-note">
      <h2 id="passages-of-note" className={styles.title}>
        Passages in this note <span>{passages.length}</span>
      </h2>
      <ol className={styles.list}>
        {passages.map((passage, index) => (
          <li key={`${passage.highlightId}-${index}`}>
            <button
              type="button"
              className={styles.card}
              onClick={() => {
                const highlight = passage.highlightId === '' ? undefined : passage.highlightId;
                void navigate(paths.source(passage.sourceId, { caseId, highlight }));
              }}
            >
              <q className={styles.quote}>{passage.exact}</q>
              <span className={styles.place}>
                <span className={styles.source} title={passage.title}>
                  {titleOf(passage)}
                </span>
                {passage.paragraph !== undefined && <span>¶ {passage.paragraph}</span>}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
