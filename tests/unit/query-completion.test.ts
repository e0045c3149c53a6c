import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  completionsAt,
  hasFilter,
  parseQuery,
  withFilter,
  withoutFilter,
  type ValueProvider,
} from '../../shared/query.ts';

const VALUES: Readonly<Record<string, readonly string[]>> = {
  tag: ['casualties', 'drones', 'identity papers', 'Zürich', 'say “when”'],
  by: ['Hyung-jin Kim', 'NIS'],
};
const valuesOf: ValueProvider = (key) => (VALUES[key] ?? []).map((value) => ({ value }));

/** The query after each completion at the caret, which is written as `^`. */
function completed(marked: string, options = {}): string[] {
  const caret = marked.indexOf('^');
  const query = marked.replace('^', '');
  const { span, items } = completionsAt(query, caret, valuesOf, options);
  return items.map(
    ({ insert }) => `${query.slice(0, span.start)}${insert}${query.slice(span.end)}`,
  );
}

describe('completions', () => {
  test.each([
    ['ti^', ['title:']],
    ['war ta^', ['war tag:']],
    ['-(co^', ['-(comment:', '-(label:']],
    ['auth^', ['by:']],
    ['t^', []],
    ['"ti^', []],
    ['"ti ta^ b"', []],
    ['tag:dr^', ['tag:drones ']],
    ['tag:"ide^', ['tag:"identity papers" ']],
    ['tag:pap^', ['tag:"identity papers" ']],
    ['tag:ZU^', ['tag:Zürich ']],
    ['tag:say^', ['tag:«say “when”» ']],
    ['a -tag:cas^ b', ['a -tag:casualties  b']],
    ['by:^', ['by:"Hyung-jin Kim" ', 'by:NIS ']],
    ['by:"kim^" b', ['by:"Hyung-jin Kim"  b']],
    ['type:no^', ['type:note ']],
    ['has:^', ['has:comment ', 'has:claim ', 'has:file ']],
    ['title:ca^', []],
    ['nothing:ca^', []],
    ['^', []],
  ])('%j', (marked, expected) => {
    expect(completed(marked)).toEqual(expected);
  });

  test('all keys are offered where they are asked for', () => {
    expect(completed('a ^', { lettersForKeys: 0 }).length).toBe(15);
  });

  test('at any caret of any string, what is replaced is inside it and the values are found again', () => {
    const pieces = fc.constantFrom('tag:', 'by:"', 'a', ' ', '"', '(', '-', 'dr', 'by:', ':', '»');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 10 }), fc.nat(), (parts, place) => {
        const query = parts.join('');
        const caret = query === '' ? 0 : place % (query.length + 1);
        const { span, items, key } = completionsAt(query, caret, valuesOf);
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.start).toBeLessThanOrEqual(caret);
        expect(span.end).toBeGreaterThanOrEqual(caret);
        expect(span.end).toBeLessThanOrEqual(query.length);
        for (const { insert, kind, label } of items) {
          if (kind !== 'value') continue;
          expect(parseQuery(insert).root).toMatchObject({ kind: 'filter', key, value: label });
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('changing the filters of a query', () => {
  test.each([
    ['', 'tag', 'drones', 'tag:drones'],
    ['kursk ', 'by', 'Hyung-jin Kim', 'kursk by:"Hyung-jin Kim"'],
    ['kursk tag:drones', 'tag', 'Drones', 'kursk tag:drones'],
    ['"north kor', 'type', 'note', '"north kor" type:note'],
    ['(a (b', 'type', 'note', '(a (b)) type:note'],
    ['a OR b', 'on', '2024', 'a OR b on:2024'],
  ] as const)('%j with %s:%s', (query, key, value, expected) => {
    const changed = withFilter(query, key, value);
    expect(changed).toBe(expected);
    expect(hasFilter(changed, key, value)).toBe(true);
  });

  test.each([
    ['tag:drones', 'tag', 'drones', ''],
    ['a tag:drones b', 'tag', 'drones', 'a b'],
    ['a tag:x OR tag:y b', 'tag', 'x', 'a tag:y b'],
    ['a tag:x OR tag:y b', 'tag', 'y', 'a tag:x b'],
    ['(tag:x OR (tag:y OR tag:z)) b', 'tag', 'x', '(tag:y OR tag:z) b'],
    ['a (tag:x)', 'tag', 'x', 'a'],
    ['tag:x a tag:x', 'tag', 'x', 'a'],
    ['a by:"Hyung-jin Kim"', 'by', 'hyung-jin kim', 'a'],
    ['a -tag:x', 'tag', 'x', 'a -tag:x'],
    ['a OR tag:x', 'tag', 'x', 'a OR tag:x'],
  ] as const)('%j without %s:%s', (query, key, value, expected) => {
    expect(withoutFilter(query, key, value)).toBe(expected);
    expect(hasFilter(expected, key, value)).toBe(false);
  });

  test('a filter that was added to any query can be taken away again', () => {
    const pieces = fc.constantFrom('a', '"b c"', '(d', ')', 'OR', '-', 'tag:y', '"', 'near/3', '(');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const query = parts.join(' ');
        const added = withFilter(query, 'tag', 'x');
        expect(hasFilter(added, 'tag', 'x')).toBe(true);
        expect(hasFilter(withoutFilter(added, 'tag', 'x'), 'tag', 'x')).toBe(false);
      }),
    );
  });
});
