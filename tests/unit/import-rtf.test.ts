import { describe, expect, test } from 'vitest';
import { readSource } from '../../core/import/index.ts';
import type { Block, Run } from '../../shared/document.ts';
import { png } from './office-files.ts';

async function read(rtf: string) {
  return readSource({ name: 'letter.rtf', bytes: Buffer.from(rtf, 'latin1') });
}
async function blocksOf(inner: string): Promise<Block[]> {
  return (await read(`{\\rtf1\\ansi ${inner}}`)).document.blocks;
}
const paragraph = (...runs: Array<string | Run>): Block => ({
  type: 'paragraph',
  runs: runs.map((run) => (typeof run === 'string' ? { text: run } : run)),
});
const FONTS =
  '{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial Cyr;}{\\f2\\fcharset128 Mincho;}{\\f3\\fcharset2 Symbol;}{\\f4\\fcharset238 Arial CE{\\*\\falt x};}}';

describe('text', () => {
  const cases: Array<[what: string, rtf: string, blocks: Block[]]> = [
    [
      'paragraphs',
      'one\\par two\\par\r\n\\par three',
      ['one', 'two', 'three'].map((text) => paragraph(text)),
    ],
    [
      'marks, in groups and switched',
      'a{\\b b{\\i c}} \\ul d\\ulnone e{\\super 2}{\\sub 3}{\\strike f}\\b g\\plain h',
      [
        paragraph(
          'a',
          { text: 'b', marks: ['bold'] },
          { text: 'c', marks: ['bold', 'italic'] },
          ' ',
          { text: 'd', marks: ['underline'] },
          'e',
          { text: '2', marks: ['sup'] },
          { text: '3', marks: ['sub'] },
          { text: 'f', marks: ['strike'] },
          { text: 'g', marks: ['bold'] },
          'h',
        ),
      ],
    ],
    [
      'signs and escapes',
      "\\{a\\}\\\\ \\ldblquote b\\rdblquote  c\\~d\\_e\\-f\\emdash \\tab g\\line h\\'e9\\bullet",
      [paragraph('{a}\\ “b” c\u00a0d\u2011ef— g\nhé•')],
    ],
    [
      'Unicode with what others show',
      "\\uc1 \\u945?\\u-10179?\\u-8704?{\\uc2\\u946\\'81\\'61}\\uc0\\u947 x",
      [paragraph('α😀βγx')],
    ],
    ['the fallback may be a word', '\\uc1\\u8222\\ldblquote a', [paragraph('„a')]],
    ['hidden and deleted text', 'a{\\v hidden}{\\deleted gone}b', [paragraph('ab')]],
    [
      'fonts of other character sets',
      `${FONTS}\\f1 \\'cf\\'f0\\'e8\\f2 \\'93\\'fa\\'83\\\\\\f0 \\'e9\\f3 abg\\'b7\\f4 \\'9e`,
      [paragraph('При日ソéαβγ•ž')],
    ],
    ['the code page of the document', "\\ansicpg1251 \\'cf\xf0\\'e8", [paragraph('При')]],
    [
      'headers, comments, bookmarks and what is marked as optional',
      'a{\\header head}{\\*\\bkmkstart x}{\\*\\unknown y}{\\*\\annotation note}b',
      [paragraph('ab')],
    ],
    [
      'links, and those that lose their address',
      '{\\field{\\*\\fldinst HYPERLINK "https://a.example/?x=1"}{\\fldrslt{\\ul good}}} {\\field{\\*\\fldinst{HYPERLINK "file:///etc/passwd"}}{\\fldrslt bad}} {\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}',
      [paragraph({ text: 'good', href: 'https://a.example/?x=1' }, ' bad 7')],
    ],
  ];
  test.each(cases)('%s', async (_, rtf, blocks) => {
    expect(await blocksOf(rtf)).toEqual(blocks);
  });
});

