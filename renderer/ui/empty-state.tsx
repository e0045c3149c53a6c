import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  /** It is all that the screen shows, so that its title is the title of the page. */
  page?: boolean;
  icon?: ReactNode;
  title: string;
  /** What it is for and what to do next. */
  text: string;
  /** Buttons that do it. */
  children?: ReactNode;
}

/** What stands where nothing is yet. */
export function EmptyState({ page = false, icon, title, text, children }: EmptyStateProps) {
  const Heading = page ? 'h1' : 'h2';
  return (
    <div className={styles.empty}>
      {icon !== undefined && <span className={styles.icon}>{icon}</span>}
      <Heading className={styles.title}>{title}</Heading>
      <p className={styles.text}>{text}</p>
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
