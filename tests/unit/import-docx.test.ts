import { describe, expect, test } from 'vitest';
import { readSource, type ReadOptions } from '../../core/import/index.ts';
import { layoutDocument, type Block, type Run } from '../../shared/document.ts';
import { pageRanges } from '../../shared/pages.ts';
import { docx, p, png, type DocxParts } from './office-files.ts';

async function read(parts: DocxParts | string, options?: ReadOptions) {
  return readSource({ name: 'report.docx', bytes: docx(parts) }, options);
}
async function blocksOf(parts: DocxParts | string): Promise<Block[]> {
  return (await read(parts)).document.blocks;
}
const paragraph = (...runs: Array<string | Run>): Block => ({
  type: 'paragraph',
  runs: runs.map((run) => (typeof run === 'string' ? { text: run } : run)),
});
const item = (...blocks: Block[]) => ({ blocks });
const style = (id: string, name: string, inner = '', type = 'paragraph') =>
  `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${name}"/>${inner}</w:style>`;
const run = (text: string, settings = '') =>
  `<w:r><w:rPr>${settings}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;

describe('text', () => {
  const cases: Array<[what: string, body: string, blocks: Block[]]> = [
    [
      'marks, and settings that take them away',
      `<w:p>${run('a', '<w:b/>')}${run('b', '<w:b w:val="0"/>')}${run('c', '<w:i w:val="true"/><w:strike/>')}${run('2', '<w:vertAlign w:val="superscript"/>')}${run('u', '<w:u w:val="single"/>')}${run('n', '<w:u w:val="none"/>')}</w:p>`,
      [
        paragraph(
          { text: 'a', marks: ['bold'] },
          'b',
          { text: 'c', marks: ['italic', 'strike'] },
          { text: '2', marks: ['sup'] },
          { text: 'u', marks: ['underline'] },
          'n',
        ),
      ],
    ],
    [
      'breaks, tabs and signs',
      '<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t><w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:font="Symbol" w:char="F061"/></w:r></w:p>',
      [paragraph('a\nb c\u2011de→α')],
    ],
    [
      'hidden text',
      `<w:p>${run('seen')}${run('hidden', '<w:vanish/>')}</w:p>`,
      [paragraph('seen')],
    ],
    [
      'tracked changes',
      `<w:p>${run('a ')}<w:del>${run('gone')}<w:r><w:delText>gone</w:delText></w:r></w:del><w:ins>${run('new')}</w:ins><w:moveFrom>${run('moved')}</w:moveFrom></w:p>`,
      [paragraph('a new')],
    ],
    [
      'a paragraph whose end was deleted',
      `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${run('one ')}</w:p>${p('two')}`,
      [paragraph('one two')],
    ],
    [
      'content controls and smart tags',
      `<w:sdt><w:sdtContent>${p('in a control')}</w:sdtContent></w:sdt><w:p><w:smartTag>${run('smart')}</w:smartTag><w:sdt><w:sdtContent>${run(' inline')}</w:sdtContent></w:sdt></w:p>`,
      [paragraph('in a control'), paragraph('smart inline')],
    ],
    [
      'a table of contents is left out',
      `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${p('Contents .... 1')}</w:sdtContent></w:sdt>${p('text')}`,
      [paragraph('text')],
    ],
    [
      'formulas as a line',
      '<w:p><m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>c</m:t></m:r></m:den></m:f><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></w:p>',
      [paragraph('(a+b)/cx', { text: '2', marks: ['sup'] })],
    ],
    [
      'a text box, once',
      `<w:p>${run('before')}<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>${p('boxed')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${p('boxed')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
      [paragraph('before'), paragraph('boxed')],
    ],
    [
      'ruby',
      `<w:p><w:r><w:ruby><w:rt>${run('かん')}</w:rt><w:rubyBase>${run('漢')}</w:rubyBase></w:ruby></w:r></w:p>`,
      [paragraph('漢(かん)')],
    ],
  ];
  test.each(cases)('%s', async (_, body, blocks) => {
    expect(await blocksOf(body)).toEqual(blocks);
  });

  test('links of relations and of fields, and those that lose their address', async () => {
    const field = (instruction: string, result: string) =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const relations = [
      ['good', 'https://a.example/x'],
      ['bad', 'javascript:alert(1)'],
      ['file', 'file:///etc/passwd'],
    ].map(
      ([id, target]) =>
        `<Relationship Id="${id}" Type="x/hyperlink" Target="${target}" TargetMode="External"/>`,
    );
    const link = (id: string) =>
      `<w:hyperlink r:id="${id}">${run(id, '<w:u w:val="single"/>')}</w:hyperlink>`;
    const body = `<w:p>${link('good')}${link('bad')}${link('file')}${link('none')}${field(' HYPERLINK "https://b.example/" \\o "t" ', 'field')}${field(' PAGE ', '7')}${field(' HYPERLINK "vbscript:x" ', 'script')}<w:fldSimple w:instr="HYPERLINK &quot;mailto:a@b.example&quot;">${run('mail')}</w:fldSimple></w:p>`;
    expect(await blocksOf({ body, relations: relations.join('') })).toEqual([
      paragraph(
        { text: 'good', href: 'https://a.example/x' },
        { text: 'badfilenone', marks: ['underline'] },
        { text: 'field', href: 'https://b.example/' },
        '7script',
        { text: 'mail', href: 'mailto:a@b.example' },
      ),
    ]);
  });
});

