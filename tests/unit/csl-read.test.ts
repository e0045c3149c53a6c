import { expect, test } from 'vitest';
import { cslSchema } from '../../shared/csl.ts';
import { readCsl, readCslDate } from '../../shared/csl-read.ts';
import { CSL_TYPES, DATE_VARIABLES, NAME_VARIABLES } from '../../shared/csl-variables.ts';

test('the specification’s lists are whole', () => {
  expect(CSL_TYPES).toHaveLength(45);
  expect(new Set(CSL_TYPES).size).toBe(45);
  expect(NAME_VARIABLES).toHaveLength(27);
  expect(DATE_VARIABLES).toHaveLength(6);
});

test.each([
  ['parts', { 'date-parts': [[2024, 12, 24]] }, { 'date-parts': [[2024, 12, 24]] }],
  ['parts as texts', { 'date-parts': [['2024', '12']] }, { 'date-parts': [[2024, 12]] }],
  ['a range', { 'date-parts': [[2019], [2021]] }, { 'date-parts': [[2019], [2021]] }],
  ['an open range', { 'date-parts': [[2019], [0]] }, { 'date-parts': [[2019]], edtf: '2019/..' }],
  ['a season', { 'date-parts': [[2020]], season: '1' }, { 'date-parts': [[2020]], season: 1 }],
  [
    'a season by name',
    { 'date-parts': [[2020]], season: 'Fall' },
    { 'date-parts': [[2020]], season: 3 },
  ],
  ['a season as a month', { 'date-parts': [[2020, 13]] }, { 'date-parts': [[2020]], season: 1 }],
  ['circa', { 'date-parts': [[1920]], circa: 1 }, { 'date-parts': [[1920]], circa: true }],
  ['not circa', { 'date-parts': [[1920]], circa: false }, { 'date-parts': [[1920]] }],
  ['raw', { raw: '24 Dec 2024' }, { 'date-parts': [[2024, 12, 24]] }],
  ['raw that is no date', { raw: 'soon' }, { literal: 'soon' }],
  ['literal', { literal: 'Spring 2020' }, { literal: 'Spring 2020' }],
  ['a text', '2024-12', { 'date-parts': [[2024, 12]] }],
  ['a number', 2024, { 'date-parts': [[2024]] }],
  ['parts that can’t be', { 'date-parts': [[2024, 40]] }, { literal: '[[2024,40]]' }],
  ['before our era', { 'date-parts': [[-44, 3, 15]] }, { 'date-parts': [[-44, 3, 15]] }],
  ['EDTF', { edtf: '201X' }, { 'date-parts': [[2010], [2019]], edtf: '201X' }],
  ['nothing', {}, undefined],
  ['null', null, undefined],
])('a date: %s', (_, written, date) => {
  expect(readCslDate(written)).toEqual(date);
});

test('an item as programs write it', () => {
  const read = readCsl({
    id: 'smith2024',
    type: 'article-journal',
    title: ['A title'],
    volume: 12,
    page: '1-9',
    author: [
      { family: 'Smith', given: 'John', 'comma-suffix': 1, suffix: 'Jr.' },
      { name: 'NATO' },
      'van der Berg, Jan',
      null,
    ],
    issued: { raw: '2024-05' },
    journalAbbreviation: 'J. Test.',
    event: 'A meeting',
    DOI: '10.1/x',
    extra: { nested: true },
    custom: { mine: 'kept', __proto__: 'x' },
    score: 4.5,
    accessed: { 'date-parts': [[]] },
    editor: 17,
  });
  expect(read).toEqual({
    id: 'smith2024',
    dropped: ['editor'],
    csl: {
      type: 'article-journal',
      title: 'A title',
      volume: '12',
      page: '1-9',
      author: [
        { family: 'Smith', given: 'John', suffix: 'Jr.', 'comma-suffix': true },
        { literal: 'NATO' },
        { 'non-dropping-particle': 'van der', family: 'Berg', given: 'Jan' },
      ],
      issued: { 'date-parts': [[2024, 5]] },
      'container-title-short': 'J. Test.',
      'event-title': 'A meeting',
      DOI: '10.1/x',
      accessed: { literal: '[[]]' },
      custom: { extra: '{"nested":true}', mine: 'kept', score: '4.5' },
    },
  });
  expect(cslSchema.parse(read?.csl)).toEqual(read?.csl);
});

test('hostile items change nothing but themselves', () => {
  const read = readCsl(
    JSON.parse(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":1},"custom":{"__proto__":"x"},"title":"T","toString":"y"}',
    ),
  );
  expect(read?.csl).toEqual({
    title: 'T',
    custom: { constructor: '{"prototype":1}', toString: 'y' },
  });
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(readCsl('text')).toBeUndefined();
  expect(readCsl([1])).toBeUndefined();
  expect(readCsl(null)).toBeUndefined();
});

test('what was stored before this list of variables is valid still', () => {
  const stored = {
    type: 'article-newspaper',
    title: 'T',
    author: [{ family: 'A', given: 'B' }, { literal: 'C' }],
    'container-title': 'N',
    publisher: 'P',
    issued: { 'date-parts': [[2024, 12, 24]] },
    accessed: { literal: 'yesterday' },
    URL: 'https://example.org/',
    DOI: '10.1/x',
    ISBN: '1',
    language: 'en',
    note: 'n',
  };
  expect(cslSchema.parse(stored)).toEqual(stored);
});
