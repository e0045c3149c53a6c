import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuery, printQuery, splitFilters, type QueryNode } from '../../shared/query.ts';

/** A tree as one line: `+` for what may still grow, `|` between alternatives, `&` in groups. */
function shape(node: QueryNode | undefined): string {
  if (node === undefined) return '';
  switch (node.kind) {
    case 'word':
      return node.text + (node.open ? '+' : '');
    case 'phrase':
      return `"${node.text}"${node.open ? '+' : ''}`;
    case 'near':
      return `<${shape(node.left)} ${node.distance} ${shape(node.right)}>`;
    case 'field':
      return `${node.field}[${shape(node.node)}]`;
    case 'filter':
      return `{${node.key}=${node.value}${node.open ? '+' : ''}}`;
    case 'not':
      return `-${shape(node.node)}`;
    case 'and':
      return `(${node.nodes.map(shape).join(' & ')})`;
    case 'or':
      return `(${node.nodes.map(shape).join(' | ')})`;
  }
}

const shapeOf = (query: string) => shape(parseQuery(query).root);

describe('the tree', () => {
  test.each([
    ['', ''],
    ['kursk', 'kursk+'],
    ['kursk ', 'kursk'],
    ['north korean sol', '(north & korean & sol+)'],
    ['north AND korean ', '(north & korean)'],
    ['"north korean" sol', '("north korean" & sol+)'],
    ['“north korean”', '"north korean"'],
    ['«Курск»', '"Курск"'],
    ['"north kor', '"north kor"+'],
    ['soldiers -kursk', '(soldiers & -kursk+)'],
    ['-"north korean" kursk ', '(-"north korean" & kursk)'],
    ['well-known', 'well-known+'],
    ['kyiv OR kiev ', '(kyiv | kiev)'],
    ['a1 b1 OR c1 OR "d e" f1 ', '(a1 & (b1 | c1 | "d e") & f1)'],
    ['or', 'or+'],
    ['don’t', 'don’t+'],
    ['say"hello there"', '(say & "hello there")'],
    ['https://example.org/a', 'https://example.org/a+'],
    ['Re: this ', '(Re: & this)'],
    ['🎉', '🎉+'],
    ['(a b) c ', '(a & b & c)'],
    ['(a b) OR c ', '((a & b) | c)'],
    ['a OR (b OR c) ', '(a | b | c)'],
    ['-(a b) c ', '(-(a & b) & c)'],
    ['a OR -b ', '(a | -b)'],
    ['a OR tag:b ', '(a | {tag=b})'],
    ['-(-a)', '--a'],
    ['((a))', 'a'],
    ['f(x) ', '(f & x)'],
    ['a near/5 b ', '<a 5 b>'],
    ['x "a b" NEAR/0 c y ', '(x & <"a b" 0 c> & y)'],
    ['a near/5 b near/2 c ', '(<a 5 b> & <b 2 c>)'],
    ['(a OR b) near/5 c ', '(<a 5 c> | <b 5 c>)'],
    ['a near/2 b OR c ', '(<a 2 b> | c)'],
    ['a near/b ', '(a & near/b)'],
    ['title:a b ', '(title[a] & b)'],
    ['title:"a b" ', 'title["a b"]'],
    ['-note:(a -b OR "c d") ', '-note[(a & (-b | "c d"))]'],
    ['text:(a near/3 b) ', 'text[<a 3 b>]'],
    ['title:(tag:x) ', '{tag=x}'],
    ['COMMENT:a title:kur', '(comment[a] & title[kur+])'],
  ])('%j', (query, expected) => {
    expect(parseQuery(query).problems.filter(({ code }) => code !== 'unclosed-quote')).toEqual([]);
    expect(shapeOf(query)).toBe(expected);
  });

  test.each([
    ['tag:war', '{tag=war+}'],
    ['TAG:"two words" x ', '({tag=two words} & x)'],
    ['-tag:war ', '-{tag=war}'],
    ['case:“North Korean soldiers” ', '{case=North Korean soldiers}'],
    ['case:"north kor', '{case=north kor+}'],
    ['type:note OR type:SOURCE ', '({type=note} | {type=source})'],
    ['a (by:x OR (b lang:ko)) ', '(a & ({by=x} | (b & {lang=ko})))'],
    ['color:red colour:Blue ', '({label=red} & {label=Blue})'],
    ['in:Inbox in:"North" has:Comment ', '({in=inbox} & {in=North} & {has=comment})'],
    ['(tag:war)', '{tag=war}'],
  ])('filters stand anywhere: %j', (query, expected) => {
    expect(shapeOf(query)).toBe(expected);
  });

  test.each([
    ['on:2024', { from: '2024-01-01', until: '2025-01-01' }],
    ['on:2024-12', { from: '2024-12-01', until: '2025-01-01' }],
    ['on:2024-12-31', { from: '2024-12-31', until: '2025-01-01' }],
    ['on:2024-02-29', { from: '2024-02-29', until: '2024-03-01' }],
    ['before:2024-12', { until: '2024-12-01' }],
    ['after:2024-12', { from: '2025-01-01' }],
    ['after:"2024-12-24"', { from: '2024-12-25' }],
    ['on:0987', { from: '0987-01-01', until: '0988-01-01' }],
  ])('days: %j', (query, range) => {
    expect(parseQuery(query).root).toMatchObject({ kind: 'filter', range });
  });
});

