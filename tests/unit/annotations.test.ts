import { describe, expect, test } from 'vitest';
import { blocksToHtml } from '../../core/export/annotation-html.ts';
import { annotationCollection } from '../../core/export/annotations.ts';
import { readAnnotations } from '../../core/import/annotations.ts';
import type { Highlight, Label, Passage, SourceSummary } from '../../shared/domain.ts';
import { blocksToRichText, richTextToPlain, textToRichText } from '../../shared/rich-text.ts';
import { annotationCollectionModel } from '../fixtures/annotation-model.ts';

const CASE = { id: '019a0000-0000-7000-8000-000000000001', title: 'Soldiers' };
const SOURCE = '019a0000-0000-7000-8000-000000000002';
const LABELS: Label[] = [
  { id: 'yellow', name: 'Yellow', pattern: 'solid' },
  { id: 'red', name: 'Doubt', pattern: 'double' },
];

function sourceAt(url: string | undefined): SourceSummary {
  const at = '2026-01-02T03:04:05.000Z';
  return {
    id: SOURCE,
    title: 'Article',
    csl: url === undefined ? {} : { URL: url },
    words: 5,
    highlights: 1,
    tags: [],
    caseIds: [CASE.id],
    createdAt: at,
    updatedAt: at,
  };
}

function passage(exact: string, start: number, more: Partial<Passage> = {}): Passage {
  const place = { start, end: start + exact.length, exact, prefix: 'a ', suffix: ' z' };
  return { ...place, status: 'exact', score: 1, made: exact, ...more };
}

function highlight(more: Partial<Highlight> = {}): Highlight {
  return {
    id: '019a0000-0000-7000-8000-00000000000a',
    sourceId: SOURCE,
    sourceTitle: 'Article',
    label: 'red',
    author: 'Ada',
    passages: [passage('one', 2), passage('two', 20)],
    annotation: { body: textToRichText(''), text: '', version: 0 },
    tags: ['figures'],
    createdAt: '2026-01-02T03:04:05.000Z',
    updatedAt: '2026-01-03T03:04:05.000Z',
    ...more,
  };
}

function commented(body: Highlight['annotation']['body']): Partial<Highlight> {
  const text = richTextToPlain(body);
  return { annotation: { body, text, version: 1, updatedAt: '2026-02-01T00:00:00.000Z' } };
}

function exported(url: string | undefined, ...highlights: Highlight[]) {
  return annotationCollection({
    of: CASE,
    sources: [sourceAt(url)],
    highlights,
    labels: LABELS,
    version: '1.2.3',
  });
}

const FORMATTED = blocksToRichText([
  { type: 'paragraph', runs: [{ text: 'Not ' }, { text: '<b>', marks: ['bold'] }] },
  {
    type: 'list',
    ordered: false,
    items: [{ blocks: [{ type: 'paragraph', runs: [{ text: 'a' }] }] }],
  },
]);

