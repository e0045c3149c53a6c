/**
 * Finding words in a text as a reader means them: without regard to case, accents, kinds of space,
 * quotation marks and dashes, and invisible characters (see matcher/fold.ts).
 */
import { fold, type Folded } from './matcher/fold.ts';
import type { TextPosition } from './selectors.ts';

/** A text made ready to be searched many times. */
export interface SearchableText {
  folded: Folded;
  /** Where the pieces begin that no match may reach out of; the first is 0. */
  starts: readonly number[];
}

/**
 * Makes a text ready. `starts` are the offsets at which its leaves begin, ascending: words that
 * stand in two of them do not stand together.
 */
export function searchable(text: string, starts: readonly number[]): SearchableText {
  return { folded: fold(text), starts };
}

/** Index of the last element that is not greater than the value; -1 when all are. */
function lastNotAfter(sorted: readonly number[], value: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? 0) <= value) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

/**
 * Every place where the words stand, in order, in UTF-16 code units of the text; places that would
 * overlap the one before are left out. Nothing is found for white space alone.
 */
export function findInText({ folded, starts }: SearchableText, words: string): TextPosition[] {
  const { symbols: wanted } = fold(words);
  const { symbols, at, until } = folded;
  const [first] = wanted;
  const found: TextPosition[] = [];
  if (first === undefined || words.trim() === '') return found;
  const last = symbols.length - wanted.length;
  for (let from = symbols.indexOf(first); from !== -1 && from <= last;) {
    let length = 1;
    while (length < wanted.length && symbols[from + length] === wanted[length]) length += 1;
    if (length === wanted.length) {
      const start = at[from] ?? 0;
      const end = until[from + length - 1] ?? 0;
      if (lastNotAfter(starts, start) === lastNotAfter(starts, end - 1)) {
        found.push({ start, end });
        from = symbols.indexOf(first, from + length);
        continue;
      }
    }
    from = symbols.indexOf(first, from + 1);
  }
  return found;
}

/** Index of the first match that ends after an offset, from 0 again when there is none. */
export function matchFrom(matches: readonly TextPosition[], offset: number): number {
  let from = 0;
  let to = matches.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((matches[middle]?.end ?? 0) > offset) to = middle;
    else from = middle + 1;
  }
  return from === matches.length ? 0 : from;
}

/** The matches that have at least one character in a range. */
export function matchesIn(
  matches: readonly TextPosition[],
  { start, end }: TextPosition,
): TextPosition[] {
  if ((matches.at(-1)?.end ?? 0) <= start) return [];
  const inside: TextPosition[] = [];
  for (let at = matchFrom(matches, start); at < matches.length; at += 1) {
    const match = matches[at];
    if (match === undefined || match.start >= end) break;
    inside.push(match);
  }
  return inside;
}
