import { describe, expect, test } from 'vitest';
import { readSource } from '../../core/import/index.ts';
import type { Block, Run } from '../../shared/document.ts';
import { odt, png, type OdtParts } from './office-files.ts';

async function read(parts: OdtParts | string, name = 'report.odt') {
  return readSource({ name, bytes: odt(parts) });
}
async function blocksOf(parts: OdtParts | string): Promise<Block[]> {
  return (await read(parts)).document.blocks;
}
const paragraph = (...runs: Array<string | Run>): Block => ({
  type: 'paragraph',
  runs: runs.map((run) => (typeof run === 'string' ? { text: run } : run)),
});
const span = (style: string, text: string) =>
  `<text:span text:style-name="${style}">${text}</text:span>`;
const textStyle = (name: string, properties: string) =>
  `<style:style style:name="${name}" style:family="text"><style:text-properties ${properties}/></style:style>`;
const paragraphStyle = (name: string, more = '', properties = '') =>
  `<style:style style:name="${name}" style:family="paragraph" ${more}><style:paragraph-properties ${properties}/></style:style>`;

describe('text', () => {
  const automatic =
    textStyle('B', 'fo:font-weight="bold"') +
    textStyle('I', 'fo:font-style="italic"') +
    textStyle('N', 'fo:font-weight="normal"') +
    textStyle('Up', 'style:text-position="33% 58%"') +
    textStyle('Down', 'style:text-position="-8% 58%"') +
    textStyle('S', 'style:text-line-through-style="solid"') +
    textStyle('H', 'text:display="none"');
  const cases: Array<[what: string, body: string, blocks: Block[]]> = [
    [
      'marks',
      `<text:p>a${span('B', `b${span('I', 'c')}${span('N', 'd')}`)}${span('Up', '2')}${span('Down', '3')}${span('S', 'e')}${span('H', 'hidden')}</text:p>`,
      [
        paragraph(
          'a',
          { text: 'b', marks: ['bold'] },
          { text: 'c', marks: ['bold', 'italic'] },
          'd',
          { text: '2', marks: ['sup'] },
          { text: '3', marks: ['sub'] },
          { text: 'e', marks: ['strike'] },
        ),
      ],
    ],
    [
      'blanks, tabs and breaks',
      '<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d\n  e</text:p>',
      [paragraph('a b c\nd e')],
    ],
    [
      'links, and those that lose their address',
      '<text:p><text:a xlink:href="https://a.example/">good</text:a> <text:a xlink:href="javascript:x">bad</text:a> <text:a xlink:href="#Heading">inside</text:a></text:p>',
      [paragraph({ text: 'good', href: 'https://a.example/' }, ' bad inside')],
    ],
    [
      'fields show what they showed; marks and comments are left out',
      '<text:p>page <text:page-number>7</text:page-number><text:bookmark text:name="x"/><office:annotation><text:p>note</text:p></office:annotation><text:bookmark-start/>!</text:p>',
      [paragraph('page 7!')],
    ],
    [
      'a deletion is not in the text',
      '<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>a<text:change text:change-id="c"/>b</text:p>',
      [paragraph('ab')],
    ],
    [
      'sections, but not those that are hidden; the table of contents is left out',
      '<text:table-of-content><text:index-body><text:p>Contents</text:p></text:index-body></text:table-of-content><text:section><text:p>in</text:p></text:section><text:section text:display="none"><text:p>hidden</text:p></text:section>',
      [paragraph('in')],
    ],
    [
      'ruby',
      '<text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>かん</text:ruby-text></text:ruby></text:p>',
      [paragraph('漢(かん)')],
    ],
  ];
  test.each(cases)('%s', async (_, body, blocks) => {
    expect(await blocksOf({ body, automatic })).toEqual(blocks);
  });
});

