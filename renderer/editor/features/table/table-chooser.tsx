import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { TableSize } from './table-edits.ts';
import styles from './table-chooser.module.css';

const ROWS = 8;
const COLUMNS = 8;

const STEPS: Partial<Record<string, Readonly<TableSize>>> = {
  ArrowUp: { rows: -1, columns: 0 },
  ArrowDown: { rows: 1, columns: 0 },
  ArrowLeft: { rows: 0, columns: -1 },
  ArrowRight: { rows: 0, columns: 1 },
};

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(1, value));
}

/** A size as people read it. */
function sizeText({ rows, columns }: TableSize): string {
  const words = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;
  return `${words(rows, 'row')}, ${words(columns, 'column')}`;
}

/** A field of squares: the one pointed at, or gone to by arrows, says how large a table becomes. */
export function TableChooser({ onChoose }: { onChoose: (size: TableSize) => void }) {
  const [size, setSize] = useState<TableSize>({ rows: 3, columns: 3 });
  const field = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // A press that chose at once has given the focus to the table already.
    if (field.current?.contains(document.activeElement) !== true) return;
    const index = (size.rows - 1) * COLUMNS + size.columns - 1;
    field.current.querySelectorAll('button')[index]?.focus({ preventScroll: true });
  }, [size]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setSize(({ rows, columns }) => ({
      rows: clamp(rows + step.rows, ROWS),
      columns: clamp(columns + step.columns, COLUMNS),
    }));
  };

  return (
    <>
      <div
        ref={field}
        className={styles.field}
        role="group"
        aria-label="Size of the table"
        onKeyDown={onKeyDown}
      >
        {Array.from({ length: ROWS * COLUMNS }, (_, index) => {
          const own = { rows: Math.floor(index / COLUMNS) + 1, columns: (index % COLUMNS) + 1 };
          const isIn = own.rows <= size.rows && own.columns <= size.columns;
          const isCorner = own.rows === size.rows && own.columns === size.columns;
          return (
            <button
              key={index}
              type="button"
              className={styles.square}
              aria-label={sizeText(own)}
              data-in={isIn || undefined}
              tabIndex={isCorner ? 0 : -1}
              onPointerEnter={() => setSize(own)}
              onClick={() => onChoose(own)}
            />
          );
        })}
      </div>
      <p className={styles.size} aria-hidden>
        {sizeText(size)}
      </p>
    </>
  );
}
