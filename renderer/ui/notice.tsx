import type { MouseEvent, ReactNode } from 'react';
import styles from './notice.module.css';

interface NoticeProps {
  icon?: ReactNode;
  /** The name of the region. */
  label: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** A bar that stays at the top of a pane: something that holds for all of it. */
export function Notice({ icon, label, actions, children }: NoticeProps) {
  return (
    <section
      className={styles.notice}
      aria-label={label}
      // A press on a button must not end a selection that it is for.
      onMouseDown={(event: MouseEvent) => event.preventDefault()}
    >
      {icon !== undefined && <span className={styles.icon}>{icon}</span>}
      <p className={styles.text} role="status">
        {children}
      </p>
      {actions !== undefined && <span className={styles.actions}>{actions}</span>}
    </section>
  );
}
