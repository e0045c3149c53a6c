import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { htmlToBlocks, readHtml } from '../../core/import/html.ts';
import type { ReadOptions, ReadSource } from '../../core/import/reader.ts';
import { redRectangle } from '../fixtures/export/pictures.ts';
import { blockSchema, layoutDocument, type Block, type Run } from '../../shared/document.ts';

const paragraph = (...runs: Array<string | Run>): Block => ({
  type: 'paragraph',
  runs: runs.map((run) => (typeof run === 'string' ? { text: run } : run)),
});
const marked = (text: string, ...marks: NonNullable<Run['marks']>): Run => ({ text, marks });

function fixture(name: string, options?: ReadOptions): ReadSource {
  const bytes = readFileSync(new URL(`../fixtures/import/${name}`, import.meta.url));
  return readHtml({ name, bytes }, options);
}

function read(html: string, options?: ReadOptions): ReadSource {
  return readHtml({ name: 'page.html', bytes: new TextEncoder().encode(html) }, options);
}

function textOf(blocks: Block[]): string {
  return layoutDocument({ blocks }).text;
}

describe('blocks', () => {
  const item = (...blocks: Block[]) => ({ blocks });
  const cases: Array<[html: string, blocks: Block[]]> = [
    ['plain text', [paragraph('plain text')]],
    ['<p>a\n  b\t c </p>\n\n<p> d</p>', [paragraph('a b c'), paragraph('d')]],
    ['<div>a<p>b</p>c</div>', [paragraph('a'), paragraph('b'), paragraph('c')]],
    ['<p></p><p>&nbsp;</p><div><br></div><p>a</p>', [paragraph('a')]],
    ['<p>a <br> b<br>c<br></p>', [paragraph('a\nb\nc')]],
    ['<p>a<br><br>b</p>', [paragraph('a'), paragraph('b')]],
    ['<b>a</b><strong> b</strong>', [paragraph(marked('a b', 'bold'))]],
    [
      '<i>a <b>b</b></i> c',
      [paragraph(marked('a ', 'italic'), marked('b', 'bold', 'italic'), ' c')],
    ],
    ['<b>a <i> b</i></b>', [paragraph(marked('a ', 'bold'), marked('b', 'bold', 'italic'))]],
    [
      '<u>a</u><s>b</s><code>c</code>',
      [paragraph(marked('a', 'underline'), marked('b', 'strike'), marked('c', 'code'))],
    ],
    [
      '10<sup>6</sup> H<sub>2</sub>O',
      [paragraph('10', marked('6', 'sup'), ' H', marked('2', 'sub'), 'O')],
    ],
    ['<q>a</q>', [paragraph('“a”')]],
    [
      '<a href="https://a.example/x?y#z">a</a>',
      [paragraph({ text: 'a', href: 'https://a.example/x?y#z' })],
    ],
    [
      '<a href=" mailto:a@b.example ">a</a>',
      [paragraph({ text: 'a', href: 'mailto:a@b.example' })],
    ],
    ['<a href="/x">a</a> <a href="//b.example">b</a> <a href="#f">c</a>', [paragraph('a b c')]],
    [
      '<a href="https://a.example"><h2>T</h2><p>a</p></a>',
      [
        { type: 'heading', level: 2, runs: [{ text: 'T', href: 'https://a.example' }] },
        paragraph({ text: 'a', href: 'https://a.example' }),
      ],
    ],
    ['<h3>a<br>b</h3>', [{ type: 'heading', level: 3, runs: [{ text: 'a b' }] }]],
    ['<h1> </h1>', []],
    [
      '<blockquote>a<p>b</p></blockquote>',
      [{ type: 'quote', blocks: [paragraph('a'), paragraph('b')] }],
    ],
    [
      '<ul><li>a<li><p>b</p></ul>',
      [{ type: 'list', ordered: false, items: [item(paragraph('a')), item(paragraph('b'))] }],
    ],
    [
      '<ol start=4><li>a</ol>',
      [{ type: 'list', ordered: true, start: 4, items: [item(paragraph('a'))] }],
    ],
    [
      '<ul><li>a<ul><li>b</ul></ul>',
      [
        {
          type: 'list',
          ordered: false,
          items: [
            item(paragraph('a'), { type: 'list', ordered: false, items: [item(paragraph('b'))] }),
          ],
        },
      ],
    ],
    [
      '<ul><li>a</li><ul><li>b</ul></ul>',
      [
        {
          type: 'list',
          ordered: false,
          items: [
            item(paragraph('a'), { type: 'list', ordered: false, items: [item(paragraph('b'))] }),
          ],
        },
      ],
    ],
    [
      '<ul><li><input type=checkbox checked> a<li><label><input type=checkbox>b</label></ul>',
      [
        {
          type: 'list',
          ordered: false,
          items: [
            { checked: true, blocks: [paragraph('a')] },
            { checked: false, blocks: [paragraph('b')] },
          ],
        },
      ],
    ],
    ['<dl><dt>a<dd>b</dl>', [paragraph('a'), paragraph('b')]],
    [
      '<pre class="language-js">\na\n\n  b<br>c\n</pre>',
      [{ type: 'code', language: 'js', text: 'a\n\n  b\nc' }],
    ],
    ['<pre><code class="lang-c++">x</code></pre>', [{ type: 'code', language: 'c++', text: 'x' }]],
    ['a<hr>b', [paragraph('a'), { type: 'rule' }, paragraph('b')]],
    [
      '<figure><img src=x alt=y><figcaption>A <i>c</i></figcaption></figure>',
      [paragraph('A ', marked('c', 'italic'))],
    ],
    ['<p>ok <img alt="👍🏽" src=x></p>', [paragraph('ok 👍🏽')]],
    ['<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>', [paragraph('漢(kan)')]],
    ['<math alttext="x^2"><mi>x</mi><mn>2</mn></math>', [paragraph('x^2')]],
    [
      '<b style="font-weight:normal">a<span style="font-weight:700;font-style:italic">b</span></b>',
      [paragraph('a', marked('b', 'bold', 'italic'))],
    ],
    ['<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>駅', [paragraph('東京(とうきょう)駅')]],
    ['<ruby>汉<rt>hàn</rt>字<rt>zì</rt></ruby>', [paragraph('汉字(hàn zì)')]],
    [
      '<p>a<sup><a href="#fn1" id=r1>1</a></sup></p><ol><li id=fn1>Note <a href="#r1">↩︎</a></ol>',
      [
        paragraph('a', marked('1', 'sup')),
        { type: 'list', ordered: true, items: [item(paragraph('Note'))] },
      ],
    ],
    [
      '<h2 id=x>T<a href="#x">¶</a></h2><h3><a href="#y">#</a>U</h3>',
      [
        { type: 'heading', level: 2, runs: [{ text: 'T' }] },
        { type: 'heading', level: 3, runs: [{ text: 'U' }] },
      ],
    ],
    [
      '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></semantics></math>',
      [paragraph('x^2')],
    ],
    [
      '<span class=katex><math><mi>x</mi></math><span class=katex-html aria-hidden=true>x</span></span>',
      [paragraph('x')],
    ],
    ['<p>a<span class="sr-only"> (opens in a new tab)</span></p>', [paragraph('a')]],
    [
      '<p>a <i aria-hidden=true>→</i> <i aria-hidden=true>b</i></p>',
      [paragraph('a ', marked('b', 'italic'))],
    ],
    ['<details><summary>S</summary><p>a</details>', [paragraph('S'), paragraph('a')]],
    [
      '<h3><button aria-expanded=false>Q</button></h3>',
      [{ type: 'heading', level: 3, runs: [{ text: 'Q' }] }],
    ],
    [
      '<table><tr><td class=gutter><pre>1\n2</pre><td><pre>a\nb</pre></table>',
      [{ type: 'code', text: 'a\nb' }],
    ],
    ['<noscript><p>b</p></noscript>a', [paragraph('a')]],
    ['<p>&nbsp; \u3000a</p>', [paragraph('a')]],
    [
      '<span style="display:block">a</span><span style="display: flex">b</span>',
      [paragraph('a'), paragraph('b')],
    ],
    [
      '<table><thead><tr><td>a<td>b<tbody><tr><td>c<td>d</table>',
      [
        {
          type: 'table',
          rows: [
            {
              cells: [
                { header: true, runs: [{ text: 'a' }] },
                { header: true, runs: [{ text: 'b' }] },
              ],
            },
            {
              cells: [
                { header: false, runs: [{ text: 'c' }] },
                { header: false, runs: [{ text: 'd' }] },
              ],
            },
          ],
        },
      ],
    ],
    [
      '<div><template shadowrootmode=open><h2><slot name=t>none</slot></h2><slot></slot></template><b slot=t>T</b><p>a</div>',
      [{ type: 'heading', level: 2, runs: [{ text: 'T', marks: ['bold'] }] }, paragraph('a')],
    ],
    ['in&shy;vis&#xFEFF;ible', [paragraph('invisible')]],
    [
      '<table><tr><th>a<td>b<tr><th>c<td></table>',
      [
        {
          type: 'table',
          rows: [
            {
              cells: [
                { header: true, runs: [{ text: 'a' }] },
                { header: false, runs: [{ text: 'b' }] },
              ],
            },
            {
              cells: [
                { header: true, runs: [{ text: 'c' }] },
                { header: false, runs: [] },
              ],
            },
          ],
        },
      ],
    ],
    [
      '<table><tr><td><h2>a</h2><td>b<tr><td>c<td>d</table>',
      [
        { type: 'heading', level: 2, runs: [{ text: 'a' }] },
        paragraph('b'),
        paragraph('c'),
        paragraph('d'),
      ],
    ],
    [
      '<table role=presentation><tr><th>a<th>b<tr><td>c<td>d</table>',
      ['a', 'b', 'c', 'd'].map((text) => paragraph(text)),
    ],
    ['<tr><td>a', [paragraph('a')]],
    ['<html><!--StartFragment--><p>a</p><!--EndFragment--></html>', [paragraph('a')]],
    [
      '<p>a<p hidden>b<p style="display: none !important">c<dialog>d</dialog><p style="VISIBILITY:hidden">e',
      [paragraph('a')],
    ],
  ];
  test.each(cases)('%s', (html, blocks) => expect(htmlToBlocks(html)).toEqual(blocks));

  test('cells stand in the columns that spans give them', () => {
    const [block] = htmlToBlocks(
      '<table><tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d<tr><td>1<td>2<td>3</table>',
    );
    const rows = block?.type === 'table' ? block.rows : [];
    const texts = rows.map((row) =>
      row.cells.map((cell) => cell.runs.map((run) => run.text).join('')),
    );
    expect(texts).toEqual([
      ['a', 'b', ''],
      ['', 'c', 'd'],
      ['1', '2', '3'],
    ]);
  });
});

