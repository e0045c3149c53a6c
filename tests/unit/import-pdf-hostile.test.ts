import { deflateSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createReaderPool } from '../../core/import/read-in-worker.ts';
import { Refusal } from '../../shared/result.ts';

const workerUrl = new URL('../../core/import/import-worker.ts', import.meta.url);
const pool = createReaderPool({ workerUrl, timeoutMs: 25_000 });
const FIXTURES = join(import.meta.dirname, '../fixtures/import/pdf');

afterAll(() => pool.close());

type Part = string | Uint8Array;

function bytesOf(parts: readonly Part[]): Uint8Array {
  return Buffer.concat(parts.map((part) => Buffer.from(part as string)));
}

function stream(body: Part, entries = ''): Uint8Array {
  const data = Buffer.from(body as string);
  return bytesOf([`<< /Length ${data.length} ${entries} >>\nstream\n`, data, '\nendstream']);
}

/** A file of numbered objects, the first of them its catalog, with a table of where they are. */
function pdf(objects: readonly Part[], trailer = ''): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  let length = parts[0]?.length ?? 0;
  const places = objects.map((object, index) => {
    const place = length;
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(object as string),
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(part);
    length += part.length;
    return place;
  });
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`;
  return bytesOf([...parts, table]);
}

const WORDS = 'BT /F1 12 Tf 72 700 Td (Nothing but a plain sentence stands on this page.) Tj ET';
const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
const BOX = '/MediaBox [0 0 595 842]';

/** One page that says `WORDS`, with whatever else is put into its catalog, page and objects. */
function page({
  catalog = '',
  entries = '',
  content = stream(WORDS) as Part,
  resources = '/Font << /F1 5 0 R >>',
  font = FONT as Part,
  more = [] as readonly Part[],
  box = BOX,
}): Uint8Array {
  return pdf([
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R ${box} /Contents 4 0 R /Resources << ${resources} >> ${entries} >>`,
    content,
    font,
    ...more,
  ]);
}

const DEEP = 10_000;
const real = readFileSync(join(FIXTURES, 'latex-two-columns.pdf'));
const annotation = (action: string): string =>
  `[<< /Type /Annot /Subtype /Link /Rect [0 0 600 800] /A ${action} >>]`;