describe('what is wrong is said with its place, and the rest is searched', () => {
  test.each([
    ['north "kor', 'unclosed-quote', '"kor', '(north & "kor"+)'],
    ['a1 - b1', 'lone-minus', '-', '(a1 & b1+)'],
    ['a1 -', 'lone-minus', '-', 'a1'],
    ['OR a1', 'lone-or', 'OR', 'a1+'],
    ['a1 OR ', 'lone-or', 'OR', 'a1'],
    ['a1 OR OR b1', 'lone-or', 'OR', '(a1 | b1+)'],
    ['(a1 OR) b1', 'lone-or', 'OR', '(a1 & b1+)'],
    ['near/5 a1', 'lone-near', 'near/5', 'a1+'],
    ['a1 near/5', 'lone-near', 'near/5', 'a1'],
    ['a1 near/5 OR b1', 'lone-near', 'near/5', '(a1 | b1+)'],
    ['a1 near/ b1', 'bad-distance', 'near/', '(a1 & b1+)'],
    ['a1 near/5000 b1', 'bad-distance', 'near/5000', '<a1 100 b1+>'],
    ['a1 near/5 -b1', 'mixed-near', 'near/5', '(a1 & -b1+)'],
    ['a1 near/5 (b1 c1)', 'mixed-near', 'near/5', '(a1 & b1 & c1)'],
    ['a1 near/5 tag:b1 ', 'mixed-near', 'near/5', '(a1 & {tag=b1})'],
    ['colr:red a1 ', 'unknown-key', 'colr:', '(colr:red & a1)'],
    ['tag: a1', 'empty-value', 'tag:', 'a1+'],
    ['tag:"" a1', 'empty-value', 'tag:""', 'a1+'],
    ['note: a1', 'empty-value', 'note:', 'a1+'],
    ['type:movie a1', 'unknown-type', 'type:movie', 'a1+'],
    ['has:wings a1', 'unknown-value', 'has:wings', 'a1+'],
    ['on:2024-13 a1', 'bad-date', 'on:2024-13', 'a1+'],
    ['on:2023-02-29 a1', 'bad-date', 'on:2023-02-29', 'a1+'],
    ['-before:soon a1', 'bad-date', '-before:soon', 'a1+'],
    ['a1 *** b1', 'no-letters', '***', '(a1 & b1+)'],
    ['"..." b1', 'no-letters', '"..."', 'b1+'],
    ['(a1 b1', 'unclosed-group', '(a1 b1', '(a1 & b1+)'],
    ['a1) b1', 'unopened-group', ')', '(a1 & b1+)'],
    ['a1 () b1', 'empty-group', '()', '(a1 & b1+)'],
  ])('%j', (query, code, place, rest) => {
    const { root, problems } = parseQuery(query);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems.map(({ start, end }) => query.slice(start, end))).toEqual([place]);
    expect(problems[0]?.message).toMatch(/^.{15,}[.]$/u);
    expect(shape(root)).toBe(rest);
  });

  test('ten thousand parentheses are too many, and are no harm', () => {
    const { root, problems } = parseQuery(`a1 ${'('.repeat(10_000)}b1`);
    expect(problems.some(({ code }) => code === 'too-deep')).toBe(true);
    expect(shape(root)).toBe('a1');
  });
});

