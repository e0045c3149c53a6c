/** Documents and books made to do harm, or broken: a text or a sentence, and nothing else. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSources } from '../../core/import/index.ts';
import { layoutDocument, sourceDocumentSchema, type Block } from '../../shared/document.ts';
import { Refusal } from '../../shared/result.ts';
import { docx, docxFiles, epub, epubEntries, odt, odtEntries, p, png } from './office-files.ts';
import { zip, zipOf, type ZipEntry } from './zip-writer.ts';

/** Deepest nesting of blocks that the program is asked to draw. */
const DEEPEST = 100;

function depthOf(blocks: readonly Block[]): number {
  return blocks.reduce((most, block) => {
    const inside =
      block.type === 'quote'
        ? block.blocks
        : block.type === 'list'
          ? block.items.flatMap((item) => item.blocks)
          : [];
    return Math.max(most, 1 + depthOf(inside));
  }, 0);
}

/** The text and the warnings, after what holds for every document was checked. */
async function read(name: string, bytes: Uint8Array) {
  const sources = await readSources({ name, bytes });
  const [source] = sources;
  if (source === undefined) throw new Error('There is no source.');
  for (const each of sources) {
    // Refuses links of other schemes than http, https and mailto.
    expect(sourceDocumentSchema.safeParse(each.document).error).toBeUndefined();
    expect(depthOf(each.document.blocks)).toBeLessThanOrEqual(DEEPEST);
    expect(JSON.stringify(each)).not.toMatch(/root:|\[boot loader\]|\\u0000/);
  }
  return { text: layoutDocument(source.document).text, warnings: source.warnings, source };
}

async function refusalOf(name: string, bytes: Uint8Array): Promise<string> {
  const result = await readSources({ name, bytes }).catch((error: unknown) => error);
  expect(result).toBeInstanceOf(Refusal);
  return result instanceof Refusal ? result.message : '';
}

const rtf = (inner: string) => Buffer.from(`{\\rtf1\\ansi ${inner}}`, 'latin1');
const repeated = (open: string, inner: string, close: string, times: number) =>
  open.repeat(times) + inner + close.repeat(times);
const zeros = new Uint8Array(30 * 1024 * 1024);
const withEntry = (entries: readonly ZipEntry[], entry: ZipEntry) =>
  zip([...entries.filter(({ name }) => name !== entry.name), entry]);
const docxEntries = (body: string): ZipEntry[] =>
  Object.entries(docxFiles({ body })).map(([name, content]) => ({ name, content }));
const ole = (stream: string) =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(600),
    Buffer.from(`${stream}\0`, 'utf16le'),
    Buffer.alloc(600),
  ]);

