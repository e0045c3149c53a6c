import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CITATION_LOCALES, CITATION_STYLES, type BundledStyle } from '../../shared/citations.ts';
import type { Csl } from '../../shared/csl.ts';
import type { Run } from '../../shared/document.ts';
import { openDoor, temporaryFolder, type Door } from './open.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let door: Door;

beforeAll(async () => {
  folder = await temporaryFolder();
  door = await openDoor(folder.path);
});

afterAll(async () => {
  await door.library.close();
  await folder.dispose();
});

const ARTICLE: Csl = {
  type: 'article-journal',
  title: 'On <i>E. coli</i> & "others"',
  author: [
    { family: 'Berg', given: 'Jan Pieter', 'non-dropping-particle': 'van der' },
    { family: 'King', given: 'Martin', suffix: 'Jr.' },
  ],
  'container-title': 'Journal of Tests',
  volume: '12',
  issue: '3',
  page: '1-9',
  issued: { 'date-parts': [[2024, 5]] },
  DOI: '10.1000/xyz',
  note: 'title: mine alone',
};

const text = (runs: readonly Run[] = []) => runs.map((run) => run.text).join('');

async function setIn(style: BundledStyle, items: Csl[], locale = 'en-US' as const) {
  return door.call('citations.format', { of: { items }, style, locale });
}

test.each<[BundledStyle, string, string]>([
  [
    'apa',
    'van der Berg, J. P., & King, M., Jr. (2024). On E. coli & “others.” Journal of Tests, 12(3), 1–9. https://doi.org/10.1000/xyz',
    '(van der Berg & King, 2024)',
  ],
  [
    'chicago-author-date',
    'Berg, Jan Pieter van der, and Martin King Jr. 2024. “On E. Coli & ‘Others.’” Journal of Tests 12 (3): 1–9. https://doi.org/10.1000/xyz.',
    '(van der Berg and King 2024)',
  ],
  [
    'chicago-fullnote-bibliography',
    'Berg, Jan Pieter van der, and Martin King Jr. “On E. Coli & ‘Others.’” Journal of Tests 12, no. 3 (May 2024): 1–9. https://doi.org/10.1000/xyz.',
    'Jan Pieter van der Berg and Martin King Jr., “On E. Coli & ‘Others,’” Journal of Tests 12, no. 3 (May 2024): 1–9, https://doi.org/10.1000/xyz.',
  ],
  [
    'harvard-cite-them-right',
    'van der Berg, J.P. and King, M., Jr. (2024) “On E. coli & ‘others,’” Journal of Tests, 12(3), pp. 1–9. Available at: https://doi.org/10.1000/xyz.',
    '(van der Berg and King, 2024)',
  ],
  [
    'ieee',
    '[1] J. P. van der Berg and M. King Jr., “On E. coli & ‘others,’” Journal of Tests, vol. 12, no. 3, pp. 1–9, May 2024, doi: 10.1000/xyz.',
    '[1]',
  ],
  [
    'modern-language-association',
    'van der Berg, Jan Pieter, and Martin King Jr. “On E. Coli & ‘Others.’” Journal of Tests, vol. 12, no. 3, May 2024, pp. 1–9, https://doi.org/10.1000/xyz.',
    '(van der Berg and King)',
  ],
  [
    'vancouver',
    '1. van der Berg JP, King M Jr. On E. coli & “others.” Journal of Tests. 2024 May;12(3):1–9.',
    '(1)',
  ],
  [
    'american-medical-association',
    '1. van der Berg JP, King M Jr. On E. coli & “others.” Journal of Tests. 2024;12(3):1-9. doi:10.1000/xyz',
    '1',
  ],
])('%s', async (style, bibliography, inText) => {
  const set = await setIn(style, [ARTICLE]);
  expect(set.bibliography.map(({ runs }) => text(runs))).toEqual([bibliography]);
  expect(text(set.inText)).toBe(inText);
});

test('every style that is offered is there, and sets nothing as nothing', async () => {
  for (const style of Object.keys(CITATION_STYLES) as BundledStyle[]) {
    expect(await setIn(style, [])).toEqual({ bibliography: [], inText: [] });
  }
});

