import { expect, test } from 'vitest';
import { citationLine, paragraphsText } from '../../shared/cite-line.ts';

const author = [{ given: 'Dara', family: 'Massicot' }];

test.each([
  [
    'all that is known',
    {
      author,
      'container-title': 'War Notes',
      publisher: 'A House',
      issued: { 'date-parts': [[2024, 12, 24]] },
      URL: 'https://example.org/a',
    },
    [4],
    'Dara Massicot, “Report”, War Notes, 2024-12-24, ¶ 4, https://example.org/a',
  ],
  ['nothing known', {}, [], '[author not recorded], “Report”, [date not recorded]'],
  [
    'a publisher for a container, a DOI for an address',
    { author, publisher: 'A House', issued: { literal: 'spring 2020' }, DOI: '10.1/x' },
    [],
    'Dara Massicot, “Report”, A House, spring 2020, https://doi.org/10.1/x',
  ],
  [
    'the title of the metadata before that of the list',
    { author: [{ literal: 'Staff' }], title: 'Full title', issued: { 'date-parts': [[1999]] } },
    [1, 2, 3, 9],
    'Staff, “Full title”, 1999, ¶ 1–3, 9',
  ],
  [
    'several authors',
    {
      author: [...author, { literal: 'AP' }, { family: 'Kim' }, { family: 'Lee' }],
      issued: { 'date-parts': [[2025, 1]] },
    },
    [],
    'Dara Massicot and others, “Report”, 2025-01',
  ],
  [
    'two authors, and one without a name',
    { author: [...author, {}, { family: 'Kim' }] },
    [],
    'Dara Massicot and Kim, “Report”, [date not recorded]',
  ],
])('%s', (_name, csl, paragraphs, line) => {
  expect(citationLine({ title: 'Report', csl }, paragraphs)).toBe(line);
});

test('paragraphs', () => {
  expect(paragraphsText([])).toBe('');
  expect(paragraphsText([3, 3])).toBe('¶ 3');
  expect(paragraphsText([7, 3, 4])).toBe('¶ 3–4, 7');
});
