import { afterAll, describe, expect, test } from 'vitest';
import { marked, testLibrary } from './search-fixture.ts';

const library = testLibrary();
library.source({
  title: 'Texts in many scripts',
  paragraphs: [
    'President Zelenskyy spoke of the Café on Łódź Straße, of casualties and of the naïve plan.',
    'Зеленський сказав про ёлку. Его слова о Курске.',
    'ولد في مَدْرَسَة قديمة. אֲנִי קורא ספר.',
    '據報北韓軍人已抵達。 우크라이나에서 북한군인들은 싸웠다. 東京タワーへ行く。',
    'हिन्दी भाषा और ภาษาไทยดีมาก, Ελληνικός λόγος.',
    'We celebrated 🎉🎉 with a 👍🏽 from 🇰🇵.',
  ],
});
library.note('Zelenskyy', 'own');
afterAll(() => library.close());

describe('every script is found, and marked where it stands', () => {
  test.each([
    ['cafe', 'Café'],
    ['CAFÉ', 'Café'],
    ['lodz', 'Łódź'],
    ['strasse', 'Straße'],
    ['naive', 'naïve'],
    ['зеленський', 'Зеленський'],
    ['елку', 'ёлку'],
    ['مدرسة', 'مَدْرَسَة'],
    ['אני', 'אֲנִי'],
    ['北韓', '北韓'],
    ['軍', '軍'],
    ['韓軍人', '韓軍人'],
    ['군인', '군인'],
    ['タワー', 'タワー'],
    ['हिन्दी', 'हिन्दी'],
    ['ไทย', 'ไทย'],
    ['λογος', 'λόγος'],
    ['ΕΛΛΗΝΙΚΌΣ', 'Ελληνικός'],
    ['🎉', '🎉'],
    ['👍', '👍🏽'],
    ['🇰🇵', '🇰🇵'],
  ])('%j', (query, text) => {
    for (const typing of [true, false]) {
      const { hits, corrections } = library.find(query, { typing, kinds: ['source'] });
      expect(hits).toHaveLength(1);
      // A name is found in the other script too, and that is said.
      expect(corrections.filter(({ how }) => how !== 'spelled')).toEqual([]);
      expect(hits[0] && marked(hits[0].snippet, hits[0].snippetMarks)).toContain(`[${text}]`);
    }
  });

  test.each(['韓北', '군북', '京東', '"軍 人"'])(
    '%j, which is not there, is not found',
    (query) => {
      expect(library.find(query).total).toBe(0);
    },
  );
});

describe('typing errors', () => {
  test.each([
    ['zelensky', 'zelenskyy'],
    ['zelenksyy', 'zelenskyy'],
    ['selenskyy', 'zelenskyy'],
    ['casulties', 'casualties'],
    ['casualt', 'casualties'],
    ['зеленский', 'зеленський'],
    ['ελληνκος', 'ελληνικοσ'],
    ['presidnet', 'president'],
  ])('%j finished finds %j, and says so', (from, to) => {
    const { hits, corrections } = library.find(from);
    expect(hits.length).toBeGreaterThan(0);
    expect(corrections.filter(({ how }) => how !== 'spelled')).toMatchObject([{ from, to }]);
  });

  test.each(['zelensky', 'zele', 'casualt', 'зеленс'])(
    '%j being typed needs no correction',
    (query) => {
      const { hits, corrections } = library.find(query, { typing: true });
      expect(hits.length).toBeGreaterThan(0);
      expect(corrections).toEqual([]);
    },
  );

  test('a wrong beginning is mended while typing', () => {
    const { hits, corrections } = library.find('casulti', { typing: true });
    expect(hits.map(({ title }) => title)).toEqual(['Texts in many scripts']);
    expect(corrections).toMatchObject([{ from: 'casulti', to: 'casualties' }]);
  });

  test('a word that stands in the lists alone is mended too', () => {
    const own = testLibrary();
    own.caseFile('Disinformation');
    expect(own.find('disinfromation').hits.map(({ title }) => title)).toEqual(['Disinformation']);
    own.close();
  });

  test('words that are known but never together are mended after all', () => {
    const own = testLibrary();
    own.source({ title: 'A', paragraphs: ['the form is filled in'] });
    own.source({ title: 'B', paragraphs: ['a letter from abroad'] });
    const { hits, corrections } = own.find('letter form');
    expect(hits.map(({ title }) => title)).toEqual(['B']);
    expect(corrections).toMatchObject([{ from: 'form', to: 'from' }]);
    own.close();
  });

  test('nothing is invented', () => {
    expect(library.find('xylophone')).toMatchObject({ hits: [], total: 0, corrections: [] });
  });
});

describe('what means something to the full-text index is only text here', () => {
  const HOSTILE = [
    '"',
    '""',
    '*',
    '(',
    ')',
    '((a',
    'a AND b',
    'NEAR(a b)',
    'NEAR',
    '^casualties',
    '-',
    '--',
    'a OR',
    'OR OR',
    '"a" *',
    'a:b:c',
    '{title}: x',
    'title:casualties',
    '+',
    'a NOT b',
    '\0',
    '\u{d800}',
    "'; DROP TABLE x;--",
    '"a"b',
    '’',
    '-"x',
    'a* b*',
    'casualties*',
    '{',
    '[',
    '\\',
    '%_',
    'source_fts',
    'rank',
    ' ',
    '\n\t',
  ];
  test.each(HOSTILE)('%j', (query) => {
    for (const typing of [true, false])
      expect(library.find(query, { typing }).total).toBeGreaterThanOrEqual(0);
  });

  test('very long queries are answered', () => {
    const many = (count: number, between: string) =>
      Array.from({ length: count }, (_, index) => `w${index}`).join(between);
    expect(library.find(many(300, ' ')).total).toBe(0);
    expect(library.find(many(250, ' OR ')).total).toBe(0);
    expect(library.find(`casualties -${many(250, ' -')}`).total).toBe(1);
    expect(library.find('a'.repeat(2000)).total).toBe(0);
    expect(library.find('北'.repeat(2000)).total).toBe(0);
  });
});
