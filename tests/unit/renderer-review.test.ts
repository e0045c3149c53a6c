import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withPiece } from '../../renderer/reader/pieces.ts';
import { contextAfter, contextBefore } from '../../renderer/review/context.ts';
import { anchorsText, pendingIn, reviewText, sureness } from '../../renderer/review/pending.ts';
import { diffWords, editsBetween } from '../../renderer/review/word-diff.ts';
import { documentFromParagraphs, layoutDocument } from '../../shared/document.ts';
import type { AnchorStatus, Highlight, Passage } from '../../shared/domain.ts';
import { editDocument } from '../../shared/edit-document.ts';
import { textToRichText } from '../../shared/rich-text.ts';
import { indexSpans, inReadingOrder } from '../../shared/segments.ts';

const prose = fc
  .array(fc.constantFrom('a', 'river', 'rose', ' ', ', ', '漢字', '👩‍👩‍👧', 'é', '.'), {
    maxLength: 30,
  })
  .map((parts) => parts.join(''));

describe('the difference of two texts', () => {
  test('is by words', () => {
    expect(diffWords('The water rose by two metres.', 'The water fell by two metres.')).toEqual([
      { kind: 'same', text: 'The water ' },
      { kind: 'removed', text: 'rose' },
      { kind: 'added', text: 'fell' },
      { kind: 'same', text: ' by two metres.' },
    ]);
  });

  test('is nothing for equal texts, and all for strangers', () => {
    expect(diffWords('same', 'same')).toEqual([{ kind: 'same', text: 'same' }]);
    expect(diffWords('', '')).toEqual([]);
    expect(diffWords('', 'new')).toEqual([{ kind: 'added', text: 'new' }]);
  });

  test('makes up both texts', () => {
    fc.assert(
      fc.property(prose, prose, (before, after) => {
        const parts = diffWords(before, after);
        const without = (kind: string) =>
          parts.flatMap((part) => (part.kind === kind ? [] : [part.text])).join('');
        expect(without('added')).toBe(before);
        expect(without('removed')).toBe(after);
      }),
    );
  });
});

test('edits make one paragraph the other, and leave its neighbours alone', () => {
  fc.assert(
    fc.property(prose, prose, (from, to) => {
      const [before, after] = [`x${from}`, `x${to}`];
      const document = documentFromParagraphs(['One.', before, 'Three.']);
      const { start } = layoutDocument(document).leaves[1] ?? { start: 0 };
      const edited = editDocument(document, editsBetween(before, after, start));
      expect(edited && layoutDocument(edited).text).toBe(['One.', after, 'Three.'].join('\n\n'));
    }),
  );
});

test('context cuts no words', () => {
  expect(contextBefore('sted many as 12,000 ', false)).toBe('…many as 12,000 ');
  expect(contextAfter(' in its ongoing mil', false)).toBe(' in its ongoing…');
  expect([contextBefore('All of', true), contextAfter('it.', true)]).toEqual(['All of', 'it.']);
  expect([contextBefore('漢字', false), contextAfter('漢字', false)]).toEqual(['…漢字', '漢字…']);
});

describe('pieces of a selection', () => {
  test('are in order, and those that touch are one', () => {
    const first = withPiece([], { start: 20, end: 30 });
    const second = withPiece(first, { start: 5, end: 10 });
    expect(second).toEqual([
      { start: 5, end: 10 },
      { start: 20, end: 30 },
    ]);
    expect(withPiece(second, { start: 8, end: 20 })).toEqual([{ start: 5, end: 30 }]);
    expect(withPiece(second, undefined)).toEqual(second);
  });
});

function passage(start: number, status: AnchorStatus): Passage {
  return {
    start,
    end: start + 3,
    exact: 'abc',
    prefix: '',
    suffix: '',
    status,
    score: 1,
    made: 'abc',
  };
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

describe('what waits for review', () => {
  const waiting = highlight('a', passage(0, 'exact'), passage(9, 'review'));
  const lost = highlight('b', passage(1, 'unanchored'));
  const placed = highlight('c', passage(5, 'moved'));

  test('is found by passage and counted by highlight', () => {
    expect(pendingIn([waiting, lost, placed])).toMatchObject([
      { highlight: { id: 'a' }, index: 1 },
    ]);
    expect(reviewText([waiting, placed])).toBe('1 highlight needs review');
    expect(reviewText([waiting, waiting])).toBe('2 highlights need review');
    expect(reviewText([placed, lost])).toBeUndefined();
  });

  test('is not painted, and what has no place comes last', () => {
    expect(inReadingOrder([lost, placed, waiting]).map(({ id }) => id)).toEqual(['a', 'c', 'b']);
    const { spans } = indexSpans([lost, placed, waiting]);
    expect(spans.map(({ highlightId, start }) => [highlightId, start])).toEqual([
      ['a', 0],
      ['c', 5],
    ]);
    expect(spans[0]).toMatchObject({ first: true, last: true, number: 1 });
  });
});

test('what a revision did is told in words', () => {
  expect(anchorsText({ exact: 12, moved: 2, changed: 1, review: 1 })).toBe(
    '12 highlighted passages stayed, 2 moved, 1 has changed words, 1 needs review.',
  );
  expect(anchorsText({ review: 1 })).toBe('1 highlighted passage needs review.');
  expect(anchorsText({})).toBe('It had no highlights.');
  expect([0.8, 0.5, 0.2].map(sureness)).toEqual(['Very likely', 'Likely', 'Possible']);
});
