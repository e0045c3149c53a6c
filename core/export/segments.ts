/** Cuts a source's text where highlights begin and end, so that a writer only has to draw it. */
import type { Citation, DocumentLayout, Leaf, Mark, Run } from '../../shared/document.ts';
import { placeOfReference, type PlaceName, type Places } from './places.ts';
import type { PrintedBlock } from './printed-model.ts';

export interface Formula {
  tex: string;
  /** The same for the compiler; absent when it can't be set, and its TeX is printed. */
  typst?: string;
}

/** A stretch of text that looks the same throughout and lies under the same highlights. */
export interface Segment {
  /** `\n` inside it is a line break. */
  text: string;
  marks?: Mark[];
  href?: string;
  /** The text is a formula. */
  formula?: Formula;
  /** A footnote whose mark stands here; the text is empty. */
  footnote?: PrintedBlock[];
  /** The text is a link to this place of the case file. */
  place?: PlaceName;
  /** What the text, or the footnote, cites; only where the format says so and can be read back. */
  cite?: Citation;
  /** Says that the page of that place is told after the text. */
  page?: true;
  /** Numbers of the highlights that cover it, ascending. */
  highlights?: number[];
  /** Numbers of the highlights of which a passage ends at its end, ascending. */
  ends?: number[];
  /** Numbers of the highlights that links lead to and whose first passage begins here. */
  anchors?: number[];
}

/** A passage in the place where it is drawn: the offsets of the canonical text that it covers. */
export interface PlacedPassage {
  number: number;
  start: number;
  end: number;
}

function isLow(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/**
 * The part of a passage that can be drawn: whole characters within the text, and at least one of
 * them in a leaf. Undefined when there is none.
 */
export function placePassage(
  { text, leaves }: DocumentLayout,
  number: number,
  passage: { start: number; end: number },
): PlacedPassage | undefined {
  if (passage.end > text.length || passage.start >= passage.end) return undefined;
  const start = isLow(text, passage.start) ? passage.start - 1 : passage.start;
  const end = isLow(text, passage.end) ? passage.end + 1 : passage.end;
  // A passage that ends between two leaves ends, for the eye, with the leaf before.
  const last = leaves.findLast((leaf) => leaf.start < end && leaf.end > start);
  return last === undefined ? undefined : { number, start, end: Math.min(end, last.end) };
}

/** A stretch of a run with the look of the run, and nothing over it. */
export function plainSegment(run: Run, text: string): Segment {
  const segment: Segment = { text };
  if (run.marks !== undefined && run.marks.length > 0) segment.marks = [...run.marks];
  if (run.href !== undefined) segment.href = run.href;
  return segment;
}

/**
 * The segments of one leaf under the passages given; `from` and `to` (offsets of the canonical
 * text) cut it to a part. Links to what is in `places` lead there; others are words.
 */
export function segmentsOf(
  leaf: Leaf,
  passages: readonly PlacedPassage[],
  from = leaf.start,
  to = leaf.end,
  places?: Places,
): Segment[] {
  const here = passages.filter(({ start, end }) => start < leaf.end && end > leaf.start);
  const segments: Segment[] = [];
  let runStart = leaf.start;
  for (const run of leaf.runs) {
    const runEnd = runStart + run.text.length;
    const first = Math.max(runStart, from);
    const last = Math.min(runEnd, to);
    const cuts = new Set([first, last]);
    for (const { start, end } of here) {
      if (start > first && start < last) cuts.add(start);
      if (end > first && end < last) cuts.add(end);
    }
    const edges = [...cuts].sort((a, b) => a - b);
    const place =
      run.to === undefined || places === undefined
        ? undefined
        : placeOfReference(run.to, run.text, places);
    edges.slice(1).forEach((end, index) => {
      const start = edges[index] ?? end;
      const segment = plainSegment(run, run.text.slice(start - runStart, end - runStart));
      if (place !== undefined) segment.place = place;
      const covering = here.filter((passage) => passage.start < end && passage.end > start);
      const ending = covering.filter((passage) => passage.end === end);
      if (covering.length > 0) segment.highlights = numbersOf(covering);
      if (ending.length > 0) segment.ends = numbersOf(ending);
      if (first < last) segments.push(segment);
    });
    runStart = runEnd;
  }
  return segments;
}

function numbersOf(passages: readonly PlacedPassage[]): number[] {
  return [...new Set(passages.map(({ number }) => number))].sort((a, b) => a - b);
}
