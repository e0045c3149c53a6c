import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  extended,
  NOTHING_SELECTED,
  selectedIn,
  toggled,
  type Selection,
} from '../../renderer/ui/selection.ts';

const ORDER = ['a', 'b', 'c', 'd', 'e'];
const shown = (selection: Selection) => selectedIn(selection, ORDER).join('');
const to = (selection: Selection, from: string, target: string, add = false) =>
  extended(selection, ORDER, { from, to: target, add });

describe('selecting rows', () => {
  test('one by one, and off again', () => {
    const two = toggled(toggled(NOTHING_SELECTED, 'd'), 'b');
    expect(shown(two)).toBe('bd');
    expect(shown(toggled(two, 'd'))).toBe('b');
  });

  test('a range from the row chosen last, which shrinks when the way turns', () => {
    const start = toggled(NOTHING_SELECTED, 'b');
    const down = to(to(start, 'b', 'c'), 'c', 'd');
    expect(shown(down)).toBe('bcd');
    expect(shown(to(down, 'd', 'c'))).toBe('bc');
    expect(shown(to(down, 'd', 'a'))).toBe('ab');
  });

  test('a range without a beginning starts at the row with the focus', () => {
    expect(shown(to(NOTHING_SELECTED, 'c', 'd'))).toBe('cd');
  });

  test('a range that is added keeps the rest', () => {
    expect(shown(to(toggled(toggled(NOTHING_SELECTED, 'a'), 'c'), 'c', 'd', true))).toBe('acd');
  });

  test('a beginning that has left the list counts no more', () => {
    const gone = toggled(NOTHING_SELECTED, 'gone');
    expect(shown(to(gone, 'd', 'e'))).toBe('de');
    expect(shown(gone)).toBe('');
  });

  test('a range is never broken', () => {
    const row = fc.constantFrom(...ORDER);
    fc.assert(
      fc.property(row, row, (from, target) => {
        const text = shown(to(NOTHING_SELECTED, from, target));
        expect(ORDER.join('')).toContain(text);
        expect([text[0], text.at(-1)].sort()).toEqual([from, target].sort());
      }),
    );
  });
});
