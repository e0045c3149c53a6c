import fc from 'fast-check';
import { expect, test } from 'vitest';
import { segmentsOf } from '../../renderer/search/marks.ts';

test.each([
  ['no marks', 'casualty rates', [], [['casualty rates', false]]],
  [
    'one mark inside',
    'high casualty rates',
    [[5, 13]],
    [
      ['high ', false],
      ['casualty', true],
      [' rates', false],
    ],
  ],
  ['the whole text', 'Kursk', [[0, 5]], [['Kursk', true]]],
  [
    'overlapping and unordered marks',
    'abcdef',
    [
      [3, 5],
      [1, 4],
    ],
    [
      ['a', false],
      ['bcde', true],
      ['f', false],
    ],
  ],
  [
    'marks that touch',
    'abcd',
    [
      [0, 2],
      [2, 4],
    ],
    [['abcd', true]],
  ],
  [
    'a mark past the end',
    'abc',
    [[2, 9]],
    [
      ['ab', false],
      ['c', true],
    ],
  ],
  ['nothing at all', '', [[0, 3]], []],
] as const)('%s', (_name, text, marks, expected) => {
  expect(segmentsOf(text, marks)).toEqual(
    expected.map(([piece, marked]) => ({ text: piece, marked })),
  );
});

test('the segments joined are the text, and marked exactly where a mark is', () => {
  const mark = fc
    .tuple(fc.nat(60), fc.nat(20))
    .map(([start, length]): [number, number] => [start, start + length]);
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), fc.array(mark, { maxLength: 6 }), (text, marks) => {
      const segments = segmentsOf(text, marks);
      expect(segments.map((segment) => segment.text).join('')).toBe(text);
      const flags = segments.flatMap(({ text: piece, marked }) =>
        Array<boolean>(piece.length).fill(marked),
      );
      const expected = [...Array(text.length).keys()].map((at) =>
        marks.some(([start, end]) => start <= at && at < end),
      );
      expect(flags).toEqual(expected);
    }),
  );
});