test('every language that is offered is there', async () => {
  const seen = new Set<string>();
  for (const { tag } of CITATION_LOCALES) {
    const set = await door.call('citations.format', {
      of: { items: [{ ...ARTICLE, type: 'book', edition: '2', editor: [{ family: 'Kim' }] }] },
      style: 'chicago-author-date',
      locale: tag,
    });
    seen.add(text(set.bibliography[0]?.runs));
  }
  expect(seen.size).toBeGreaterThan(20);
});

test('marks and links are data, and no text of an item is markup', async () => {
  const { bibliography } = await setIn('apa', [
    { ...ARTICLE, title: '<script>alert(1)</script> <img src=x onerror=1> &amp; <b>bold</b>' },
  ]);
  expect(bibliography[0]?.runs).toEqual([
    { text: expect.stringContaining('<script>alert(1)</script> <img src=x onerror=1> &amp; ') },
    { text: 'bold', marks: ['bold'] },
    { text: '. ' },
    { text: 'Journal of Tests', marks: ['italic'] },
    { text: ', ' },
    { text: '12', marks: ['italic'] },
    { text: '(3), 1–9. ' },
    { text: 'https://doi.org/10.1000/xyz', href: 'https://doi.org/10.1000/xyz' },
  ]);
});

test.each([
  ['2019/2021', '2019–2021'],
  ['2020/..', '2020–'],
  ['../2020', 'until 2020'],
  ['201X', '2010–2019'],
  ['1920~', 'ca. 1920'],
  ['1920?', 'ca. 1920'],
  ['-0043', '44 B.C.E.'],
  ['2019/2021-05', '2019–2021'],
])('the date %s is set as %s', async (edtf, words) => {
  const { edtfToCsl } = await import('../../shared/edtf.ts');
  const set = await setIn('apa', [{ ...ARTICLE, type: 'book', issued: edtfToCsl(edtf) }]);
  expect(text(set.bibliography[0]?.runs)).toContain(`(${words}).`);
});

test('sources of the library, in the order of the style', async () => {
  const ids: string[] = [];
  for (const [family, title] of [
    ['Zweig', 'The Last'],
    ['Adler', 'The First'],
  ]) {
    const report = await door.call('sources.paste', { text: `${title} text`, title });
    const id = report.imported[0]?.id ?? '';
    await door.call('sources.update', { id, csl: { type: 'book', author: [{ family }] } });
    ids.push(id);
  }
  const set = await door.call('citations.format', {
    of: { sourceIds: ids },
    style: 'apa',
    locale: 'en-US',
  });
  expect(set.bibliography.map(({ item }) => item)).toEqual([1, 0]);
  expect(text(set.bibliography[0]?.runs)).toBe('Adler. (n.d.). The First.');
});

test('a source that is gone is refused', async () => {
  const refused = await door.ask('citations.format', {
    of: { sourceIds: ['0190b1c5-0000-7000-8000-000000000000'] },
    style: 'apa',
    locale: 'en-US',
  });
  expect(refused).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

describe('pasted references', () => {
  test.each([
    ['BibTeX', '@book{k, title = {A Title}, author = {Doe, Jane}, year = 2020}'],
    ['RIS', 'TY  - BOOK\nTI  - A Title\nAU  - Doe, Jane\nPY  - 2020\nER  - '],
    ['PubMed list (NBIB)', 'PMID- 1\nTI  - A Title.\nFAU - Doe, Jane\nDP  - 2020\nPT  - Book'],
    [
      'CSL-JSON',
      '[{"type":"book","title":"A Title","author":[{"family":"Doe","given":"Jane"}],"issued":{"raw":"2020"}}]',
    ],
  ])('%s', async (format, pasted) => {
    const read = await door.call('citations.read', { text: `\n${pasted}\n` });
    expect(read).toMatchObject([
      {
        format,
        csl: {
          type: 'book',
          title: 'A Title',
          author: [{ family: 'Doe', given: 'Jane' }],
          issued: { 'date-parts': [[2020]] },
        },
        tags: [],
        warnings: [],
      },
    ]);
  });

  test('what is none is refused with what it may be', async () => {
    const refused = await door.ask('citations.read', { text: 'Doe, Jane (2020). A Title.' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'unsupported-format' } });
    if (!refused.ok) expect(refused.error.message).toContain('BibTeX, RIS');
  });
});