const LAUGHS = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, at) => `<!ENTITY ${'a'.repeat(at + 2)} "&${'a'.repeat(at + 1)};&${'a'.repeat(at + 1)};">`).join('')}]>`;
const PASSWD = '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>';

describe('refused, with what it is and what can be done', () => {
  const cases: Array<[what: string, name: string, bytes: Uint8Array, message: RegExp]> = [
    [
      'a password on a Word document',
      'a.docx',
      ole('EncryptedPackage'),
      /protected with a password/,
    ],
    ['the old Word', 'a.doc', ole('WordDocument'), /before 2007.*save it as \.docx/],
    [
      'the old Word, as LibreOffice writes it',
      'a.doc',
      readFileSync(new URL('../fixtures/import/docx/libreoffice-lakes.doc', import.meta.url)),
      /before 2007/,
    ],
    ['the old Word, under another name', 'a.docx', ole('WordDocument'), /before 2007/],
    ['the old Excel', 'a.xls', ole('Workbook'), /Excel workbook/],
    ['the old PowerPoint', 'a.ppt', ole('PowerPoint Document'), /PowerPoint/],
    ['a message of Outlook', 'a.msg', ole('__properties_version1.0'), /Outlook/],
    ['another such file', 'a.odt', ole('Nothing'), /before 2007/],
    [
      'a workbook under another name',
      'a.docx',
      zipOf({
        '[Content_Types].xml': '<Types/>',
        '_rels/.rels': '<R/>',
        'xl/workbook.xml': '<w/>',
      }),
      /is a spreadsheet/,
    ],
    [
      'a presentation',
      'a.pptx',
      zipOf({ '[Content_Types].xml': '<Types/>', '_rels/.rels': '<R/>', 'ppt/slides.xml': '<w/>' }),
      /is a presentation/,
    ],
    [
      'a spreadsheet of OpenDocument',
      'a.ods',
      zip([
        {
          name: 'mimetype',
          content: 'application/vnd.oasis.opendocument.spreadsheet',
          stored: true,
        },
      ]),
      /is a spreadsheet/,
    ],
    ['a plain zip', 'a.docx', zipOf({ 'a.txt': 'x' }), /zip archive without a document/],
    ['a plain zip as a book', 'a.epub', zipOf({ 'a.txt': 'x' }), /list of its chapters is missing/],
    ['a picture', 'a.docx', png(), /not a Word document but a PNG picture/],
    ['NULs', 'a.odt', new Uint8Array(5000), /“a\.odt” .*\. [A-Z].*\./],
    ['no text', 'a.docx', docx(''), /holds no text/],
    ['no text', 'a.odt', odt(''), /holds no text/],
    ['no text', 'a.rtf', rtf(''), /holds no text/],
    ['no text', 'a.epub', epub({ chapters: { 'a.xhtml': '' } }), /holds no text/],
    [
      'a document that unpacks to a thousand times its size',
      'a.docx',
      withEntry(docxEntries(p('x')), { name: 'word/document.xml', content: zeros }),
      /more than 100 times/,
    ],
    [
      'such a book',
      'a.epub',
      withEntry(epubEntries({ chapters: { 'a.xhtml': '<p>x</p>' } }), {
        name: 'OPS/a.xhtml',
        content: zeros,
      }),
      /more than 100 times/,
    ],
    [
      'such an OpenDocument text',
      'a.odt',
      withEntry(odtEntries({ body: '' }), { name: 'content.xml', content: zeros }),
      /more than 100 times/,
    ],
    [
      '10,000 elements inside each other',
      'a.docx',
      docx(repeated('<w:ins>', '', '</w:ins>', 10_000) + p('x')),
      /nested more than 500 levels/,
    ],
    [
      '10,000 tables inside each other',
      'a.docx',
      docx(repeated('<w:tbl><w:tr><w:tc>', p('x'), '</w:tc></w:tr></w:tbl>', 10_000)),
      /nested more than 500 levels/,
    ],
    [
      '10,000 lists inside each other',
      'a.odt',
      odt(
        repeated(
          '<text:list><text:list-item>',
          '<text:p>x</text:p>',
          '</text:list-item></text:list>',
          10_000,
        ),
      ),
      /nested more than 500 levels/,
    ],
    [
      'a password on an OpenDocument text',
      'a.odt',
      withEntry(odtEntries({ body: '' }), {
        name: 'META-INF/manifest.xml',
        content: '<manifest><file-entry><encryption-data/></file-entry></manifest>',
      }),
      /protected with a password/,
    ],
    [
      'a book whose list of chapters is elsewhere',
      'a.epub',
      withEntry(epubEntries({ chapters: {} }), {
        name: 'META-INF/container.xml',
        content: '<c><rootfile full-path="../../../etc/passwd"/></c>',
      }),
      /list of its chapters is missing/,
    ],
    [
      'a book whose list holds an entity',
      'a.epub',
      withEntry(epubEntries({ chapters: {} }), {
        name: 'OPS/book.opf',
        content: `${LAUGHS}<package><metadata>&aaaaaaaaaaaaaaaaaaaa;</metadata></package>`,
      }),
      /no chapter that can be read/,
    ],
  ];
  test.each(cases)('%s (%s)', async (_, name, bytes, message) => {
    const said = await refusalOf(name, bytes);
    expect(said).toMatch(message);
    expect(said).toContain(`“${name}”`);
    expect(said).toMatch(/\.$/);
  });

  test.each([
    ['docx', docx(p('some text '.repeat(100)))],
    ['odt', odt(`<text:p>${'some text '.repeat(100)}</text:p>`)],
    ['epub', epub({ chapters: { 'a.xhtml': `<p>${'some text '.repeat(100)}</p>` } })],
  ])('%s cut off anywhere', async (ending, bytes) => {
    for (const share of [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * share));
      expect(await refusalOf(`a.${ending}`, cut)).toMatch(/“a\.\w+” is .*\. [A-Z]/);
    }
  });
});

describe('read as the text that it is', () => {
  test.each([
    ['a billion laughs', LAUGHS, '&aaaaaaaaaaaaaaaaaaaa;'],
    ['a file of the disk', PASSWD, '&xxe;'],
    ['an address', '<!DOCTYPE x SYSTEM "http://a.example/x.dtd">', '&x;'],
  ])('entities in a document are never expanded: %s', async (_, doctype, entity) => {
    const files = docxFiles({ body: p(`a${entity}b`) });
    const document = String(files['word/document.xml']).replace('?>', `?>${doctype}`);
    const { text } = await read('a.docx', zipOf({ ...files, 'word/document.xml': document }));
    expect(text).toBe(`a${entity}b`);
    const [type, content, ...rest] = odtEntries({ body: `<text:p>a${entity}b</text:p>` });
    const odtText = `${doctype}${String(content?.content)}`;
    const entries = [type, { name: 'content.xml', content: odtText }, ...rest];
    const known = entries.filter((entry) => entry !== undefined);
    expect((await read('a.odt', zip(known))).text).toBe(`a${entity}b`);
    const chapter = `<?xml version="1.0"?>${doctype}<html><body><p>a${entity}b</p></body></html>`;
    const book = await read('a.epub', epub({ chapters: { 'a.xhtml': chapter } }));
    expect(book.text).not.toMatch(/haha|root/);
  });

  test('templates, pictures, macros and objects of a document are not asked for', async () => {
    const relation = (id: string, type: string, target: string) =>
      `<Relationship Id="${id}" Type="x/${type}" Target="${target}" TargetMode="External"/>`;
    const blip = (id: string, how: string) =>
      `<w:r><w:drawing><a:blip r:${how}="${id}"/></w:drawing></w:r>`;
    const { text, warnings, source } = await read(
      'a.docm',
      docx({
        body: `<w:p><w:r><w:t>text</w:t></w:r>${blip('http', 'link')}${blip('file', 'embed')}<w:r><w:object><o:OLEObject xmlns:o="o" r:id="ole"/></w:object></w:r></w:p><w:altChunk r:id="chunk"/>`,
        relations:
          relation('http', 'image', 'http://127.0.0.1:9/beacon.png') +
          relation('file', 'image', 'file:///etc/passwd') +
          relation('t', 'attachedTemplate', 'http://127.0.0.1:9/t.dotm') +
          relation('ole', 'oleObject', 'file:///etc/passwd') +
          relation('chunk', 'aFChunk', 'http://127.0.0.1:9/x.html') +
          relation('s', 'styles', 'http://127.0.0.1:9/styles.xml'),
        files: { 'word/vbaProject.bin': ole('VBA'), 'word/embeddings/o.bin': ole('Package') },
      }),
    );
    expect(text).toBe('text');
    expect(source.files).toBeUndefined();
    expect(warnings).toEqual([
      '2 pictures that are not in the file were left out.',
      'A document inside the document was left out.',
    ]);
  });

  test('names in an archive that lead out of it are left out', async () => {
    const bytes = zip([...docxEntries(p('x')), { name: '../../evil.sh', content: 'x' }]);
    expect((await read('a.docx', bytes)).warnings).toEqual([
      expect.stringMatching(/evil\.sh.*left out/),
    ]);
  });

  test('styles based on each other, notes within themselves, lists without a definition', async () => {
    const style = (id: string, base: string) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/><w:basedOn w:val="${base}"/></w:style>`;
    const { text } = await read(
      'a.docx',
      docx({
        styles: style('a', 'b') + style('b', 'a') + style('c', 'c'),
        footnotes:
          '<w:footnote w:id="1"><w:p><w:r><w:t>note</w:t><w:footnoteReference w:id="1"/></w:r></w:p></w:footnote>',
        body:
          p(
            'one',
            '<w:pStyle w:val="a"/><w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="7"/></w:numPr>',
          ) +
          p('two', '<w:pStyle w:val="c"/><w:outlineLvl w:val="-5"/>') +
          '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>',
      }),
    );
    expect(text).toBe('one\n\ntwo\n\n1\n\n1 note');
    const circle =
      '<style:style style:name="a" style:family="paragraph" style:parent-style-name="b"/><style:style style:name="b" style:family="paragraph" style:parent-style-name="a"/>';
    const body = '<text:p text:style-name="a">one</text:p>';
    expect((await read('a.odt', odt({ body, automatic: circle }))).text).toBe('one');
  });

  test('a cell over a million columns and rows takes a few', async () => {
    const cell = `<w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr>${p('x')}</w:tc>`;
    const { source } = await read(
      'a.docx',
      docx(`<w:tbl>${`<w:tr>${cell}${cell}</w:tr>`.repeat(500)}</w:tbl>`),
    );
    const [table] = source.document.blocks;
    const cells = table?.type === 'table' ? table.rows.flatMap((row) => row.cells) : [];
    expect(cells.length).toBeLessThan(25_000);
    const wide =
      '<table:table-cell table:number-columns-repeated="100000000"><text:p>x</text:p></table:table-cell>';
    const sheet = await read(
      'a.odt',
      odt(
        `<table:table><table:table-row>${wide}</table:table-row><table:table-row>${wide}</table:table-row></table:table>`,
      ),
    );
    expect(sheet.text.length).toBeLessThan(5000);
    const blanks = await read('a.odt', odt('<text:p>a<text:s text:c="2000000000"/>b</text:p>'));
    expect(blanks.text).toBe('a b');
  });

  test.each([
    ['groups', repeated('{', 'deep', '}', 10_000)],
    ['groups that never end', '{\\b '.repeat(200_000) + 'deep'],
    ['groups that end too often', 'deep' + '}'.repeat(100_000)],
    ['notes inside each other', repeated('{\\footnote ', 'deep', '}', 10_000)],
    [
      'text boxes inside each other',
      'deep' + repeated('{\\shp{\\*\\shpinst{\\shptxt ', 'x', '}}}', 5000),
    ],
    ['fields inside each other', repeated('{\\field{\\fldrslt ', 'deep', '}}', 5000)],
    ['tables inside each other', 'deep\\par ' + '\\trowd\\intbl x\\cell '.repeat(10_000)],
    ['list levels', `\\ls1\\ilvl2147483647 deep\\par`],
  ])('RTF: %s', async (_, inner) => {
    const { source } = await read('a.rtf', rtf(inner));
    expect(layoutDocument(source.document).text.length).toBeGreaterThan(0);
  });

  test.each([
    [
      'objects and their data',
      '{\\object\\objocx{\\*\\objdata 0105000002}{\\result shown}}',
      'shown',
    ],
    [
      'fields that fetch',
      '{\\field{\\*\\fldinst INCLUDEPICTURE "http://127.0.0.1:9/x.png"}{\\fldrslt shown}}',
      'shown',
    ],
    [
      'fields that run',
      '{\\field{\\*\\fldinst DDEAUTO c:\\\\\\\\windows\\\\\\\\calc.exe}{\\fldrslt shown}}',
      'shown',
    ],
    ['templates', '{\\*\\template http://127.0.0.1:9/t.dot}shown', 'shown'],
    ['NULs', 'sh\0ow\0n', 'shown'],
    ['numbers without end', 'sh\\u99999999999999999999?\\fs-9999999999ow\\bin9999999999 n', 'show'],
    ['bytes that are none', "sh\\'zzow\\'n", 'shzzown'],
    ['a picture that is none', '{\\pict\\pngblip 89504e47zz}shown', 'shown'],
    ['an escaped end', 'shown\\', 'shown}'],
  ])('RTF: %s', async (_, inner, text) => {
    expect((await read('a.rtf', rtf(inner))).text).toBe(text);
  });

  test('an RTF that is cut off is read as far as it goes', async () => {
    const { text, warnings } = await read('a.rtf', Buffer.from('{\\rtf1 one\\par {\\b two'));
    expect(text).toBe('one\n\ntwo');
    expect(warnings).toEqual(['The file is cut off; what is there was read.']);
  });

  test('10,000 elements inside each other in a chapter of a book', async () => {
    const deep = repeated(
      '<div><blockquote><ul><li>',
      '<p>deep</p>',
      '</li></ul></blockquote></div>',
      10_000,
    );
    const { text } = await read('a.epub', epub({ chapters: { 'a.xhtml': deep } }));
    expect(text).toContain('deep');
  });

  test('scripts, frames, forms and handlers of a book are nothing', async () => {
    const { text, source } = await read(
      'a.epub',
      epub({
        chapters: {
          'a.xhtml':
            '<p onclick="x()">text <a href="javascript:x()">a</a> <a href="file:///etc/passwd">b</a></p><script>steal()</script><iframe src="http://127.0.0.1:9/"/><form action="http://127.0.0.1:9/"><input value="v"/></form><object data="file:///etc/passwd">o</object><style>p{background:url(http://127.0.0.1:9/)}</style><svg><script>x()</script><image href="http://127.0.0.1:9/x.png"/></svg>',
        },
      }),
    );
    expect(text).toBe('text a b');
    expect(JSON.stringify(source)).not.toMatch(/127\.0\.0\.1|passwd|steal/);
  });

  test('files that are not what their ending says', async () => {
    const page = Buffer.from(
      `<html><head><title>T</title></head><body><p>${'A page. '.repeat(10)}</p></body></html>`,
    );
    expect((await read('a.docx', page)).warnings[0]).toMatch(
      /not a Word document: it was read as a web page/,
    );
    expect((await read('a.odt', Buffer.from('Plain words.'))).warnings[0]).toMatch(
      /read as plain text/,
    );
    expect((await read('a.docx', rtf('words'))).warnings[0]).toMatch(/not what its ending says/);
    expect((await read('a.rtf', docx(p('words')))).text).toBe('words');
    expect((await read('a.epub', odt('<text:p>words</text:p>'))).text).toBe('words');
    expect((await read('a.doc', rtf('words'))).text).toBe('words');
  });

  test('20,000 paragraphs are read', async () => {
    const numbers = Array.from({ length: 20_000 }, (_, index) => index * 7919);
    const many = docx(numbers.map((number) => p(`${number}`)).join(''));
    expect((await read('a.docx', many)).source.document.blocks).toHaveLength(20_000);
    const rows = rtf('x\\par '.repeat(20_000));
    expect((await read('a.rtf', rows)).source.document.blocks).toHaveLength(20_000);
    const lines = odt(numbers.map((number) => `<text:p>${number}</text:p>`).join(''));
    expect((await read('a.odt', lines)).source.document.blocks).toHaveLength(20_000);
  });
});
