import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateText, parseDate, yearOf } from '../../shared/csl.ts';
import { edtfOfWords } from '../../shared/date-parse.ts';
import { edtfWords } from '../../shared/date-words.ts';
import { cslToEdtf, edtfToCsl, parseEdtf } from '../../shared/edtf.ts';

/** EDTF, the CSL date it makes, in short words, in whole words. */
const DATES: ReadonlyArray<readonly [string, object, string, string]> = [
  ['2024', { 'date-parts': [[2024]] }, '2024', '2024'],
  ['2024-12', { 'date-parts': [[2024, 12]] }, '2024-12', 'December 2024'],
  ['2024-12-24', { 'date-parts': [[2024, 12, 24]] }, '2024-12-24', '24 December 2024'],
  ['2024-21', { 'date-parts': [[2024]], season: 1 }, 'Spring 2024', 'spring 2024'],
  ['2024~', { 'date-parts': [[2024]], circa: true }, 'c. 2024', '2024 (approximate)'],
  ['2024?', { 'date-parts': [[2024]], circa: true, edtf: '2024?' }, '2024?', '2024 (uncertain)'],
  [
    '2024-05%',
    { 'date-parts': [[2024, 5]], circa: true, edtf: '2024-05%' },
    'c. 2024-05?',
    'May 2024 (approximate and uncertain)',
  ],
  ['201X', { 'date-parts': [[2010], [2019]], edtf: '201X' }, '2010s', 'some year in the 2010s'],
  ['19XX', { 'date-parts': [[1900], [1999]], edtf: '19XX' }, '1900–1999', 'some year in 1900–1999'],
  ['2004-XX', { 'date-parts': [[2004]], edtf: '2004-XX' }, '2004', 'some month of 2004'],
  [
    '1985-04-XX',
    { 'date-parts': [[1985, 4]], edtf: '1985-04-XX' },
    '1985-04',
    'some day in April 1985',
  ],
  ['2019/2021', { 'date-parts': [[2019], [2021]] }, '2019–2021', 'from 2019 to 2021'],
  [
    '2024-12-01/2024-12-05',
    {
      'date-parts': [
        [2024, 12, 1],
        [2024, 12, 5],
      ],
    },
    '2024-12-01 – 2024-12-05',
    'from 1 December 2024 to 5 December 2024',
  ],
  ['../2020', { 'date-parts': [[2020]], edtf: '../2020' }, 'until 2020', 'until 2020'],
  ['2020/..', { 'date-parts': [[2020]], edtf: '2020/..' }, 'since 2020', 'from 2020 on'],
  ['2020/', { 'date-parts': [[2020]], edtf: '2020/' }, '2020–?', 'from 2020 to an unknown date'],
  ['-0043', { 'date-parts': [[-44]] }, '44 BC', '44 BC'],
  ['0000', { 'date-parts': [[-1]] }, '1 BC', '1 BC'],
  ['0079-08', { 'date-parts': [[79, 8]] }, '0079-08', 'August AD 79'],
];

test.each(DATES)('%s', (edtf, csl, short, long) => {
  expect(edtfToCsl(edtf)).toEqual(csl);
  expect(cslToEdtf(csl)).toBe(edtf);
  expect(dateText(csl)).toBe(short);
  expect(edtfWords(edtf)).toBe(long);
});

test.each([
  '2024-13',
  '2024-02-30',
  '2023-02-29',
  '2024-25',
  '2024-21-01',
  '24',
  '20241',
  'X024',
  '2X24',
  '201X-05',
  '2024-XX-05',
  '2021/2019',
  '2024-06/2024-05',
  '../..',
  '/',
  '..',
  '-0000',
  '2024//2025',
  '2024??',
  'about 2024',
  '',
])('%s is no EDTF', (text) => {
  expect(parseEdtf(text)).toBeUndefined();
  expect(edtfToCsl(text)).toBeUndefined();
});

