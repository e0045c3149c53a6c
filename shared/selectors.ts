/**
 * Locating a passage in a text, in the terms of the W3C Web Annotation data model
 * (https://www.w3.org/TR/annotation-model/#selectors): a TextPositionSelector (start, end) and a
 * TextQuoteSelector (exact, prefix, suffix). Offsets count UTF-16 code units.
 */

/** Characters of context kept on either side of a quote. */
export const CONTEXT_LENGTH = 48;

export interface TextPosition {
  start: number;
  end: number;
}

export interface TextQuote {
  exact: string;
  prefix: string;
  suffix: string;
}

/** Says whether an offset would cut a surrogate pair in two. */
function splitsPair(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

/** The quote selector of a position: its text and up to CONTEXT_LENGTH characters either side. */
export function quoteAt(text: string, { start, end }: TextPosition): TextQuote {
  let from = Math.max(0, start - CONTEXT_LENGTH);
  let to = Math.min(text.length, end + CONTEXT_LENGTH);
  if (splitsPair(text, from)) from += 1;
  if (splitsPair(text, to)) to -= 1;
  return {
    exact: text.slice(start, end),
    prefix: text.slice(from, start),
    suffix: text.slice(end, to),
  };
}

/** Every position at which `exact` stands in `text`, overlapping ones included. */
export function findExact(text: string, exact: string): TextPosition[] {
  const found: TextPosition[] = [];
  if (exact === '') return found;
  for (let at = text.indexOf(exact); at !== -1; at = text.indexOf(exact, at + 1)) {
    found.push({ start: at, end: at + exact.length });
  }
  return found;
}

/**
 * Moves the ends of a position inwards past white space, so that a highlight covers words and not
 * the gaps around them. Returns undefined when nothing is left.
 */
export function trimPosition(text: string, { start, end }: TextPosition): TextPosition | undefined {
  while (start < end && /\s/.test(text.charAt(start))) start += 1;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  return start < end ? { start, end } : undefined;
}
