import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutDocument, type Block, type SourceDocument } from '../../shared/document.ts';
import { richTextSchema, richTextToPlain, textToRichText } from '../../shared/rich-text.ts';
import { indexSpans, type Paintable } from '../../shared/segments.ts';
import { filterHighlights, tagsAmong } from '../../renderer/inspector/annotation-filter.ts';
import { appendPassage } from '../../renderer/inspector/passage-block.ts';
import { sizeText } from '../../renderer/inspector/size-text.ts';
import { completeTag, withTag } from '../../renderer/inspector/tag-complete.ts';
import { BAR_GAP, placeBar } from '../../renderer/reader/bar-place.ts';
import { planDocument, signatureOf } from '../../renderer/reader/document-plan.ts';
import { lineBoxes } from '../../renderer/reader/line-boxes.ts';
import { readingTime, sourceFacts } from '../../renderer/reader/source-facts.ts';
import { nextWordEnd, previousWordStart } from '../../renderer/reader/words.ts';

describe('stepping by words', () => {
  test.each([
    ['one two three', 0, 3],
    ['one two three', 3, 7],
    ['one, two', 3, 8],
    ['one', 3, 3],
    ['東京は日本', 0, 2],
  ])('the word after %s at %i ends at %i', (text, at, end) => {
    expect(nextWordEnd(text, at)).toBe(end);
  });

  test.each([
    ['one two three', 13, 8],
    ['one two three', 8, 4],
    ['one two', 2, 0],
    ['one', 0, 0],
  ])('the word before %s at %i starts at %i', (text, at, start) => {
    expect(previousWordStart(text, at)).toBe(start);
  });

  test('a step always goes on, until the end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(60), (text, seed) => {
        const at = Math.min(seed, text.length);
        expect(nextWordEnd(text, at)).toBeGreaterThanOrEqual(at);
        expect(previousWordStart(text, at)).toBeLessThanOrEqual(at);
        if (at < text.length) expect(nextWordEnd(text, at)).toBeGreaterThan(at);
      }),
    );
  });
});

describe('placeBar', () => {
  const pane = { left: 0, top: 100, width: 800, height: 500 };
  const bar = { width: 300, height: 36 };

  test('above the selection and centred on it', () => {
    const place = placeBar({ left: 300, top: 300, width: 200, height: 30 }, bar, pane);
    expect(place).toEqual({ left: 250, top: 300 - 36 - BAR_GAP, side: 'above' });
  });

  test('below it near the upper edge', () => {
    const place = placeBar({ left: 300, top: 110, width: 200, height: 30 }, bar, pane);
    expect(place).toMatchObject({ top: 140 + BAR_GAP, side: 'below' });
  });

  test('never over the sides of the pane', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 850 }), fc.nat(800), (left, width) => {
        const place = placeBar({ left, top: 300, width, height: 30 }, bar, pane);
        expect(place.left).toBeGreaterThanOrEqual(BAR_GAP);
        expect(place.left + bar.width).toBeLessThanOrEqual(pane.width - BAR_GAP);
      }),
    );
  });

  test('in sight also when the selection is taller than the pane', () => {
    const place = placeBar({ left: 0, top: -400, width: 600, height: 2000 }, bar, pane);
    expect(place.top).toBe(pane.top + BAR_GAP);
  });
});

describe('lineBoxes', () => {
  test('gives one box for each line', () => {
    const boxes = lineBoxes([
      { left: 10, top: 0, width: 40, height: 20 },
      { left: 50, top: 2, width: 20, height: 16 },
      { left: 0, top: 30, width: 25, height: 20 },
      { left: 25, top: 30, width: 0, height: 20 },
    ]);
    expect(boxes).toEqual([
      { left: 10, top: 0, width: 60, height: 20 },
      { left: 0, top: 30, width: 25, height: 20 },
    ]);
  });
});

describe('the line under the title', () => {
  test('says what is not recorded', () => {
    expect(sourceFacts({ csl: {}, words: 740, revisions: 1 })).toEqual([
      'Publisher not recorded',
      'Date not recorded',
      '1 revision',
      '3 min read',
    ]);
  });

  test('names authors, publication and date once', () => {
    const csl = {
      author: [{ family: 'Kim', given: 'Ann' }, { literal: 'Reuters' }],
      'container-title': 'The Paper',
      publisher: 'The Paper',
      issued: { 'date-parts': [[2024, 12]] },
    };
    expect(sourceFacts({ csl, words: 10, revisions: 2 })).toEqual([
      'Ann Kim, Reuters',
      'The Paper',
      '2024-12',
      '2 revisions',
      '1 min read',
    ]);
  });

  test('nothing is read in no time', () => expect(readingTime(0)).toBe('1 min read'));
});

