import { CircleAlert, Copy, TriangleAlert } from 'lucide-react';
import type { Doubt } from './standing.ts';
import styles from './doubt-mark.module.css';

const ICONS = { failed: CircleAlert, duplicate: Copy, doubt: TriangleAlert } as const;

/** What looks wrong with an item: a mark of its own kind, and words. */
export function DoubtMark({ doubt, whole = false }: { doubt: Doubt; whole?: boolean }) {
  const Icon = ICONS[doubt.kind];
  return (
    <span
      className={styles.doubt}
      data-kind={doubt.kind}
      data-whole={whole || undefined}
      title={whole ? undefined : doubt.text}
    >
      <Icon size={14} aria-hidden />
      <span>{doubt.text}</span>
    </span>
  );
}
