/**
 * Cutting the text of a document where its look changes: at the ends of runs and of highlighted
 * passages. The reader paints what comes out; offsets are those of the canonical text, in UTF-16
 * code units (see `layoutDocument`).
 */
import { LEAF_SEPARATOR, type Leaf, type Mark, type Reference } from './document.ts';
import type { AnchorStatus, LabelId } from './domain.ts';

/** As much of a highlight as painting it needs. */
export interface Paintable {
  id: string;
  label: LabelId;
  passages: ReadonlyArray<{ start: number; end: number; status?: AnchorStatus | undefined }>;
}

/** Says whether a passage has a place in the present text: it is painted, and can be gone to. */
export function isPlaced({ status }: { status?: AnchorStatus | undefined }): boolean {
  return status !== 'review' && status !== 'unanchored';
}

/** One passage of a highlight, with what all its pieces share. */
export interface Span {
  highlightId: string;
  label: LabelId;
  /** The highlight's number in its source, from 1, in the order of its first passage. */
  number: number;
  start: number;
  end: number;
  /** Which of the stacked rules is its own: no two spans that overlap have the same; from 0. */
  lane: number;
  /** Whether it is the first, and the last, passage of its highlight. */
  first: boolean;
  last: boolean;
}

/** What `spansIn` looks passages up in. */
export interface SpanIndex {
  /** By start, the longer first; the order in which they are nested where they overlap. */
  spans: readonly Span[];
  /** For every span, the furthest end of it and all before it: never falls, so it can be searched. */
  reach: readonly number[];
}

/** A piece of a leaf that looks the same throughout. */
export interface Segment {
  start: number;
  end: number;
  text: string;
  marks: readonly Mark[];
  href?: string;
  /** The source or note that the text is a link to; it may be gone. */
  to?: Reference;
  /** The passages that lie over it, outermost first. */
  covers: readonly Span[];
  /** Those of `covers` that begin, and that end, with this segment. */
  begins: readonly Span[];
  ends: readonly Span[];
}

/** Segments under the passages they share, so that a passage is drawn in as few parts as can be. */
export type SegmentNode =
  { kind: 'segment'; segment: Segment } | { kind: 'span'; span: Span; children: SegmentNode[] };

/** The index of the first element that passes, in a list where all after it pass too. */
function firstWhere(length: number, passes: (index: number) => boolean): number {
  let from = 0;
  let to = length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (passes(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The first offset of a highlight's first passage that has a place; infinite without any. */
function placeOf(highlight: Paintable): number {
  return highlight.passages
    .filter(isPlaced)
    .reduce((least, { start }) => Math.min(least, start), Infinity);
}

/**
 * Highlights in the order of the text: by the place of their first passage, then by id, so that two
 * of the same place keep their order; those without a place come last. A highlight's number is its place in this list, from 1.
 */
export function inReadingOrder<H extends Paintable>(highlights: readonly H[]): H[] {
  return [...highlights].sort(
    (a, b) => byNumber(placeOf(a), placeOf(b)) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

/** Infinities are equal, which their difference would not say. */
function byNumber(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/** Gives every span the lowest lane that no earlier span still holds at its start. */
function withLanes(spans: ReadonlyArray<Omit<Span, 'lane'>>): Span[] {
  const heldUntil: number[] = [];
  return spans.map((span) => {
    const free = heldUntil.findIndex((end) => end <= span.start);
    const lane = free === -1 ? heldUntil.length : free;
    heldUntil[lane] = span.end;
    return { ...span, lane };
  });
}

/** Makes the index that `spansIn` looks passages up in, without empty and unplaced passages. */
export function indexSpans(highlights: readonly Paintable[]): SpanIndex {
  const unlaned = inReadingOrder(highlights).flatMap((highlight, at) => {
    const passages = highlight.passages
      .filter((passage) => isPlaced(passage) && passage.start < passage.end)
      .sort((a, b) => a.start - b.start || b.end - a.end);
    return passages.map(({ start, end }, index) => ({
      highlightId: highlight.id,
      label: highlight.label,
      number: at + 1,
      start,
      end,
      first: index === 0,
      last: index === passages.length - 1,
    }));
  });
  unlaned.sort((a, b) => a.start - b.start || b.end - a.end || a.number - b.number);
  const spans = withLanes(unlaned);
  let furthest = 0;
  const reach = spans.map(({ end }) => (furthest = Math.max(furthest, end)));
  return { spans, reach };
}

/** The passages that share at least one character with the range, in the index's order. */
export function spansIn({ spans, reach }: SpanIndex, start: number, end: number): Span[] {
  const from = firstWhere(spans.length, (index) => (reach[index] ?? 0) > start);
  const to = firstWhere(spans.length, (index) => (spans[index]?.start ?? 0) >= end);
  return spans.slice(from, to).filter((span) => span.end > start);
}

/**
 * Cuts a leaf's runs at the ends of the given passages. The texts of the segments, joined, are the
 * leaf's text; a passage that reaches into the gap after the leaf counts as ending with it.
 */
export function segmentLeaf(leaf: Leaf, spans: readonly Span[]): Segment[] {
  const over = spans.filter(({ start, end }) => start < leaf.end && end > leaf.start);
  const cuts = [...new Set(over.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const gap = LEAF_SEPARATOR.length;
  const segments: Segment[] = [];
  let at = leaf.start;
  let next = firstWhere(cuts.length, (index) => (cuts[index] ?? 0) > at);
  for (const run of leaf.runs) {
    const runStart = at;
    const runEnd = runStart + run.text.length;
    while (at < runEnd) {
      while ((cuts[next] ?? Infinity) <= at) next += 1;
      const start = at;
      const end = Math.min(runEnd, cuts[next] ?? Infinity);
      const covers = over.filter((span) => span.start < end && span.end > start);
      segments.push({
        start,
        end,
        text: run.text.slice(start - runStart, end - runStart),
        marks: run.marks ?? [],
        ...(run.href === undefined ? {} : { href: run.href }),
        ...(run.to === undefined ? {} : { to: run.to }),
        covers,
        begins: covers.filter(
          (span) =>
            span.start === start || (start === leaf.start && span.start >= leaf.start - gap),
        ),
        ends: covers.filter(
          (span) => span.end === end || (end === leaf.end && span.end <= leaf.end + gap),
        ),
      });
      at = end;
    }
  }
  return segments;
}

/** Puts neighbouring segments that lie under the same passage together, outermost passage first. */
export function nestSegments(segments: readonly Segment[], depth = 0): SegmentNode[] {
  const nodes: SegmentNode[] = [];
  for (let from = 0; from < segments.length;) {
    const segment = segments[from];
    const span = segment?.covers[depth];
    if (segment === undefined) break;
    if (span === undefined) {
      nodes.push({ kind: 'segment', segment });
      from += 1;
      continue;
    }
    let to = from + 1;
    while (segments[to]?.covers[depth] === span) to += 1;
    nodes.push({
      kind: 'span',
      span,
      children: nestSegments(segments.slice(from, to), depth + 1),
    });
    from = to;
  }
  return nodes;
}
