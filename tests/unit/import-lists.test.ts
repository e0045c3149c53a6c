import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCsv } from '../../core/import/csv.ts';
import { readSources, type ReadSource } from '../../core/import/index.ts';
import { allRuns } from '../../shared/runs-in.ts';
import { dateText } from '../../shared/csl.ts';
import { layoutDocument, sourceDocumentSchema } from '../../shared/document.ts';

async function read(file: string): Promise<ReadSource[]> {
  const bytes = readFileSync(new URL(`../fixtures/import/${file}`, import.meta.url));
  const sources = await readSources({ name: file, bytes });
  for (const source of sources) {
    expect(sourceDocumentSchema.safeParse(source.document).success).toBe(true);
  }
  return sources;
}

const textOf = (source: ReadSource): string => layoutDocument(source.document).text;

/** What a test says of a source, on one line. */
function lineOf(source: ReadSource): string {
  const { csl, tags = [], createdAt = '', record } = source;
  return [
    csl.title,
    csl.URL ?? '-',
    tags.join('+') || '-',
    createdAt.slice(0, 19) || '-',
    dateText(csl.accessed) || '-',
    record === true ? 'record' : `${layoutDocument(source.document).leaves.length} leaves`,
  ].join(' | ');
}

describe('each entry of a list is a source', () => {
  test.each<[file: string, sources: string[], warnings: number]>([
    [
      'evernote/three-notes.enex',
      [
        'Harbour & quay | https://harbour.example/quay?id=4&x=1 | harbour+north coast | 2024-01-02T03:04:05 | 2024-01-02 | 9 leaves',
        'Packing list | - | - | 2024-02-01T08:00:00 | - | 6 leaves',
        'Только заголовок | - | - | 2023-05-05T05:05:05 | - | record',
      ],
      2,
    ],
    [
      'evernote/cut-off.enex',
      [
        'Harbour & quay | https://harbour.example/quay?id=4&x=1 | harbour+north coast | 2024-01-02T03:04:05 | 2024-01-02 | 9 leaves',
        'Packing list | - | - | 2024-02-01T08:00:00 | - | record',
      ],
      1,
    ],
    [
      'reading-lists/ril_export.html',
      [
        'Night ferries & quays | https://www.harbour.example/night?a=1&b=2 | ferries+north coast | 2024-01-02T03:04:05 | 2024-01-02 | record',
        'https://untitled.example/page | https://untitled.example/page | - | 2024-01-02T02:53:20 | 2024-01-02 | record',
        'Закон о портах | https://law.example/7 | law+archive | 2020-09-13T12:26:40 | 2020-09-13 | record',
        'Run me | - | archive | 2020-09-13T12:26:41 | 2020-09-13 | record',
      ],
      1,
    ],
    [
      'reading-lists/part_000000.csv',
      [
        'Night ferries, and quays | https://harbour.example/night | ferries+north coast | 2024-01-02T03:04:05 | 2024-01-02 | record',
        'https://untitled.example/page | https://untitled.example/page | archive | 2024-01-02T02:53:20 | 2024-01-02 | record',
        'He said "no" | http://quotes.example/ | a | 2017-07-14T02:40:00 | 2017-07-14 | record',
      ],
      0,
    ],
    [
      'reading-lists/instapaper-export.csv',
      [
        'Night ferries | https://harbour.example/night | ferries+north | 2024-01-02T03:04:05 | 2024-01-02 | record',
        'The law | https://law.example/7 | Research | 2020-09-13T12:26:40 | 2020-09-13 | record',
        'Old | https://old.example/ | Archive | 2014-05-13T16:53:20 | 2014-05-13 | record',
      ],
      0,
    ],
    [
      'reading-lists/instapaper-export.html',
      [
        'Night ferries | https://harbour.example/night | - | - | - | record',
        'The law | https://law.example/7 | Research | - | - | record',
      ],
      0,
    ],
    ['reading-lists/ships.csv', ['ships | - | - | - | - | 12 leaves'], 0],
    [
      'hostile/addresses.csv',
      [
        'One | - | - | - | - | record',
        'Two | - | - | - | - | record',
        'Three | https://ok.example/%E2%80%AEgnp.exe | <b>x</b> | - | - | record',
      ],
      1,
    ],
    ['hostile/entities.enex', ['&passwd; &d; | - | - | - | - | 2 leaves'], 0],
    ['hostile/deep.enex', ['Deep | - | - | - | - | 1 leaves'], 0],
  ])('%s', async (file, expected, warnings) => {
    const sources = await read(file);
    expect(sources.map(lineOf)).toEqual(expected);
    expect(sources.flatMap((source) => source.warnings)).toHaveLength(warnings);
  });
});

