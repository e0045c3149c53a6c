import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { areApart } from '../../core/duplicates/apart.ts';
import { ALIKE, decisionOn } from '../../core/duplicates/decide.ts';
import {
  canonicalDoi,
  canonicalIsbn,
  canonicalUrl,
  identifiersOf,
} from '../../core/duplicates/identifiers.ts';
import { bandsOf, likenessOf, shinglesOf, sketchOf } from '../../core/duplicates/sketch.ts';
import type { Csl } from '../../shared/csl.ts';
import type { ImportDuplicate } from '../../shared/imports.ts';

describe('identifiers are one however they are written', () => {
  test.each([
    ['10.1000/182', '10.1000/182'],
    ['https://doi.org/10.1000/ABC.1', '10.1000/abc.1'],
    ['http://dx.doi.org/10.1000/182', '10.1000/182'],
    ['doi: 10.1000/182.', '10.1000/182'],
    [' DOI:10.1000/182 ', '10.1000/182'],
    ['10.1000', undefined],
    ['11.1000/182', undefined],
    ['', undefined],
  ])('the DOI %j', (text, expected) => {
    expect(canonicalDoi(text)).toBe(expected);
  });

  test.each([
    ['0-306-40615-2', '9780306406157'],
    ['ISBN 978-0-306-40615-7', '9780306406157'],
    ['978 0 306 40615 7', '9780306406157'],
    ['080442957X', '9780804429573'],
    ['0-306-40615-3', undefined],
    ['9780306406158', undefined],
    ['12345', undefined],
  ])('the ISBN %j', (text, expected) => {
    expect(canonicalIsbn(text)).toBe(expected);
  });

  test.each([
    ['https://www.example.com/a/b/', 'example.com/a/b'],
    ['http://EXAMPLE.com:80/a/b#part', 'example.com/a/b'],
    ['https://example.com/a?utm_source=x&id=7&fbclid=abc&utm_medium=mail', 'example.com/a?id=7'],
    ['https://example.com/a?b=2&a=1', 'example.com/a?a=1&b=2'],
    ['https://example.com./a', 'example.com/a'],
    ['https://example.com/#!/article/7', 'example.com#!/article/7'],
    ['https://example.com/?p=12', 'example.com?p=12'],
    ['https://example.com/%7Ejane/', 'example.com/%7Ejane'],
    ['https://example.com/', undefined],
    ['mailto:jane@example.com', undefined],
    ['not an address', undefined],
  ])('the address %j', (text, expected) => {
    expect(canonicalUrl(text)).toBe(expected);
  });

  test('a DOI in the address is the DOI, and a chapter is not known by its book', () => {
    expect(identifiersOf({ URL: 'https://doi.org/10.1000/182' })).toEqual([
      { kind: 'doi', value: '10.1000/182' },
    ]);
    const ISBN = '0-306-40615-2';
    expect(identifiersOf({ type: 'book', ISBN })).toEqual([
      { kind: 'isbn', value: '9780306406157' },
    ]);
    expect(identifiersOf({ type: 'chapter', ISBN })).toEqual([]);
  });
});

test('references are known by title, year and author, or by all that is known of them', () => {
  const keyOf = (csl: Csl) => identifiersOf(csl).find(({ kind }) => kind === 'citation')?.value;
  const one: Csl = {
    title: 'On Rivers & Markets',
    author: [{ family: 'Roe', given: 'J.' }],
    issued: { 'date-parts': [[2020, 5]] },
  };
  const same: Csl = {
    title: 'on rivers, markets',
    author: [{ family: 'ROE', given: 'Jane' }],
    issued: { 'date-parts': [[2020]] },
    publisher: 'Known here only',
  };
  expect(keyOf(one)).toBe(keyOf(same));
  expect(keyOf({ ...one, issued: { 'date-parts': [[2021]] } })).not.toBe(keyOf(one));
  expect(keyOf({ title: 'Bridges', type: 'song' })).toBe(keyOf({ type: 'song', title: 'Bridges' }));
  expect(keyOf({ title: 'Bridges', type: 'song' })).not.toBe(keyOf({ title: 'Bridges' }));
  expect(keyOf({})).toBeUndefined();
});