describe('structure', () => {
  test('headings by name, by outline level of a style in any language, and by the paragraph', async () => {
    const styles =
      style('berschrift1', 'heading 1') +
      style('Kapitel', 'Kapitel', '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>') +
      style('Unterkapitel', 'Unterkapitel', '<w:basedOn w:val="Kapitel"/>') +
      style('Titel', 'Title') +
      style('Untertitel', 'Subtitle', '<w:basedOn w:val="Titel"/>');
    const body =
      p('Über den Mond', '<w:pStyle w:val="Titel"/>') +
      p('Ein Untertitel', '<w:pStyle w:val="Untertitel"/>') +
      p('Eins', '<w:pStyle w:val="berschrift1"/>') +
      p('Zwei', '<w:pStyle w:val="Kapitel"/>') +
      p('Drei', '<w:pStyle w:val="Unterkapitel"/>') +
      p('Vier', '<w:outlineLvl w:val="6"/>') +
      p('Fünf', '<w:pStyle w:val="Kapitel"/><w:outlineLvl w:val="9"/>');
    const { document, csl } = await read({ body, styles });
    expect(csl.title).toBe('Über den Mond');
    expect(document.blocks).toEqual([
      paragraph('Ein Untertitel'),
      { type: 'heading', level: 1, runs: [{ text: 'Eins' }] },
      { type: 'heading', level: 2, runs: [{ text: 'Zwei' }] },
      { type: 'heading', level: 2, runs: [{ text: 'Drei' }] },
      { type: 'heading', level: 6, runs: [{ text: 'Vier' }] },
      paragraph('Fünf'),
    ]);
    const whole = await read({ body, styles }, { title: 'none' });
    expect(whole.csl.title).toBe('report');
    expect(whole.document.blocks[0]).toMatchObject({ type: 'heading', level: 1 });
  });

  test('lists nest by level, count on after other text, and start where they say', async () => {
    const level = (at: number, format: string, start = 1) =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/></w:lvl>`;
    const numbering =
      `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal')}${level(1, 'lowerLetter', 3)}${level(2, 'bullet')}</w:abstractNum>` +
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>' +
      '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>';
    const at = (depth: number, list = 1) =>
      `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`;
    const body = [
      p('one', at(0)),
      p('c', at(1)),
      p('dot', at(2)),
      p('d', at(1)),
      p('two', at(0)),
      p('between'),
      p('three', at(0)),
      p('seven', at(0, 2)),
      p('no item', at(0, 0)),
    ].join('');
    const list = (start: number, ...items: Block[][]): Block => ({
      ...{ type: 'list', ordered: true, items: items.map((blocks) => ({ blocks })) },
      ...(start === 1 ? {} : { start }),
    });
    const dots: Block = { type: 'list', ordered: false, items: [item(paragraph('dot'))] };
    expect(await blocksOf({ body, numbering })).toEqual([
      list(
        1,
        [paragraph('one'), list(3, [paragraph('c'), dots], [paragraph('d')])],
        [paragraph('two')],
      ),
      paragraph('between'),
      list(3, [paragraph('three')], [paragraph('seven')]),
      paragraph('no item'),
    ]);
  });

  test('tables: heads, cells over columns and rows, several paragraphs, tables within', async () => {
    const cell = (content: string, settings = '') =>
      `<w:tc><w:tcPr>${settings}</w:tcPr>${content}</w:tc>`;
    const inner = `<w:tbl><w:tr>${cell(p('x'))}${cell(p('y'))}</w:tr><w:tr>${cell(p('z'))}${cell(p(''))}</w:tr></w:tbl>`;
    const body = `<w:tbl><w:tblPr/><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell(p('A'))}${cell(p('B'), '<w:gridSpan w:val="2"/>')}</w:tr><w:tr>${cell(p('1'), '<w:vMerge w:val="restart"/>')}${cell(p('2') + p('3'))}${cell(inner)}</w:tr><w:tr>${cell(p(''), '<w:vMerge/>')}${cell(p('4'))}${cell(p('5'))}</w:tr><w:tr><w:trPr><w:del/></w:trPr>${cell(p('gone'))}</w:tr></w:tbl>`;
    const [table] = await blocksOf(body);
    const rows = table?.type === 'table' ? table.rows : [];
    expect(
      rows.map(({ cells }) => cells.map((each) => each.runs.map(({ text }) => text).join(''))),
    ).toEqual([
      ['A', 'B', ''],
      ['1', '2\n3', 'x\ny\nz'],
      ['', '4', '5'],
    ]);
    expect(rows.map(({ cells }) => cells.every(({ header }) => header))).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('a table of one column only frames a text', async () => {
    const body = `<w:tbl><w:tr><w:tc>${p('framed')}${p('text')}</w:tc></w:tr></w:tbl>`;
    expect(await blocksOf(body)).toEqual([paragraph('framed'), paragraph('text')]);
  });

  test('footnotes and endnotes stand at the end, each with its mark', async () => {
    const reference = (kind: string, id: number, more = '') =>
      `<w:r><w:${kind}Reference w:id="${id}" ${more}/></w:r>`;
    const note = (kind: string, id: number, text: string) =>
      `<w:${kind} w:id="${id}"><w:p><w:r><w:${kind}Ref/></w:r>${run(text)}</w:p></w:${kind}>`;
    const body = `<w:p>${run('a')}${reference('footnote', 1)}${run('b')}${reference('endnote', 1)}${run('c')}${reference('footnote', 2)}<w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/><w:t>*</w:t></w:r>${reference('footnote', 9)}</w:p>`;
    const { document } = await read({
      body,
      footnotes: `<w:footnote w:type="separator" w:id="0">${p('---')}</w:footnote>${note('footnote', 1, ' one')}${note('footnote', 2, 'two')}${note('footnote', 3, 'star')}`,
      endnotes: note('endnote', 1, 'end'),
    });
    const mark = (text: string): Run => ({ text, marks: ['sup'] });
    expect(document.blocks).toEqual([
      paragraph('a', mark('1'), 'b', mark('i'), 'c', mark('2*')),
      paragraph(mark('1'), ' one'),
      paragraph(mark('2'), ' two'),
      paragraph(mark('*'), ' star'),
      paragraph(mark('i'), ' end'),
    ]);
  });

  test('pictures with what was written about them; those elsewhere are left out', async () => {
    const drawing = (id: string, descr: string) =>
      `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="${descr}"/><a:graphic><a:blip r:embed="${id}"/></a:graphic></wp:inline></w:drawing></w:r>`;
    const source = await read({
      styles: style('Caption', 'caption'),
      body: `<w:p>${drawing('in', 'A grey field')}</w:p>${p('Fig. 1: Grey', '<w:pStyle w:val="Caption"/>')}<w:p>${run('text')}${drawing('out', '')}${drawing('gone', '')}</w:p>`,
      relations:
        '<Relationship Id="in" Type="x/image" Target="media/a.png"/><Relationship Id="out" Type="x/image" Target="http://a.example/beacon.png" TargetMode="External"/><Relationship Id="gone" Type="x/image" Target="../../../etc/passwd"/>',
      files: { 'word/media/a.png': png() },
    });
    expect(source.document.blocks).toEqual([
      {
        ...{ type: 'figure', alt: 'A grey field', caption: [{ text: 'Fig. 1: Grey' }] },
        file: source.files?.[0]?.sha256,
      },
      paragraph('text'),
    ]);
    expect(source.files).toHaveLength(1);
    expect(source.warnings).toEqual(['2 pictures that are not in the file were left out.']);
  });

  test('pages where Word noted as many as it told', async () => {
    const page = '<w:r><w:lastRenderedPageBreak/></w:r>';
    const body = `${p('one')}<w:p>${page}${run('two')}</w:p><w:p>${run('three')}${page}${run(' on')}</w:p>`;
    const pages = async (app: string, more = '') =>
      (await blocksOf({ body: body + more, app }))
        .filter((block) => block.type === 'page-break')
        .map(({ label, before }) => [label, before]);
    expect(await pages('<Pages>3</Pages>')).toEqual([
      ['1', undefined],
      ['2', undefined],
      ['3', 'on'.length],
    ]);
    expect(await pages('<Pages>4</Pages>')).toEqual([]);
    expect(
      await pages('<Pages>3</Pages>', '<w:sectPr><w:pgNumType w:start="5"/></w:sectPr>'),
    ).toEqual([]);
  });

  test('a page that begins in a table begins behind it, with what of it is on it', async () => {
    const cell = (inner: string) => `<w:tc><w:p>${inner}</w:p></w:tc>`;
    const page = '<w:r><w:lastRenderedPageBreak/></w:r>';
    const body = `${p('one')}<w:tbl><w:tr>${cell(run('a'))}${cell(run('b'))}</w:tr><w:tr>${cell(page + run('cd'))}${cell(run('e'))}</w:tr></w:tbl>${p('end')}`;
    const { document } = await read({ body, app: '<Pages>2</Pages>' });
    expect(document.blocks.map(({ type }) => type)).toEqual([
      ...['page-break', 'paragraph', 'table', 'page-break', 'paragraph'],
    ]);
    const { text } = layoutDocument(document);
    expect(pageRanges(document).map(({ start, end }) => text.slice(start, end).trim())).toEqual([
      'one\n\na\n\nb',
      'cd\n\ne\n\nend',
    ]);
    expect(text).not.toContain('\ufdd0');
  });

  test('quotations and code by their styles', async () => {
    const styles = style('Zitat', 'Quote') + style('HTMLVorformatiert', 'HTML Preformatted');
    const body =
      p('q1', '<w:pStyle w:val="Zitat"/>') +
      p('q2', '<w:pStyle w:val="Zitat"/>') +
      p('if x:', '<w:pStyle w:val="HTMLVorformatiert"/>') +
      p('  y', '<w:pStyle w:val="HTMLVorformatiert"/>');
    expect(await blocksOf({ body, styles })).toEqual([
      { type: 'quote', blocks: [paragraph('q1'), paragraph('q2')] },
      { type: 'code', text: 'if x:\n  y' },
    ]);
  });
});

describe('what a document says about itself', () => {
  const core = (title: string, creator: string) =>
    `<dc:title>${title}</dc:title><dc:creator>${creator}</dc:creator><dcterms:created>2020-05-06T07:08:09Z</dcterms:created><cp:keywords>a, b; a</cp:keywords>`;
  test('title, authors, date and tags', async () => {
    const source = await read({ body: p('x'), core: core('On Tides', 'Ada Bell; Curie, Marie') });
    expect(source.csl).toEqual({
      title: 'On Tides',
      author: [{ literal: 'Ada Bell' }, { family: 'Curie', given: 'Marie' }],
      issued: { 'date-parts': [[2020, 5, 6]] },
    });
    expect(source.tags).toEqual(['a', 'b']);
    expect(source.createdAt).toBe('2020-05-06T07:08:09.000Z');
  });

  test.each([
    ['Microsoft Word - final.doc', 'Microsoft Office User'],
    ['Document1', 'admin'],
    ['report', 'user'],
  ])('what programs fill in is nothing: %s', async (title, creator) => {
    const { csl } = await read({ body: p('x'), core: core(title, creator) });
    expect(csl.title).toBe('report');
    expect(csl.author).toBeUndefined();
  });

  test('the language that most of the text is in', async () => {
    const lang = (tag: string) => `<w:lang w:val="${tag}"/>`;
    const body = `<w:p>${run('short', lang('en-US'))}${run('ein längerer deutscher Satz', lang('de-DE'))}</w:p>`;
    expect((await read(body)).language).toBe('de-DE');
  });

  test('comments are told', async () => {
    const body = `<w:p>${run('a')}<w:r><w:commentReference w:id="0"/></w:r></w:p>`;
    expect((await read(body)).warnings).toEqual(['A comment was left out.']);
  });
});
