/** What an answer says beside its hits, and how its hits are put in order, on a small library. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { updateSource } from '../../core/store/sources.ts';
import { shown, testLibrary, type TestLibrary } from './search-fixture.ts';

let library: TestLibrary;
let caseId: string;

beforeAll(() => {
  library = testLibrary();
  const { db, deps } = library;
  caseId = library.caseFile('Soldiers in Russia', 'Who counts the casualties?');
  const dated = (id: string, year: number, author: string) =>
    updateSource(db, deps, id, {
      title: titleOf(id),
      author: [{ literal: author }],
      issued: { 'date-parts': [[year, 12, 24]] },
    });
  const titleOf = (id: string) =>
    db.prepare<[string], string>('SELECT title FROM source WHERE id = ?').pluck().get(id) ?? '';
  const far = library.source({
    title: 'A river crossed',
    paragraphs: [
      `Troops were counted. ${'Nothing else happened that day in the village. '.repeat(4)} Nobody died.`,
    ],
    tags: ['figures'],
  });
  dated(far, 2023, 'Anna Kim');
  const near = library.source({
    title: 'A bridge lost',
    paragraphs: ['It is said that troops, some of them, had died there.'],
    tags: ['figures', 'bridges'],
    caseId,
  });
  dated(near, 2024, 'Boris Petrov');
  const inOrder = library.source({
    title: 'A hill taken',
    paragraphs: ['The report says that troops died on the hill.'],
  });
  dated(inOrder, 2024, 'Anna Kim');
  library.source({ title: 'The soldier', paragraphs: ['He came home.'] });
  library.source({ title: 'Home', paragraphs: ['One soldier came home.'] });
  library.source({ title: 'Away', paragraphs: ['Many soldiers went away.'] });
  library.note('What to ask', 'Which soldier said so?', ['figures'], caseId);
  library.highlight(inOrder, 'troops died', 'Check this number');
});
afterAll(() => library.close());

const titles = (query: string, args = {}) => library.find(query, args).hits.map((hit) => hit.title);

describe('the order', () => {
  test('words in their order come before words close together, and those before words apart', () => {
    expect(titles('troops died', { kinds: ['source'] })).toEqual([
      'A hill taken',
      'A bridge lost',
      'A river crossed',
    ]);
  });

  test('a title before own writing, that before a text, and the word as typed before its forms', () => {
    expect(shown(library.find('soldier').hits)).toEqual([
      'source The [soldier]',
      'case [Soldiers] in Russia',
      'note What to ask',
      'source Home',
      'source Away',
    ]);
  });

  test('every hit says why it stands where it stands', () => {
    const { hits } = library.find('troops died', { kinds: ['source'], explain: true });
    expect(
      hits.map(({ explain = [] }) => explain.filter((line) => /follow|close/.test(line))),
    ).toEqual([
      ['The words follow each other (0.9 points).'],
      ['The words stand close together (0.6 points).'],
      [],
    ]);
    expect(hits[0]?.explain?.at(-1)).toBe(
      `Together ${Math.round((hits[0]?.score ?? 0) * 100) / 100} points.`,
    );
    expect(library.find('troops').hits[0]).not.toHaveProperty('explain');
  });

  test('by day, the newest or the oldest first', () => {
    const kinds = ['source'];
    expect(titles('troops died', { kinds, sort: 'oldest' })).toEqual([
      'A river crossed',
      'A bridge lost',
      'A hill taken',
    ]);
    expect(titles('troops died', { kinds, sort: 'newest' })).toEqual([
      'A hill taken',
      'A bridge lost',
      'A river crossed',
    ]);
  });

  test('pages go on where the one before ended', () => {
    const all = titles('soldier');
    const pages = [0, 2, 4].flatMap((offset) => titles('soldier', { limit: 2, offset }));
    expect(pages).toEqual(all);
    expect(library.find('soldier', { limit: 2, offset: 4 }).total).toBe(5);
  });
});

describe('what was searched beside what was typed', () => {
  test('other forms of a word are named', () => {
    expect(library.find('soldiers', { kinds: ['source'] })).toMatchObject({
      total: 3,
      corrections: [{ from: 'soldiers', to: 'soldier', how: 'inflected' }],
    });
  });

  test.each([
    ['de', 'Häuser', 'Das Haus stand leer.', 'haus'],
    ['ru', 'солдаты', 'Раненого солдата вынесли.', 'солдата'],
    ['fr', 'parleront', 'Elles parlaient peu.', 'parlaient'],
  ])('in %s, %j finds %j', (language, query, text, to) => {
    const own = testLibrary();
    try {
      for (let count = 0; count < 3; count += 1)
        own.source({ title: 'X', paragraphs: [text], language });
      const { total, corrections } = own.find(query);
      expect(total).toBe(3);
      expect(corrections.map((one) => one.to)).toContain(to);
    } finally {
      own.close();
    }
  });

  test('a word that one thing has is also taken for a much commoner one, and that is said', () => {
    const own = testLibrary();
    try {
      for (let count = 0; count < 30; count += 1) {
        own.source({ title: `Report ${count}`, paragraphs: ['Zelenskyy spoke again.'] });
      }
      own.source({ title: 'Other spelling', paragraphs: ['Zelensky spoke first.'] });
      const { hits, total, corrections } = own.find('Zelensky');
      expect(hits[0]?.title).toBe('Other spelling');
      expect(total).toBe(31);
      expect(corrections).toEqual([{ from: 'Zelensky', to: 'zelenskyy', how: 'corrected' }]);
      expect(own.find('Зеленский')).toMatchObject({
        total: 31,
        corrections: [
          { to: 'zelenskyy', how: 'spelled' },
          { to: 'zelensky', how: 'spelled' },
        ],
      });
    } finally {
      own.close();
    }
  });
});

test('a word of the same script is named before one that is spelled in another', () => {
  const own = testLibrary();
  try {
    own.source({ title: 'Пример', paragraphs: ['Занимался текстом.'], language: 'ru' });
    own.source({ title: 'Primer', paragraphs: ['Bavi se tekstom.'], language: 'sr' });
    const { corrections } = own.find('текытом');
    expect(corrections.map(({ to }) => to)).toEqual(['текстом', 'tekstom']);
  } finally {
    own.close();
  }
});

describe('what is said when nothing was found', () => {
  test('the word that nothing has', () => {
    expect(library.find('troops xylophone')).toMatchObject({
      total: 0,
      failing: [{ term: 'xylophone', nearest: [] }],
    });
  });

  test('the words that stand apart only', () => {
    const { failing = [] } = library.find('river bridge kinds');
    expect(failing.map(({ term }) => term)).toEqual(['kinds']);
    expect(library.find('river bridge').failing?.map(({ term }) => term)).toEqual([
      'river',
      'bridge',
    ]);
  });

  test('nothing of it when something was found', () => {
    expect(library.find('troops')).not.toHaveProperty('failing');
  });
});

describe('facets', () => {
  const facets = (query: string) => library.find(query, { facets: true, limit: 1 }).facets ?? {};

  test('count all that matches, not the page', () => {
    expect(facets('troops')).toMatchObject({
      type: [
        { value: 'source', count: 3 },
        { value: 'highlight', count: 1 },
      ],
      tag: [
        { value: 'figures', count: 2 },
        { value: 'bridges', count: 1 },
      ],
      case: [{ value: 'Soldiers in Russia', count: 1 }],
      year: [
        { value: '2024', count: 3 },
        { value: '2023', count: 1 },
      ],
      label: [{ value: 'yellow', label: 'Yellow', count: 1 }],
    });
    expect(library.find('troops')).not.toHaveProperty('facets');
  });

  test('each value finds as many as it says, after its key', () => {
    const keys = {
      author: 'by',
      year: 'on',
      tag: 'tag',
      case: 'case',
      label: 'label',
      type: 'type',
    };
    const all = facets('troops');
    for (const [facet, key] of Object.entries(keys)) {
      for (const { value, count } of all[facet as keyof typeof all] ?? []) {
        expect([facet, value, library.find(`troops ${key}:"${value}"`).total]).toEqual([
          facet,
          value,
          count,
        ]);
      }
    }
  });
});

describe('filters', () => {
  test.each([
    ['troops by:kim', ['A hill taken', 'A hill taken', 'A river crossed']],
    ['troops (tag:bridges OR by:"Anna Kim")', 5],
    ['(tag:bridges OR river) type:source', ['A bridge lost', 'A river crossed']],
    ['troops -by:kim', ['A bridge lost']],
    ['-by:kim died', ['A bridge lost']],
    ['on:2023', ['A river crossed']],
    ['troops before:2024', ['A river crossed']],
    ['troops after:2023 type:source', ['A bridge lost', 'A hill taken']],
    ['has:comment type:source', ['A hill taken']],
    ['comment:number', ['A hill taken']],
    ['text:troops type:highlight', ['A hill taken']],
    ['note:soldier', ['What to ask']],
    ['title:soldier type:source', ['The soldier']],
    ['troops near/6 died type:source', ['A bridge lost', 'A hill taken']],
    ['troops near/0 died type:source', ['A hill taken']],
    ['in:inbox troops type:source', ['A hill taken', 'A river crossed']],
    ['label:yellow', ['A hill taken']],
  ])('%s', (query, expected) => {
    const found = titles(query).sort();
    if (typeof expected === 'number') expect(found.length).toBeGreaterThanOrEqual(3);
    else expect(found).toEqual(expected);
    expect(library.find(query).total).toBe(found.length);
  });
});

test('a snippet shows words far down in a long text, wherever it is cut to be searched', () => {
  const own = testLibrary();
  try {
    for (let length = 3900; length < 4060; length += 20) {
      const filler = 'It was so. '.repeat(1000).slice(0, length);
      own.source({ title: `Report ${length}`, paragraphs: [`${filler} gamma delta. It ended.`] });
    }
    const { hits } = own.find('"gamma delta"');
    expect(hits).toHaveLength(8);
    for (const { snippet, snippetMarks } of hits) {
      expect(snippetMarks.map(([start, end]) => snippet.slice(start, end))).toEqual([
        'gamma delta',
      ]);
    }
  } finally {
    own.close();
  }
});

test('several places of one text, each with where it stands', () => {
  const own = testLibrary();
  try {
    const filler = 'Something else is told here at some length, of no use to anybody. '.repeat(8);
    const paragraphs = [`The first shrapnel. ${filler}`, filler, `The second shrapnel. ${filler}`];
    own.source({ title: 'Long', paragraphs });
    const [hit] = own.find('shrapnel', { snippets: 3 }).hits;
    expect(hit?.snippets?.map(({ passage }) => passage?.paragraph)).toEqual([1, 3]);
    expect(hit?.snippet).toBe(hit?.snippets?.[0]?.text);
  } finally {
    own.close();
  }
});

test('each word of a correction is looked for in its own script', () => {
  const own = testLibrary();
  try {
    const words = [
      'soldiers',
      'президент',
      'ελληνικοσ',
      'المدرسة',
      'ירושלים',
      'राष्ट्रपति',
      'հայաստան',
      'საქართველო',
    ];
    own.source({ title: 'Words', paragraphs: [words.join(' ')] });
    for (const word of words) {
      const letters = [...word];
      const wrong = [...letters.slice(0, 2), ...letters.slice(3)].join('');
      expect([word, own.find(wrong).corrections.map(({ to }) => to)]).toEqual([
        word,
        expect.arrayContaining([expect.stringContaining(letters.slice(0, 2).join(''))]),
      ]);
      expect(own.find(wrong).total).toBe(1);
    }
  } finally {
    own.close();
  }
});
