/** The lines of a region, each with its text in the order it is read in. */
import type { Mark, Run } from '../document.ts';
import type { FontFacts, Piece } from './page.ts';
import { sharesLine, type Segment } from './segments.ts';

/** One line of a column; more than one cell where gaps are too wide to be spaces. */
export interface Line {
  cells: Segment[];
  left: number;
  right: number;
  top: number;
  bottom: number;
  baseline: number;
  size: number;
  chars: number;
  rtl: boolean;
}

const STRONG_RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/gu;
const STRONG_LTR =
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** Han and kana, which are written without spaces, and their punctuation. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uff60\uffe0-\uffe6\u2026\u2014]/u;

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Says whether text is written without spaces where it ends, and where it begins. */
export function isUnspaced(before: string, after: string): boolean {
  return UNSPACED.test([...before].at(-1) ?? '') && UNSPACED.test([...after][0] ?? '');
}

/** Says whether most of a text's letters are of scripts that run to the left. */
export function isRtlText(text: string): boolean {
  return count(text, STRONG_RTL) > count(text, STRONG_LTR);
}

function textOf(segments: readonly Segment[]): string {
  return segments.map(({ pieces }) => pieces.map(({ text }) => text).join(' ')).join(' ');
}

/** Puts segments that share a baseline together, top to bottom; cells in the order of reading. */
export function linesOf(region: readonly Segment[]): Line[] {
  const groups: Segment[][] = [];
  for (const segment of [...region].sort((a, b) => a.baseline - b.baseline)) {
    const host = groups
      .slice(-3)
      .find((group) => group.some((other) => sharesLine(other, segment) && apart(other, segment)));
    if (host === undefined) groups.push([segment]);
    else host.push(segment);
  }
  return groups.map(lineOf).sort((a, b) => a.baseline - b.baseline);
}

/** Nothing stands above itself: segments of one line don't cover each other. */
function apart(a: Segment, b: Segment): boolean {
  const over = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  return over <= 0.3 * Math.min(a.right - a.left, b.right - b.left) + 1;
}

function lineOf(segments: Segment[]): Line {
  const rtl = isRtlText(textOf(segments));
  const main = segments.reduce((best, next) => (next.chars > best.chars ? next : best));
  return {
    cells: segments.sort((a, b) => (rtl ? b.left - a.left : a.left - b.left)),
    left: Math.min(...segments.map(({ left }) => left)),
    right: Math.max(...segments.map(({ right }) => right)),
    top: Math.min(...segments.map(({ top }) => top)),
    bottom: Math.max(...segments.map(({ bottom }) => bottom)),
    baseline: main.baseline,
    size: main.size,
    chars: segments.reduce((sum, { chars }) => sum + chars, 0),
    rtl,
  };
}

/** Pieces in reading order: by place, stretches that run against the line's way turned round. */
export function inLineOrder(pieces: readonly Piece[], rtl: boolean): Piece[] {
  const sorted = [...pieces].sort((a, b) => a.left - b.left || a.item - b.item);
  if (rtl) sorted.reverse();
  const ordered: Piece[] = [];
  let against: Piece[] = [];
  let pending: Piece[] = [];
  for (const piece of sorted) {
    const strong = isRtlText(piece.text)
      ? 'rtl'
      : count(piece.text, STRONG_LTR) > 0 || /\d/.test(piece.text)
        ? 'ltr'
        : undefined;
    if (strong === undefined) pending.push(piece);
    else if ((strong === 'rtl') === rtl) {
      ordered.push(...against.reverse(), ...pending, piece);
      against = [];
      pending = [];
    } else {
      if (against.length === 0) ordered.push(...pending);
      else against.push(...pending);
      pending = [];
      against.push(piece);
    }
  }
  return [...ordered, ...against.reverse(), ...pending];
}

/** Says whether a gap is a space: narrower between letters set wide, wider between ideographs. */
function isSpace(before: Piece, after: Piece, gap: number): boolean {
  if (/\s$/.test(before.text) || /^\s/.test(after.text)) return true;
  const em = Math.max(before.size, after.size);
  if (isUnspaced(before.text, after.text)) return gap > 0.8 * em;
  // Raised and lowered figures stand off a little.
  return gap > (Math.abs(before.baseline - after.baseline) > 0.1 * em ? 0.22 : 0.14) * em;
}

function marksOf(piece: Piece, line: Segment, facts: FontFacts | undefined): Mark[] {
  const marks: Mark[] = [];
  if (facts?.bold === true) marks.push('bold');
  if (facts?.italic === true) marks.push('italic');
  if (piece.size <= line.size * 0.85) {
    const rise = line.baseline - piece.baseline;
    if (rise > 0.15 * line.size) marks.push('sup');
    else if (rise < -0.08 * line.size) marks.push('sub');
  }
  return marks;
}

/** Dot leaders between a heading and its page say nothing. */
function withoutLeaders(text: string): string {
  return text.replace(/(?:\s*[.·․…]){5,}\s*/g, ' ');
}

/** The text of a segment with its look; what is a space comes of the gaps. */
export function runsOf(
  segment: Segment,
  rtl: boolean,
  facts: ReadonlyMap<string, FontFacts>,
): Run[] {
  const runs: Run[] = [];
  let before: Piece | undefined;
  for (const piece of inLineOrder(segment.pieces, rtl)) {
    const gap =
      before === undefined ? 0 : Math.max(piece.left - before.right, before.left - piece.right);
    const space = before !== undefined && isSpace(before, piece, gap) ? ' ' : '';
    const marks = marksOf(piece, segment, facts.get(piece.font));
    const text = withoutLeaders(piece.text.replace(/\s+/g, ' '));
    const last = runs.at(-1);
    if (last !== undefined && (last.marks ?? []).join() === marks.join()) {
      last.text += `${space}${text}`;
    } else {
      if (last !== undefined) last.text += space;
      runs.push(marks.length === 0 ? { text } : { text, marks });
    }
    before = piece;
  }
  return runs;
}

/** A line's text without its look, in the order it is read in. */
export function lineText(line: Line): string {
  return line.cells
    .map((cell) =>
      runsOf(cell, line.rtl, new Map())
        .map(({ text }) => text)
        .join(''),
    )
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
