import { describe, expect, test } from 'vitest';
import { segmentsOf } from '../../core/export/segments.ts';
import { linksIn, nameOfTarget } from '../../renderer/reader/linked.ts';
import { layoutDocument, type Reference, type Run } from '../../shared/document.ts';
import { segmentLeaf } from '../../shared/segments.ts';

const HERE: Reference = { kind: 'source', id: '0193c1d2-0000-7000-8000-000000000001' };
const THERE: Reference = { kind: 'source', id: '0193c1d2-0000-7000-8000-000000000002' };
const NAME: Reference = { kind: 'source', id: 'name:night ferries' };

const layoutOf = (...runs: Run[]) =>
  layoutDocument({
    blocks: [
      { type: 'paragraph', runs },
      { type: 'paragraph', runs },
    ],
  });

describe('links of a text to other sources', () => {
  test('each is asked about once, and names that were never resolved are not', () => {
    const { leaves } = layoutOf(
      { text: 'a', to: HERE },
      { text: 'b', to: THERE },
      { text: 'c', to: NAME },
    );
    expect(linksIn(leaves).map(nameOfTarget)).toEqual([HERE, THERE].map(nameOfTarget));
  });

  test('are drawn on every piece of their words', () => {
    const { leaves } = layoutOf({ text: 'see ' }, { text: 'the quay', to: HERE });
    const [leaf] = leaves;
    expect(leaf && segmentLeaf(leaf, []).map(({ text, to }) => [text, to])).toEqual([
      ['see ', undefined],
      ['the quay', HERE],
    ]);
  });

  test('lead on paper to what is printed, and are words otherwise', () => {
    const { leaves } = layoutOf(
      { text: 'a', to: HERE },
      { text: 'b', to: THERE },
      { text: 'c', to: NAME },
    );
    const [leaf] = leaves;
    const places = {
      sources: new Set([HERE.id]),
      notes: new Set<string>(),
      highlights: new Map<string, number>(),
      linked: new Set<number>(),
      tasks: { count: 0 },
    };
    expect(leaf && segmentsOf(leaf, [], leaf.start, leaf.end, places)).toEqual([
      { text: 'a', place: `source-${HERE.id}` },
      { text: 'b' },
      { text: 'c' },
    ]);
  });
});
