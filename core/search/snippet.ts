/** The piece of a text that shows best why it was found. */
import { foldWithOffsets, type FoldedText } from './fold.ts';
import { findAllIn, type Finder, type Found } from './marks.ts';
import { FAR } from './plan.ts';

/** Length of a snippet, in UTF-16 code units; about two lines. */
const LENGTH = 160;
/** How much of it may stand before the first match. */
const LEAD = 48;
/** Texts are searched in pieces of this length, until the snippets have all that was asked for; */
const CHUNK = 4_000;
/** each begins so much before the end of the last, so that nothing is cut in two. */
const OVERLAP = 400;
/** Other leaves of the query count for more than the same one again. */
const REPEATS_COUNTED = 5;

export interface Snippet {
  text: string;
  marks: Array<[number, number]>;
  /** The first thing found in the shown piece, as a [start, end) in the whole text. */
  first?: { start: number; end: number };
  found: readonly Found[];
}

/** A text that snippets are looked for in, with what was folded of it for the next keystroke. */
export interface SnippetText {
  readonly text: string;
  /** The piece that begins at an offset, folded, and where it ends. */
  piece(start: number): { folded: FoldedText; end: number };
}

/** Makes a text ready to look for snippets in. */
export function snippetText(text: string): SnippetText {
  const pieces = new Map<number, { folded: FoldedText; end: number }>();
  return {
    text,
    piece(start) {
      let piece = pieces.get(start);
      if (piece === undefined) {
        const end = cutAfter(text, start + CHUNK);
        const isWhole = start === 0 && end === text.length;
        piece = { folded: foldWithOffsets(isWhole ? text : text.slice(start, end)), end };
        pieces.set(start, piece);
      }
      return piece;
    },
  };
}

/**
 * The best places of a text that show what the finders find, the best first and none twice; its
 * beginning when they find nothing.
 */
export function snippetsOf(
  { text, piece }: SnippetText,
  finders: readonly Finder[],
  most: number,
): Snippet[] {
  const leaves = new Set(finders.map(({ leaf }) => leaf)).size;
  let windows: Window[] = [];
  for (let start = 0; start < text.length && !isEnough(windows, leaves, most);) {
    const { folded, end } = piece(start);
    const found = findAllIn(finders, folded).map((one) => ({
      ...one,
      start: one.start + start,
      end: one.end + start,
    }));
    windows = apart([...windows, ...bestWindows(found, most)], most);
    start = end === text.length ? end : cutBefore(text, end - OVERLAP, end);
  }
  return windows.length === 0
    ? [beginningOf(text)]
    : windows.map(({ found }) => shown(text, found));
}

function isEnough(windows: readonly Window[], leaves: number, most: number): boolean {
  return windows.length === most && windows.every((window) => window.leaves >= leaves);
}

interface Window {
  found: readonly Found[];
  /** How many leaves of the query are in it. */
  leaves: number;
  score: number;
}

/** The best windows, without those too near to a better one. */
function apart(windows: Window[], most: number): Window[] {
  const kept: Window[] = [];
  for (const window of windows.sort((a, b) => b.score - a.score)) {
    if (kept.length < most && kept.every((other) => isApart(window, other))) kept.push(window);
  }
  return kept;
}

function isApart(one: Window, other: Window): boolean {
  return startOf(one) > endOf(other) + LENGTH || endOf(one) + LENGTH < startOf(other);
}

function startOf({ found }: Window): number {
  return found[0]?.start ?? 0;
}

function endOf({ found }: Window): number {
  return found.at(-1)?.end ?? 0;
}

/** Windows that don't overlap: the one with the most leaves, then the most matches, then the first. */
function bestWindows(found: readonly Found[], most: number): Window[] {
  const windows: Window[] = [];
  for (let rest = found; windows.length < most && rest.length > 0;) {
    const best = bestWindow(rest);
    if (best === undefined) break;
    windows.push(best);
    const from = startOf(best) - LENGTH;
    const to = endOf(best) + LENGTH;
    rest = rest.filter(({ start, end }) => end < from || start > to);
  }
  return windows;
}

function bestWindow(found: readonly Found[]): Window | undefined {
  let best: Window | undefined;
  found.forEach((first, index) => {
    let last = index + 1;
    while (last < found.length && (found[last]?.end ?? 0) - first.start <= LENGTH - LEAD) last += 1;
    const inside = found.slice(index, last);
    const leaves = new Set(inside.map(({ finder }) => finder.leaf)).size;
    const nearness = Math.max(...inside.map(({ finder }) => FAR - finder.choice.level));
    const score = leaves * 100 + nearness * 10 + Math.min(inside.length, REPEATS_COUNTED);
    if (score > (best?.score ?? 0)) best = { found: inside, leaves, score };
  });
  return best;
}

function shown(text: string, found: readonly Found[]): Snippet {
  const [first] = found;
  if (first === undefined) return beginningOf(text);
  const start = cutBefore(text, Math.max(0, first.start - LEAD), first.start);
  const last = found.at(-1) ?? first;
  const end = Math.max(last.end, cutAfterWithin(text, start + LENGTH, last.end));
  const lead = start > 0 ? '… ' : '';
  const trail = end < text.length ? ' …' : '';
  const shift = lead.length - start;
  return {
    text: lead + onOneLine(text.slice(start, end)) + trail,
    marks: found.map((one) => [one.start + shift, one.end + shift]),
    first: { start: first.start, end: first.end },
    found,
  };
}

function beginningOf(text: string): Snippet {
  const end = cutAfterWithin(text, LENGTH, 0);
  return {
    text: onOneLine(text.slice(0, end)) + (end < text.length ? ' …' : ''),
    marks: [],
    found: [],
  };
}

/** White space as plain spaces, each as long as it was, so that offsets hold. */
function onOneLine(text: string): string {
  return text.replace(/\s/gu, ' ');
}

const SPACE = /\s/u;

/** The start of the word at or after `from`, but not after `limit`. */
function cutBefore(text: string, from: number, limit: number): number {
  if (from === 0) return 0;
  for (let at = from; at < limit; at += 1) {
    if (SPACE.test(text.charAt(at - 1)) && !SPACE.test(text.charAt(at))) return at;
  }
  return wholeCharacter(text, from);
}

/** The end of the last word that ends at or before `to`, but not before `limit`. */
function cutAfterWithin(text: string, to: number, limit: number): number {
  if (to >= text.length) return text.length;
  for (let at = to; at > Math.max(limit, to - LEAD); at -= 1) {
    if (SPACE.test(text.charAt(at)) && !SPACE.test(text.charAt(at - 1))) return at;
  }
  return wholeCharacter(text, to);
}

/** The next white space at or after an offset, or an offset not much later. */
function cutAfter(text: string, to: number): number {
  if (to >= text.length) return text.length;
  for (let at = to; at < Math.min(text.length, to + 1000); at += 1) {
    if (SPACE.test(text.charAt(at))) return at;
  }
  return wholeCharacter(text, to);
}

/** An offset that doesn't cut a surrogate pair in two. */
function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}
