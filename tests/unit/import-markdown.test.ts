import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markdownToBlocks, readMarkdown } from '../../core/import/markdown.ts';
import { blockSchema, layoutDocument, type Block } from '../../shared/document.ts';

const paragraph = (...texts: string[]): Block => ({
  type: 'paragraph',
  runs: texts.map((text) => ({ text })),
});

function read(text: string, name = 'my_notes.md', title?: 'none') {
  return readMarkdown({ name, bytes: new TextEncoder().encode(text) }, title && { title });
}

function text(source: ReturnType<typeof read>): string {
  return layoutDocument(source.document).text;
}

describe('blocks', () => {
  const cases: Array<[source: string, blocks: Block[]]> = [
    [
      'a *b* c',
      [
        {
          type: 'paragraph',
          runs: [{ text: 'a ' }, { text: 'b', marks: ['italic'] }, { text: ' c' }],
        },
      ],
    ],
    ['***x***', [{ type: 'paragraph', runs: [{ text: 'x', marks: ['bold', 'italic'] }] }]],
    [
      '~~x~~ `y`',
      [
        {
          type: 'paragraph',
          runs: [{ text: 'x', marks: ['strike'] }, { text: ' ' }, { text: 'y', marks: ['code'] }],
        },
      ],
    ],
    ['one\ntwo  \nthree', [paragraph('one two\nthree')]],
    [
      '[x](https://a.example)',
      [{ type: 'paragraph', runs: [{ text: 'x', href: 'https://a.example' }] }],
    ],
    [
      '<me@a.example>',
      [{ type: 'paragraph', runs: [{ text: 'me@a.example', href: 'mailto:me@a.example' }] }],
    ],
    [
      '[x][1]\n\n[1]: https://a.example',
      [{ type: 'paragraph', runs: [{ text: 'x', href: 'https://a.example' }] }],
    ],
    ['[x](javascript:alert(1)) [y](/a) [z](data:text/html,1)', [paragraph('x y z')]],
    ['![a chart](https://a.example/x.png)', [paragraph('a chart')]],
    ['![](x.png)', []],
    [
      '## H *i*',
      [{ type: 'heading', level: 2, runs: [{ text: 'H ' }, { text: 'i', marks: ['italic'] }] }],
    ],
    ['> a\n>\n> b', [{ type: 'quote', blocks: [paragraph('a'), paragraph('b')] }]],
    [
      '2. a\n3. b',
      [
        {
          type: 'list',
          ordered: true,
          start: 2,
          items: [{ blocks: [paragraph('a')] }, { blocks: [paragraph('b')] }],
        },
      ],
    ],
    [
      '- [x] a\n- [ ] b',
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
    [
      '- a\n  - b',
      [
        {
          type: 'list',
          ordered: false,
          items: [
            {
              blocks: [
                paragraph('a'),
                { type: 'list', ordered: false, items: [{ blocks: [paragraph('b')] }] },
              ],
            },
          ],
        },
      ],
    ],
    ['```js\na\n\nb\n```', [{ type: 'code', language: 'js', text: 'a\n\nb' }]],
    ['```\n```', []],
    ['a\n\n***\n\nb', [paragraph('a'), { type: 'rule' }, paragraph('b')]],
    [
      '|a|b|\n|-|-|\n|c||',
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
                { header: false, runs: [] },
              ],
            },
          ],
        },
      ],
    ],
    [
      'a <b onclick="x()">c</b> <script>evil()</script>d',
      [
        {
          type: 'paragraph',
          runs: [{ text: 'a ' }, { text: 'c', marks: ['bold'] }, { text: ' d' }],
        },
      ],
    ],
    [
      'H<sub>2</sub>O<br>x',
      [
        {
          type: 'paragraph',
          runs: [{ text: 'H' }, { text: '2', marks: ['sub'] }, { text: 'O\nx' }],
        },
      ],
    ],
    ['<div><p>a</p><script>evil()</script></div>', [paragraph('a')]],
    ['<!-- secret -->\n\na', [paragraph('a')]],
    [
      'a[^n]\n\n[^n]: b',
      [
        { type: 'paragraph', runs: [{ text: 'a' }, { text: 'n', marks: ['sup'] }] },
        { type: 'paragraph', runs: [{ text: 'n', marks: ['sup'] }, { text: ' b' }] },
      ],
    ],
  ];
  test.each(cases)('%j', (source, blocks) => expect(markdownToBlocks(source)).toEqual(blocks));

  test('never throws and always makes valid blocks without anything empty', () => {
    const piece = fc.constantFrom(
      '> ',
      '- ',
      '1. ',
      '# ',
      '*',
      '**',
      '_',
      '`',
      '```',
      '[',
      ']',
      '](',
      ')',
      '![',
      '<b>',
      '</b>',
      '<div>',
      '|',
      '-',
      '\n',
      '\n\n',
      '    ',
      '\t',
      '~~',
      '[^1]',
      '[^1]: ',
      'word',
      '\0',
      '\ud800',
      '&amp;',
      '\\',
      '---\n',
    );
    const source = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 60 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(source, (markdown) => {
        for (const block of markdownToBlocks(markdown)) blockSchema.parse(block);
      }),
    );
  });

  test.each([
    ['quotes', `${'>'.repeat(10_000)} deep`],
    ['lists', `${'- '.repeat(400)}deep`],
    ['brackets', `${'['.repeat(10_000)}deep`],
    ['emphasis', `${'*a **a '.repeat(2_000)}deep`],
    ['raw HTML', `${'<div>'.repeat(10_000)}deep`],
  ])('nesting of %s is bounded', (_, source) => {
    const blocks = markdownToBlocks(source);
    expect(layoutDocument({ blocks }).text).toContain('deep');
    expect(JSON.stringify(blocks)).toBeTypeOf('string');
  });
});

