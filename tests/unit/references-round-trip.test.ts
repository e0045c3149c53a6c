/** What goes out as references comes in again as it was, as far as each format can say it. */
import { describe, expect, test } from 'vitest';
import { writeBibtex } from '../../core/export/references/bibtex.ts';
import { writeCslJson } from '../../core/export/references/csl-json.ts';
import { keyReferences } from '../../core/export/references/keys.ts';
import { writeRis } from '../../core/export/references/ris.ts';
import { readSources } from '../../core/import/index.ts';
import { parseDate, type Csl } from '../../shared/csl.ts';

const CASES: ReadonlyArray<readonly [name: string, csl: Csl & { title: string }, tags?: string[]]> =
  [
    [
      'a book',
      {
        type: 'book',
        title: 'The NATO years: 50% of {everything} & more #1 _x_ ~y^ \\z $5',
        author: [
          { family: 'Smith', given: 'Ann B.' },
          { family: 'King', given: 'Martin Luther', suffix: 'Jr.' },
          { literal: 'Harbour and Ferry Board, Ltd' },
          { literal: 'Médecins du Monde' },
          { literal: 'NATO' },
        ],
        editor: [{ family: 'Østergård', given: 'Åse' }],
        issued: { 'date-parts': [[2019, 4]] },
        publisher: 'Ferry & Sons',
        'publisher-place': 'Łódź',
        edition: '2',
        ISBN: '9780306406157',
        URL: 'https://example.org/a_b?c=1&d=%7Ee#f',
        language: 'en-GB',
        abstract: 'What it says. In two sentences.',
      },
      ['ships', 'cold war', 'war, cold'],
    ],
    [
      'a journal article',
      {
        type: 'article-journal',
        title: 'Grüße aus 北京 und 서울',
        author: [
          { family: 'Müller', given: 'Jörg' },
          { family: '김', given: '철수' },
        ],
        issued: { 'date-parts': [[2021, 3, 9]] },
        'container-title': 'Journal of Quays & Piers',
        volume: '12',
        issue: '3',
        page: '14-29',
        DOI: '10.1000/xyz_1(2)',
        ISSN: '1234-5679',
      },
    ],
    [
      'a chapter',
      {
        type: 'chapter',
        title: 'On piers',
        author: [{ family: 'Lee', given: 'Kim' }],
        editor: [{ family: 'Roe', given: 'Jo' }],
        'container-title': 'A handbook of harbours',
        publisher: 'Ferry Press',
        issued: { 'date-parts': [[1999]] },
        page: '3-40',
      },
    ],
    [
      'a news article',
      {
        type: 'article-newspaper',
        title: 'Ferry sinks',
        'container-title': 'The Harbour Gazette',
        issued: { 'date-parts': [[2024, 12, 24]] },
        accessed: { 'date-parts': [[2025, 1, 2]] },
        URL: 'https://gazette.example/ferry',
      },
    ],
    [
      'a thesis',
      {
        type: 'thesis',
        title: 'Of ships',
        author: [{ family: 'Novák', given: 'Petr' }],
        publisher: 'University of Harbours',
        genre: 'PhD thesis',
        issued: { 'date-parts': [[2001]] },
      },
    ],
    [
      'a web page',
      {
        type: 'webpage',
        title: 'Timetable',
        URL: 'https://ferry.example/',
        accessed: { 'date-parts': [[2025, 6, 1]] },
      },
    ],
  ];

/** Without the reference's name in the file, and the tags, which are compared by themselves. */
function compared({ custom: _, 'citation-key': __, keyword: ___, ...csl }: Csl): Csl {
  return csl;
}

const FORMATS = [
  ['refs.bib', writeBibtex],
  ['refs.ris', writeRis],
  ['refs.json', writeCslJson],
] as const;

describe.each(FORMATS)('%s', (name, write) => {
  for (const [what, csl, tags = []] of CASES) {
    test(what, async () => {
      const text = write(keyReferences([{ title: csl.title, csl, tags }]));
      const sources = await readSources({ name, bytes: new TextEncoder().encode(text) });
      expect(sources).toHaveLength(1);
      expect(sources[0]?.warnings).toEqual([]);
      expect(compared(sources[0]?.csl ?? {})).toEqual(csl);
      const found: string[] = sources[0]?.tags ?? [];
      expect(found.sort()).toEqual([...tags].sort());
    });
  }

  test.each(['2019/2021', '1920~', '201X', '2020?', '-0043', '2024-21'])(
    'the date %s',
    async (edtf) => {
      // RIS can hold one certain date only.
      const issued = parseDate(edtf);
      const csl = { type: 'book', title: 'Old', ...(issued && { issued }) };
      const text = write(keyReferences([{ title: 'Old', csl, tags: [] }]));
      const [source] = await readSources({ name, bytes: new TextEncoder().encode(text) });
      if (name === 'refs.ris') expect(source?.csl.title).toBe('Old');
      else expect(source?.csl.issued).toEqual(issued);
    },
  );
});
