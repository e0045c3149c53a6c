import { afterAll, describe, expect, test } from 'vitest';
import { marked, shown, testLibrary } from './search-fixture.ts';

/** A small library in which every kind of thing says something about the same few subjects. */
const library = testLibrary();
const inRussia = library.caseFile(
  'North Korean soldiers in Russia',
  'How many have fallen at Kursk?',
);
const elections = library.caseFile('Elections', 'Who counts the votes?');
const article = library.source({
  title: 'A troubling deployment',
  paragraphs: [
    'Injured soldiers from North Korea arrived at a hospital in Kursk.',
    'President Volodymyr Zelenskyy said that 3,000 had been killed or wounded.',
    'Seoul counts at least 1,000 casualties. A ship of the fleet was seen near Kursk.',
  ],
  author: 'Jean Mackenzie',
  tags: ['figures'],
  caseId: inRussia,
});
library.source({
  title: 'Kursk',
  paragraphs: ['A city and a submarine of the same name.'],
});
library.source({
  title: 'The ballot',
  paragraphs: ['Nobody knows who paid. The North wind and the Korea strait are not in it.'],
  caseId: elections,
});
const note = library.note(
  'Two figures',
  'Seoul says casualties, Kyiv says killed or wounded.',
  ['figures'],
  inRussia,
);
library.highlight(article, 'at least 1,000 casualties', 'Compare with the estimate of Kyiv.', [
  'estimate',
]);

afterAll(() => library.close());

describe('the order of hits, and why', () => {
  test('a name before own writing before a body', () => {
    expect(shown(library.find('kursk').hits)).toEqual([
      'source [Kursk]', // the whole title
      'case North Korean soldiers in Russia', // its research question is own writing
      'source A troubling deployment', // only the body
    ]);
  });

  test('own writing before quotes before bodies', () => {
    expect(library.find('casualties').hits.map(({ kind }) => kind)).toEqual([
      'note', // own writing
      'highlight', // the quote
      'source', // the body
    ]);
  });

  test('while typing, a title that begins so comes before a body that says it whole', () => {
    const [first] = library.find('bal', { typing: true }).hits;
    expect(first?.title).toBe('The ballot');
  });

  test('what was typed comes before what only begins so', () => {
    const own = testLibrary();
    own.source({ title: 'One', paragraphs: ['fighters fighters fighters'] });
    own.source({
      title: 'Two',
      paragraphs: ['a fight, with many other words around it, that went on'],
    });
    expect(own.find('fight', { typing: true }).hits.map(({ title }) => title)).toEqual([
      'Two',
      'One',
    ]);
    own.close();
  });

  test('corrections come last, and are named', () => {
    const own = testLibrary();
    own.note('The casuelties', 'spelt wrongly, as people do');
    own.source({ title: 'Casualties', paragraphs: ['casualties'] });
    const reply = own.find('casualties');
    expect(shown(reply.hits)).toEqual(['source [Casualties]']);
    expect(reply.corrections).toEqual([]);
    const mended = own.find('casualtyes');
    expect(shown(mended.hits)).toEqual(['source [Casualties]']);
    expect(mended.corrections).toMatchObject([{ from: 'casualtyes', to: 'casualties' }]);
    own.close();
  });

  test('a source that matches by title and by body is one hit', () => {
    const { hits, counts } = library.find('kursk', { kinds: ['source'] });
    expect(shown(hits)).toEqual(['source [Kursk]', 'source A troubling deployment']);
    expect(counts).toEqual({ source: 2 });
  });
});

