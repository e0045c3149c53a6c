import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { offsetOf, pointOf, positionOf, wholeCharacters } from '../../renderer/reader/selection.ts';

/** A page as the reader renders it: leaves with their offsets, and asides that nobody wrote. */
function pageOf(leaves: readonly string[][]) {
  const { document } = parseHTML('<html><body><article></article></body></html>');
  const root = document.querySelector('article');
  if (root === null) throw new Error('The page has no article.');
  const title = document.createElement('h1');
  title.append('A title that is not part of the text');
  root.append(title);
  let at = 0;
  for (const parts of leaves) {
    const block = document.createElement('div');
    const leaf = document.createElement('p');
    const text = parts.join('');
    leaf.setAttribute('data-start', String(at));
    leaf.setAttribute('data-length', String(text.length));
    for (const part of parts) {
      const mark = document.createElement('mark');
      const aside = document.createElement('span');
      aside.setAttribute('data-aside', '');
      aside.append('highlight 1 begins');
      mark.append(aside, part);
      leaf.append(mark);
    }
    block.append(leaf);
    root.append(block);
    at += text.length + 2;
  }
  return { root, text: leaves.map((parts) => parts.join('')).join('\n\n') };
}

const parts = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), {
  minLength: 1,
  maxLength: 4,
});
const pages = fc.array(parts, { minLength: 1, maxLength: 6 });

describe('positions on the page', () => {
  test('an offset in a leaf goes to the page and comes back', () => {
    fc.assert(
      fc.property(pages, fc.nat(), fc.boolean(), (leaves, seed, opens) => {
        const { root, text } = pageOf(leaves);
        const offset = seed % (text.length + 1);
        const point = pointOf(root, offset, opens);
        const back = point && offsetOf(root, point, opens);
        // Between two leaves an offset goes to the nearer end of one of them.
        const gap = /^\n+$/.test(
          text.slice(Math.min(offset, back ?? 0), Math.max(offset, back ?? 0)),
        );
        expect(back === offset || gap).toBe(true);
      }),
    );
  });

  test('asides are in no position', () => {
    const { root, text } = pageOf([['one ', 'two'], ['three']]);
    const [, second] = root.querySelectorAll('p');
    const aside = second?.querySelector('[data-aside]')?.firstChild;
    if (!aside || !second) throw new Error('The page is not as it was made.');
    expect(offsetOf(root, { node: aside, offset: 5 }, true)).toBe(9);
    expect(positionOf(root, text, { node: root, offset: 0 }, { node: second, offset: 1 })).toEqual({
      start: 0,
      end: 14,
    });
  });

  test('a selection that starts and ends outside every leaf covers the leaves between', () => {
    const { root, text } = pageOf([['one'], ['two'], ['three']]);
    const [, first, , third] = root.children;
    if (!first || !third) throw new Error('The page is not as it was made.');
    expect(positionOf(root, text, { node: first, offset: 1 }, { node: third, offset: 0 })).toEqual({
      start: 5,
      end: 8,
    });
    expect(positionOf(root, text, { node: first, offset: 1 }, { node: first, offset: 1 })).toBe(
      undefined,
    );
  });

  test('white space at the ends is left out', () => {
    const { root, text } = pageOf([['  one two  ']]);
    expect(positionOf(root, text, { node: root, offset: 0 }, { node: root, offset: 2 })).toEqual({
      start: 2,
      end: 9,
    });
  });

  test('no character is cut in two', () => {
    const text = 'a😀b';
    expect(wholeCharacters(text, { start: 2, end: 3 })).toEqual({ start: 1, end: 3 });
    expect(wholeCharacters(text, { start: 0, end: 2 })).toEqual({ start: 0, end: 3 });
    expect(wholeCharacters(text, { start: 1, end: 3 })).toEqual({ start: 1, end: 3 });
  });
});
