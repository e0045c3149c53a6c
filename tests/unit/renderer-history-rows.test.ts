import { describe, expect, test } from 'vitest';
import { foldRows } from '../../renderer/notes/fold-rows.ts';
import type { DiffRow } from '../../renderer/notes/diff-lines.ts';
import type { TextLine } from '../../renderer/notes/text-lines.ts';
import { historyRows } from '../../renderer/screens/history/history-rows.ts';
import type { HistoryStep } from '../../shared/domain.ts';

const NOW = new Date(2025, 4, 3, 12);

/** Steps with these ids, the last first; those above `done` are undone. */
function steps(ids: readonly number[], done: number): HistoryStep[] {
  return ids.map((id) => ({
    id,
    label: `step ${id}`,
    createdAt: new Date(2025, 4, id <= 2 ? 2 : 3, 9, id).toISOString(),
    undone: id > done,
  }));
}

describe('the list of what was done', () => {
  test('stands under its days', () => {
    const rows = historyRows(steps([4, 3, 2, 1], 4), NOW);
    expect(rows.map((row) => (row.kind === 'day' ? row.text : row.step.id))).toEqual([
      'Today',
      4,
      3,
      'Yesterday',
      2,
      1,
    ]);
  });

  test('knows the way to each step: back from the last, forward from the first undone', () => {
    const ways = historyRows(steps([5, 4, 3, 2, 1], 3), NOW).flatMap((row) =>
      row.kind === 'step' ? [row.way.map(({ id }) => id)] : [],
    );
    expect(ways).toEqual([[4, 5], [4], [3], [3, 2], [3, 2, 1]]);
  });

  test('is empty when nothing was done', () => {
    expect(historyRows([], NOW)).toEqual([]);
  });
});

describe('a comparison', () => {
  const line: TextLine = { kind: 'paragraph', sign: '', depth: 0, text: 'x', look: '' };
  const same: DiffRow = { kind: 'same', before: line, after: line };
  const added: DiffRow = { kind: 'added', after: line };
  const shape = (rows: readonly DiffRow[], open: readonly number[] = []) =>
    foldRows(rows, new Set(open)).map((shown) =>
      shown.kind === 'row' ? shown.row.kind : shown.count,
    );

  test('folds away what is far from any change', () => {
    const rows = [...Array<DiffRow>(6).fill(same), added, ...Array<DiffRow>(4).fill(same)];
    expect(shape(rows)).toEqual([4, 'same', 'same', 'added', 'same', 'same', 'same', 'same']);
  });

  test('unfolds a place that was opened', () => {
    const rows = [added, ...Array<DiffRow>(9).fill(same)];
    expect(shape(rows)).toEqual(['added', 'same', 'same', 7]);
    expect(shape(rows, [3])).toHaveLength(10);
  });
});
