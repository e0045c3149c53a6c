import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countWords } from '../../shared/words.ts';

test.each([
  ['', 0],
  [' \n – … ', 0],
  ['One, two; three.', 3],
  ["Don't say it’s over.", 4],
  ['about 10,000 or 3.14', 4],
  ['a well-known quay', 4],
  ['naïve Привет שלום', 3],
  ['북한 군인이 도착했다', 3],
  ['東京都に住んでいます。', 6],
  ['我喜欢读书 and tea', 5],
  ['สวัสดีชาวโลก', 3],
])('%j', (text, words) => {
  expect(Math.abs(countWords(text) - words)).toBeLessThanOrEqual(
    /[^\u0000-\u0fff\uac00-\ud7ff]|[ก-๛]/.test(text) ? 1 : 0,
  );
});

test('agrees with the segmenter on words with spaces between them', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
  const word = fc.stringMatching(/^[a-zA-Zé]{1,8}(?:['’][a-z]{1,3})?$|^\d{1,3}(?:[.,]\d{1,3})?$/);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(word, fc.constantFrom(' ', ', ', '. ', '\n', ' – ', '-'))),
      (pairs) => {
        const text = pairs.flat().join('');
        const words = [...segmenter.segment(text)].filter((segment) => segment.isWordLike === true);
        expect(countWords(text)).toBe(words.length);
      },
    ),
  );
});
