/** Puts neighbouring segments under the highlights they share, for writers that nest elements. */
import type { Segment } from './segments.ts';

export type SegmentNode =
  | { kind: 'segment'; segment: Segment }
  /** What lies under one highlight, as far as it goes in one piece. */
  | { kind: 'highlight'; number: number; children: SegmentNode[] };

/** How many segments from `from` on lie under a highlight. */
function reach(segments: readonly Segment[], from: number, number: number): number {
  let to = from;
  while (segments[to]?.highlights?.includes(number) === true) to += 1;
  return to - from;
}

/**
 * Segments as a tree in which every highlight is in as few pieces as can be: of those that begin
 * together, the one that reaches farthest is outermost.
 */
export function nestHighlights(
  segments: readonly Segment[],
  open: ReadonlySet<number> = new Set(),
): SegmentNode[] {
  const nodes: SegmentNode[] = [];
  for (let at = 0; at < segments.length;) {
    const segment = segments[at];
    if (segment === undefined) break;
    let farthest: { number: number; length: number } | undefined;
    for (const number of segment.highlights ?? []) {
      if (open.has(number)) continue;
      const length = reach(segments, at, number);
      if (farthest === undefined || length > farthest.length) farthest = { number, length };
    }
    if (farthest === undefined) {
      nodes.push({ kind: 'segment', segment });
      at += 1;
      continue;
    }
    const { number, length } = farthest;
    const children = nestHighlights(segments.slice(at, at + length), new Set([...open, number]));
    nodes.push({ kind: 'highlight', number, children });
    at += length;
  }
  return nodes;
}