describe('files', () => {
  test('front matter is metadata, and the title is not repeated', () => {
    const name = 'notes.md';
    const bytes = readFileSync(new URL(`../fixtures/import/${name}`, import.meta.url));
    const source = readMarkdown({ name, bytes });
    expect(source.csl).toEqual({
      title: 'Notes on the ferry trial',
      author: [{ family: 'Okonkwo-Hart', given: 'Ines' }, { literal: 'Harbour Board' }],
      issued: { 'date-parts': [[2024, 11, 20]] },
      URL: 'https://harbour-gazette.example/2024/11/ferry-timetable',
      language: 'en-GB',
    });
    expect(source.tags).toEqual(['ferries', 'harbour']);
    expect(source.language).toBe('en-GB');
    expect(text(source)).toMatch(/^Some emphasis, strong both, gone, code, a link, a bad link,/);
    expect(text(source)).toContain('H2O and a chart.');
    expect(text(source)).not.toMatch(/alert|onclick|</);
    const types = source.document.blocks.map((block) => block.type);
    expect(types.join(' ')).toBe(
      'paragraph quote list list table code rule paragraph paragraph paragraph',
    );
  });

  test.each([
    ['# T\n\nx', 'T', 'x'],
    ['Intro.\n\n# T\n\nx', 'T', 'Intro.\n\nT\n\nx'],
    ['## S\n\nx', 'my notes', 'S\n\nx'],
    ['# T', 'T', 'T'],
    ['---\ntitle: F\n---\n# T\n\nx', 'F', 'T\n\nx'],
    ['---\n---\nx', 'my notes', 'x'],
    ['---\nno mapping\n---\n\nx', 'my notes', 'no mapping\n\nx'],
    ['---\ntags: a, b\n...\nx', 'my notes', 'x'],
  ])('%j is called %j', (source, title, body) => {
    expect(read(source).csl.title).toBe(title);
    expect(text(read(source))).toBe(body);
  });

  test('front matter that is broken stays as text, with a warning', () => {
    const source = read('---\ntitle: "open\n---\nx');
    expect(source.document.blocks).toEqual([
      { type: 'code', language: 'yaml', text: 'title: "open' },
      paragraph('x'),
    ]);
    expect(source.warnings).toHaveLength(1);
  });

  test('only web addresses and languages that are ones are kept', () => {
    const source = read(
      '---\nurl: file:///etc/passwd\nlang: no such thing\ndate: last week\n---\nx',
    );
    expect(source.csl).toEqual({ title: 'my notes', issued: { literal: 'last week' } });
  });

  test('aliases that multiply are refused as front matter', () => {
    const bomb =
      'a: &a [x,x,x,x,x,x,x,x,x]\n' +
      'bcdefghi'
        .split('')
        .map((key, at) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[at]}`).join()}]`)
        .join('\n');
    expect(read(`---\n${bomb}\n---\nx`).warnings).toHaveLength(1);
  });

  test('without title detection, every word stays', () => {
    expect(text(read('# T\n\nx', 'a.md', 'none'))).toBe('T\n\nx');
  });
});
