import type { Batch } from './batches.ts';
import styles from './batch-tabs.module.css';

interface BatchTabsProps {
  all: readonly Batch[];
  shown: string | undefined;
  onShow: (id: string) => void;
}

/** Leads from one import to another, when several are under way. */
export function BatchTabs({ all, shown, onShow }: BatchTabsProps) {
  return (
    <nav className={styles.tabs} aria-label="Imports">
      {all.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className={styles.tab}
          aria-current={id === shown || undefined}
          onClick={() => onShow(id)}
        >
          {name}
        </button>
      ))}
    </nav>
  );
}