test.each<[string, Parameters<typeof areApart>[0], Csl, Csl, boolean]>([
  ['chapters with the address of their book', 'url', { title: 'One' }, { title: 'Two' }, true],
  ['a page', 'url', { type: 'webpage', title: 'Tides' }, { title: 'The Sea' }, false],
  ['a title with its subtitle', 'url', { title: 'Rivers: A Life' }, { title: 'Rivers' }, false],
  ['the beginning of a word', 'isbn', { title: 'River' }, { title: 'Riverside' }, true],
  ['two titles of one DOI', 'doi', { title: 'One' }, { title: 'Two' }, false],
  [
    'two volumes',
    'citation',
    { title: 'Works', volume: '1' },
    { title: 'Works', volume: '2' },
    true,
  ],
  [
    'one edition',
    'isbn',
    { title: 'Works', edition: '2nd ed.' },
    { title: 'Works', edition: '2' },
    false,
  ],
  ['one place, spelled twice', 'citation', { page: '10–19' }, { page: '10-9' }, false],
  ['two journals', 'citation', { 'container-title': 'J' }, { 'container-title': 'K' }, true],
  [
    'a journal shortened',
    'citation',
    { 'container-title': 'J Ex Med', page: '10' },
    { 'container-title': 'Journal of Example Medicine', page: '10' },
    false,
  ],
  ['nothing known', 'citation', {}, { title: 'Works', volume: '1' }, false],
])('references are kept side by side or not: %s', (_, by, one, other, apart) => {
  expect(areApart(by, one, other)).toBe(apart);
  expect(areApart(by, other, one)).toBe(apart);
});

/** The paragraphs of the articles of the fixtures and of the case that the program comes with. */
function articles(): string[] {
  const fixtures = join(import.meta.dirname, '../fixtures/import');
  const pages = ['news-article.html', 'academic-page.html', 'forum-thread.html'].map((name) =>
    readFileSync(join(fixtures, name), 'utf8')
      .replace(/<(script|style)[^]*?<\/\1>/g, '')
      .replace(/<[^>]+>/g, ' '),
  );
  const resources = join(import.meta.dirname, '../../resources/preloaded');
  const own = readFileSync(join(resources, 'article.txt'), 'utf8');
  // Real prose in pieces: parts of one text are as near to each other as unlike texts ever get.
  const words = own.split(/\s+/);
  const size = Math.ceil(words.length / 6);
  const parts = Array.from({ length: 6 }, (_, at) =>
    words.slice(at * size, (at + 1) * size).join(' '),
  );
  return [...pages, ...parts];
}

/** Whole numbers below `below` that are the same in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = (seed * 2654435761 + 1) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Mutation = (words: string[], random: (below: number) => number) => string[];

const replaceShare =
  (share: number): Mutation =>
  (words, random) =>
    words.map((word) => (random(1000) < share * 1000 ? `other${random(5000)}` : word));

const ADVICE =
  'Subscribe to our newsletter and read more stories like this one every morning for free'.split(
    ' ',
  );

const MUTATIONS: ReadonlyArray<readonly [name: string, alike: boolean, mutate: Mutation]> = [
  ['nothing changed', true, (words) => words],
  ['1 % of the words changed', true, replaceShare(0.01)],
  ['3 % of the words changed', true, replaceShare(0.03)],
  ['5 % of the words changed', true, replaceShare(0.05)],
  ['10 % of the words changed', true, replaceShare(0.1)],
  ['20 % of the words changed', false, replaceShare(0.2)],
  ['50 % of the words changed', false, replaceShare(0.5)],
  ['the last tenth missing', true, (words) => words.slice(0, Math.floor(words.length * 0.9))],
  ['the last quarter missing', true, (words) => words.slice(0, Math.floor(words.length * 0.75))],
  ['three quarters missing', false, (words) => words.slice(0, Math.floor(words.length * 0.25))],
  ['other words around it', true, (words) => [...ADVICE, ...words, ...ADVICE, ...ADVICE]],
  [
    'its halves exchanged',
    true,
    (words) => {
      const half = words.length >> 1;
      return [...words.slice(half), ...words.slice(0, half)];
    },
  ],
  [
    'every line broken anew, in capitals',
    true,
    (words) => words.map((word, at) => word.toUpperCase() + (at % 9 === 0 ? '\n' : '')),
  ],
];

/** The share of shingles in common: what the sketches only estimate. */
function jaccard(one: string, other: string): number {
  const [a, b] = [shinglesOf(one), shinglesOf(other)];
  const both = [...a].filter((shingle) => b.has(shingle)).length;
  return both / (a.size + b.size - both);
}

function meets(one: string, other: string): { found: boolean; likeness: number } {
  const [a, b] = [sketchOf(one), sketchOf(other)];
  if (a === undefined || b === undefined) return { found: false, likeness: 0 };
  const bands = new Set(bandsOf(a));
  const likeness = likenessOf(a, b);
  return { found: bandsOf(b).some((band) => bands.has(band)) && likeness >= ALIKE, likeness };
}

