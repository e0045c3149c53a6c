import { expect, test } from 'vitest';
import { numberHighlights } from '../../core/export/numbering.ts';
import { documentFromParagraphs, layoutDocument } from '../../shared/document.ts';
import type { AnchorStatus, Highlight, Passage } from '../../shared/domain.ts';
import { textToRichText } from '../../shared/rich-text.ts';

const layout = layoutDocument(documentFromParagraphs(['One two three.', 'Four five six.']));

function passage(exact: string, status: AnchorStatus = 'exact'): Passage {
  const start = layout.text.indexOf(exact);
  const place = { start, end: start + exact.length, exact, prefix: '', suffix: '' };
  return { ...place, status, score: 1, made: exact };
}

function highlight(id: string, ...passages: Passage[]): Highlight {
  return {
    id,
    sourceId: 's',
    sourceTitle: 'S',
    label: 'yellow',
    author: '',
    passages,
    annotation: { body: textToRichText(''), text: '', version: 0 },
    tags: [],
    createdAt: '',
    updatedAt: '',
  };
}

test('a highlight of several passages has one number, by its first place', () => {
  const numbered = numberHighlights(
    layout,
    [highlight('a', passage('Four')), highlight('b', passage('six'), passage('One'))],
    1,
  );
  expect(
    numbered.map(({ highlight: { id }, number, placed }) => [id, number, placed.length]),
  ).toEqual([
    ['b', 1, 2],
    ['a', 2, 1],
  ]);
  expect(numbered[0]?.placed.map(({ start, number }) => [start, number])).toEqual([
    [0, 1],
    [layout.text.indexOf('six'), 1],
  ]);
});

test('a passage that waits for review or was left without a place is not drawn anywhere', () => {
  const [only] = numberHighlights(
    layout,
    [
      highlight(
        'a',
        passage('One', 'review'),
        passage('two', 'changed'),
        passage('six', 'unanchored'),
      ),
    ],
    1,
  );
  expect(only?.placed.map(({ start }) => start)).toEqual([layout.text.indexOf('two')]);
  expect(only?.lost.map(({ why }) => why)).toEqual([
    'its words were not found for sure in the present text',
    'it was left without a place in the present text',
  ]);
});
