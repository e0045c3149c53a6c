import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dropTarget, stepTarget } from '../../renderer/ui/order.ts';

/** The list after an item was moved before another, or to the end. */
function moved(ids: readonly string[], id: string, before: string | null): string[] {
  const rest = ids.filter((other) => other !== id);
  const index = before === null ? rest.length : rest.indexOf(before);
  return [...rest.slice(0, index), id, ...rest.slice(index)];
}

const ids = ['a', 'b', 'c', 'd'];

function afterStep(id: string, step: 'up' | 'down'): string {
  const before = stepTarget(ids, id, step);
  return before === undefined ? 'stays' : moved(ids, id, before).join('');
}

describe('stepTarget', () => {
  it.each([
    ['b', 'up', 'bacd'],
    ['d', 'up', 'abdc'],
    ['a', 'down', 'bacd'],
    ['c', 'down', 'abdc'],
    ['a', 'up', 'stays'],
    ['d', 'down', 'stays'],
    ['z', 'up', 'stays'],
    ['z', 'down', 'stays'],
  ] as const)('%s goes %s: %s', (id, step, result) => {
    expect(afterStep(id, step)).toBe(result);
  });
});

describe('dropTarget', () => {
  it.each([
    ['a', 'c', 'upper', 'bacd'],
    ['a', 'c', 'lower', 'bcad'],
    ['a', 'd', 'lower', 'bcda'],
    ['d', 'a', 'upper', 'dabc'],
    ['b', 'b', 'upper', 'stays'],
    ['a', 'b', 'upper', 'stays'],
    ['b', 'a', 'lower', 'stays'],
    ['d', 'c', 'lower', 'stays'],
    ['a', 'z', 'upper', 'stays'],
  ] as const)('%s on %s, %s half: %s', (dragged, over, half, result) => {
    const before = dropTarget(ids, dragged, over, half);
    expect(before === undefined ? 'stays' : moved(ids, dragged, before).join('')).toBe(result);
  });

  it('puts an item beside the one it was dropped on, or leaves all as it is', () => {
    const drop = fc.record({
      list: fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 12 }),
      from: fc.nat(),
      to: fc.nat(),
      half: fc.constantFrom('upper' as const, 'lower' as const),
    });
    fc.assert(
      fc.property(drop, ({ list, from, to, half }) => {
        const dragged = list[from % list.length] ?? '';
        const over = list[to % list.length] ?? '';
        const before = dropTarget(list, dragged, over, half);
        const result = before === undefined ? list : moved(list, dragged, before);
        expect([...result].sort()).toEqual([...list].sort());
        if (dragged === over) return;
        const step = half === 'upper' ? 1 : -1;
        expect(result[result.indexOf(dragged) + step]).toBe(over);
      }),
    );
  });
});
