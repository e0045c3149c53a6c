import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { numberText } from '../ui/counts.ts';
import type { useRoving } from '../ui/use-roving.ts';
import styles from './rail.module.css';

interface RailRowProps {
  id: string;
  to: string;
  icon?: ReactNode;
  text: string;
  count?: number | undefined;
  current: boolean;
  /** One step in, under a case file. */
  nested?: boolean;
  roving: ReturnType<typeof useRoving>;
}

/** A line of the rail that leads somewhere. */
export function RailRow({ id, to, icon, text, count, current, nested, roving }: RailRowProps) {
  return (
    <li className={styles.row} data-current={current} data-nested={nested}>
      <Link
        {...roving.rowProps(id)}
        to={to}
        className={styles.link}
        aria-current={current ? 'page' : undefined}
      >
        {icon !== undefined && <span className={styles.icon}>{icon}</span>}
        <span className={styles.text} title={text}>
          {text}
        </span>
        {count !== undefined && <span className={styles.count}>{numberText(count)}</span>}
      </Link>
    </li>
  );
}
