import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findInText, matchesIn, matchFrom, searchable } from '../../shared/find-in-text.ts';

/** What is found, as it is written in the text. */
function found(text: string, words: string, starts: readonly number[] = [0]): string[] {
  return findInText(searchable(text, starts), words).map(({ start, end }) =>
    text.slice(start, end),
  );
}

describe('finding words', () => {
  test.each<[string, string, string, string[]]>([
    ['case', 'Kyiv and KYIV', 'kyiv', ['Kyiv', 'KYIV']],
    ['accents in the text', 'Zelenskyy, Żeleński', 'zelenski', ['Żeleński'.slice(0, 8)]],
    ['accents in the words', 'cafe and café', 'CAFÉ', ['cafe', 'café']],
    ['accents of their own', 'cafe\u0301 noir', 'cafe noir', ['cafe\u0301 noir']],
    ['kinds of space', 'over\u00a01,000 \n men', 'over 1,000 men', ['over\u00a01,000 \n men']],
    ['quotes and dashes', '“so-called” – no', '"so-called" - no', ['“so-called” – no']],
    ['a soft hyphen', 'with\u00addrawal', 'withdrawal', ['with\u00addrawal']],
    ['sharp s', 'Straße, STRASSE', 'strasse', ['Straße', 'STRASSE']],
    ['Arabic points', 'كِتَاب', 'كتاب', ['كِتَاب']],
    ['CJK', '北朝鮮の兵士と北朝鮮', '北朝鮮', ['北朝鮮', '北朝鮮']],
    ['emoji are one', 'a 👩‍🔬 b', '👩‍🔬', ['👩‍🔬']],
    ['no overlaps', 'aaaa', 'aa', ['aa', 'aa']],
    ['nothing for nothing', 'some text', '', []],
    ['nothing for a space', 'some text', ' ', []],
    ['nothing when longer', 'ab', 'abc', []],
  ])('%s', (_name, text, words, expected) => {
    expect(found(text, words)).toEqual(expected);
  });

  test('words in two leaves do not stand together', () => {
    const text = 'North\n\nKorea, North Korea';
    expect(found(text, 'north korea', [0, 7])).toEqual(['North Korea']);
    expect(found(text, 'north korea', [0])).toEqual(['North\n\nKorea', 'North Korea']);
  });

  test('finds what a plain search finds, in texts that need no folding', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', ' x'), maxLength: 60 });
    fc.assert(
      fc.property(
        letters,
        fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 }),
        (text, words) => {
          const plain: number[] = [];
          for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + words.length))
            plain.push(at);
          const starts = findInText(searchable(text, [0]), words).map(({ start }) => start);
          expect(starts).toEqual(plain);
        },
      ),
    );
  });
});

describe('stepping', () => {
  const matches = [
    { start: 2, end: 4 },
    { start: 10, end: 14 },
    { start: 20, end: 21 },
  ];

  test('begins at what is on the screen, and goes round', () => {
    expect(matchFrom(matches, 0)).toBe(0);
    expect(matchFrom(matches, 4)).toBe(1);
    expect(matchFrom(matches, 12)).toBe(1);
    expect(matchFrom(matches, 21)).toBe(0);
    expect(matchFrom([], 3)).toBe(0);
  });

  test('marks those that are in a range', () => {
    expect(matchesIn(matches, { start: 3, end: 20 })).toEqual(matches.slice(0, 2));
    expect(matchesIn(matches, { start: 14, end: 20 })).toEqual([]);
    expect(matchesIn(matches, { start: 21, end: 90 })).toEqual([]);
    expect(matchesIn([], { start: 0, end: 9 })).toEqual([]);
  });
});
