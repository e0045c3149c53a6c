import type { KeyboardEvent, MouseEvent } from 'react';
import type { Completion } from '../../shared/query.ts';
import styles from './completion-strip.module.css';

interface CompletionStripProps {
  items: readonly Completion[];
  onAccept: (item: Completion) => void;
  /** What stands here while there is nothing to complete. */
  hint: string;
}

/** A click leaves the caret where it is, so that one can go on typing. */
function keepCaret(event: MouseEvent) {
  event.preventDefault();
}

/** Enter and Space belong to the button, not to what the field does with them. */
function keepKey(event: KeyboardEvent) {
  if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
}

/** What the word at the caret may become, in one line; the first of it by Tab. */
export function CompletionStrip({ items, onAccept, hint }: CompletionStripProps) {
  const [first] = items;
  return (
    <div
      className={styles.strip}
      data-completing={first !== undefined}
      role="group"
      aria-label="Completions"
      onKeyDown={keepKey}
    >
      {first === undefined ? (
        <span className={styles.hint} title={hint}>
          {hint}
        </span>
      ) : (
        <>
          <kbd className={styles.key}>Tab</kbd>
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              tabIndex={-1}
              className={styles.item}
              title={item.about}
              onMouseDown={keepCaret}
              onClick={() => onAccept(item)}
            >
              {item.label}
            </button>
          ))}
        </>
      )}
      <span className="visually-hidden" role="status">
        {first !== undefined &&
          `Tab completes ${first.label}${
            items.length > 1
              ? `; also ${items
                  .slice(1, 4)
                  .map(({ label }) => label)
                  .join(', ')}`
              : ''
          }`}
      </span>
    </div>
  );
}
