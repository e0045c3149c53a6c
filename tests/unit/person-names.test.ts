import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameText, type CslName } from '../../shared/csl.ts';
import { nameInverted, parseName, parseNames, splitNames } from '../../shared/person-names.ts';

const NAMES: ReadonlyArray<readonly [string, CslName]> = [
  ['Smith, John', { family: 'Smith', given: 'John' }],
  ['John Smith', { family: 'Smith', given: 'John' }],
  ['John Ronald Reuel Tolkien', { family: 'Tolkien', given: 'John Ronald Reuel' }],
  ['van der Berg, Jan', { 'non-dropping-particle': 'van der', family: 'Berg', given: 'Jan' }],
  ['Jan van der Berg', { 'non-dropping-particle': 'van der', family: 'Berg', given: 'Jan' }],
  ['de la Cruz, María', { 'non-dropping-particle': 'de la', family: 'Cruz', given: 'María' }],
  [
    'Humboldt, Alexander von',
    { family: 'Humboldt', given: 'Alexander', 'dropping-particle': 'von' },
  ],
  ["d'Alembert, Jean", { family: "d'Alembert", given: 'Jean' }],
  ['Smith, John, Jr.', { family: 'Smith', given: 'John', suffix: 'Jr.' }],
  ['Smith, Jr., John', { family: 'Smith', given: 'John', suffix: 'Jr.' }],
  ['John Smith Jr.', { family: 'Smith', given: 'John', suffix: 'Jr.' }],
  ['John Smith, Jr.', { family: 'Smith', given: 'John', suffix: 'Jr.', 'comma-suffix': true }],
  ['King, Martin Luther, Jr.', { family: 'King', given: 'Martin Luther', suffix: 'Jr.' }],
  ['Henry Louis Gates III', { family: 'Gates', given: 'Henry Louis', suffix: 'III' }],
  ['Mao, Zedong', { family: 'Mao', given: 'Zedong' }],
  ['毛 泽东', { family: '毛', given: '泽东' }],
  ['김 정은', { family: '김', given: '정은' }],
  ['Plato', { family: 'Plato' }],
  ['{Barnes and Noble, Inc.}', { literal: 'Barnes and Noble, Inc.' }],
  ['{{World Health Organization}}', { literal: 'World Health Organization' }],
  ['World Health Organization', { literal: 'World Health Organization' }],
  ['Acme, Inc.', { literal: 'Acme, Inc.' }],
  ['University of California, Berkeley', { literal: 'University of California, Berkeley' }],
  ['NATO', { literal: 'NATO' }],
  ['The Economist', { literal: 'The Economist' }],
  ['Smith, John, Director, Acme', { literal: 'Smith, John, Director, Acme' }],
  ['Müller-Lüdenscheidt, Karl-Heinz', { family: 'Müller-Lüdenscheidt', given: 'Karl-Heinz' }],
  ['{de la} Torre, Ana', { family: 'de la Torre', given: 'Ana' }],
  ['García Márquez, Gabriel', { family: 'García Márquez', given: 'Gabriel' }],
  [
    'family=Berg, given=Jan, prefix=van der, useprefix=true',
    { 'non-dropping-particle': 'van der', family: 'Berg', given: 'Jan' },
  ],
  ['Ben-Gurion, D.', { family: 'Ben-Gurion', given: 'D.' }],
  ['Li, X', { family: 'Li', given: 'X' }],
];

test.each(NAMES)('%s', (text, name) => {
  expect(parseName(text)).toEqual(name);
});

test.each(['', '  ', '{}', ',', ', ,'])('“%s” is no name', (text) => {
  expect(parseNames(text)).toEqual([]);
});

test.each([
  ['Smith, John and Doe, Jane', ['Smith, John', 'Doe, Jane']],
  ['Smith, John; Doe, Jane; Lee, Bo', ['Smith, John', 'Doe, Jane', 'Lee, Bo']],
  ['Smith, John\nDoe, Jane', ['Smith, John', 'Doe, Jane']],
  ['John Smith and Jane Doe', ['John Smith', 'Jane Doe']],
  ['John Smith, Jane Doe and Bob Lee', ['John Smith', 'Jane Doe', 'Bob Lee']],
  ['John Smith, Jane Doe, and Bob Lee', ['John Smith', 'Jane Doe', 'Bob Lee']],
  ['Smith, J., Doe, A. B., & Lee, C.', ['Smith, J.', 'Doe, A. B.', 'Lee, C.']],
  ['Smith, J., Jr., Doe, A. B.', ['Smith, J., Jr.', 'Doe, A. B.']],
  ['{Barnes and Noble} and Smith, John', ['{Barnes and Noble}', 'Smith, John']],
  ['Anderson, Andy', ['Anderson, Andy']],
])('the list “%s”', (text, names) => {
  expect(splitNames(text)).toEqual(names);
});

test('others are said to be others', () => {
  const smith = { family: 'Smith', given: 'John' };
  expect(parseNames('Smith, John and others')).toEqual([smith, { literal: 'others' }]);
  expect(parseNames('John Smith et al.')).toEqual([smith, { literal: 'others' }]);
});

test.each([
  [
    { 'non-dropping-particle': 'van der', family: 'Berg', given: 'Jan' },
    'Jan van der Berg',
    'van der Berg, Jan',
  ],
  [
    { family: 'Humboldt', given: 'Alexander', 'dropping-particle': 'von' },
    'Alexander von Humboldt',
    'Humboldt, Alexander von',
  ],
  [{ family: 'King', given: 'Martin', suffix: 'Jr.' }, 'Martin King Jr.', 'King, Martin, Jr.'],
  [
    { family: 'King', given: 'Martin', suffix: 'Jr.', 'comma-suffix': true },
    'Martin King, Jr.',
    'King, Martin, Jr.',
  ],
  [{ literal: 'NATO' }, 'NATO', 'NATO'],
  [{ family: 'Plato' }, 'Plato', 'Plato'],
  [{ family: '佐藤', given: '花子' }, '佐藤 花子', '佐藤, 花子'],
])('%o as it is read, and with the family first', (name, read, inverted) => {
  expect(nameText(name)).toBe(read);
  expect(nameInverted(name)).toBe(inverted);
});

test('what is written with the family first is read again as it was', () => {
  const word = fc.constantFrom('Smith', 'García', 'Ng', 'O’Neil', 'Łukasz', 'Anna-Lena');
  const name = fc.record(
    {
      family: word,
      given: word,
      'non-dropping-particle': fc.constantFrom('van', 'de la', 'von der'),
      suffix: fc.constantFrom('Jr.', 'III'),
    },
    { requiredKeys: ['family', 'given'] },
  );
  fc.assert(
    fc.property(name, (one) => {
      expect(parseName(nameInverted(one))).toEqual(one);
    }),
  );
});

test('no text makes it fail, and braces never show', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('{', '}', ',', ' ', 'a', 'B', ';', '&', 'v', '\n') }),
      (text) => {
        for (const name of parseNames(text)) expect(nameText(name)).not.toMatch(/[{}]|^$/);
      },
    ),
  );
});

test('ten thousand braces take no time', () => {
  expect(parseNames(`${'{'.repeat(10_000)}A${'}'.repeat(10_000)}`)).toEqual([{ literal: 'A' }]);
});
