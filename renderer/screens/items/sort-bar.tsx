import { ArrowDown } from 'lucide-react';
import styles from './sort-bar.module.css';

interface SortBarProps<S extends string> {
  /** The columns, from left to right. */
  columns: ReadonlyArray<{ sort: S; text: string; align?: 'end'; className?: string | undefined }>;
  sort: S;
  onSort: (sort: S) => void;
}

/** The names of a list's columns; each sorts by it. */
export function SortBar<S extends string>({ columns, sort, onSort }: SortBarProps<S>) {
  return (
    <div className={styles.bar} role="group" aria-label="Sort by">
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
