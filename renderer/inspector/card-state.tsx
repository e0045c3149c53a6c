import { useId, useState } from 'react';
import type { Highlight } from '../../shared/domain.ts';
import { review } from '../review/reviewing.ts';
import { DiffText } from '../review/diff-text.tsx';
import styles from './card-state.module.css';

/** How a highlight stands in the present text, where that is not as it was made. */
export function CardState({ highlight }: { highlight: Highlight }) {
  const { id, sourceId, passages } = highlight;
  const changed = passages.filter(({ status }) => status === 'changed');
  const waits = passages.some(({ status }) => status === 'review');
  const lost = passages.some(({ status }) => status === 'unanchored');
  const [open, setOpen] = useState(false);
  const original = useId();
  if (changed.length === 0 && !waits && !lost) return null;
  return (
    <div className={styles.state}>
      {waits && (
        <button type="button" className={styles.action} onClick={() => review(sourceId, id)}>
          Needs review…
        </button>
      )}
      {!waits && lost && (
        <button type="button" className={styles.action} onClick={() => review(sourceId, id)}>
          Without a place: choose one…
        </button>
      )}
      {changed.length > 0 && (
        <button
          type="button"
          className={styles.action}
          aria-expanded={open}
          aria-controls={original}
          onClick={() => setOpen(!open)}
        >
          Words changed
        </button>
      )}
      <div id={original} className={styles.original} hidden={!open}>
        {open &&
          changed.map(({ start, made, exact }) => (
            <p key={start} dir="auto">
              <DiffText before={made} after={exact} />
            </p>
          ))}
      </div>
    </div>
  );
}
