import { describe, expect, test } from 'vitest';
import { countWords, htmlWorthKeeping, suggestTitle } from '../../renderer/dialogs/pasted.ts';

describe('suggestTitle', () => {
  const body = 'A paragraph that is a good deal longer than the line above it.';
  test.each([
    ['a first line', `Soldiers in Russia\n\n${body}`, 'Soldiers in Russia'],
    ['with spaces to tidy', `\n  Soldiers \t in Russia \n${body}`, 'Soldiers in Russia'],
    ['a first sentence', `Last week they came.\n${body}`, ''],
    ['a single line', 'Soldiers in Russia', ''],
    ['less after it than in it', 'Soldiers in Russia\nshort', ''],
    ['a very long line', `${'word '.repeat(60)}\n${body.repeat(10)}`, ''],
    ['nothing', '', ''],
  ])('%s', (_name, text, title) => {
    expect(suggestTitle(text)).toBe(title);
  });
});

test.each([
  ['over 1,000 soldiers', 3],
  ['', 0],
  ['  \n ', 0],
  ['don’t — stop', 2],
])('%j has %i words', (text, count) => {
  expect(countWords(text)).toBe(count);
});

test('words are counted in scripts without spaces too', () => {
  expect(countWords('我喜欢读书')).toBeGreaterThan(1);
});

describe('htmlWorthKeeping', () => {
  test('keeps a page that is pasted alone', () => {
    expect(htmlWorthKeeping('<h1>A</h1><p>B</p>', true)).toBe('<h1>A</h1><p>B</p>');
  });
  test('drops it when it is pasted into other text', () => {
    expect(htmlWorthKeeping('<h1>A</h1><p>B</p>', false)).toBeUndefined();
  });
  test('drops what says no more than the text', () => {
    expect(htmlWorthKeeping('<meta charset="utf-8"><span>A</span>', true)).toBeUndefined();
    expect(htmlWorthKeeping('', true)).toBeUndefined();
  });
});
