/** Steps through a text by words, for selecting with the keyboard. Offsets are UTF-16 code units. */

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** The text around an offset that is long enough to hold the words on both sides of it. */
const WINDOW = 400;

function edges(text: string, offset: number): { starts: number[]; ends: number[] } {
  const from = Math.max(0, offset - WINDOW);
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { segment, index, isWordLike } of segmenter.segment(
    text.slice(from, offset + WINDOW),
  )) {
    if (isWordLike !== true) continue;
    starts.push(from + index);
    ends.push(from + index + segment.length);
  }
  return { starts, ends };
}

/** The end of the next word after an offset, in any script; the text's end after the last. */
export function nextWordEnd(text: string, offset: number): number {
  return edges(text, offset).ends.find((end) => end > offset) ?? text.length;
}

/** The start of the word before an offset; 0 before the first. */
export function previousWordStart(text: string, offset: number): number {
  return edges(text, offset).starts.findLast((start) => start < offset) ?? 0;
}
