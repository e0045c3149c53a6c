import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuery, type QueryNode } from '../../shared/query.ts';

/** A query as one line: `+` for a word that may still grow, `|` between alternatives. */
function shape(node: QueryNode | undefined): string {
  if (node === undefined) return '';
  switch (node.kind) {
    case 'word':
      return node.text + (node.open ? '+' : '');
    case 'phrase':
      return `"${node.text}"${node.open ? '+' : ''}`;
    case 'not':
      return `-${shape(node.node)}`;
    case 'and':
      return node.nodes.map(shape).join(' ');
    case 'or':
      return `(${node.nodes.map(shape).join(' | ')})`;
  }
}

function filtersOf(query: string): string[] {
  return parseQuery(query).filters.map(
    ({ key, values, negated, open }) =>
      `${negated ? '-' : ''}${key}=${values.join('|')}${open ? '+' : ''}`,
  );
}

describe('the tree', () => {
  test.each([
    ['', ''],
    ['kursk', 'kursk+'],
    ['kursk ', 'kursk'],
    ['north korean sol', 'north korean sol+'],
    ['"north korean" sol', '"north korean" sol+'],
    ['“north korean”', '"north korean"'],
    ['«Курск»', '"Курск"'],
    ['"north kor', '"north kor"+'],
    ['soldiers -kursk', 'soldiers -kursk+'],
    ['-"north korean" kursk ', '-"north korean" kursk'],
    ['well-known', 'well-known+'],
    ['kyiv OR kiev ', '(kyiv | kiev)'],
    ['a1 b1 OR c1 OR "d e" f1 ', 'a1 (b1 | c1 | "d e") f1'],
    ['or', 'or+'],
    ['don’t', 'don’t+'],
    ['say"hello there"', 'say "hello there"'],
    ['https://example.org/a', 'https://example.org/a+'],
    ['Note: this ', 'Note: this'],
    ['🎉', '🎉+'],
  ])('%j', (query, expected) => {
    expect(shape(parseQuery(query).root)).toBe(expected);
  });
});

describe('filters', () => {
  test.each([
    ['tag:war', ['tag=war+']],
    ['tag:war ', ['tag=war']],
    ['TAG:"two words" x', ['tag=two words']],
    ['-tag:war ', ['-tag=war']],
    ['case:“North Korean soldiers” ', ['case=North Korean soldiers']],
    ['case:"north kor', ['case=north kor+']],
    ['type:note type:SOURCE ', ['type=note', 'type=source']],
    ['tag:a OR tag:b ', ['tag=a|b']],
    ['type:note OR type:movie ', ['type=note']],
  ])('%j', (query, expected) => {
    expect(filtersOf(query)).toEqual(expected);
  });
});

describe('what is wrong is said with its place, and the rest is searched', () => {
  test.each([
    ['north "kor', 'unclosed-quote', '"kor', 'north "kor"+'],
    ['a1 - b1', 'lone-minus', '-', 'a1 b1+'],
    ['a1 -', 'lone-minus', '-', 'a1'],
    ['OR a1', 'lone-or', 'OR', 'a1+'],
    ['a1 OR ', 'lone-or', 'OR', 'a1'],
    ['a1 OR OR b1', 'lone-or', 'OR', '(a1 | b1+)'],
    ['a1 OR tag:b1', 'mixed-or', 'OR', 'a1'],
    ['a1 OR -b1', 'mixed-or', 'OR', 'a1 -b1+'],
    ['colour:red a1 ', 'unknown-key', 'colour:', 'colour:red a1'],
    ['tag: a1', 'empty-value', 'tag:', 'a1+'],
    ['tag:"" a1', 'empty-value', 'tag:""', 'a1+'],
    ['type:movie a1', 'unknown-type', 'type:movie', 'a1+'],
    ['a1 *** b1', 'no-letters', '***', 'a1 b1+'],
    ['"..." b1', 'no-letters', '"..."', 'b1+'],
  ])('%j', (query, code, place, rest) => {
    const { root, problems } = parseQuery(query);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems.map(({ start, end }) => query.slice(start, end))).toEqual([place]);
    expect(problems[0]?.message).toMatch(/^.{15,}[.]$/u);
    expect(shape(root)).toBe(rest);
  });

  test('whatever is typed, nothing throws and every place is inside the query', () => {
    const pieces = [
      '"',
      '-',
      'OR',
      ':',
      'tag:',
      'type:',
      'note',
      ' ',
      '“',
      '«',
      'a',
      '-a',
      '\u{d800}',
      '🎉',
    ];
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(fc.constantFrom(...pieces), { maxLength: 15 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(typed, (query) => {
        const { problems, filters } = parseQuery(query);
        for (const { start, end } of [...problems, ...filters]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(query.length);
        }
        for (const filter of filters) expect(filter.values).not.toEqual([]);
      }),
    );
  });

  test('plain words are taken as they are, whatever their order', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/u);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
        const { root, problems } = parseQuery(`${words.join(' ')} `);
        expect(problems).toEqual([]);
        expect(shape(root)).toBe(words.join(' '));
      }),
    );
  });
});