describe('the language', () => {
  const titles = (query: string, args = {}) =>
    library
      .find(query, args)
      .hits.map(({ title }) => title)
      .sort();

  test('all words must match; a phrase in its order', () => {
    expect(titles('north korea', { kinds: ['source'] })).toEqual([
      'A troubling deployment',
      'The ballot',
    ]);
    expect(titles('"north korea"', { kinds: ['source'] })).toEqual(['A troubling deployment']);
    expect(titles('"korea north"')).toEqual([]);
  });

  test('a minus leaves out, OR joins', () => {
    expect(titles('kursk -submarine', { kinds: ['source'] })).toEqual(['A troubling deployment']);
    expect(titles('korea -"north korea"', { kinds: ['source'] })).toEqual(['The ballot']);
    expect(titles('submarine OR ballot', { kinds: ['source'] })).toEqual(['Kursk', 'The ballot']);
    expect(titles('-kursk type:source')).toEqual(['The ballot']);
  });

  test('filters narrow by tag, case file and type', () => {
    expect(titles('tag:figures')).toEqual(['A troubling deployment', 'Two figures']);
    expect(titles('tag:Figures type:note')).toEqual(['Two figures']);
    expect(titles('kursk case:elections')).toEqual([]);
    expect(titles('case:"north korean" type:source')).toEqual(['A troubling deployment']);
    expect(titles('type:source -case:soldiers')).toEqual(['Kursk', 'The ballot']);
    expect(titles('type:source', { caseId: elections })).toEqual(['The ballot']);
    expect(titles('kursk', { caseId: inRussia })).toEqual([
      'A troubling deployment',
      'North Korean soldiers in Russia',
    ]);
    expect(titles('tag:nosuchtag kursk')).toEqual([]);
  });

  test('an author is found, and a thing by its tag, also together with words of the text', () => {
    expect(titles('mackenzie')).toEqual(['A troubling deployment']);
    expect(titles('mackenzie hospital figures')).toEqual(['A troubling deployment']);
    expect(titles('kursk -mackenzie', { kinds: ['source'] })).toEqual(['Kursk']);
    expect(library.find('kursk -mackenzie -hospital').counts).toEqual({ source: 1, case: 1 });
    expect(titles('mackenzie OR ballot')).toEqual(['A troubling deployment', 'The ballot']);
    expect(library.find('mackenzie OR kursk OR ballot').counts).toEqual({ source: 3, case: 1 });
    expect(library.find('estimate').counts).toEqual({ highlight: 1, tag: 1 });
  });

  test('a last word of one or two letters waits while other words stand', () => {
    expect(titles('north k', { typing: true, kinds: ['source'] })).toEqual(
      titles('north', { kinds: ['source'] }),
    );
    expect(shown(library.find('ku', { typing: true }).hits)).toEqual(['source [Kursk]']);
  });

  test('what is asked for wrongly is searched as far as it can be', () => {
    expect(titles('ballot -')).toEqual(['The ballot']);
    expect(titles('"north korea')).toEqual(['A troubling deployment']);
    expect(titles('')).toEqual([]);
    expect(titles('tag:')).toEqual([]);
  });
});

describe('what is shown', () => {
  test('the snippet has the match marked, and the passage leads to it', () => {
    const [hit] = library.find('zelenskyy').hits;
    expect(hit && marked(hit.snippet, hit.snippetMarks)).toContain('Volodymyr [Zelenskyy] said');
    expect(hit?.source).toBe(article);
    expect(hit?.passage?.paragraph).toBe(2);
  });

  test('a highlight leads to its first passage, and shows what matched', () => {
    const [ofQuote] = library.find('casualties type:highlight').hits;
    expect(ofQuote && marked(ofQuote.snippet, ofQuote.snippetMarks)).toBe(
      'at least 1,000 [casualties]',
    );
    const [ofComment] = library.find('compare type:highlight').hits;
    expect(ofComment?.snippet).toBe('Compare with the estimate of Kyiv.');
    expect(ofComment?.source).toBe(article);
    expect(ofComment?.passage?.paragraph).toBe(3);
    expect(ofComment?.title).toBe('A troubling deployment');
  });

  test('a tag has its name as id', () => {
    const [tag] = library.find('figures', { kinds: ['tag'] }).hits;
    expect(tag).toMatchObject({ kind: 'tag', id: 'figures', title: 'figures' });
  });

  test('counts and total go beyond the limit', () => {
    const reply = library.find('kursk', { limit: 1 });
    expect(reply.hits).toHaveLength(1);
    expect(reply.total).toBe(3);
    expect(reply.counts).toEqual({ source: 2, case: 1 });
  });

  test('the piece of a long text that has all the words is shown', () => {
    const own = testLibrary();
    const filler = 'Nothing of note is said in this sentence about anything. '.repeat(3000);
    own.source({
      title: 'Long',
      paragraphs: [`The fleet left. ${filler}`, `${filler} The fleet met an iceberg.`],
    });
    const [hit] = own.find('fleet iceberg').hits;
    expect(hit && marked(hit.snippet, hit.snippetMarks)).toMatch(
      /The \[fleet\] met an \[iceberg\]\.$/u,
    );
    expect(hit?.passage?.paragraph).toBe(2);
    expect(hit?.snippet.length).toBeLessThan(220);
    own.close();
  });
});

describe('what changed is found at once', () => {
  test('a saved note, and what goes to the trash and comes back', async () => {
    const { putInTrash, restoreFromTrash } = await import('../../core/store/trash.ts');
    const { saveNote } = await import('../../core/store/notes.ts');
    const { textToRichText } = await import('../../shared/rich-text.ts');
    saveNote(library.db, library.deps, {
      id: note,
      title: 'Three figures',
      body: textToRichText('Seoul says casualties.'),
      version: 1,
    });
    expect(library.find('three figures').hits.map(({ id }) => id)).toEqual([note]);
    expect(library.find('two figures').total).toBe(0);
    putInTrash(library.db, library.deps, 'source', article);
    expect(library.find('zelenskyy').total).toBe(0);
    expect(library.find('compare').total).toBe(0);
    expect(library.find('estimate').total).toBe(0);
    restoreFromTrash(library.db, 'source', article);
    expect(library.find('zelenskyy').counts).toEqual({ source: 1 });
    expect(library.find('estimate').counts).toEqual({ highlight: 1, tag: 1 });
  });
});
