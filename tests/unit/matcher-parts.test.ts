/** The parts of the matcher whose right answer is known from elsewhere. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Aligner } from '../../shared/matcher/aligner.ts';
import { fold } from '../../shared/matcher/fold.ts';
import { SentenceMap } from '../../shared/matcher/sentence-map.ts';

/** The table of Sellers (1980), cell by cell: the last row. */
function lastRow(pattern: Int32Array, text: Int32Array, freeStart: boolean): number[] {
  let row = Array.from({ length: text.length + 1 }, (_, column) => (freeStart ? 0 : column));
  pattern.forEach((symbol, at) => {
    const next = [at + 1];
    for (let column = 1; column <= text.length; column += 1) {
      next.push(
        Math.min(
          (row[column - 1] ?? 0) + (symbol === text[column - 1] ? 0 : 1),
          (row[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
        ),
      );
    }
    row = next;
  });
  return row;
}

const letters = (maxLength: number) =>
  fc
    .array(fc.integer({ min: 97, max: 100 }), { minLength: 1, maxLength })
    .map((codes) => Int32Array.from(codes));
const whole = (symbols: Int32Array) => ({ symbols, from: 0, to: symbols.length });

describe('alignment', () => {
  test('finds the distances that the full table has', () => {
    const aligner = new Aligner();
    fc.assert(
      fc.property(letters(90), letters(130), fc.boolean(), fc.boolean(), (pattern, text, s, e) => {
        const row = lastRow(pattern, text, !s);
        const expected = e ? row.at(-1) : Math.min(...row);
        const pins = { start: s, end: e };
        expect(aligner.distance(whole(pattern), whole(text), pins)).toBe(expected);
        if (!e) expect(row[aligner.end]).toBe(expected);
      }),
      { numRuns: 400 },
    );
  });

  test('reads off an alignment that costs what was found', () => {
    const aligner = new Aligner();
    fc.assert(
      fc.property(letters(90), letters(130), (pattern, text) => {
        const distance = aligner.distance(
          whole(pattern),
          whole(text),
          { start: false, end: false },
          true,
        );
        const matched = new Int32Array(pattern.length);
        const begin = aligner.readOff(matched, 0);
        let cost = 0;
        let lastAt = -1;
        let lastPlace = begin - 1;
        for (let at = 0; at <= pattern.length; at += 1) {
          const place = at === pattern.length ? aligner.end : (matched[at] ?? -1);
          if (place < 0) continue;
          expect(place).toBeGreaterThan(lastPlace);
          if (at < pattern.length) expect(text[place]).toBe(pattern[at]);
          cost += Math.max(at - lastAt, place - lastPlace) - 1;
          lastAt = at;
          lastPlace = place;
        }
        expect(cost).toBe(distance);
      }),
      { numRuns: 300 },
    );
  });
});

describe('folding', () => {
  const folded = (text: string) => String.fromCodePoint(...fold(text).symbols);

  test.each([
    ['Straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδος'],
    ['café', 'cafe\u0301'],
    ['“it’s” – so', '"it\'s" - so'],
    ['a \u00a0\n\n b', 'a b'],
    ['un\u00adfore\u200bseen', 'unforeseen'],
    ['ﬁne ＡＢＣ', 'fine abc'],
    ['가', '가'.normalize('NFD')],
    ['شَدَّة', 'شدة'],
    ['שָׁלוֹם', 'שלום'],
    ['İ', 'i'],
    ['①', '1'],
  ])('%j is %j', (a, b) => {
    expect(folded(a)).toBe(folded(b));
  });

  test.each([
    ['が', 'か'],
    ['कि', 'क'],
    ['👍🏻', '👍🏿'],
    ['ы', 'и'],
    ['l', '1'],
  ])('%j is not %j', (a, b) => {
    expect(folded(a)).not.toBe(folded(b));
  });

  test('every symbol comes from whole graphemes, in order', () => {
    const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const starts = new Set([text.length]);
        for (const { index } of graphemes.segment(text)) starts.add(index);
        const { symbols, at, until } = fold(text);
        const wrong = Array.from(symbols).filter((symbol, index) => {
          const [from, to] = [at[index] ?? -1, until[index] ?? -1];
          if (from >= to || from < (at[index - 1] ?? 0)) return true;
          // A run of white space may end between CR and LF, which no place ever does.
          return symbol !== 0x20 && !(starts.has(from) && starts.has(to));
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

describe('the sentence map', () => {
  const [a, b, c] = [
    'The delegates spoke for two hours about grain.',
    'A telegram arrived from the capital at nine.',
    'Snow fell on the third day until the evening.',
  ];
  const at = (text: string, words: string) => {
    const start = text.indexOf(words);
    return { start, end: start + words.length };
  };

  test('follows sentences that stand once, in whatever order', () => {
    const [old, now] = [`${a} ${b} ${c}`, `${c}\n\n${a} ${b}`];
    const map = new SentenceMap(old, now);
    for (const one of ['two hours', 'telegram', 'third day']) {
      expect(map.locate(at(old, one))).toEqual(at(now, one));
    }
    expect(map.locate({ start: at(old, 'grain').start, end: at(old, 'A tele').end })).toEqual({
      start: at(now, 'grain').start,
      end: at(now, 'A tele').end,
    });
    expect(map.locate({ start: at(old, 'nine').start, end: at(old, 'Snow').end })).toBeUndefined();
  });

  test('follows short and repeated sentences only beside known ones', () => {
    const old = `${a} Yes. ${b} Yes. ${c}`;
    const now = `${b} Yes. ${c} ${a}`;
    const map = new SentenceMap(old, now);
    expect(map.locate(at(old, 'Yes.'))).toBeUndefined();
    const second = old.lastIndexOf('Yes.');
    expect(map.locate({ start: second, end: second + 4 })).toEqual(at(now, 'Yes.'));
    expect(map.isOthers(at(now, 'Yes.'), at(old, 'Yes.'))).toBe(true);
  });

  test('follows neither of two equal sentences that claim one place', () => {
    const old = `${a} ${b} ${b} ${c}`;
    const map = new SentenceMap(old, `${a} ${b} ${c}`);
    expect(map.locate(at(old, b))).toBeUndefined();
  });
});
