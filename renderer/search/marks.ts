/** A stretch of text that is marked throughout, or not at all. */
export interface Segment {
  text: string;
  marked: boolean;
}

/**
 * Cuts a text at its marks, given as [start, end) in UTF-16 code units. Marks may overlap, touch or
 * reach past the end; what they cover is marked once. The segments joined give the text again.
 */
export function segmentsOf(
  text: string,
  marks: ReadonlyArray<readonly [start: number, end: number]>,
): Segment[] {
  const segments: Segment[] = [];
  const add = (start: number, end: number, marked: boolean) => {
    if (start >= end) return;
    const last = segments.at(-1);
    const piece = text.slice(start, end);
    if (last?.marked === marked) last.text += piece;
    else segments.push({ text: piece, marked });
  };
  let done = 0;
  for (const [start, end] of [...marks].sort((a, b) => a[0] - b[0])) {
    add(done, Math.min(start, text.length), false);
    done = Math.max(done, Math.min(start, text.length));
    add(done, Math.min(end, text.length), true);
    done = Math.max(done, Math.min(end, text.length));
  }
  add(done, text.length, false);
  return segments;
}