describe('near-equal texts', () => {
  test('are found, and others are not: precision and recall on changed articles', () => {
    const texts = articles();
    const rows: string[] = [];
    let hits = 0;
    let misses = 0;
    let squares = 0;
    let compared = 0;
    for (const [name, alike, mutate] of MUTATIONS) {
      let found = 0;
      let sum = 0;
      const runs = texts.flatMap((text, at) =>
        [0, 1, 2, 3].map((run) => ({ text, seed: at * 10 + run })),
      );
      for (const { text, seed } of runs) {
        const changed = mutate(text.split(/\s+/), randomFrom(seed)).join(' ');
        const met = meets(text, changed);
        squares += (met.likeness - jaccard(text, changed)) ** 2;
        compared += 1;
        sum += met.likeness;
        if (met.found) found += 1;
      }
      if (alike) {
        hits += found;
        misses += runs.length - found;
      }
      rows.push(
        `${name.padEnd(36)} ${String(found).padStart(3)} of ${runs.length} found, likeness ${(sum / runs.length).toFixed(2)}`,
      );
    }
    let wrong = 0;
    let pairs = 0;
    texts.forEach((one, at) =>
      texts.slice(at + 1).forEach((other) => {
        pairs += 1;
        if (meets(one, other).found) wrong += 1;
      }),
    );
    const recall = hits / (hits + misses);
    const error = Math.sqrt(squares / compared);
    const precision = hits / (hits + wrong);
    rows.push(
      `${'different articles'.padEnd(36)} ${String(wrong).padStart(3)} of ${pairs} taken for the same`,
    );
    rows.push(
      `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}; the estimate is off by ${error.toFixed(3)}, root mean square`,
    );
    process.stdout.write(`${rows.join('\n')}\n`);
    expect(precision).toBe(1);
    expect(recall).toBeGreaterThanOrEqual(0.95);
    // 128 values tell a share of one half with a standard deviation of 0.044.
    expect(error).toBeLessThan(0.044);
  });

  test.each([
    [
      'Chinese',
      '国务院办公厅关于进一步优化营商环境更好服务市场主体的实施意见各省自治区直辖市人民政府国务院各部委各直属机构党中央国务院高度重视深化放管服改革优化营商环境工作',
    ],
    [
      'Japanese',
      '吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所でニャーニャー泣いていた事だけは記憶している。',
    ],
    [
      'Thai',
      'มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ',
    ],
  ])('in %s, which has no spaces between words, too', (_, text) => {
    const changed = text.slice(0, 20) + '新' + text.slice(21);
    const { found, likeness } = meets(text, changed);
    expect(found).toBe(true);
    expect(likeness).toBeLessThan(1);
    expect(meets(text, Array.from(text).toReversed().join('')).found).toBe(false);
  });

  test('a few words are too little to be told by', () => {
    expect(sketchOf('Too little to be told by.')).toBeUndefined();
    expect(sketchOf('')).toBeUndefined();
  });
});

describe('what becomes of a duplicate when nobody says', () => {
  const sourceId = '01890000-0000-7000-8000-000000000000';
  const like = (
    by: ImportDuplicate['by'],
    likeness: number,
    more: Partial<ImportDuplicate> = {},
  ) => ({
    by,
    likeness,
    title: 'T',
    sourceId,
    ...more,
  });
  const full = { itemEmpty: false, otherEmpty: false };

  test.each([
    ['nothing like it', undefined, full, 'new'],
    ['the same file', like('bytes', 1), full, 'skip'],
    ['the same text', like('text', 1), full, 'skip'],
    ['nearly the same text from elsewhere', like('text', 0.97), full, 'new'],
    ['the same address, a changed text', like('url', 0.8), full, 'revision'],
    ['the same DOI, a changed text', like('doi', 0.6), full, 'revision'],
    ['the same address, another text', like('url', 0.1), full, 'new'],
    ['the same title, author and year, another text', like('citation', 0.9), full, 'new'],
    [
      'a reference to what is there',
      like('doi', 0),
      { itemEmpty: true, otherEmpty: false },
      'skip',
    ],
    [
      'the same reference again',
      like('citation', 0),
      { itemEmpty: true, otherEmpty: true },
      'skip',
    ],
    ['the text of a reference', like('doi', 0), { itemEmpty: false, otherEmpty: true }, 'revision'],
    ['the same, in the trash', like('bytes', 1, { trashed: true }), full, 'new'],
    [
      'the same address, earlier in the drop',
      like('url', 0.8, { sourceId: undefined, key: '1' }),
      full,
      'new',
    ],
  ] as const)('%s', (_, duplicate, sides, decision) => {
    expect(decisionOn(duplicate, sides)).toBe(decision);
  });
});