describe('planDocument', () => {
  const document: SourceDocument = {
    blocks: [
      { type: 'heading', level: 1, runs: [{ text: 'The  Title' }] },
      { type: 'paragraph', runs: [{ text: 'one two' }] },
      { type: 'rule' },
      {
        type: 'list',
        ordered: false,
        items: [{ blocks: [{ type: 'paragraph', runs: [{ text: 'item' }] }] }],
      },
    ],
  };
  const layout = layoutDocument(document);
  const blocksOf = (title: string) =>
    planDocument(document, layout, title).chunks.flatMap(({ blocks }) => blocks);

  test('a first heading that says the title is not drawn twice', () => {
    expect(planDocument(document, layout, 'the title').title).toBe(document.blocks[0]);
    expect(blocksOf('the title')).toHaveLength(3);
    expect(blocksOf('Another')).toHaveLength(4);
  });

  test('a long text stands in chunks of a few screens, in its order and without a gap', () => {
    const blocks: Block[] = Array.from({ length: 1000 }, (_, index) => ({
      type: 'paragraph',
      runs: [{ text: `${index} `.repeat(index % 90) }],
    }));
    const long = layoutDocument({ blocks });
    const { chunks } = planDocument({ blocks }, long, 'Long');
    expect(chunks.flatMap((chunk) => chunk.blocks.map(({ block }) => block))).toEqual(blocks);
    expect(chunks.at(-1)?.end).toBe(long.text.length);
    for (const { blocks: own, lines } of chunks) {
      expect(own.length).toBeLessThanOrEqual(48);
      expect(own.length === 1 || lines <= 160).toBe(true);
    }
  });

  test('a block is drawn anew only when a passage over it changes', () => {
    const [, paragraph, , list] = blocksOf('Another');
    if (!paragraph || !list) throw new Error('The plan has too few blocks.');
    const highlight: Paintable = {
      id: 'a',
      label: 'red',
      passages: [{ start: paragraph.start, end: paragraph.end }],
    };
    const labels = new Map([['red', { name: 'Red', pattern: 'dotted' }]]);
    const plain = { labels, chosenId: undefined };
    const none = indexSpans([]);
    const one = indexSpans([highlight]);
    expect(signatureOf(list, one, plain)).toBe(signatureOf(list, none, plain));
    expect(signatureOf(paragraph, one, plain)).not.toBe(signatureOf(paragraph, none, plain));
    expect(signatureOf(paragraph, one, { labels, chosenId: 'a' })).not.toBe(
      signatureOf(paragraph, one, plain),
    );
  });
});

describe('tags', () => {
  const known = [
    { name: 'casualties', uses: 3 },
    { name: 'cases', uses: 9 },
    { name: 'occasions', uses: 20 },
  ];

  test('what begins with the typed letters comes first, the more used before the less', () => {
    expect(completeTag('cas', known, [])).toEqual(['cases', 'casualties', 'occasions']);
    expect(completeTag('CAS', known, ['Cases'])).toEqual(['casualties', 'occasions']);
  });

  test('a tag is added once, in the spelling that is in use', () => {
    expect(withTag(['a'], ' #Casualties ', known)).toEqual(['a', 'casualties']);
    expect(withTag(['casualties'], 'CASUALTIES', known)).toEqual(['casualties']);
    expect(withTag(['a'], '   ', known)).toEqual(['a']);
  });
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [4823, '5 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [23_400_000, '23 MB'],
])('%i bytes are %s', (bytes, text) => expect(sizeText(bytes)).toBe(text));

describe('filterHighlights', () => {
  const annotation = (text: string) => ({ body: textToRichText(text), text, version: 1 });
  const all = [
    { label: 'red' as const, tags: ['b', 'a'], annotation: annotation('why?'), passages: [] },
    { label: 'blue' as const, tags: ['a'], annotation: annotation(' '), passages: [] },
  ];

  test('every part of the filter must let it through', () => {
    expect(filterHighlights(all, {})).toEqual(all);
    expect(filterHighlights(all, { label: 'red' })).toEqual([all[0]]);
    expect(filterHighlights(all, { tag: 'a', withComment: true })).toEqual([all[0]]);
    expect(filterHighlights(all, { label: 'blue', withComment: true })).toEqual([]);
  });

  test('lists the tags once, in order', () => expect(tagsAmong(all)).toEqual(['a', 'b']));
});

describe('appendPassage', () => {
  const reference = {
    sourceId: '01a204a5-9a2d-7135-be0d-ce7986a30ddf',
    highlightId: '01a204a5-9a2d-7135-be0d-ce7986a30dde',
    exact: 'over 1,000',
    title: 'An article',
    paragraph: 4,
  };

  test('puts the passage last, with a paragraph after it to write in', () => {
    const body = appendPassage(textToRichText('Before.'), reference);
    expect(richTextSchema.safeParse(body).success).toBe(true);
    expect(body.root.children?.map(({ type }) => type)).toEqual([
      'paragraph',
      'passage',
      'paragraph',
    ]);
    expect(richTextToPlain(body)).toBe('Before.\nover 1,000\n— An article, ¶ 4');
  });

  test('leaves no empty paragraphs between two quotations', () => {
    const twice = appendPassage(appendPassage(textToRichText(''), reference), reference);
    expect(twice.root.children?.map(({ type }) => type)).toEqual([
      'passage',
      'passage',
      'paragraph',
    ]);
  });
});
