import { Trash2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './selection-bar.module.css';

interface SelectionBarProps {
  /** "3 highlights"; undefined while nothing is selected. */
  what: string | undefined;
  onTrash?: (() => void) | undefined;
  onClear: () => void;
  /** More buttons, before those of every list. */
  children?: ReactNode;
}

/** What can be done with the selected rows of a list; it says how many there are. */
export function SelectionBar({ what, onTrash, onClear, children }: SelectionBarProps) {
  return (
    <div
      className={what === undefined ? styles.silent : styles.bar}
      role="group"
      aria-label="Selection"
      data-selection-bar={what === undefined ? undefined : ''}
    >
      <span role="status" className={styles.count}>
        {what !== undefined && `${what} selected`}
      </span>
      {what !== undefined && (
        <>
          {children}
          {onTrash !== undefined && (
            <Button onClick={onTrash}>
              <Trash2 size={15} aria-hidden />
              Move to the trash
            </Button>
          )}
          <Button variant="icon" label="Select nothing" shortcut="Esc" onClick={onClear}>
            <X size={15} />
          </Button>
        </>
      )}
    </div>
  );
}