test.each([
  ['c. 1920', '1920~'],
  ['ca. 1920', '1920~'],
  ['circa 1920', '1920~'],
  ['about May 1920', '1920-05~'],
  ['c1920', '1920~'],
  ['1920?', '1920?'],
  ['[1920]', '1920?'],
  ['[ca. 1920]', '1920~'],
  ['c. 1920?', '1920%'],
  ['probably 1920', '1920?'],
  ['Spring 2020', '2020-21'],
  ['2020 Spring', '2020-21'],
  ['fall 2020', '2020-23'],
  ['Herbst 2020', '2020-23'],
  ['24 December 2024', '2024-12-24'],
  ['Tuesday, 24 December 2024', '2024-12-24'],
  ['December 24, 2024', '2024-12-24'],
  ['Dec. 24th, 2024', '2024-12-24'],
  ['24 de diciembre de 2024', '2024-12-24'],
  ['24. Dezember 2024', '2024-12-24'],
  ['24 декабря 2024 г.', '2024-12-24'],
  ['2024 Dec 24', '2024-12-24'],
  ['2024 Dec', '2024-12'],
  ['Sept 2024', '2024-09'],
  ['24-Dec-2024', '2024-12-24'],
  ['24.12.2024', '2024-12-24'],
  ['24/12/2024', '2024-12-24'],
  ['12/24/2024', '2024-12-24'],
  ['12/2024', '2024-12'],
  ['2024/12/24', '2024-12-24'],
  ['2024.12', '2024-12'],
  ['20241224', '2024-12-24'],
  ['2024-12-24T09:30:00Z', '2024-12-24'],
  ['2024-12-24 09:30', '2024-12-24'],
  ['2024-1-5', '2024-01-05'],
  ['the 1920s', '192X'],
  ["1920's", '192X'],
  ['19th century', '18XX'],
  ['201x', '201X'],
  ['19uu', '19XX'],
  ['1914–1918', '1914/1918'],
  ['1914-1918', '1914/1918'],
  ['1914–18', '1914/1918'],
  ['between 1914 and 1918', '1914/1918'],
  ['from 1914 to 1918', '1914/1918'],
  ['May–June 2020', '2020-05/2020-06'],
  ['2020 Jul-Aug', '2020-07/2020-08'],
  ['12–15 May 2020', '2020-05-12/2020-05-15'],
  ['May 12-15, 2020', '2020-05-12/2020-05-15'],
  ['28 May – 3 June 2020', '2020-05-28/2020-06-03'],
  ['before 1920', '../1920'],
  ['since 2020', '2020/..'],
  ['2020–', '2020/..'],
  ['2020–present', '2020/..'],
  ['44 BC', '-0043'],
  ['c. 300 BCE', '-0299~'],
  ['AD 79', '0079'],
])('“%s” means %s', (text, edtf) => {
  expect(edtfOfWords(text)).toBe(edtf);
});

test.each([
  '3/4/2024',
  'n.d.',
  'forthcoming',
  'in press',
  'May',
  '31 June 2024',
  'Smith 2024 a',
  '99',
  '',
])('“%s” is not guessed at', (text) => {
  expect(edtfOfWords(text)).toBeUndefined();
});

describe('dates of CSL', () => {
  test('what is no date stays as it is written', () => {
    expect(parseDate(' in press ')).toEqual({ literal: 'in press' });
    expect(parseDate('  ')).toBeUndefined();
    expect(dateText({ literal: 'in press' })).toBe('in press');
    expect(dateText(undefined)).toBe('');
  });

  test('the year of a date', () => {
    expect(yearOf(parseDate('44 BC'))).toBe(-44);
    expect(yearOf(parseDate('May 2020'))).toBe(2020);
    expect(yearOf(parseDate('soon'))).toBeUndefined();
  });

  test('what was stored before is read as it was', () => {
    expect(cslToEdtf({ 'date-parts': [[2024, 1, 9]] })).toBe('2024-01-09');
    expect(dateText({ 'date-parts': [[2024, 1]] })).toBe('2024-01');
    expect(dateText({ literal: 'spring 2020' })).toBe('spring 2020');
  });

  test('EDTF and CSL say the same, both ways', () => {
    const year = fc.integer({ min: -9999, max: 9999 }).map((value) => {
      const digits = String(Math.abs(value)).padStart(4, '0');
      return value < 0 ? `-${digits}` : digits;
    });
    const month = fc.constantFrom('', '-01', '-12', '-21', '-24', '-06-30', '-02-28', '-XX');
    const sign = fc.constantFrom('', '?', '~', '%');
    const point = fc.tuple(year, month, sign).map((parts) => parts.join(''));
    const edtf = fc.oneof(
      point,
      point.map((end) => `../${end}`),
      point.map((start) => `${start}/..`),
      point.map((start) => `${start}/`),
    );
    fc.assert(
      fc.property(edtf, (text) => {
        const date = edtfToCsl(text);
        expect(date).toBeDefined();
        expect(cslToEdtf(date ?? {})).toBe(text);
        expect(edtfWords(text)).not.toBe('');
      }),
    );
  });

  test('no text makes it fail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const written = edtfOfWords(text);
        if (written !== undefined) expect(parseEdtf(written)).toBeDefined();
      }),
    );
  });
});
