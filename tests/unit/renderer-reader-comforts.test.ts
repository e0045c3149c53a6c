import { describe, expect, test } from 'vitest';
import { htmlOf } from '../../renderer/reader/copy/html-of.ts';
import { headingAt, headingsOf } from '../../renderer/reader/outline/headings.ts';
import {
  nextLeading,
  nextMeasure,
  readingProperties,
} from '../../renderer/typography/typography.ts';
import { DEFAULT_SETTINGS } from '../../shared/domain.ts';
import { layoutDocument, type Block } from '../../shared/document.ts';

const BLOCKS: Block[] = [
  { type: 'heading', level: 2, runs: [{ text: 'First' }] },
  {
    type: 'paragraph',
    runs: [
      { text: 'One ' },
      { text: 'bold <b>', marks: ['bold', 'italic'] },
      { text: ' word & a ' },
      { text: 'link', href: 'https://example.org/?a="1"&b=2' },
    ],
  },
  {
    type: 'list',
    ordered: true,
    start: 3,
    items: [
      { blocks: [{ type: 'paragraph', runs: [{ text: 'three' }] }] },
      { blocks: [{ type: 'paragraph', runs: [{ text: 'four' }] }] },
      { blocks: [{ type: 'paragraph', runs: [{ text: 'five\nlines' }] }] },
    ],
  },
  { type: 'heading', level: 3, runs: [{ text: ' Second ' }] },
  { type: 'quote', blocks: [{ type: 'heading', level: 4, runs: [{ text: 'Quoted' }] }] },
  {
    type: 'table',
    rows: [
      { cells: [{ header: true, runs: [{ text: 'Name' }] }] },
      { cells: [{ header: false, runs: [{ text: 'x' }] }] },
    ],
  },
  { type: 'heading', level: 2, runs: [] },
];
const LAYOUT = layoutDocument({ blocks: BLOCKS });

function html(words: string, upTo = words): string {
  const start = LAYOUT.text.indexOf(words);
  const end = LAYOUT.text.indexOf(upTo, start) + upTo.length;
  return htmlOf(BLOCKS, LAYOUT, { start, end });
}

describe('copied as HTML', () => {
  test('a few words are no paragraph', () => {
    expect(html('bold <b> word &')).toBe('<strong><em>bold &lt;b&gt;</em></strong> word &amp;');
  });

  test('links keep their address, and nothing leaves its attribute', () => {
    expect(html('a link')).toBe(
      'a <a href="https://example.org/?a=&quot;1&quot;&amp;b=2">link</a>',
    );
  });

  test('blocks keep what they are, and a list its numbers', () => {
    expect(html('link', 'four')).toContain('</a></p><ol start="3"><li><p>three</p></li>');
    expect(html('four', 'Second')).toBe(
      '<ol start="4"><li><p>four</p></li><li><p>five<br>lines</p></li></ol><h3> Second</h3>',
    );
    expect(html('Quoted', 'x')).toBe(
      '<blockquote><h4>Quoted</h4></blockquote>' +
        '<table><tr><th>Name</th></tr><tr><td>x</td></tr></table>',
    );
  });
});

test('the outline has every heading that says something, by its depth', () => {
  const headings = headingsOf(BLOCKS, LAYOUT);
  expect(headings.map(({ text, depth }) => [text, depth])).toEqual([
    ['First', 0],
    ['Second', 1],
    ['Quoted', 2],
  ]);
  expect(headingAt(headings, 0)).toBe(0);
  expect(headingAt(headings, LAYOUT.text.indexOf('four'))).toBe(0);
  expect(headingAt(headings, LAYOUT.text.length)).toBe(2);
  expect(headingAt([], 5)).toBe(-1);
});

test('typography: as the design has it at first, and in steps that end', () => {
  expect(readingProperties(DEFAULT_SETTINGS)).toEqual({
    '--reading-face': 'var(--serif)',
    '--reading-size': '19px',
    '--reading-measure': '36.00em',
    '--reading-leading': '1.58',
    '--reading-align': 'start',
    '--reading-hyphens': 'manual',
  });
  expect(nextMeasure(80, 'more')).toBe(85);
  expect(nextMeasure(45, 'less')).toBeUndefined();
  expect(nextLeading(1.58, 'less')).toBe(1.5);
  expect(nextLeading(2.1, 'more')).toBeUndefined();
});
