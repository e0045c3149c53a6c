import { useVirtualizer } from '@tanstack/react-virtual';
import { Check, CircleAlert, CircleDashed, Equal, FileText, LoaderCircle, X } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../ui/button.tsx';
import styles from './file-rows.module.css';
import { stateText, type FileRow, type FileState } from './import-outcome.ts';

const ICONS: Readonly<Record<FileState['kind'], typeof Check>> = {
  waiting: CircleDashed,
  sending: LoaderCircle,
  reading: LoaderCircle,
  added: Check,
  skipped: Equal,
  failed: CircleAlert,
};

interface FileRowsProps {
  rows: readonly FileRow[];
  /** Before the import: takes a file off the list. */
  onRemove?: (index: number) => void;
  /** After the import: opens the source that a file became, or is already. */
  onOpen?: (id: string) => void;
}

/** Files, with how far each has come. Thousands may be dropped at once, so the list is virtual. */
export function FileRows({ rows, onRemove, onOpen }: FileRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 47,
    overscan: 8,
  });
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      tabIndex={0}
      role="region"
      aria-label={`Files, ${rows.length}`}
    >
      <ul className={styles.list} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const { name, state } = row;
          const Icon = onRemove === undefined ? ICONS[state.kind] : FileText;
          return (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              className={styles.row}
              data-state={state.kind}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Icon size={16} className={styles.icon} aria-hidden />
              <div className={styles.text}>
                <div className={styles.name} title={name}>
                  {name}
                </div>
                {onRemove === undefined && (
                  <div className={styles.state}>{stateText(state, onOpen !== undefined)}</div>
                )}
              </div>
              {onRemove && (
                <Button
                  variant="icon"
                  label={`Leave out ${name}`}
                  onClick={() => onRemove(item.index)}
                >
                  <X size={14} />
                </Button>
              )}
              {onOpen && (state.kind === 'added' || state.kind === 'skipped') && (
                <Button onClick={() => onOpen(state.id)}>
                  Open<span className="visually-hidden"> “{state.title}”</span>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
