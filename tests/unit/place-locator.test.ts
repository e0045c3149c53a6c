import { expect, test } from 'vitest';
import { layoutDocument, type Block } from '../../shared/document.ts';
import { joinedNumbers, placeLocator } from '../../shared/place-locator.ts';

const paragraph = (text: string): Block => ({ type: 'paragraph', runs: [{ text }] });

test.each([
  [[], ''],
  [[3, 3], '3'],
  [[7, 3, 4], '3-4, 7'],
  [[1, 2, 3, 9], '1-3, 9'],
])('the numbers %j are written %j', (numbers, text) => {
  expect(joinedNumbers(numbers)).toBe(text);
});

test('a place is told by the pages of the original, else by ¶, else not at all', () => {
  const texts = { blocks: [paragraph('one'), paragraph('two'), paragraph('three')] };
  const layout = layoutDocument(texts);
  const whole = { start: 0, end: layout.text.length };
  expect(placeLocator(texts, layout, [whole])).toEqual({ kind: 'paragraph', value: '1-3' });
  expect(placeLocator(texts, layout, [{ start: 5, end: 6 }])).toEqual({
    kind: 'paragraph',
    value: '2',
  });
  expect(placeLocator(texts, layout, [])).toBeUndefined();

  const paged = {
    blocks: [
      { type: 'page-break', label: 'xi' } as const,
      paragraph('one'),
      { type: 'page-break', label: 'xii' } as const,
      paragraph('two'),
    ],
  };
  const place = placeLocator(paged, layoutDocument(paged), [{ start: 0, end: 8 }]);
  expect(place).toEqual({ kind: 'page', value: 'xi-xii' });
});
