/**
 * The differences between two texts, by lines and then by words. The sequence comparison is Myers's
 * (An O(ND) Difference Algorithm and Its Variations, 1986), from the package `diff`.
 */
import { diffArrays } from 'diff';
import type { TextLine } from './text-lines.ts';

/** A stretch of one line: the same in both texts, or only in this one. */
export interface Piece {
  text: string;
  differs: boolean;
}

/** A line of the comparison. */
export type DiffRow =
  | { kind: 'same'; before: TextLine; after: TextLine }
  | { kind: 'removed'; before: TextLine }
  | { kind: 'added'; after: TextLine }
  | {
      kind: 'changed';
      before: TextLine;
      after: TextLine;
      left: Piece[];
      right: Piece[];
    };

/** Lines with fewer words in common than this, from 0 to 1, are not one line that was changed. */
const ALIKE = 0.3;
/** Above this many pairs of lines to weigh in one place, lines are paired in their order. */
const WEIGHED = 40_000;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Words, signs and spaces, in any script; joined they are the text again. */
function tokensOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function sameLine(a: TextLine, b: TextLine): boolean {
  return (
    a.text === b.text &&
    a.kind === b.kind &&
    a.look === b.look &&
    a.sign === b.sign &&
    a.depth === b.depth
  );
}

/** A change that leaves only a space or a comma between two others reads better as one change. */
function isIsland(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text);
}

/** Adds a stretch to the pieces, to the last of them where it is of the same kind. */
function push(pieces: Piece[], text: string, differs: boolean): void {
  const last = pieces.at(-1);
  if (text === '') return;
  if (last?.differs === differs) last.text += text;
  else pieces.push({ text, differs });
}

/** The words that differ between two lines, marked in each of them. */
export function diffWords(before: string, after: string): { left: Piece[]; right: Piece[] } {
  const changes = diffArrays(tokensOf(before), tokensOf(after));
  const left: Piece[] = [];
  const right: Piece[] = [];
  const changedAt = (index: number) => {
    const change = changes[index];
    return change !== undefined && (change.added || change.removed);
  };
  changes.forEach(({ value, added, removed }, index) => {
    const text = value.join('');
    const island =
      !added && !removed && isIsland(text) && changedAt(index - 1) && changedAt(index + 1);
    if (!added) push(left, text, removed || island);
    if (!removed) push(right, text, added || island);
  });
  return { left, right };
}

function wordCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokensOf(text.toLowerCase())) {
    if (!isIsland(token)) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  return counts;
}

/** How much of their words two lines have in common, from 0 to 1 (Dice's coefficient). */
function likeness(a: Map<string, number>, b: Map<string, number>): number {
  const size = (counts: Map<string, number>) => [...counts.values()].reduce((sum, n) => sum + n, 0);
  const all = size(a) + size(b);
  if (all === 0) return 1;
  let common = 0;
  for (const [word, count] of a) common += Math.min(count, b.get(word) ?? 0);
  return (2 * common) / all;
}

/**
 * Which lines of two stretches are one line that was changed: pairs in rising order, with the
 * greatest likeness in all.
 */
function pairs(before: readonly TextLine[], after: readonly TextLine[]): Array<[number, number]> {
  const [n, m] = [before.length, after.length];
  if (n * m > WEIGHED) return before.slice(0, m).map((_, index) => [index, index]);
  const left = before.map(({ text }) => wordCounts(text));
  const right = after.map(({ text }) => wordCounts(text));
  const gain = (i: number, j: number) => {
    if (before[i]?.kind === 'title' && after[j]?.kind === 'title') return 1;
    const [one, other] = [left[i], right[j]];
    const like = one && other ? likeness(one, other) : 0;
    return like < ALIKE ? 0 : like;
  };
  // best[i][j]: the greatest likeness that the lines from i and from j on can have.
  const best = Array.from({ length: n + 1 }, () => new Float64Array(m + 1));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      const both = gain(i, j);
      const paired = both === 0 ? 0 : both + at(i + 1, j + 1);
      best[i]?.fill(Math.max(paired, at(i + 1, j), at(i, j + 1)), j, j + 1);
    }
  }
  const found: Array<[number, number]> = [];
  for (let i = 0, j = 0; i < n && j < m;) {
    if (at(i, j) === at(i + 1, j)) i++;
    else if (at(i, j) === at(i, j + 1)) j++;
    else found.push([i++, j++]);
  }
  return found;
}

/** The rows of a stretch in which nothing is the same. */
function changedRows(before: readonly TextLine[], after: readonly TextLine[]): DiffRow[] {
  const rows: DiffRow[] = [];
  let [i, j] = [0, 0];
  for (const [nextBefore, nextAfter] of [
    ...pairs(before, after),
    [before.length, after.length] as const,
  ]) {
    rows.push(
      ...before.slice(i, nextBefore).map((line) => ({ kind: 'removed', before: line }) as const),
    );
    rows.push(
      ...after.slice(j, nextAfter).map((line) => ({ kind: 'added', after: line }) as const),
    );
    const [one, other] = [before[nextBefore], after[nextAfter]];
    if (one !== undefined && other !== undefined) {
      rows.push({ kind: 'changed', before: one, after: other, ...diffWords(one.text, other.text) });
    }
    [i, j] = [nextBefore + 1, nextAfter + 1];
  }
  return rows;
}

/** Two texts side by side. */
export function diffLines(before: readonly TextLine[], after: readonly TextLine[]): DiffRow[] {
  const changes = diffArrays([...before], [...after], { comparator: sameLine });
  const rows: DiffRow[] = [];
  let [i, j] = [0, 0];
  let removed: TextLine[] = [];
  let added: TextLine[] = [];
  const flush = () => {
    rows.push(...changedRows(removed, added));
    [removed, added] = [[], []];
  };
  for (const change of changes) {
    const { length } = change.value;
    if (change.removed) removed.push(...before.slice(i, (i += length)));
    else if (change.added) added.push(...after.slice(j, (j += length)));
    else {
      flush();
      const same = after.slice(j, j + length);
      const old = before.slice(i, i + length);
      same.forEach((line, at) => rows.push({ kind: 'same', before: old[at] ?? line, after: line }));
      i += length;
      j += length;
    }
  }
  flush();
  return rows;
}
