import { describe, expect, test } from 'vitest';
import {
  addressFrom,
  besideFor,
  besideIn,
  pathOf,
  swapped,
  withBeside,
} from '../../renderer/shell/split/beside.ts';

const A = '01a204c8-0000-7000-8000-00000000000a';
const B = '01a204c8-0000-7000-8000-00000000000b';

describe('what stands beside', () => {
  test.each([
    [`?beside=source:${A}`, { kind: 'source', id: A }],
    [`?beside=source%3A${A}&besideAt=12-40`, { kind: 'source', id: A, at: { start: 12, end: 40 } }],
    [`?at=1-2&beside=note:${B}`, { kind: 'note', id: B }],
    [`?beside=note:${B}&besideAt=1-2`, { kind: 'note', id: B }],
    [`?beside=source:${A}&besideAt=9-3`, { kind: 'source', id: A }],
    ['?beside=case:x', undefined],
    ['?beside=source:../x', undefined],
    ['', undefined],
  ])('%s', (search, expected) => {
    expect(besideIn(search)).toEqual(expected);
  });

  test('is written into an address and read from it again', () => {
    const address = { pathname: `/source/${A}`, search: '?at=3-5' };
    const path = withBeside(address, { kind: 'source', id: B, at: { start: 7, end: 9 } });
    expect(path).toBe(`/source/${A}?at=3-5&beside=source:${B}&besideAt=7-9`);
    expect(besideIn(addressFrom(path).search)).toEqual({
      kind: 'source',
      id: B,
      at: { start: 7, end: 9 },
    });
    expect(withBeside(addressFrom(path), undefined)).toBe(`/source/${A}?at=3-5`);
  });

  test('comes of an address that leads to a source or a note', () => {
    expect(besideFor(`/case/${A}/source/${B}?at=3-5&highlight=x`)).toEqual({
      kind: 'source',
      id: B,
      at: { start: 3, end: 5 },
    });
    expect(besideFor(`/note/${A}`)).toEqual({ kind: 'note', id: A });
    expect(besideFor('/sources')).toBeUndefined();
    expect(pathOf({ kind: 'note', id: A }, B)).toBe(`/case/${B}/note/${A}`);
  });

  test('changes places with the screen, inside the same case file', () => {
    const path = `/case/${A}/source/${B}?at=3-5&beside=note:${A}`;
    expect(swapped(addressFrom(path))).toBe(`/case/${A}/note/${A}?beside=source:${B}`);
    expect(swapped(addressFrom(`/sources?beside=note:${A}`))).toBeUndefined();
    expect(swapped(addressFrom(`/source/${A}`))).toBeUndefined();
  });
});
