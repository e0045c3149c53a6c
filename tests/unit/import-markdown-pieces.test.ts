import { describe, expect, test } from 'vitest';
import { markdownToBlocks } from '../../core/import/markdown.ts';
import { isTangled, piecesOf, withoutMarkDeserts } from '../../core/import/markdown-pieces.ts';
import { layoutDocument } from '../../shared/document.ts';

const SECTION = `## Section

A [link][law] and a note[^1], *emphasis*, and words
that go on.

- item
  continued

  still the item
- second

> quoted
> text

\`\`\`js
# no heading

const a = 1;
\`\`\`

| a | b |
| - | - |
| 1 | 2 |

<!-- a comment

that goes on -->

`;
const DEFINITIONS = '[law]: https://law.example/\n\n[^1]: The note.\n';

describe('long texts', () => {
  test('read in pieces say what they say read at once', () => {
    const once = markdownToBlocks(SECTION + DEFINITIONS);
    const count = 300;
    const text = SECTION.repeat(count) + DEFINITIONS;
    expect(piecesOf(text).length).toBeGreaterThan(5);
    const blocks = markdownToBlocks(text);
    // The last block is the footnote, which is there once.
    const body = once.slice(0, -1);
    expect(blocks).toHaveLength(body.length * count + 1);
    for (let at = 0; at < count; at += 1) {
      expect(blocks.slice(at * body.length, (at + 1) * body.length)).toEqual(body);
    }
    expect(blocks.at(-1)).toEqual(once.at(-1));
  });

  test('a list that is cut is one list', () => {
    const [list, ...others] = markdownToBlocks('- an item of it\n'.repeat(5000));
    expect(others).toEqual([]);
    expect(list?.type === 'list' && list.items.length).toBe(5000);
    const [ordered] = markdownToBlocks('3. an item of it\n'.repeat(2000));
    expect(ordered).toMatchObject({ type: 'list', ordered: true, start: 3 });
    const text = '  - an item of it\n    - one below\n    - another\n'.repeat(1000);
    expect(piecesOf(text).length).toBeGreaterThan(1);
    const [indented, ...rest] = markdownToBlocks(text);
    expect(rest).toEqual([]);
    const items = indented?.type === 'list' ? indented.items : [];
    expect(items).toHaveLength(1000);
    expect(new Set(items.map((item) => JSON.stringify(item))).size).toBe(1);
  });

  test('code and HTML are never cut', () => {
    const code = `\`\`\`\n${'A line of it.\n\nAnother.\n'.repeat(3000)}\`\`\`\n\nEnd.`;
    expect(markdownToBlocks(code).map(({ type }) => type)).toEqual(['code', 'paragraph']);
    const hidden = `<!--\n${'A line of it.\n\n# Another\n'.repeat(3000)}-->\n\nEnd.`;
    expect(layoutDocument({ blocks: markdownToBlocks(hidden) }).text).toBe('End.');
  });
});

describe('what nobody writes', () => {
  test.each([
    ['**a ', 20_000],
    ['*a_ ', 20_000],
    ['[a] ', 20_000],
    ['![', 20_000],
    ['[a](', 20_000],
    ['`a ', 20_000],
    ['a```', 10_000],
    ['![](x)', 10_000],
  ])('%j over and over is words', (marks, times) => {
    const blocks = markdownToBlocks(`Before *it*.\n\n${marks.repeat(times)}\n\nAfter **it**.`);
    expect(blocks).toHaveLength(3);
    const text = layoutDocument({ blocks }).text;
    expect(text.split('\n\n')[1]).toBe(marks.repeat(times).trim());
    expect(blocks[2]).toMatchObject({ runs: [{}, { text: 'it', marks: ['bold'] }, {}] });
  });

  test('many marks in many paragraphs are read', () => {
    const text = 'A *word* and a [link](https://a.example).\n\n'.repeat(2000);
    expect(withoutMarkDeserts(text)).toBeUndefined();
  });

  test.each([
    ['quotes', '> '.repeat(10_000)],
    ['items', '- '.repeat(10_000)],
    ['both', '> - 1. '.repeat(4000)],
    ['indentation', Array.from({ length: 400 }, (_, at) => `${'  '.repeat(at)}- a`).join('\n')],
    ['turns', '> a\nb\n'.repeat(10_000)],
  ])('levels of %s are read as plain text', (_, text) => {
    expect(isTangled(text)).toBe(true);
    expect(markdownToBlocks(`${text}end`).length).toBeGreaterThan(0);
  });

  test.each([
    ['twenty levels', '> '.repeat(20) + 'x'],
    ['a rule', '* * * * * * * * * *'],
    ['indented code', `- a\n\n${' '.repeat(300)}code`],
  ])('%s are not', (_, text) => {
    expect(isTangled(text)).toBe(false);
  });
});
