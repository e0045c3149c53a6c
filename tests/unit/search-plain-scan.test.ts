import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listCases } from '../../core/store/cases.ts';
import { listHighlights } from '../../core/store/highlights.ts';
import { getNote, listNotes, saveNote } from '../../core/store/notes.ts';
import { checkSearchIndex } from '../../core/store/search-build.ts';
import { currentText, listSources, updateSource } from '../../core/store/sources.ts';
import { listTags, setTags } from '../../core/store/tags.ts';
import { emptyTrash, restoreFromTrash } from '../../core/store/trash.ts';
import { richTextToPlain, textToRichText } from '../../shared/rich-text.ts';
import { chosen, pick, putAway, type Edit } from './search-edits.ts';
import { testLibrary, type TestLibrary } from './search-fixture.ts';

/** Far enough from each other that none is taken for another's typing error or beginning. */
const WORDS = [
  'Kursk',
  'soldier',
  'ÉTUDE',
  'étude',
  'Straße',
  'ёлка',
  'winter',
  'मदन',
  '군인',
  'question',
];
/** One spelling of each, as it is asked for. */
const QUERIES = [
  'kursk',
  'soldier',
  'etude',
  'strasse',
  'елка',
  'winter',
  'मदन',
  '군인',
  'question',
  'absent',
];

const words = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })
  .map((all) => all.join(' '));

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(words, words, words).map(([title, text, author]): Edit => (library) => {
    library.source({ title, paragraphs: [text], author });
  }),
  fc.tuple(words, words).map(([title, text]): Edit => (library) => {
    library.note(title, text);
  }),
  fc.tuple(words, words).map(([title, question]): Edit => (library) => {
    library.caseFile(title, question);
  }),
  fc.tuple(pick, words, fc.boolean()).map(([at, comment, commented]): Edit => (library) => {
    const source = chosen(listSources(library.db), at);
    if (source === undefined) return;
    const [word = ''] = currentText(library.db, source.id).text.split(' ');
    library.highlight(source.id, word, commented ? comment : undefined);
  }),
  fc.tuple(pick, words).map(([at, title]): Edit => ({ db, deps }) => {
    const source = chosen(listSources(db), at);
    if (source !== undefined) updateSource(db, deps, source.id, { ...source.csl, title });
  }),
  fc.tuple(pick, words).map(([at, text]): Edit => ({ db, deps }) => {
    const found = chosen(listNotes(db), at);
    if (found === undefined) return;
    const { id, title, version } = getNote(db, found.id);
    saveNote(db, deps, { id, title, version, body: textToRichText(text) });
  }),
  fc
    .tuple(pick, fc.array(fc.constantFrom(...WORDS), { maxLength: 2 }))
    .map(([at, tags]): Edit => ({ db }) => {
      const source = chosen(listSources(db), at);
      const highlight = chosen(listHighlights(db), at);
      if (highlight !== undefined && at % 2 === 0) setTags(db, 'highlight', highlight.id, tags);
      else if (source !== undefined) setTags(db, 'source', source.id, tags);
    }),
  putAway,
  pick.map((at): Edit => ({ db }) => {
    const rows = db.prepare('SELECT id FROM source WHERE trashed_at IS NOT NULL').pluck().all();
    const id = chosen(rows as string[], at);
    if (id !== undefined) restoreFromTrash(db, 'source', id);
  }),
  fc.constant<Edit>(({ db }) => void emptyTrash(db)),
);

/** The words of a text in the spelling of the queries, without any of the code under test. */
function plainWords(text: string): string[] {
  const plain = text.toLowerCase().replaceAll('é', 'e').replaceAll('ß', 'ss').replaceAll('ё', 'е');
  return plain.split(/[\s,]+/u);
}

/** What a slow look at every row finds for one word, as `kind:id`. */
function scan({ db }: TestLibrary, query: string): string[] {
  const says = (...texts: string[]) => texts.some((text) => plainWords(text).includes(query));
  return [
    ...listSources(db)
      .filter(({ id, title, csl, tags }) =>
        says(title, currentText(db, id).text, csl.author?.[0]?.literal ?? '', ...tags),
      )
      .map(({ id }) => `source:${id}`),
    ...listNotes(db)
      .filter(({ id, title, tags }) => says(title, richTextToPlain(getNote(db, id).body), ...tags))
      .map(({ id }) => `note:${id}`),
    ...listHighlights(db)
      .filter(({ passages, annotation, tags }) =>
        says(...passages.map(({ exact }) => exact), annotation.text, ...tags),
      )
      .map(({ id }) => `highlight:${id}`),
    ...listCases(db)
      .filter(({ title, question }) => says(title, question))
      .map(({ id }) => `case:${id}`),
    ...listTags(db)
      .filter(({ name }) => says(name))
      .map(({ name }) => `tag:${name}`),
  ].sort();
}

function searched(library: TestLibrary, query: string): string[] {
  const { hits, total, counts, corrections } = library.find(query, { limit: 500 });
  expect(corrections).toEqual([]);
  expect(total).toBe(hits.length);
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(hits.length);
  return hits.map(({ kind, id }) => `${kind}:${id}`).sort();
}

test(
  'search finds what a plain scan finds, in random libraries and after random edits',
  { timeout: 60_000 },
  () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(edit, { minLength: 1, maxLength: 6 }), { maxLength: 6 }),
        (rounds) => {
          const library = testLibrary();
          try {
            for (const edits of rounds) {
              for (const change of edits) change(library);
              for (const query of QUERIES)
                expect(searched(library, query)).toEqual(scan(library, query));
              // Two words: both, either, and one without the other, where indexes have to agree.
              const [one, other] = [scan(library, 'kursk'), scan(library, 'winter')];
              const both = one.filter((key) => other.includes(key));
              expect(searched(library, 'kursk winter')).toEqual(both);
              expect(searched(library, 'kursk -winter')).toEqual(
                one.filter((key) => !other.includes(key)),
              );
              expect(searched(library, 'kursk OR winter')).toEqual(
                [...new Set([...one, ...other])].sort(),
              );
            }
            expect(checkSearchIndex(library.db)).toEqual([]);
          } finally {
            library.close();
          }
        },
      ),
      { numRuns: 25 },
    );
  },
);