describe('notes of Evernote', () => {
  test('text, pictures and links', async () => {
    const [note] = await read('evernote/three-notes.enex');
    if (note === undefined) throw new Error('There is no note.');
    expect(textOf(note)).toBe(
      'The quay\n\nBuilt in 1911.\n\nSee Packing list and the law.\n\none\n\ntwo\n\nYear\n\nShips\n\n1911\n\n4',
    );
    expect(note.csl.author).toEqual([{ literal: 'Berit Aas' }]);
    expect(note.files?.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ['quay.png', 'image/png'],
    ]);
    expect(note.document.blocks).toContainEqual({
      type: 'figure',
      file: note.files?.[0]?.sha256,
      alt: '',
      caption: [],
    });
    const links = allRuns(note.document.blocks).flatMap(({ to, href }) => to?.id ?? href ?? []);
    expect(links).toEqual(['name:packing list', 'https://law.example/7']);
    expect(note.names).toEqual(['harbour & quay']);
    expect(note.updatedAt).toBe('2024-03-15T22:10:09.000Z');
  });

  test('tasks, attached files and what is encrypted', async () => {
    const [, note] = await read('evernote/three-notes.enex');
    if (note === undefined) throw new Error('There is no second note.');
    expect(textOf(note)).toBe(
      '☑ boots\n\n☐ rope\n\nmap\n\nlamp\n\nManual: [manual.pdf]\n\n[encrypted text]',
    );
    const list = note.document.blocks.find(({ type }) => type === 'list');
    expect(list?.type === 'list' && list.items.map(({ checked }) => checked)).toEqual([
      true,
      false,
    ]);
    expect(note.warnings.join(' ')).toMatch(/Encrypted.*manual\.pdf/);
  });
});

describe('tables', () => {
  test('what a reader of Instapaper marked stays with the record', async () => {
    const [first] = await read('reading-lists/instapaper-export.csv');
    expect(first && textOf(first)).toBe('The service ran until 2016.\n\nThen it ended.');
  });

  test('cells that spreadsheets would run are text', async () => {
    const [table] = await read('hostile/formulas.csv');
    expect(table && textOf(table).split('\n\n')).toContain('=1+1');
    expect(table && allRuns(table.document.blocks).every(({ href }) => href === undefined)).toBe(
      true,
    );
  });

  test.each<[string, string[][]]>([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a\rb\r', [['a'], ['b']]],
    ['"a ""b""",c', [['a "b"', 'c']]],
    ['"a\n,b";c;d', [['a\n,b', 'c', 'd']]],
    ['a\tb\tc,d', [['a', 'b', 'c,d']]],
    ['\uFEFFa,', [['a', '']]],
    [
      'a,,\n\n,b',
      [
        ['a', '', ''],
        ['', 'b'],
      ],
    ],
    ['"never closed,\nx', [['never closed,\nx']]],
    ['"a"b,c', [['ab', 'c']]],
    ['', []],
  ])('%j', (text, rows) => {
    expect(parseCsv(text)).toEqual({ rows, cut: false });
  });

  test('what is written as a table comes back', () => {
    const cell = fc.string({ maxLength: 12 }).map((text) => text.replace(/[\uFEFF\0]/g, ''));
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1 }),
        (rows) => {
          const text = rows
            .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
            .join('\n');
          expect(parseCsv(text).rows).toEqual(rows);
        },
      ),
    );
  });

  test('a file of commas alone is cut, not kept in memory', () => {
    const { rows, cut } = parseCsv(','.repeat(3_000_000));
    expect(cut).toBe(true);
    expect(rows[0]?.length).toBe(250_000);
  });
});