describe('written', () => {
  test.each([
    ['no highlight', exported(undefined)],
    ['a highlight of several passages', exported(undefined, highlight())],
    ['a web page', exported('https://example.org/a?b=c', highlight())],
    ['an address that is none', exported('not an address', highlight())],
    ['a plain comment', exported(undefined, highlight(commented(textToRichText('Why?\n\nHm.'))))],
    ['a formatted comment', exported(undefined, highlight(commented(FORMATTED)))],
    ['nobody', exported(undefined, highlight({ author: '', tags: [] }))],
    [
      'a passage without a place',
      exported(undefined, highlight({ passages: [passage('gone', 5, { status: 'review' })] })),
    ],
  ])('%s is valid against the model', (_, collection) => {
    expect(annotationCollectionModel.safeParse(collection).error?.issues ?? []).toEqual([]);
  });

  test('each passage is a target with its place and its words', () => {
    const [annotation] = exported('https://example.org/a', highlight()).first?.items ?? [];
    expect(annotation?.target).toHaveLength(2);
    expect(annotation?.target[1]).toEqual({
      type: 'SpecificResource',
      source: { id: 'https://example.org/a', type: 'Text' },
      scope: `urn:uuid:${SOURCE}`,
      styleClass: 'red',
      selector: [
        { type: 'TextPositionSelector', start: 20, end: 23 },
        { type: 'TextQuoteSelector', exact: 'two', prefix: 'a ', suffix: ' z' },
      ],
    });
    expect(annotation?.modified).toBe('2026-01-03T03:04:05.000Z');
  });

  test('a passage that waits for review says its words only', () => {
    const waiting = highlight({ passages: [passage('gone', 5, { status: 'review' })] });
    const [annotation] = exported(undefined, waiting).first?.items ?? [];
    expect(annotation?.target[0]?.selector.map(({ type }) => type)).toEqual(['TextQuoteSelector']);
  });

  test('text in HTML is escaped', () => {
    const href = 'https://example.org/?a="b"&c';
    expect(
      blocksToHtml([
        { type: 'paragraph', runs: [{ text: '<script> & "x"\n', href, marks: ['code'] }] },
      ]),
    ).toBe(
      '<p><a href="https://example.org/?a=&quot;b&quot;&amp;c"><code>&lt;script&gt; &amp; &quot;x&quot;<br></code></a></p>',
    );
  });
});

describe('read', () => {
  test('what was written', () => {
    const made = highlight(commented(FORMATTED));
    const { annotations, unread } = readAnnotations(
      JSON.stringify(exported(undefined, made)),
      LABELS,
    );
    expect(unread).toBe(0);
    expect(annotations).toMatchObject([
      {
        iri: `urn:uuid:${made.id}`,
        sources: [`urn:uuid:${SOURCE}`],
        label: 'red',
        tags: ['figures'],
        author: 'Ada',
        created: made.createdAt,
        passages: [
          { exact: 'one', start: 2, end: 5, prefix: 'a ', suffix: ' z' },
          { exact: 'two' },
        ],
        comments: [
          {
            format: 'text/html',
            value: '<p>Not <strong>&lt;b&gt;</strong></p><ul><li><p>a</p></li></ul>',
          },
        ],
      },
    ]);
  });

  test.each<[string, unknown, object]>([
    [
      'a selector that refines another',
      {
        target: {
          source: 'https://e.org/',
          selector: {
            type: 'FragmentSelector',
            value: 'p1',
            refinedBy: { type: 'TextQuoteSelector', exact: 'words' },
          },
        },
      },
      { passages: [{ exact: 'words', prefix: '', suffix: '' }] },
    ],
    [
      'a body that is a string',
      { bodyValue: 'Hm.', target: 'https://e.org/' },
      { comments: [{ format: 'text/plain', value: 'Hm.' }], passages: [] },
    ],
    [
      'a label by its name',
      { body: [{ type: 'TextualBody', purpose: 'classifying', value: 'Doubt' }], target: 'x:y' },
      { label: 'red', comments: [] },
    ],
    [
      'a picture as a body',
      { body: { id: 'x:p', type: 'Image' }, target: 'x:y' },
      { comments: [] },
    ],
    ['dates that are none', { created: 'soon', target: 'x:y' }, { created: undefined }],
    ['a name alone', { creator: { name: 'Ada' }, target: { id: 'x:y' } }, { author: 'Ada' }],
  ])('%s', (_, value, expected) => {
    const json = JSON.stringify({ type: 'Annotation', ...(value as object) });
    expect(readAnnotations(json, LABELS).annotations).toMatchObject([expected]);
  });

  test('what is no annotation is counted', () => {
    const json = JSON.stringify([{ type: 'Annotation' }, { type: 'Person', target: 'x:y' }, 3]);
    expect(readAnnotations(json, LABELS)).toEqual({ annotations: [], unread: 3 });
  });

  test.each([
    ['no JSON', '<html>', 'not JSON'],
    ['nothing', '{"items": []}', 'no annotations'],
    ['a number', '3', 'no annotations'],
  ])('%s is refused with a sentence', (_, json, sentence) => {
    expect(() => readAnnotations(json, LABELS)).toThrow(sentence);
  });
});
