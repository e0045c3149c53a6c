import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  layoutDocument,
  type Block,
  type Mark,
  type Run,
  type SourceDocument,
} from '../../shared/document.ts';
import {
  indexSpans,
  inReadingOrder,
  nestSegments,
  segmentLeaf,
  spansIn,
  type Paintable,
  type Segment,
  type SegmentNode,
} from '../../shared/segments.ts';

const LABELS = ['yellow', 'green', 'blue', 'red', 'purple'] as const;

const run: fc.Arbitrary<Run> = fc.record(
  { text: fc.string({ unit: 'grapheme', maxLength: 12 }), marks: fc.constant<Mark[]>(['bold']) },
  { requiredKeys: ['text'] },
);
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('paragraph' as const), runs: fc.array(run, { maxLength: 4 }) }),
  fc.record({ type: fc.constant('code' as const), text: fc.string({ maxLength: 20 }) }),
);
const document: fc.Arbitrary<SourceDocument> = fc.record({
  blocks: fc.array(block, { maxLength: 8 }),
});

/** A document, and highlights of one to three passages anywhere in its text. */
const painted = document.chain((made) => {
  const { length } = layoutDocument(made).text;
  const passage = fc
    .tuple(fc.nat(length), fc.nat(length))
    .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
  const highlights: fc.Arbitrary<Paintable[]> = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      label: fc.constantFrom(...LABELS),
      passages: fc.array(passage, { minLength: 1, maxLength: 3 }),
    }),
    { selector: ({ id }) => id, maxLength: 8 },
  );
  return fc.tuple(fc.constant(made), highlights);
});

function flat(nodes: readonly SegmentNode[]): Segment[] {
  return nodes.flatMap((node) => (node.kind === 'segment' ? [node.segment] : flat(node.children)));
}

/** Every segment of every leaf, leaf by leaf. */
function cut(made: SourceDocument, highlights: readonly Paintable[]) {
  const { leaves, text } = layoutDocument(made);
  const index = indexSpans(highlights);
  return {
    text,
    index,
    leaves: leaves.map((leaf) => ({
      leaf,
      segments: segmentLeaf(leaf, spansIn(index, leaf.start, leaf.end)),
    })),
  };
}

