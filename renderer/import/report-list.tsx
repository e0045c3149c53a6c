import { useVirtualizer } from '@tanstack/react-virtual';
import { Check, CircleAlert, Equal, GitBranch } from 'lucide-react';
import { useRef } from 'react';
import styles from './report-list.module.css';
import type { ReportRow } from './report-rows.ts';

const ICONS = { added: Check, revised: GitBranch, skipped: Equal, failed: CircleAlert } as const;

interface ReportListProps {
  rows: readonly ReportRow[];
  onOpen: (sourceId: string) => void;
}

/** What became of everything, by what became of it. Thousands may have come, so it is virtual. */
export function ReportList({ rows, onOpen }: ReportListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'heading' ? 38 : 50),
    overscan: 8,
  });
  return (
    <div ref={scroller} className={styles.scroller} tabIndex={0} role="region" aria-label="Report">
      <ul className={styles.list} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const place = {
            ref: virtual.measureElement,
            'data-index': index,
            'data-kind': row.kind,
            style: { transform: `translateY(${start}px)` },
          };
          if (row.kind === 'heading') {
            return (
              <li key={key} {...place} className={styles.heading}>
                <h3>{row.text}</h3>
              </li>
            );
          }
          const Icon = ICONS[row.kind];
          const { sourceId } = row;
          return (
            <li key={key} {...place} className={styles.row}>
              <Icon size={16} className={styles.icon} aria-hidden />
              <div className={styles.text}>
                {sourceId === undefined ? (
                  <span className={styles.name}>{row.title}</span>
                ) : (
                  <button
                    type="button"
                    className={styles.link}
                    dir="auto"
                    onClick={() => onOpen(sourceId)}
                  >
                    {row.title}
                  </button>
                )}
                <p className={styles.said}>{row.text}</p>
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