describe('structure', () => {
  test('headings by style and by outline level', async () => {
    const styles =
      "{\\stylesheet{\\s0 Normal;}{\\s1\\b heading 2;}{\\s2\\outlinelevel0 \\'dcberschrift;}{\\s3 Title;}{\\*\\cs4 heading 1;}}";
    const source = await read(
      `{\\rtf1\\ansi${styles}\\pard\\s3 The Title\\par\\pard\\s1\\b Two\\b0\\par\\pard\\s2 One\\par\\pard\\outlinelevel2 Three\\par\\pard text\\par}`,
    );
    expect(source.csl.title).toBe('The Title');
    expect(source.document.blocks).toEqual([
      { type: 'heading', level: 2, runs: [{ text: 'Two' }] },
      { type: 'heading', level: 1, runs: [{ text: 'One' }] },
      { type: 'heading', level: 3, runs: [{ text: 'Three' }] },
      paragraph('text'),
    ]);
  });

  const list = (ordered: boolean, start: number, ...items: Block[][]): Block => ({
    ...{ type: 'list', ordered, items: items.map((blocks) => ({ blocks })) },
    ...(start === 1 ? {} : { start }),
  });

  test('lists by their definitions', async () => {
    const tables =
      "{\\*\\listtable{\\list{\\listlevel\\levelnfc0{\\leveltext\\'02\\'00.;}}{\\listlevel\\levelnfc23}\\listid9}}{\\*\\listoverridetable{\\listoverride\\listid9\\ls1}}";
    const at = (level: number, mark: string) =>
      `\\pard\\ls1\\ilvl${level}{\\listtext ${mark}\\tab}`;
    expect(
      await blocksOf(
        `${tables}${at(0, '3.')}three\\par${at(1, '-')}dot\\par${at(0, '4.')}four\\par\\pard end\\par`,
      ),
    ).toEqual([
      list(true, 3, [paragraph('three'), list(false, 1, [paragraph('dot')])], [paragraph('four')]),
      paragraph('end'),
    ]);
  });

  test('lists by what is typed before an indented line', async () => {
    expect(
      await blocksOf(
        '\\pard\\li360\\fi-360 \\bullet\\tab a\\par\\pard\\li720\\fi-360 b)\\tab b\\par\\pard 1.\\tab no list\\par',
      ),
    ).toEqual([
      list(false, 1, [paragraph('a'), list(true, 2, [paragraph('b')])]),
      paragraph('1. no list'),
    ]);
  });

  test('tables: heads, cells over columns by their places, covered cells', async () => {
    const row = (define: string, cells: string) => `\\trowd${define}\\pard\\intbl ${cells}\\row`;
    const [table, after] = await blocksOf(
      `${row('\\trhdr\\cellx1000\\cellx3000', 'A\\cell B\\cell')}${row('\\clvmgf\\cellx1000\\cellx2000\\cellx3010', '1\\cell 2\\par 3\\cell {\\b 4}\\cell')}${row('\\clvmrg\\cellx1000\\cellx2000\\cellx3000', '\\cell 5\\cell 6\\cell')}\\pard after\\par`,
    );
    const rows = table?.type === 'table' ? table.rows : [];
    expect(
      rows.map(({ cells }) => cells.map((each) => each.runs.map(({ text }) => text).join(''))),
    ).toEqual([
      ['A', 'B', ''],
      ['1', '2\n3', '4'],
      ['', '5', '6'],
    ]);
    expect(rows[0]?.cells[0]?.header).toBe(true);
    expect(after).toEqual(paragraph('after'));
  });

  test('footnotes and endnotes stand at the end', async () => {
    const mark = (text: string): Run => ({ text, marks: ['sup'] });
    expect(
      await blocksOf(
        'a{\\super\\chftn}{\\footnote\\pard\\plain{\\super\\chftn} one\\par two}b{\\*\\footnote\\ftnalt\\chftn end}\\par',
      ),
    ).toEqual([
      paragraph('a', mark('1'), 'b', mark('i')),
      paragraph(mark('1'), ' one'),
      paragraph('two'),
      paragraph(mark('i'), ' end'),
    ]);
  });

  test('pictures as hexadecimal and as bytes, with their description', async () => {
    const content = png();
    const hex = content.toString('hex').replace(/.{60}/g, '$&\r\n');
    const property = '{\\*\\picprop{\\sp{\\sn wzDescription}{\\sv Grey field}}}';
    const source = await read(
      `{\\rtf1 a{\\*\\shppict{\\pict${property}\\pngblip ${hex}}}{\\nonshppict{\\pict\\wmetafile8 00}}\\par{\\pict\\pngblip\\bin${content.length} ${content.toString('latin1')}}{\\pict\\emfblip 0102}\\par}`,
    );
    const file = source.files?.[0]?.sha256;
    expect(source.document.blocks).toEqual([
      paragraph('a'),
      { type: 'figure', file, alt: 'Grey field', caption: [] },
      { type: 'figure', file, alt: '', caption: [] },
    ]);
    expect(source.files).toHaveLength(1);
    expect(source.warnings).toEqual(['A picture that is not PNG or JPEG was left out.']);
  });

  test('text boxes follow the paragraph they hang on', async () => {
    expect(
      await blocksOf(
        'a{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn shapeType}{\\sv 202}}{\\shptxt\\pard boxed\\par}}{\\shprslt old}}b\\par',
      ),
    ).toEqual([paragraph('ab'), paragraph('boxed')]);
  });
});

test('what a document says about itself', async () => {
  const source = await read(
    '{\\rtf1\\ansi{\\info{\\upr{\\title Cesk?}{\\*\\ud{\\title \\u268?esk\\u253?}}}{\\author Bell, Ada}{\\keywords x, y}{\\creatim\\yr2001\\mo2\\dy3\\hr4\\min5}{\\doccomm no}}\\lang1029 text\\par}',
  );
  expect(source).toMatchObject({
    csl: {
      title: 'Český',
      author: [{ family: 'Bell', given: 'Ada' }],
      issued: { 'date-parts': [[2001, 2, 3]] },
    },
    language: 'cs-CZ',
    tags: ['x', 'y'],
    createdAt: '2001-02-03T04:05:00.000Z',
  });
});
