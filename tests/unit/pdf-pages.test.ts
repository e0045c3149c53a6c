import { describe, expect, test } from 'vitest';
import { layoutDocument, type Block, type SourceDocument } from '../../shared/document.ts';
import { pageAt, pageLocator, pageRanges } from '../../shared/pages.ts';
import type { PageContent } from '../../shared/pdf-text/page.ts';
import { itemsIn, mapPage, offsetAt } from '../../shared/pdf-text/page-map.ts';
import {
  fittedScale,
  nextZoom,
  pageAtHeight,
  pageOfOffset,
  placesOf,
} from '../../renderer/reader/pages/page-places.ts';

const paragraph = (text: string): Block => ({ type: 'paragraph', runs: [{ text }] });

/** Two pages; the second begins with the word "over". */
const DOCUMENT: SourceDocument = {
  blocks: [
    { type: 'page-break', label: 'i' },
    paragraph('A first one.'),
    paragraph('A second one that runs over the edge.'),
    { type: 'page-break', label: '1', before: 'over the edge.'.length },
    paragraph('A third.'),
    { type: 'page-break', label: '2' },
  ],
};

describe('pages of a text', () => {
  const { text } = layoutDocument(DOCUMENT);
  const ranges = pageRanges(DOCUMENT);

  test('begin at their breaks, or before them where a paragraph runs on', () => {
    expect(ranges.map(({ label, start, end }) => [label, text.slice(start, end)])).toEqual([
      ['i', 'A first one.\n\nA second one that runs '],
      ['1', 'over the edge.\n\nA third.'],
      ['2', ''],
    ]);
  });

  test('are told of offsets and passages', () => {
    expect(pageAt(ranges, text.indexOf('second'))).toBe('i');
    expect(pageAt(ranges, text.indexOf('edge'))).toBe('1');
    const runs = text.indexOf('runs');
    expect(pageLocator(ranges, [{ start: runs, end: runs + 12 }])).toBe('i-1');
    expect(pageLocator(ranges, [{ start: runs, end: runs + 4 }])).toBe('i');
    expect(pageLocator([], [{ start: 0, end: 4 }])).toBeUndefined();
  });

  test('stand under each other', () => {
    const sizes = [
      { width: 100, height: 200 },
      { width: 50, height: 100 },
    ];
    const { tops, height } = placesOf(sizes, 2);
    expect(tops).toEqual([16, 432]);
    expect(height).toBe(648);
    expect([0, 431, 432, 9999].map((y) => pageAtHeight(tops, y))).toEqual([0, 0, 1, 1]);
    expect(fittedScale(sizes, 132)).toBe(1);
    expect(nextZoom(1, 'in')).toBe(1.2);
    expect(nextZoom(4, 'in')).toBe(4);
    expect(pageOfOffset(ranges, text.indexOf('third'))).toBe(1);
    expect(pageOfOffset([], 3)).toBeUndefined();
  });
});

/** A page of lines under each other. */
function pageOf(lines: readonly string[]): PageContent {
  return {
    items: lines.map((str, index) => ({
      str,
      dir: 'ltr',
      transform: [10, 0, 0, 10, 50, 700 - index * 12],
      width: str.length * 5,
      height: 10,
      fontName: 'f',
      hasEOL: true,
    })),
    verticalFonts: new Set(),
    transform: [1, 0, 0, -1, 0, 842],
    width: 595,
    height: 842,
  };
}

describe('a page and the text that was read from it', () => {
  const TEXT =
    'The ferrymen complained about unreasonable charges, and the merchants complained too.';
  const page = pageOf([
    'River Commerce Review 12',
    'The ferrymen complained about un-',
    'reasonable charges, and the mer-',
    'chants complained too.',
  ]);
  const wordsOf = (map: ReturnType<typeof mapPage>, start: number, end: number): string[] =>
    itemsIn(map, start, end).map(({ item, start: from, end: to }) => {
      const found = page.items[item];
      return found !== undefined && 'str' in found ? found.str.slice(from, to) : '';
    });

  test('are aligned past heads and over divided words', () => {
    const map = mapPage(page, TEXT, 100);
    const start = 100 + TEXT.indexOf('unreasonable');
    expect(wordsOf(map, start, start + 'unreasonable'.length)).toEqual(['un', 'reasonable']);
    expect(offsetAt(map, { item: 0, at: 0 }, 'start')).toBe(100);
    expect(offsetAt(map, { item: 2, at: 10 }, 'end')).toBe(start + 'unreasonable'.length);
    expect(offsetAt(map, { item: 0, at: 3 }, 'end')).toBeUndefined();
  });

  test('are aligned when the text was corrected since', () => {
    const corrected = TEXT.replace('charges', 'fares and tolls').replace('ferrymen', 'Ferrymen');
    const map = mapPage(page, corrected, 0);
    const start = corrected.indexOf('the merchants');
    expect(wordsOf(map, start, start + 'the merchants'.length)).toEqual(['the mer', 'chants']);
  });

  test('that have nothing in common have no places', () => {
    const map = mapPage(page, 'Nothing of this stands there; it is another text.', 0);
    expect(offsetAt(map, { item: 1, at: 0 }, 'start')).toBeUndefined();
  });
});
