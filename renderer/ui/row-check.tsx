import styles from './row-check.module.css';

interface RowCheckProps {
  /** What the row is called. */
  name: string;
  checked: boolean;
  onToggle: () => void;
  className?: string | undefined;
}

/**
 * The box that selects a row. It is no stop for Tab: Ctrl Space, and Shift with the arrows, do the
 * same from the row itself.
 */
export function RowCheck({ name, checked, onToggle, className }: RowCheckProps) {
  return (
    <label className={[styles.check, className].filter(Boolean).join(' ')}>
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={`Select ${name}`}
        checked={checked}
        onChange={onToggle}
      />
    </label>
  );
}
