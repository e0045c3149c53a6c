import type { DiffRow } from './diff-lines.ts';

/** A row that is shown, or a stretch of rows that are the same and are folded away. */
export type Shown = { kind: 'row'; row: DiffRow; index: number } | Folded;
interface Folded {
  kind: 'folded';
  /** Of its first row. */
  index: number;
  count: number;
}

/** As many rows that are the same are shown beside a change. */
const AROUND = 2;
/** Fewer are not worth folding away. */
const LEAST = 3;

/** What is shown of a comparison: changes, and a little around them; `open` are unfolded places. */
export function foldRows(rows: readonly DiffRow[], open: ReadonlySet<number>): Shown[] {
  const changes = rows.flatMap(({ kind }, index) => (kind === 'same' ? [] : [index]));
  const near = (index: number) => changes.some((change) => Math.abs(change - index) <= AROUND);
  const shown: Shown[] = [];
  let hidden: Array<Extract<Shown, { kind: 'row' }>> = [];
  const flush = () => {
    const [first] = hidden;
    if (first !== undefined && hidden.length >= LEAST && !open.has(first.index)) {
      shown.push({ kind: 'folded', index: first.index, count: hidden.length });
    } else shown.push(...hidden);
    hidden = [];
  };
  rows.forEach((row, index) => {
    const item = { kind: 'row', row, index } as const;
    if (row.kind === 'same' && !near(index)) hidden.push(item);
    else {
      flush();
      shown.push(item);
    }
  });
  flush();
  return shown;
}
