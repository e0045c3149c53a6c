import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateHint, lineHint, tidyLine } from '../../renderer/metadata/field-hints.ts';
import {
  changesBetween,
  cslOf,
  dateField,
  formStateOf,
  moveRow,
  personRow,
} from '../../renderer/metadata/form-state.ts';
import { referenceChanges, withReference } from '../../renderer/metadata/reference-changes.ts';
import { fieldsFor, ownLabel } from '../../renderer/metadata/type-fields.ts';
import { cslSchema, parseDate, type Csl } from '../../shared/csl.ts';
import {
  CSL_TYPES,
  DATE_VARIABLES,
  NAME_VARIABLES,
  NUMBER_VARIABLES,
  TEXT_VARIABLES,
} from '../../shared/csl-variables.ts';

const FULL: Csl = {
  type: 'article-journal',
  title: 'A title',
  author: [
    { family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van der' },
    { literal: 'NATO' },
    { family: 'King', given: 'Martin', suffix: 'Jr.', 'comma-suffix': true },
  ],
  editor: [{ family: 'Doe' }],
  issued: { 'date-parts': [[2024, 5]], circa: true },
  accessed: { literal: 'yesterday' },
  'original-date': { 'date-parts': [[2010], [2019]], edtf: '201X' },
  volume: '12',
  DOI: '10.1/x',
  custom: { foo: 'bar' },
};

describe('the fields of a form', () => {
  test('say what they were made from', () => {
    expect(cslOf(formStateOf(FULL))).toEqual(FULL);
    expect(cslOf(formStateOf({}))).toEqual({});
  });

  test('every variable has a field, and what is in it comes back', () => {
    const line = fc.string({ minLength: 1 }).filter((text) => text.trim() === text);
    const part = fc.constantFrom('Berg', 'Ng', 'de la', 'X.');
    const name = fc.oneof(
      fc.record({ literal: part }),
      fc.record({ family: part, given: part, suffix: part }, { requiredKeys: ['family'] }),
    );
    const date = fc.constantFrom('2024', '2024-21', 'c. 1920', 'soon', '2019/..').map(parseDate);
    const csl = fc.record(
      {
        ...Object.fromEntries([...TEXT_VARIABLES, ...NUMBER_VARIABLES].map((key) => [key, line])),
        ...Object.fromEntries(
          NAME_VARIABLES.map((key) => [key, fc.array(name, { minLength: 1, maxLength: 3 })]),
        ),
        ...Object.fromEntries(DATE_VARIABLES.map((key) => [key, date])),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(csl, (made) => {
        const checked = cslSchema.parse(made);
        expect(cslOf(formStateOf(checked))).toEqual(checked);
      }),
      { numRuns: 50 },
    );
  });

  test('what is empty is left out, what was touched is read anew', () => {
    const state = formStateOf(FULL);
    const changed = cslOf({
      ...state,
      lines: { ...state.lines, volume: ' ', title: ' New ' },
      dates: { ...state.dates, issued: 'Spring 2020', accessed: '' },
      people: [
        ...state.people.slice(0, 1),
        personRow('editor'),
        personRow('author', { family: ' ' }),
      ],
    });
    expect(changed).toEqual({
      type: 'article-journal',
      title: 'New',
      author: [FULL.author?.[0]],
      issued: { 'date-parts': [[2020]], season: 1 },
      'original-date': FULL['original-date'],
      DOI: '10.1/x',
      custom: { foo: 'bar' },
    });
  });

  test('only what differs is changed, and what is gone is taken out', () => {
    expect(changesBetween(FULL, { ...FULL, volume: '13' })).toEqual({ volume: '13' });
    const { DOI: _, ...without } = FULL;
    expect(changesBetween(FULL, without)).toEqual({ DOI: null });
    const turned = { ...FULL, issued: { circa: true, 'date-parts': [[2024, 5]] } };
    expect(changesBetween(FULL, turned)).toEqual({});
  });

  test('names move one place', () => {
    const rows = ['a', 'b', 'c'].map((family) => personRow('author', { family }));
    const [, second] = rows;
    const order = (by: -1 | 1) =>
      moveRow(rows, second?.key ?? 0, by).map(({ name }) => name.family);
    expect(order(-1)).toEqual(['b', 'a', 'c']);
    expect(order(1)).toEqual(['a', 'c', 'b']);
    expect(moveRow(rows, rows[0]?.key ?? 0, -1)).toEqual(rows);
  });

  test('dates stand in their fields as EDTF, or in their words', () => {
    expect(dateField(FULL.issued)).toBe('2024-05~');
    expect(dateField(FULL.accessed)).toBe('yesterday');
    expect(dateField(undefined)).toBe('');
  });
});

describe('the fields of a type', () => {
  test.each(CSL_TYPES)('%s shows each field once', (type) => {
    const { shown, more } = fieldsFor(type, () => false);
    const all = [...shown, ...more];
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(
      TEXT_VARIABLES.length + NUMBER_VARIABLES.length + DATE_VARIABLES.length - 1,
    );
    expect(shown).toContain('issued');
  });

  test('what is filled in is shown, whatever the type', () => {
    const { shown, more } = fieldsFor('webpage', (field) => field === 'scale');
    expect(shown.at(-1)).toBe('scale');
    expect(more).not.toContain('scale');
    expect(fieldsFor('of another program', () => false).shown).toContain('publisher');
    expect(ownLabel('thesis', 'publisher')).toBe('University');
    expect(ownLabel('of another program', 'publisher')).toBeUndefined();
  });
});

test.each([
  ['DOI', '10.1000/182', undefined],
  ['DOI', '11.1000/182', 'doubt'],
  ['ISBN', '978-0-306-40615-7', undefined],
  ['ISBN', '0-306-40615-2 9780306406157', undefined],
  ['ISBN', '978-0-306-40615-8', 'doubt'],
  ['ISBN', '12345', 'doubt'],
  ['ISSN', '2049-3630', undefined],
  ['ISSN', '2049-3631', 'doubt'],
  ['ISSN', '2049', 'doubt'],
  ['PMID', '12345', undefined],
  ['PMID', 'PMC1', 'doubt'],
  ['PMCID', 'PMC7092819', undefined],
  ['PMCID', '7092819', 'doubt'],
  ['URL', 'https://example.org/', undefined],
  ['URL', 'javascript:alert(1)', 'wrong'],
  ['URL', 'example', 'wrong'],
  ['language', 'pt-BR', 'told'],
  ['language', 'Portuguese!', 'doubt'],
  ['volume', 'anything', undefined],
  ['DOI', '  ', undefined],
] as const)('%s %s', (field, text, kind) => {
  expect(lineHint(field, text)?.kind).toBe(kind);
});

test.each([
  ['DOI', ' https://doi.org/10.1/x', '10.1/x'],
  ['DOI', 'doi: 10.1/x', '10.1/x'],
  ['ISBN', 'ISBN-13: 978', '978'],
  ['PMID', 'PMID: 12', '12'],
  ['URL', 'www.example.org', 'https://www.example.org'],
  ['title', ' as it is ', ' as it is '],
] as const)('%s “%s” is kept as “%s”', (field, written, kept) => {
  expect(tidyLine(field, written)).toBe(kept);
});

test.each([
  ['2024-12-24', 'told', '24 December 2024'],
  ['c. 1920', 'told', '1920 (approximate): 1920~'],
  [
    'soon',
    'doubt',
    'Not understood as a date; it is kept as it is written. 2024-12, c. 1920 and 1914/1918 are.',
  ],
])('the date %s', (written, kind, text) => {
  expect(dateHint(written)).toEqual({ kind, text });
});

test('a reference changes what it says otherwise, and only what is chosen', () => {
  const reference: Csl = {
    type: 'book',
    title: 'A title',
    author: [{ family: 'Doe', given: 'Jane' }],
    issued: { 'date-parts': [[2020]] },
    publisher: 'Press',
  };
  const changes = referenceChanges(FULL, reference);
  expect(changes).toEqual([
    { key: 'type', label: 'Type', before: 'Journal article', after: 'Book' },
    {
      key: 'author',
      label: 'Author',
      before: 'van der Berg, Jan; NATO; King, Martin, Jr.',
      after: 'Doe, Jane',
    },
    { key: 'issued', label: 'Date', before: '2024-05~', after: '2020' },
    { key: 'publisher', label: 'Publisher', before: '', after: 'Press' },
  ]);
  const filled = withReference(FULL, reference, new Set(['publisher', 'issued'] as const));
  expect(filled).toEqual({ ...FULL, publisher: 'Press', issued: { 'date-parts': [[2020]] } });
});