describe('any string', () => {
  const PIECES = [
    '"',
    '-',
    'OR',
    'AND',
    ':',
    '(',
    ')',
    '-(',
    'title:',
    'note:(',
    'tag:',
    'by:"x y"',
  ]
    .concat(['type:note', 'on:2024', 'near/5', 'near/', 'has:file', ' ', ' ', '“', '«', '»', '„'])
    .concat(['a', '-a', 'b', 'кот', '\u{d800}', '🎉', '--', '…']);
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 16 }).map((parts) => parts.join('')),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((parts) => parts.join(' ')),
  );

  function nodesOf(node: QueryNode | undefined): QueryNode[] {
    if (node === undefined) return [];
    if (node.kind === 'and' || node.kind === 'or') return [node, ...node.nodes.flatMap(nodesOf)];
    if (node.kind === 'not' || node.kind === 'field') return [node, ...nodesOf(node.node)];
    return node.kind === 'near' ? [node, node.left, node.right] : [node];
  }

  test('is read, and every place is inside it', () => {
    fc.assert(
      fc.property(typed, (query) => {
        const { root, problems } = parseQuery(query);
        for (const { start, end } of [...problems, ...nodesOf(root)]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(query.length);
        }
        for (const node of nodesOf(root)) {
          if (node.kind === 'and' || node.kind === 'or') {
            expect(node.nodes.length).toBeGreaterThan(1);
            expect(node.nodes.some(({ kind }) => kind === node.kind)).toBe(false);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('printed and read again is the same tree, without problems of its own', () => {
    const closed = (query: string) => shapeOf(query).replaceAll('+', '');
    fc.assert(
      fc.property(typed, (query) => {
        const { root } = parseQuery(query);
        const printed = printQuery(root);
        const again = parseQuery(printed);
        expect(shape(again.root).replaceAll('+', '')).toBe(closed(query));
        expect(again.problems.filter(({ code }) => code !== 'unknown-key')).toEqual([]);
        expect(printQuery(again.root)).toBe(printed);
      }),
      { numRuns: 2000 },
    );
  });

  test('of plain words is these words, in their order', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/u);
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 8 }), (words) => {
        const { root, problems } = parseQuery(`${words.join(' ')} `);
        expect(problems).toEqual([]);
        expect(shape(root)).toBe(`(${words.join(' & ')})`);
      }),
    );
  });
});

describe('filters that hold for all that is found', () => {
  test.each([
    ['', [], ''],
    ['a b ', [], '(a & b)'],
    ['tag:x ', ['x'], ''],
    ['tag:x a -tag:y ', ['x', '-y'], 'a'],
    ['a (tag:x OR by:y) b ', ['x|y'], '(a & b)'],
    ['a OR tag:x ', [], '(a | {tag=x})'],
    ['-(a tag:x) ', [], '-(a & {tag=x})'],
    ['-(tag:x OR tag:y) a ', ['-x|y'], 'a'],
  ])('%j', (query, filters, rest) => {
    const split = splitFilters(parseQuery(query).root);
    expect(
      split.filters.map(
        ({ alternatives, negated }) =>
          (negated ? '-' : '') + alternatives.map(({ value }) => value).join('|'),
      ),
    ).toEqual(filters);
    expect(shape(split.rest)).toBe(rest);
  });
});
