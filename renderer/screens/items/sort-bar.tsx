import { ArrowDown } from 'lucide-react';
import styles from './sort-bar.module.css';

interface SortBarProps<S extends string> {
  /** The order that the researcher gave, over the numbers in front; nothing there when absent. */
  order?: S | undefined;
  /** The columns, from left to right. */
  columns: ReadonlyArray<{ sort: S; text: string; align?: 'end'; className?: string | undefined }>;
  sort: S;
  onSort: (sort: S) => void;
}

/** The names of a list's columns; each sorts by it. */
export function SortBar<S extends string>({ order, columns, sort, onSort }: SortBarProps<S>) {
  return (
    <div className={styles.bar} role="group" aria-label="Sort by">
      {order === undefined ? (
        <span className={styles.lead} />
      ) : (
        <button
          type="button"
          className={`${styles.column} ${styles.lead}`}
          aria-label="Order of the case file"
          title="Order of the case file"
          aria-pressed={order === sort}
          onClick={() => onSort(order)}
        >
          №
          <ArrowDown size={12} aria-hidden />
        </button>
      )}
      {columns.map(({ sort: name, text, align, className }) => (
        <button
          key={name}
          type="button"
          className={[styles.column, className].filter(Boolean).join(' ')}
          data-align={align}
          aria-pressed={name === sort}
          onClick={() => onSort(name)}
        >
          {text}
          <ArrowDown size={12} aria-hidden />
        </button>
      ))}
    </div>
  );
}