/** What a file may do to whoever opens it; read, it says its sentence, or why it can't be read. */
const CASES: ReadonlyArray<[string, Uint8Array, 'read' | 'refused' | 'either']> = [
  [
    'a script that runs on opening',
    page({
      catalog: '/OpenAction << /S /JavaScript /JS (app.launchURL\\("https://example.test"\\)) >>',
    }),
    'read',
  ],
  [
    'scripts by name',
    page({
      catalog:
        '/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (while\\(1\\);) >>] >> >>',
    }),
    'read',
  ],
  [
    'a link that starts a program',
    page({ entries: `/Annots ${annotation('<< /S /Launch /F (/bin/sh) >>')}` }),
    'read',
  ],
  [
    'a link to a script',
    page({ entries: `/Annots ${annotation('<< /S /URI /URI (javascript:alert\\(1\\)) >>')}` }),
    'read',
  ],
  [
    'a link to a file',
    page({ entries: `/Annots ${annotation('<< /S /URI /URI (file:///etc/passwd) >>')}` }),
    'read',
  ],
  [
    'a form that is sent',
    page({ entries: `/Annots ${annotation('<< /S /SubmitForm /F (https://example.test) >>')}` }),
    'read',
  ],
  [
    'a file inside',
    page({
      catalog: '/Names << /EmbeddedFiles << /Names [(evil.exe) 6 0 R] >> >>',
      more: ['<< /Type /Filespec /F (evil.exe) /EF << /F 7 0 R >> >>', stream('MZ')],
    }),
    'read',
  ],
  [
    'a form in XFA',
    page({
      catalog: '/AcroForm << /XFA 6 0 R /Fields [] >>',
      more: [stream('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')],
    }),
    'read',
  ],
  [
    'pages that are their own children',
    pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>']),
    'refused',
  ],
  [
    'pages that say they are a thousand million',
    pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 1000000000 >>']),
    'refused',
  ],
  [
    'objects that each run through all that come after them',
    bytesOf([real.subarray(0, 20_000), '\n8 0 obj\n<< /A << /B (c) '.repeat(5000)]),
    'refused',
  ],
  [
    'dictionaries that end as arrays do',
    bytesOf([real.subarray(0, 20_000), '\n8 0 obj\n<< /Length 258 /N 0 R]\nendobj'.repeat(30_000)]),
    'refused',
  ],
  [
    'a table that comes before itself',
    bytesOf([
      page({}).subarray(0, -6),
      `%%EOF\n`,
      'xref\n0 0\ntrailer\n<< /Prev 9 /Root 1 0 R >>\nstartxref\n9\n%%EOF',
    ]),
    'either',
  ],
  [
    'an outline that goes in circles',
    page({
      catalog: '/Outlines 6 0 R',
      more: [
        '<< /First 7 0 R /Last 7 0 R /Count 1 >>',
        '<< /Title (Round) /Next 7 0 R /First 7 0 R /Parent 6 0 R >>',
      ],
    }),
    'read',
  ],
  [
    'an outline ten thousand levels deep',
    page({
      catalog: '/Outlines 6 0 R',
      more: [
        '<< /First 7 0 R /Last 7 0 R /Count 1 >>',
        ...Array.from(
          { length: DEEP },
          (_, at) => `<< /Title (Level ${at}) /First ${at + 8} 0 R /Last ${at + 8} 0 R >>`,
        ),
        '<< /Title (Bottom) >>',
      ],
    }),
    'either',
  ],
  [
    'a drawing that draws itself',
    page({
      content: stream(`${WORDS} /X Do`),
      resources: '/Font << /F1 5 0 R >> /XObject << /X 6 0 R >>',
      more: [
        stream(
          '/X Do /X Do',
          '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>',
        ),
      ],
    }),
    'either',
  ],
  ['a page as large as a country', page({ box: '/MediaBox [0 0 1e30 1e30]' }), 'either'],
  ['a page of no size', page({ box: '/MediaBox [0 0 0 0]' }), 'either'],
  [
    'text as large as a country',
    page({ content: stream('BT /F1 1e20 Tf 1e30 -1e30 Td (Far) Tj ET') }),
    'either',
  ],
  [
    'a page that inflates to 120 MB',
    page({
      content: stream(deflateSync(Buffer.alloc(120 * 1024 * 1024, 0x20)), '/Filter /FlateDecode'),
    }),
    'either',
  ],
  [
    'a page that inflates and inflates again',
    page({
      content: stream(
        deflateSync(deflateSync(Buffer.alloc(100 * 1024 * 1024))),
        '/Filter [/FlateDecode /FlateDecode]',
      ),
    }),
    'either',
  ],
  [
    'three hundred thousand words on a page',
    page({ content: stream(`BT /F1 1 Tf ${'1 0 Td (x) Tj '.repeat(300_000)} ET`) }),
    'either',
  ],
  [
    'ten thousand lists in lists',
    page({ entries: `/Deep ${'['.repeat(DEEP)}${']'.repeat(DEEP)}` }),
    'either',
  ],
  [
    'ten thousand lists among drawing commands',
    page({ content: stream(`${'['.repeat(DEEP)} ${']'.repeat(DEEP)} TJ ${WORDS}`) }),
    'either',
  ],
  [
    'ten thousand states saved',
    page({ content: stream(`${'q '.repeat(DEEP)} ${WORDS}`) }),
    'either',
  ],
  [
    'a tree of tags that goes in circles',
    page({
      catalog: '/MarkInfo << /Marked true >> /StructTreeRoot 6 0 R',
      entries: '/StructParents 0',
      content: stream(`/P << /MCID 0 >> BDC ${WORDS} EMC`),
      more: [
        '<< /Type /StructTreeRoot /K 7 0 R /ParentTree << /Nums [0 [7 0 R]] >> >>',
        '<< /S /P /P 7 0 R /Pg 3 0 R /K [0 7 0 R] >>',
      ],
    }),
    'either',
  ],
  [
    'a font that is none',
    page({
      font: '<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor << /FontFile2 4 0 R >> >>',
    }),
    'either',
  ],
  [
    'a character map that uses itself',
    page({
      font: '<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding 6 0 R /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (A) /Ordering (B) /Supplement 0 >> >>] >>',
      more: [
        stream(
          '/CMap usecmap begincodespacerange <00> <FF> endcodespacerange',
          '/Type /CMap /UseCMap 6 0 R',
        ),
      ],
    }),
    'either',
  ],
  [
    'a character map that is in a file of the disk',
    page({
      font: '<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /../../../../etc/passwd /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (A) /Ordering (B) /Supplement 0 >> >>] >>',
    }),
    'either',
  ],
  [
    'content in a file of the disk',
    page({ content: '<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream' }),
    'refused',
  ],
  ['half a file', real.subarray(0, real.length / 2), 'either'],
  ['a file without its table', real.subarray(0, real.length - 4000), 'either'],
  [
    'NULs among the objects',
    bytesOf([page({}).subarray(0, 60), new Uint8Array(100_000), page({}).subarray(60)]),
    'either',
  ],
  ['a head and nothing after it', bytesOf(['%PDF-1.7\n']), 'refused'],
  [
    'a head and noise',
    bytesOf(['%PDF-1.7\n', Uint8Array.from({ length: 100_000 }, (_, at) => (at * 7919) % 251)]),
    'refused',
  ],
  [
    'objects in a stream that holds itself',
    pdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      stream('2 0 << /Type /Pages >>', '/Type /ObjStm /N 1 /First 4 /Extends 2 0 R'),
    ]),
    'refused',
  ],
];

describe('hostile and broken PDFs', () => {
  test.each(CASES)(
    '%s',
    async (name, bytes, outcome) => {
      const result = await pool.read({ name: `${name}.pdf`, bytes }).then(
        (read) => ({ read }),
        (error: unknown) => ({ error }),
      );
      if ('error' in result) {
        expect(result.error).toBeInstanceOf(Refusal);
        expect((result.error as Refusal).message).toContain(`“${name}.pdf”`);
        expect((result.error as Refusal).message).toMatch(/\.$/);
        expect(outcome).not.toBe('read');
        return;
      }
      expect(outcome).not.toBe('refused');
      const told = JSON.stringify(result.read);
      expect(told).not.toMatch(
        /javascript:|file:|launchURL|\/bin\/sh|evil\.exe|root:|example\.test/,
      );
      if (outcome === 'read')
        expect(told).toContain('Nothing but a plain sentence stands on this page.');
    },
    60_000,
  );
});