describe('structure', () => {
  test('headings, the title, quotations and code by the styles they are based on', async () => {
    const styles =
      paragraphStyle('Title') +
      paragraphStyle('Quotations') +
      paragraphStyle('Preformatted_20_Text', 'style:display-name="Preformatted Text"');
    const automatic =
      paragraphStyle('P1', 'style:parent-style-name="Title"') +
      paragraphStyle('P2', 'style:parent-style-name="Quotations"') +
      paragraphStyle('P3', 'style:parent-style-name="Preformatted_20_Text"');
    const body =
      '<text:p text:style-name="P1">Of Stones</text:p>' +
      '<text:h text:outline-level="2">Kapitola</text:h>' +
      '<text:h text:outline-level="9">Hluboko</text:h>' +
      '<text:p text:style-name="P2">quoted</text:p>' +
      '<text:p text:style-name="P3">x<text:s text:c="2"/>y</text:p><text:p text:style-name="P3">z</text:p>';
    const { csl, document } = await read({ body, styles, automatic });
    expect(csl.title).toBe('Of Stones');
    expect(document.blocks).toEqual([
      { type: 'heading', level: 2, runs: [{ text: 'Kapitola' }] },
      { type: 'heading', level: 6, runs: [{ text: 'Hluboko' }] },
      { type: 'quote', blocks: [paragraph('quoted')] },
      { type: 'code', text: 'x  y\nz' },
    ]);
  });

  const listStyle = (name: string, ...levels: string[]) =>
    `<text:list-style style:name="${name}">${levels.join('')}</text:list-style>`;
  const automatic =
    listStyle(
      'L',
      '<text:list-level-style-number text:level="1" style:num-format="1"/>',
      '<text:list-level-style-bullet text:level="2"/>',
    ) + listStyle('H', '<text:list-level-style-number text:level="1" style:num-format="1"/>');
  const list = (inner: string, more = 'text:style-name="L"') =>
    `<text:list ${more}>${inner}</text:list>`;
  const li = (inner: string, more = '') => `<text:list-item ${more}>${inner}</text:list-item>`;

  test('lists nest, start and go on', async () => {
    const body =
      list(li('<text:p>one</text:p><text:p>more</text:p>' + list(li('<text:p>dot</text:p>'), ''))) +
      '<text:p>between</text:p>' +
      list(li('<text:p>two</text:p>'), 'text:style-name="L" text:continue-numbering="true"') +
      '<text:p>again</text:p>' +
      list(li('<text:p>nine</text:p>', 'text:start-value="9"'));
    const dots: Block = { type: 'list', ordered: false, items: [{ blocks: [paragraph('dot')] }] };
    expect(await blocksOf({ body, automatic })).toEqual([
      {
        ...{ type: 'list', ordered: true },
        items: [{ blocks: [paragraph('one'), paragraph('more'), dots] }],
      },
      paragraph('between'),
      { type: 'list', ordered: true, start: 2, items: [{ blocks: [paragraph('two')] }] },
      paragraph('again'),
      { type: 'list', ordered: true, start: 9, items: [{ blocks: [paragraph('nine')] }] },
    ]);
  });

  test('a list that only numbers headings is headings', async () => {
    const deep = list(li('<text:h text:outline-level="2">B</text:h>'), '');
    const body =
      list(li('<text:h text:outline-level="1">A</text:h>'), 'text:style-name="H"') +
      list(li(deep), 'text:style-name="H"');
    expect(await blocksOf({ body, automatic })).toEqual([
      { type: 'heading', level: 1, runs: [{ text: 'A' }] },
      { type: 'heading', level: 2, runs: [{ text: 'B' }] },
    ]);
  });

  test('tables: heads, covered and repeated cells', async () => {
    const cell = (text: string, more = '') =>
      `<table:table-cell ${more}>${text === '' ? '' : `<text:p>${text}</text:p>`}</table:table-cell>`;
    const body = `<table:table><table:table-header-rows><table:table-row>${cell('A', 'table:number-columns-spanned="2"')}<table:covered-table-cell/>${cell('B')}</table:table-row></table:table-header-rows><table:table-row>${cell('x', 'table:number-columns-repeated="2"')}${cell('y')}${cell('', 'table:number-columns-repeated="16000"')}</table:table-row></table:table>`;
    const [table] = await blocksOf(body);
    const rows = table?.type === 'table' ? table.rows : [];
    expect(
      rows.map(({ cells }) => cells.map((each) => each.runs.map(({ text }) => text).join(''))),
    ).toEqual([
      ['A', '', 'B'],
      ['x', 'x', 'y'],
    ]);
    expect(rows.map(({ cells }) => cells[0]?.header)).toEqual([true, false]);
  });

  test('notes keep the marks that the document shows', async () => {
    const note = (kind: string, mark: string, text: string) =>
      `<text:note text:note-class="${kind}"><text:note-citation>${mark}</text:note-citation><text:note-body><text:p>${text}</text:p></text:note-body></text:note>`;
    const body = `<text:p>a${note('endnote', 'i', 'end')}b${note('footnote', '*', 'star')}</text:p>`;
    const mark = (text: string): Run => ({ text, marks: ['sup'] });
    expect(await blocksOf(body)).toEqual([
      paragraph('a', mark('i'), 'b', mark('*')),
      paragraph(mark('*'), ' star'),
      paragraph(mark('i'), ' end'),
    ]);
  });

  test('pictures of the file, with their description and caption', async () => {
    const frame = (href: string) =>
      `<draw:frame><draw:image xlink:href="${href}"/><svg:title>T</svg:title><svg:desc>Grey</svg:desc></draw:frame>`;
    const source = await read({
      styles: paragraphStyle('Illustration'),
      body: `<text:p><draw:frame><draw:text-box><text:p text:style-name="Illustration">${frame('Pictures/a%20b.png')}Fig. 1</text:p></draw:text-box></draw:frame></text:p><text:p>x${frame('http://a.example/b.png')}${frame('../../etc/passwd')}${frame('file:///etc/passwd')}</text:p>`,
      files: { 'Pictures/a b.png': png() },
    });
    expect(source.document.blocks).toEqual([
      {
        ...{ type: 'figure', alt: 'Grey', caption: [{ text: 'Fig. 1' }] },
        file: source.files?.[0]?.sha256,
      },
      paragraph('x'),
    ]);
    expect(source.warnings).toEqual(['3 pictures that are not in the file were left out.']);
  });

  test('formulas are read from the objects in the file', async () => {
    const body =
      '<text:p>x: <draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="./ObjectReplacements/Object 1"/></draw:frame></text:p>';
    const math =
      '<math xmlns="m"><semantics><mrow><mi>a</mi><mo>+</mo><mfrac><mi>b</mi><mi>c</mi></mfrac></mrow><annotation>a+b over c</annotation></semantics></math>';
    expect(await blocksOf({ body, files: { 'Object 1/content.xml': math } })).toEqual([
      paragraph('x: a+(b)/(c)'),
    ]);
  });

  test('pages where they are as many as the program counted', async () => {
    const automatic = paragraphStyle('New', '', 'fo:break-before="page"');
    const body =
      '<text:p>one<text:soft-page-break/> and two</text:p><text:p text:style-name="New">three</text:p>';
    const labels = async (count: number) =>
      (
        await blocksOf({
          ...{ body, automatic },
          meta: `<meta:document-statistic meta:page-count="${count}"/>`,
        })
      ).map((block) => (block.type === 'page-break' ? block.label : block.type));
    expect(await labels(3)).toEqual(['1', 'paragraph', '2', '3', 'paragraph']);
    expect(await labels(5)).toEqual(['paragraph', 'paragraph']);
  });
});

test('what a document says about itself', async () => {
  const source = await read({
    body: '<text:p>x</text:p>',
    meta: '<dc:title>Of Stones</dc:title><meta:initial-creator>Ada Bell</meta:initial-creator><dc:creator>Another</dc:creator><meta:creation-date>2011-12-13T14:15:16.1234</meta:creation-date><dc:language>de-AT</dc:language><meta:keyword>stone</meta:keyword>',
  });
  expect(source).toMatchObject({
    csl: {
      title: 'Of Stones',
      author: [{ literal: 'Ada Bell' }],
      issued: { 'date-parts': [[2011, 12, 13]] },
    },
    language: 'de-AT',
    tags: ['stone'],
  });
});
