import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import styles from './palette.module.css';

interface PaletteMessageProps {
  children: ReactNode;
  /** Said aloud at once, for failures. */
  alert?: boolean;
  /** What can be done about it, by one click. */
  action?: { label: string; run: () => void } | undefined;
}

/** What the palette says when it has no results to show, or not all of them. */
export function PaletteMessage({ children, alert = false, action }: PaletteMessageProps) {
  return (
    <div className={styles.message} role={alert ? 'alert' : undefined}>
      <div>{children}</div>
      {action && (
        <Button
          onClick={action.run}
          onKeyDown={(event) => {
            // The palette would open the chosen result.
            if (event.key === 'Enter') event.stopPropagation();
          }}
        >
          {action.label}
        </Button>
      )}
    </div>
  );
}
