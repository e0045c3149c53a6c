/** Records of changes: what every order of exchanging bundles relies on. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterChange,
  compareSeen,
  joinSeen,
  lastChange,
  winnerOf,
  type Seen,
} from '../../shared/bundle/seen.ts';

const LIBRARIES = ['a', 'b', 'c'] as const;
const library = fc.constantFrom(...LIBRARIES);
/** Few times, so that records are often equal, and include each other. */
const time = fc.integer({ min: 0, max: 4 });
const seen: fc.Arbitrary<Seen> = fc.dictionary(library, time, {
  maxKeys: 3,
  noNullPrototype: true,
});

const knows = (one: Seen, other: Seen) => ['same', 'here'].includes(compareSeen(one, other));

function property<T extends [unknown, ...unknown[]]>(
  name: string,
  values: { [K in keyof T]: fc.Arbitrary<T[K]> },
  holds: (...args: T) => void,
): void {
  test(name, () => fc.assert(fc.property(...values, holds), { numRuns: 1000 }));
}

describe('joined records', () => {
  property<[Seen, Seen]>('do not depend on which comes first', [seen, seen], (one, other) => {
    expect(joinSeen(one, other)).toEqual(joinSeen(other, one));
  });

  property<[Seen, Seen, Seen]>('nor on the order', [seen, seen, seen], (one, two, three) => {
    expect(joinSeen(joinSeen(one, two), three)).toEqual(joinSeen(one, joinSeen(two, three)));
  });

  property<[Seen]>('are the same with themselves, and with nothing', [seen], (one) => {
    expect(joinSeen(one, one)).toEqual(one);
    expect(joinSeen(one, {})).toEqual(one);
  });

  property<[Seen, Seen]>('hold all changes of both', [seen, seen], (one, other) => {
    const joined = joinSeen(one, other);
    expect(knows(joined, one) && knows(joined, other)).toBe(true);
  });

  property<[Seen, Seen, Seen]>(
    'hold no change that is in neither',
    [seen, seen, seen],
    (...all) => {
      const [one, other, third] = all;
      const upper = joinSeen(third, joinSeen(one, other));
      expect(knows(upper, joinSeen(one, other))).toBe(true);
      if (knows(third, one) && knows(third, other)) {
        expect(knows(third, joinSeen(one, other))).toBe(true);
      }
    },
  );

  property<[Seen, Seen, Seen]>(
    'grow with what is joined',
    [seen, seen, seen],
    (one, other, third) => {
      if (knows(one, other)) expect(knows(joinSeen(one, third), joinSeen(other, third))).toBe(true);
    },
  );

  property<[Seen, Seen]>('leave the records as they were', [seen, seen], (one, other) => {
    const before = structuredClone([one, other]);
    joinSeen(one, other);
    expect([one, other]).toEqual(before);
  });
});

const MIRRORED = { same: 'same', here: 'there', there: 'here', both: 'both' } as const;

property<[Seen, Seen]>('records stand to each other as they do mirrored', [seen, seen], (a, b) => {
  expect(compareSeen(b, a)).toBe(MIRRORED[compareSeen(a, b)]);
  expect(compareSeen(a, b) === 'same').toBe(
    Object.entries(joinSeen(a, b)).every(([name, at]) => a[name] === at && b[name] === at),
  );
});

property<[Seen, string, number]>(
  'a change is later than all that was known, whatever the clock says',
  [seen, library, fc.double({ min: 0, max: 10, noNaN: true })],
  (before, name, at) => {
    const after = afterChange(before, name, at);
    expect(compareSeen(after, before)).toBe('here');
    expect(lastChange(after)).toEqual({ library: name, time: after[name] });
    expect(after[name]).toBeGreaterThanOrEqual(Math.trunc(at));
    expect(after[name]).toBeGreaterThan(lastChange(before).time);
    expect(Number.isInteger(after[name])).toBe(true);
  },
);

/** A value with the record of the changes in it. */
interface Copy {
  seen: Seen;
  hash: string;
}

/** How a library takes in another's copy. */
function merged(here: Copy, there: Copy): Copy {
  const standing = compareSeen(here.seen, there.seen);
  const takes = standing === 'there' || (standing === 'both' && winnerOf(here, there) === 'there');
  return { seen: joinSeen(here.seen, there.seen), hash: takes ? there.hash : here.hash };
}

property<[Seen, Seen]>('of two values the same one wins on both sides', [seen, seen], (a, b) => {
  const [one, other] = [
    { seen: a, hash: '1' },
    { seen: b, hash: '2' },
  ];
  expect(winnerOf(other, one)).toBe(MIRRORED[winnerOf(one, other)]);
});

const deed = fc.record({ who: fc.nat(2), from: fc.nat(2), changes: fc.boolean(), time });

/** What three libraries have after deeds: changes of their own, and taking in each other's copy. */
function copiesAfter(
  deeds: ReadonlyArray<{ who: number; from: number; changes: boolean; time: number }>,
) {
  const copies: Copy[] = LIBRARIES.map(() => ({ seen: {}, hash: '' }));
  const copyOf = (index: number) => copies[index] ?? { seen: {}, hash: '' };
  deeds.forEach(({ who, from, changes, time: at }, count) => {
    const own = copyOf(who);
    copies[who] = changes
      ? { seen: afterChange(own.seen, LIBRARIES[who] ?? '', at), hash: String(count) }
      : merged(own, copyOf(from));
  });
  return copies;
}

property<[Parameters<typeof copiesAfter>[0]]>(
  'whatever was done, every order of merging ends with the same value',
  [fc.array(deed, { maxLength: 12 })],
  (deeds) => {
    const [a, b, c] = copiesAfter(deeds) as [Copy, Copy, Copy];
    const orders = [
      [a, b, c],
      [c, b, a],
      [b, a, c],
      [c, a, b],
    ];
    const ends = orders.map((order) => order.reduce(merged));
    for (const end of ends) expect(end).toEqual(ends[0]);
    expect(merged(merged(a, b), merged(b, c))).toEqual(ends[0]);
  },
);
