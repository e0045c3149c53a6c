import { useVirtualizer } from '@tanstack/react-virtual';
import { Redo2, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState, type CSSProperties } from 'react';
import type { HistoryStep } from '../../../shared/domain.ts';
import { Button } from '../../ui/button.tsx';
import { countText } from '../../ui/counts.ts';
import { timeText } from '../../ui/dates.ts';
import { useRoving } from '../../ui/use-roving.ts';
import styles from './history-list.module.css';
import type { HistoryRow } from './history-rows.ts';

/** CSS pixels. */
const DAY_HEIGHT = 46;
const STEP_HEIGHT = 42;

interface HistoryListProps {
  rows: readonly HistoryRow[];
  disabled: boolean;
  onWalk: (way: readonly HistoryStep[], direction: 'undo' | 'redo') => void;
}

interface StepRowProps {
  row: Extract<HistoryRow, { kind: 'step' }>;
  style: CSSProperties;
  disabled: boolean;
  stop: ReturnType<ReturnType<typeof useRoving>['rowProps']>;
  onWalk: HistoryListProps['onWalk'];
}

function StepRow({ row, style, disabled, stop, onWalk }: StepRowProps) {
  const { step, way } = row;
  const direction = step.undone ? 'redo' : 'undo';
  const Icon = step.undone ? Redo2 : Undo2;
  const others = way.length - 1;
  const also = others === 0 ? '' : `, with ${countText(others, 'other step')}`;
  return (
    <li className={styles.step} style={style} data-undone={step.undone}>
      <time className={styles.time} dateTime={step.createdAt}>
        {timeText(step.createdAt)}
      </time>
      <span className={styles.label} title={step.label}>
        {step.label}
      </span>
      {step.undone && <span className={styles.undone}>Undone</span>}
      <Button
        {...stop}
        variant="quiet"
        className={styles.walk}
        aria-description={`${step.label}${also}`}
        aria-disabled={disabled}
        onClick={() => {
          if (!disabled) onWalk(way, direction);
        }}
      >
        <Icon size={14} aria-hidden />
        {direction === 'undo' ? 'Undo to here' : 'Redo to here'}
      </Button>
    </li>
  );
}

/** What was done, by day; virtual, with one stop for Tab and arrows inside it. */
export function HistoryList({ rows, disabled, onWalk }: HistoryListProps) {
  const list = useRef<HTMLOListElement>(null);
  const [top, setTop] = useState(0);
  useEffect(() => setTop(list.current?.offsetTop ?? 0), []);
  const virtual = useVirtualizer<HTMLElement, Element>({
    count: rows.length,
    getScrollElement: () => list.current?.closest<HTMLElement>('[data-scroller]') ?? null,
    estimateSize: (index) => (rows[index]?.kind === 'day' ? DAY_HEIGHT : STEP_HEIGHT),
    getItemKey: (index) => rows[index]?.key ?? index,
    scrollMargin: top,
    overscan: 12,
  });
  const steps = rows.flatMap((row) => (row.kind === 'step' ? [row.key] : []));
  const roving = useRoving(steps, {
    reveal: (index) => virtual.scrollToIndex(rows.findIndex(({ key }) => key === steps[index])),
  });
  return (
    <ol
      ref={list}
      className={styles.list}
      aria-label="What was done, the last first"
      style={{ height: virtual.getTotalSize() }}
      onKeyDown={roving.onKeyDown}
    >
      {virtual.getVirtualItems().map(({ index, key, start, size }) => {
        const row = rows[index];
        if (row === undefined) return null;
        const style = { height: size, transform: `translateY(${start - top}px)` };
        if (row.kind === 'day') {
          return (
            <li key={key} className={styles.day} style={style}>
              <h2>{row.text}</h2>
            </li>
          );
        }
        return (
          <StepRow
            key={key}
            row={row}
            style={style}
            disabled={disabled}
            stop={roving.rowProps(row.key)}
            onWalk={onWalk}
          />
        );
      })}
    </ol>
  );
}
