import type { HistoryStep } from '../../../shared/domain.ts';
import { dayText } from '../../ui/dates.ts';

/** A line of the list of what was done. */
export type HistoryRow =
  | { kind: 'day'; key: string; text: string }
  | {
      kind: 'step';
      key: string;
      step: HistoryStep;
      /** The steps to take back, or to do again, to get here; it is the last of them. */
      way: readonly HistoryStep[];
    };

/** The steps, the last done first, under the days on which they were done. */
export function historyRows(steps: readonly HistoryStep[], now = new Date()): HistoryRow[] {
  const rows: HistoryRow[] = [];
  // What was undone is always later than what was not.
  const firstDone = steps.findIndex(({ undone }) => !undone);
  const undoneCount = firstDone === -1 ? steps.length : firstDone;
  let day = '';
  steps.forEach((step, index) => {
    const text = dayText(step.createdAt, now);
    if (text !== day) {
      day = text;
      rows.push({
        kind: 'day',
        key: `day:${text}`,
        text: text.replace(/^./, (c) => c.toUpperCase()),
      });
    }
    const way = step.undone
      ? steps.slice(index, undoneCount).toReversed()
      : steps.slice(undoneCount, index + 1);
    rows.push({ kind: 'step', key: `step:${step.id}`, step, way });
  });
  return rows;
}