describe('segmentLeaf', () => {
  test('the segments of a leaf follow each other and say its text', () => {
    fc.assert(
      fc.property(painted, ([made, highlights]) => {
        const { text, leaves } = cut(made, highlights);
        for (const { leaf, segments } of leaves) {
          expect(segments.map((segment) => segment.text).join('')).toBe(
            text.slice(leaf.start, leaf.end),
          );
          let at = leaf.start;
          for (const segment of segments) {
            expect(segment.start).toBe(at);
            expect(segment.end).toBeGreaterThan(segment.start);
            expect(segment.text).toBe(text.slice(segment.start, segment.end));
            at = segment.end;
          }
        }
      }),
    );
  });

  test('a character lies under a passage exactly when the passage holds it', () => {
    fc.assert(
      fc.property(painted, ([made, highlights]) => {
        for (const { segments } of cut(made, highlights).leaves) {
          for (const segment of segments) {
            for (let at = segment.start; at < segment.end; at += 1) {
              const expected = highlights.flatMap(({ id, passages }) =>
                passages.filter(({ start, end }) => start <= at && at < end).map(() => id),
              );
              expect(segment.covers.map((span) => span.highlightId).sort()).toEqual(
                expected.sort(),
              );
            }
          }
        }
      }),
    );
  });

  test('passages over one segment never share a lane, and keep one order everywhere', () => {
    fc.assert(
      fc.property(painted, ([made, highlights]) => {
        const { index, leaves } = cut(made, highlights);
        for (const { segments } of leaves) {
          for (const { covers } of segments) {
            const lanes = covers.map((span) => span.lane);
            expect(new Set(lanes).size).toBe(lanes.length);
            const places = covers.map((span) => index.spans.indexOf(span));
            expect(places).toEqual([...places].sort((a, b) => a - b));
          }
        }
      }),
    );
  });

  test('a passage that ends on a character ends in exactly one segment', () => {
    fc.assert(
      fc.property(painted, ([made, highlights]) => {
        const { index, leaves } = cut(made, highlights);
        const segments = leaves.flatMap((leaf) => leaf.segments);
        for (const span of index.spans) {
          const last = segments.filter((segment) => segment.ends.includes(span));
          const first = segments.filter((segment) => segment.begins.includes(span));
          const endsInText = segments.some(({ start, end }) => start < span.end && span.end <= end);
          const beginsInText = segments.some(
            ({ start, end }) => start <= span.start && span.start < end,
          );
          if (endsInText) expect(last.map(({ end }) => end)).toEqual([span.end]);
          if (beginsInText) expect(first.map(({ start }) => start)).toEqual([span.start]);
          expect(last.length).toBeLessThanOrEqual(1);
          expect(first.length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('spansIn', () => {
  test('finds what a look at every passage finds', () => {
    fc.assert(
      fc.property(painted, fc.nat(80), fc.nat(80), ([, highlights], a, b) => {
        const index = indexSpans(highlights);
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        expect(spansIn(index, start, end)).toEqual(
          index.spans.filter((span) => span.start < end && span.end > start),
        );
      }),
    );
  });
});

describe('nestSegments', () => {
  test('loses no segment and puts each under its own passages', () => {
    fc.assert(
      fc.property(painted, ([made, highlights]) => {
        for (const { segments } of cut(made, highlights).leaves) {
          const nodes = nestSegments(segments);
          expect(flat(nodes)).toEqual(segments);
          const visit = (node: SegmentNode, above: string[]): void => {
            if (node.kind === 'segment') {
              expect(node.segment.covers.map((span) => span.highlightId)).toEqual(above);
            } else
              node.children.forEach((child) => visit(child, [...above, node.span.highlightId]));
          };
          nodes.forEach((node) => visit(node, []));
        }
      }),
    );
  });

  test('a passage with formatted words in it is one part', () => {
    const made: SourceDocument = {
      blocks: [
        {
          type: 'paragraph',
          runs: [{ text: 'plain ' }, { text: 'bold', marks: ['bold'] }, { text: ' plain' }],
        },
      ],
    };
    const highlight: Paintable = { id: 'a', label: 'blue', passages: [{ start: 2, end: 12 }] };
    const [only] = cut(made, [highlight]).leaves;
    const nodes = nestSegments(only?.segments ?? []);
    expect(nodes.map((node) => node.kind)).toEqual(['segment', 'span', 'segment']);
  });
});

describe('numbers', () => {
  test('highlights are numbered by their first passage', () => {
    const late: Paintable = { id: 'a', label: 'red', passages: [{ start: 9, end: 12 }] };
    const early: Paintable = {
      id: 'b',
      label: 'blue',
      passages: [
        { start: 20, end: 22 },
        { start: 1, end: 3 },
      ],
    };
    expect(inReadingOrder([late, early])).toEqual([early, late]);
    expect(indexSpans([late, early]).spans).toMatchObject([
      { highlightId: 'b', number: 1, first: true, last: false },
      { highlightId: 'a', number: 2, first: true, last: true },
      { highlightId: 'b', number: 1, first: false, last: true },
    ]);
  });

  test('a passage that reaches into the gap after a paragraph ends with the paragraph', () => {
    const made: SourceDocument = {
      blocks: [
        { type: 'paragraph', runs: [{ text: 'one' }] },
        { type: 'paragraph', runs: [{ text: 'two' }] },
      ],
    };
    const [first, second] = cut(made, [
      { id: 'a', label: 'yellow', passages: [{ start: 1, end: 4 }] },
    ]).leaves;
    expect(first?.segments.at(-1)?.ends).toHaveLength(1);
    expect(second?.segments[0]?.covers).toEqual([]);
  });
});