describe('pictures', () => {
  const red = `data:image/png;base64,${Buffer.from(redRectangle('png')).toString('base64')}`;
  const gif = `data:image/gif;base64,${Buffer.from(redRectangle('gif')).toString('base64')}`;
  const spacer = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
  const figure = (caption = '', alt = '') => ({ alt, caption });
  const cases: Array<
    [name: string, html: string, expected: Array<string | { alt: string; caption: string }>]
  > = [
    ['alone', `<img src="${red}" alt="A red field">`, [figure('', 'A red field')]],
    [
      'in a figure',
      `<figure><img src="${red}"><figcaption>A <b>c</b></figcaption></figure>`,
      [figure('A c')],
    ],
    [
      'under its caption',
      `<figure><figcaption>c</figcaption><div><a href="x"><img src="${red}"></a></div></figure>`,
      [figure('c')],
    ],
    [
      'two with one caption',
      `<figure><img src="${red}"><img src="${gif}"><figcaption>c</figcaption></figure>`,
      [figure(), figure('c')],
    ],
    [
      'as WordPress writes it',
      `<div class=wp-caption><img src="${red}"><p class=wp-caption-text>c</p></div>`,
      [figure('c')],
    ],
    ['before a paragraph', `<p><img src="${red}">a</p>`, [figure(), 'a']],
    ['within a paragraph', `<p>a <img src="${red}"> b</p><p>c</p>`, ['a b', figure(), 'c']],
    ['on a line of its own', `<p>a<br><img src="${red}"><br>b</p>`, ['a', figure(), 'b']],
    ['in a heading', `<h2>a <img src="${red}"></h2><p>b`, ['a', figure(), 'b']],
    [
      'in a table',
      `<table><tr><th>a<th>b<tr><td>c<td><img src="${red}"></table>`,
      ['table', figure()],
    ],
    ['loaded late', `<img src="${spacer}" data-src="${red}">`, [figure()]],
    [
      'with better ones',
      `<picture><source srcset="${gif} 1x"><img src="${spacer}"></picture>`,
      [figure()],
    ],
    ['a name of a file as its text', `<img src="${red}" alt="IMG_2034.jpg">`, [figure()]],
    ['that tracks', `<p>a<img src="${spacer}"></p><img src="${red}" width=1 height=1>`, ['a']],
    [
      'that is not there',
      '<figure><img src="https://a.example/b.png" alt=b><figcaption>c</figcaption></figure>',
      ['c'],
    ],
  ];
  test.each(cases)('%s', (_, html, expected) => {
    const bytes = new TextEncoder().encode(`<title>T</title>${html}<p>end`);
    const source = readHtml({ name: 'p.html', bytes });
    const shown = source.document.blocks.map((block) => {
      if (block.type === 'figure')
        return figure(block.caption.map(({ text }) => text).join(''), block.alt);
      return block.type === 'table' ? 'table' : textOf([block]);
    });
    expect(shown).toEqual([...expected, 'end']);
    const named = source.document.blocks.flatMap((block) =>
      block.type === 'figure' ? [block.file] : [],
    );
    expect(new Set(source.files?.map(({ sha256 }) => sha256))).toEqual(new Set(named));
  });

  test('pictures that people would miss are told of', () => {
    const bytes = new TextEncoder().encode(
      '<p>a<img src="https://a.example/icon.png" alt=""></p><img src="https://a.example/b.png" width=640 height=480>',
    );
    const source = readHtml({ name: 'p.html', bytes });
    expect(source.warnings).toEqual([
      'One picture of the page is not in the file and was left out; its caption was kept.',
    ]);
  });
});

