import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, foldWithOffsets } from '../../core/search/fold.ts';
import { prepareForIndex, queryTokens, tokensOf } from '../../core/search/prepare.ts';

describe('folding', () => {
  test.each([
    ['Zelenskyy', 'zelenskyy'],
    ['CAFÉ', 'cafe'],
    ['cafe\u0301', 'cafe'],
    ['Straße', 'strasse'],
    ['Œuvre Łódź', 'oeuvre lodz'],
    ['ﬁne', 'fine'],
    ['İstanbul', 'istanbul'],
    ['Ёлка', 'елка'],
    ['Зеленський їй', 'зеленський їй'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['مَدْرَسَة', 'مدرسة'],
    ['كـــتاب', 'كتاب'],
    ['אֲנִי', 'אני'],
    ['हिन्दी', 'हिन्दी'],
    ['Ａ１', 'a1'],
    ['ﾊﾟｿｺﾝ', 'パソコン'],
    ['\u1112\u1161\u11ab', '한'],
    ['co\u00adoperate', 'cooperate'],
    ['don’t', 'don t'],
    ['👍🏽', fold('👍')],
  ])('%j is %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test.each([
    ['Cyrillic', 0x430, 0x44f],
    ['Greek', 0x3b1, 0x3c1],
    ['Greek', 0x3c3, 0x3c9],
    ['hiragana', 0x3041, 0x3096],
    ['katakana', 0x30a1, 0x30fa],
    ['ideographs', 0x4e00, 0x9fff],
    ['Hangul', 0xac00, 0xd7a3],
  ])('small letters of %s stay as they are, but for marks that follow', (_script, from, to) => {
    for (let code = from; code <= to; code += 1) {
      const letter = String.fromCharCode(code);
      // Nothing is composed or decomposed in them, so nothing had to be folded.
      expect(letter.toLowerCase().normalize('NFKD').normalize('NFC')).toBe(letter);
      expect(fold(`a${letter}b`)).toBe(`a${letter}b`);
    }
  });

  test.each([
    ['е\u0308', 'е'],
    ['и\u0306', 'й'],
    ['а\u0301б', 'аб'],
    ['α\u0301β', 'αβ'],
    ['か\u3099き', 'がき'],
  ])('a mark makes a difference to a letter that stays by itself: %j is %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
    expect(foldWithOffsets(text).text).toBe(folded);
  });

  test('every place in the folded text leads back to what it came from', () => {
    const piece = fc.constantFrom(
      'a',
      'é',
      'e\u0301',
      'ß',
      'ﬁ',
      'İ',
      ' ',
      '北',
      '🎉',
      '\u200d',
      'Ё',
      '—',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (before) => {
        const text = `${before.join('')} Straße ${before.join('')}`;
        const folded = foldWithOffsets(text);
        expect(folded.text).toBe(fold(text));
        const at = folded.text.indexOf('strasse');
        const [start, end] = folded.originalRange(at, at + 'strasse'.length);
        expect(text.slice(start, end)).toBe('Straße');
      }),
    );
  });

  test('folding twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe('preparing for the index', () => {
  test('leaves ASCII as it is and cuts runs without spaces into pairs', () => {
    expect(prepareForIndex("Don't (stop)!")).toBe("don't (stop)!");
    expect(tokensOf('北韓軍人 in Kursk')).toEqual(['北韓', '韓軍', '軍人', '人', 'in', 'kursk']);
    expect(tokensOf('북한군인')).toEqual(['북한', '한군', '군인', '인']);
    expect(tokensOf('a🎉🎉b')).toHaveLength(4);
  });

  test.each([
    ['北', ['北'], true],
    ['北韓', ['北韓'], false],
    ['iPhone手機', ['iphone', '手機'], false],
    ['北 韓', ['北', '韓'], true],
    ['don’t', ['don', 't'], false],
    ['…', [], false],
  ])('a query for %j asks for %j', (text, tokens, open) => {
    expect(queryTokens(text)).toEqual({ tokens, open });
  });

  test('SQLite cuts a prepared text into the same tokens', () => {
    const db = new Database(':memory:');
    db.exec(`
      CREATE VIRTUAL TABLE one USING fts5 (text, content = '', contentless_delete = 1,
        tokenize = 'unicode61 remove_diacritics 2');
      CREATE VIRTUAL TABLE term USING fts5vocab (one, 'row');
    `);
    const put = db.prepare('INSERT OR REPLACE INTO one (rowid, text) VALUES (1, ?)');
    const terms = db.prepare('SELECT term FROM term').pluck();
    // No marks alone, nor the vowel signs of Hindi: unicode61 takes those for gaps.
    const letters = 'aZéßøŁﬁİςΣώЁйїўأةىەکיִкд北韓한국がパー🎉👍🏽½①９-’“ ';
    const alone = Array.from(letters).filter((letter) => !/\p{M}/u.test(letter));
    const text = fc.array(fc.constantFrom(...alone), { maxLength: 30 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, (written) => {
        put.run(prepareForIndex(written));
        expect(terms.all()).toEqual([...new Set(tokensOf(written))].sort(byCodePoint));
      }),
    );
    db.close();
  });
});

/** SQLite sorts by UTF-8 bytes, which is the order of code points. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