describe('hostile pages', () => {
  const EVIL = /evil|alert|onerror|onclick|javascript|vbscript|<|data:|file:|srcdoc|beacon/i;
  const cases: Array<[name: string, html: string, text: string]> = [
    ['script', 'a<script>evil()</script>b', 'ab'],
    ['script in script text', 'a<script>"</scr"+"ipt>"; evil()</script>b', 'ab'],
    ['script without an end', 'a<script>evil()', 'a'],
    ['handlers', '<p onclick="evil()" onmouseover=evil()>a<img src=x onerror="evil()">b</p>', 'ab'],
    ['javascript: link', '<a href="javascript:evil()">a</a>', 'a'],
    ['javascript: link, disguised', '<a href=" java&#9;scr&#10;ipt:evil()">a</a>', 'a'],
    ['javascript: link with controls', '<a href="&#1;JaVaScRiPt:evil()">a</a>', 'a'],
    ['vbscript: link', '<a href="vbscript:evil">a</a>', 'a'],
    ['data: link', '<a href="data:text/html,<script>evil()</script>">a</a>', 'a'],
    ['file: link', '<a href="file:///etc/passwd">a</a>', 'a'],
    ['svg script', 'a<svg onload=evil()><script>evil()</script><text>evil</text></svg>b', 'ab'],
    [
      'svg in a link',
      '<a xlink:href="javascript:evil()"><svg><a xlink:href="javascript:evil()"><text>evil</text></a></svg>a</a>',
      'a',
    ],
    ['math link', '<math><mi href="javascript:evil()">x</mi></math>', 'x'],
    ['meta refresh', '<meta http-equiv=refresh content="0;url=https://evil.example">a', 'a'],
    ['base', '<base href="javascript:evil()//"><a href="x">a</a>', 'a'],
    [
      'frames',
      'a<iframe src="https://evil.example" srcdoc="evil"></iframe><object data=evil>evil</object><embed src=evil>b',
      'ab',
    ],
    [
      'forms',
      'a<form action="https://evil.example"><input value=evil><textarea>evil</textarea><select><option>evil</select><button>evil</button></form>',
      'a',
    ],
    [
      'styles',
      '<style>@import url(https://evil.example)</style><p style="background:url(javascript:evil())">a</p>',
      'a',
    ],
    ['template', 'a<template><script>evil()</script>evil</template>', 'a'],
    [
      'noscript',
      '<noscript><p title="</noscript><img src=x onerror=evil()>">evil</noscript>a',
      '">evila',
    ],
    [
      'conditional comments',
      'a<!--[if IE]><script>evil()</script><![endif]-->b<![if !IE]>c<![endif]>',
      'abc',
    ],
    ['comment tricks', 'a<!--><img src=x onerror=evil()>-->', 'a-->'],
    ['CDATA', 'a<![CDATA[<script>evil()</script>]]>b', 'a'],
    ['NULs', 'a\0b<scr\0ipt>evil()</script>', ''],
    ['unclosed tags', '<div><p>a<b>b<i>c<table><tr><td>d', 'a'],
    ['an unclosed attribute', 'a<p title="evil', 'a'],
    ['halves of pairs', 'a&#xD800;\ud800b', ''],
    [
      'ping and download',
      '<a href="https://ok.example" ping="https://evil.example" download=evil>a</a>',
      'a',
    ],
  ];
  test.each(cases)('%s', (name, html, text) => {
    const blocks = htmlToBlocks(html);
    for (const block of blocks) blockSchema.parse(block);
    expect(textOf(blocks)).toContain(text);
    if (!['noscript', 'NULs', 'CDATA'].includes(name))
      expect(JSON.stringify(blocks)).not.toMatch(EVIL);
    expect(JSON.stringify(blocks)).not.toMatch(/"href":"(?!https:|http:|mailto:)/);
  });

  test.each([
    'div',
    'blockquote',
    'ul><li',
    'b',
    'span',
    'table><tr><td',
    'i><b',
    'details><summary',
    'h1',
    'svg><g',
  ])('10,000 nested <%s>', (tags) => {
    const html = `<p>before</p>${`<${tags}>`.repeat(10_000)}deep<p>deeper</p>`;
    const blocks = htmlToBlocks(html);
    for (const block of blocks) blockSchema.parse(block);
    expect(textOf(blocks)).toContain('before');
    if (!tags.startsWith('svg')) expect(textOf(blocks)).toMatch(/deep\s+deeper/);
    expect(read(html).document.blocks.length).toBeGreaterThan(0);
  });

  test('a table can not be made huge by spans', () => {
    const row = '<tr><td colspan=1000 rowspan=65534>x<td colspan=1000>y';
    const [block] = htmlToBlocks(`<table>${row.repeat(500)}</table>`);
    const cells = block?.type === 'table' ? block.rows.flatMap((each) => each.cells) : [];
    expect(cells.length).toBeLessThan(200_000);
  });

  test('never throws and always makes valid blocks without anything empty', () => {
    const names =
      'p div b i a ul ol li table tr td th h2 blockquote pre br hr svg math template select form span'.split(
        ' ',
      );
    const piece = fc.oneof(
      fc.constantFrom(...names.flatMap((name) => [`<${name}>`, `</${name}>`])),
      fc.constantFrom(
        '<a href="https://a.example">',
        '<a href="javascript:1">',
        '<td colspan=3 rowspan=2>',
        '<!--',
        '-->',
        '<![CDATA[',
        ' ',
        '\n',
        '&nbsp;',
        '&#0;',
        'word',
        '\0',
        '\ud800',
        '<',
        '"',
        '<input type=checkbox>',
        '<p class=MsoListParagraph>· ',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const blocks = htmlToBlocks(pieces.join(''));
        for (const block of blocks) blockSchema.parse(block);
        for (const leaf of layoutDocument({ blocks }).leaves) {
          if (leaf.kind !== 'cell')
            expect(
              leaf.runs
                .map((run) => run.text)
                .join('')
                .trim(),
            ).not.toBe('');
          expect(leaf.runs.every((run) => run.text !== '')).toBe(true);
          if (leaf.kind !== 'code')
            expect(leaf.runs.map((run) => run.text).join('')).not.toContain('\n\n');
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('saved pages', () => {
  test('a news article: its text, and what the page says of it', () => {
    const source = fixture('news-article.html');
    expect(source.csl).toEqual({
      type: 'article-newspaper',
      title: 'Night ferries return to the northern route after nine years',
      author: [
        { family: 'Okonkwo-Hart', given: 'Ines' },
        { family: 'Lindqvist', given: 'Tomas' },
      ],
      'container-title': 'The Harbour Gazette',
      publisher: 'Gazette Media & Sons',
      issued: { 'date-parts': [[2024, 11, 18]] },
      URL: 'https://harbour-gazette.example/2024/11/ferry-timetable',
      language: 'en-GB',
    });
    expect(source.language).toBe('en-GB');
    expect(source.document.blocks.map((block) => block.type).join(' ')).toBe(
      'paragraph paragraph paragraph paragraph heading paragraph list paragraph quote paragraph',
    );
    const text = textOf(source.document.blocks);
    expect(text).toMatch(/^Crews have begun trial sailings/);
    expect(text).toContain('“We counted 1,140 lorries that waited overnight last month,” said');
    expect(text).not.toMatch(
      /Most read|Privacy|Skip to|Tide tables|while you slept|Night ferries return/,
    );
    const links = layoutDocument(source.document).leaves.flatMap((leaf) =>
      leaf.runs.flatMap((run) => (run.href === undefined ? [] : [[run.text, run.href]])),
    );
    expect(links).toEqual([
      ['October report', 'https://harbour-board.example/reports/2024-10'],
      ['tables', 'https://harbour-gazette.example/tables/october'],
    ]);
  });

  test('the same page whole', () => {
    const text = textOf(fixture('news-article.html', { page: 'whole' }).document.blocks);
    expect(text).toMatch(/Tide tables[^]*Crews have begun[^]*Most read[^]*Privacy/);
    expect(text).not.toMatch(/while you slept|tracker|Search/);
  });

  test('sections named after headings of their own are no furniture', () => {
    const words =
      'Plain words follow each other here, one after another, as in any manual. '.repeat(6);
    const section = (id: string, heading: string): string =>
      `<section id="${id}"><h2>${heading}</h2><p>${words}</p><p>${words}</p></section>`;
    const page = `<body><div class=document><div class=body role=main><section id=options><h1>Options</h1><p>${words}</p>${section('manifest-related-options', 'Manifest-related options')}${section('sponsoring-packages', 'Sponsoring packages')}</section></div></div><div class=sidebar><section id=related-posts><h2>Related posts</h2><p><a href=x>Another</a></p></section></div>`;
    const text = textOf(read(page).document.blocks);
    expect(text).toMatch(/Manifest-related options[^]*Sponsoring packages/);
    expect(text).not.toMatch(/Related posts|Another/);
  });

  test('an academic page: Highwire metadata, tables and notes', () => {
    const source = fixture('academic-page.html');
    expect(source.csl).toEqual({
      type: 'article-journal',
      title: 'Sediment memory in tidal flats: a twelve-year record',
      author: [
        { family: 'Vargas-Llosa', given: 'Pilar' },
        { family: 'Nakamura', given: 'Hiroshi' },
        { literal: 'The Flats Survey Group' },
      ],
      'container-title': 'Journal of Shallow Seas',
      publisher: 'Tideline Press',
      issued: { 'date-parts': [[2021, 3, 9]] },
      URL: 'https://shallow-seas.example/articles/0042',
      DOI: '10.5555/jss.2021.0042',
      language: 'en',
    });
    const table = source.document.blocks.find((block) => block.type === 'table');
    expect(table?.rows.map((row) => row.cells.length)).toEqual([3, 3, 3, 3, 3]);
    expect(textOf(source.document.blocks)).toMatch(/fell as 10−3 per year[^]*Stations 14 and 15/);
  });

  test('a forum thread is read whole, in the encoding it declares', () => {
    const source = fixture('forum-thread.html');
    expect(source.csl).toEqual({ title: 'Kühlwasserpumpe undicht', language: 'de' });
    const text = textOf(source.document.blocks);
    expect(text).toContain('Zuerst den Impeller prüfen.');
    expect(text).toContain('meine Pumpe tropft seit gestern.\n\nWas tun?');
    expect(text).toContain('Danke, hat geholfen!');
    expect(source.document.blocks.filter((block) => block.type === 'quote')).toHaveLength(1);
  });

  test('a document saved by Word: its encoding, paragraphs and lists', () => {
    const source = fixture('word-filtered.html');
    expect(source.csl).toEqual({ title: 'Minutes of the harbour board', language: 'en-GB' });
    const list = (ordered: boolean, ...texts: string[]): Block => ({
      type: 'list',
      ordered,
      items: texts.map((text) => ({ blocks: [paragraph(text)] })),
    });
    expect(source.document.blocks.slice(1, 5)).toEqual([
      paragraph(
        marked('Present:', 'bold'),
        ' R. Adeyemi, T. Lindqvist, and “two guests” – names on file.',
      ),
      paragraph(
        'The board agreed to the ',
        marked('trial', 'bold'),
        ' of ',
        marked('night', 'italic'),
        ' sailings.',
      ),
      list(false, 'Engines off in port.', 'Loading by the eastern ramp.'),
      list(true, 'Publish the figures.'),
    ]);
    expect(textOf(source.document.blocks)).not.toContain('Hidden');
  });
});

describe('metadata', () => {
  const ld = (value: unknown): string =>
    `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
  const cases: Array<[name: string, head: string, csl: Record<string, unknown>]> = [
    ['nothing said', '', { title: 'page' }],
    ['title', '<title> A  &amp; B </title>', { title: 'A & B' }],
    [
      'title without the site',
      '<meta property=og:site_name content=Site><title>A – Site</title>',
      { title: 'A', 'container-title': 'Site' },
    ],
    [
      'author',
      '<meta name=author content="By  Jane Doe">',
      { title: 'page', author: [{ family: 'Doe', given: 'Jane' }] },
    ],
    [
      'an address is no author',
      '<meta property=article:author content="https://social.example/jane">',
      { title: 'page' },
    ],
    [
      'Dublin Core',
      '<meta name=DC.title content=T><meta name=DC.creator content="Doe, Jane"><meta name=DC.date content=2020-05><meta name=DC.language content=fr>',
      {
        title: 'T',
        author: [{ family: 'Doe', given: 'Jane' }],
        issued: { 'date-parts': [[2020, 5]] },
        language: 'fr',
      },
    ],
    [
      'an organisation with a comma',
      '<meta name=DC.creator content="Acme, Inc.">',
      { title: 'page', author: [{ literal: 'Acme, Inc.' }] },
    ],
    [
      'only web addresses',
      '<link rel=canonical href="javascript:evil()"><meta property=og:url content="/x">',
      { title: 'page' },
    ],
    [
      'saved from',
      '<!-- saved from url=(0019)https://a.example/x -->',
      { title: 'page', type: 'webpage', URL: 'https://a.example/x' },
    ],
    [
      'a date in words',
      '<meta name=date content="18 November 2024">',
      { title: 'page', issued: { 'date-parts': [[2024, 11, 18]] } },
    ],
    [
      'JSON-LD that is broken',
      '<script type="application/ld+json">{oops</script>',
      { title: 'page' },
    ],
    [
      'JSON-LD of odd shapes',
      ld([
        null,
        1,
        'x',
        {
          '@type': ['Article', 5],
          headline: ['T'],
          author: [null, 7, { name: { x: 1 } }, 'Jane'],
          datePublished: 5,
        },
      ]),
      { title: 'T', author: [{ literal: 'Jane' }] },
    ],
    [
      'JSON-LD that could not be stored',
      ld({ '@type': 'Article', headline: 'a\0b\u0007 \ud800\n c' }),
      { title: 'ab \ufffd c' },
    ],
    [
      'JSON-LD nested',
      ld({ '@type': 'WebPage', mainEntity: { '@type': 'BlogPosting', name: 'T' } }),
      { title: 'T', type: 'post-weblog' },
    ],
    ['a language that is none', '<html lang="x_!">', { title: 'page' }],
  ];
  test.each(cases)('%s', (_, head, csl) => {
    expect(read(`${head}<p>Some text.</p>`).csl).toEqual(csl);
  });

  test('JSON-LD with ten thousand levels', () => {
    const deep = `{"@type":"Article","headline":${'['.repeat(5000)}"T"${']'.repeat(5000)},"@graph":${'[{"@graph":'.repeat(2000)}[]${'}]'.repeat(2000)}}`;
    expect(
      read(`<script type="application/ld+json">${deep}</script><p>a</p>`).document.blocks,
    ).toHaveLength(1);
  });
});

describe('the main text', () => {
  const told = (what: string) =>
    `The ${what} of the harbour were counted that year by two clerks, who had no boat, and who wrote down, on a Sunday, what the keeper of the lighthouse told them through a window, since the door was not to be opened before the boat, which was late, had come.`;
  const page = (body: string) =>
    read(
      `<title>Harbour</title><ul class="menu"><li><a href="/">All harbours</a></li></ul>${body}`,
    );

  test('is not a table whose cells are paragraphs, with the prose before it gone', () => {
    const row =
      '<tr><td><p class="column"><code>lantern</code> <code>number</code></p><p>How many lanterns there were when the clerks had come</p></td></tr>';
    const { document } = page(
      `<div class="part"><p>${told('lanterns')} ${told('ropes')} ${told('gulls')}</p><div class="table"><p class="title"><strong>What was counted</strong></p><div class="contents"><table border="1"><tbody>${row.repeat(24)}</tbody></table></div></div></div>`,
    );
    expect(textOf(document.blocks)).toContain(told('gulls'));
  });

  test('is the article however many comments stand below it', () => {
    const article = ['lanterns', 'ropes', 'gulls', 'ferries'].map((what) => `<p>${told(what)}</p>`);
    const comment = `<li class="comment"><b>A reader</b><p>${told('comments')}</p></li>`;
    const { document } = page(
      `<div><div class="post"><h1>Harbour</h1><div class="entry">${article.join('')}</div></div><div id="comments"><ol>${comment.repeat(20)}</ol></div></div>`,
    );
    const text = textOf(document.blocks);
    expect(text).toContain(told('ferries'));
    expect(text).not.toContain('comments');
    expect(text).not.toContain('All harbours');
  });
});
