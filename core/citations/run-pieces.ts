/** Cutting what was set into the parts that stand for one citation each. */
import type { Run } from '../../shared/document.ts';

/** The stretch of runs between two offsets of their text, in UTF-16 code units. */
function sliceRuns(runs: readonly Run[], from: number, to: number): Run[] {
  let start = 0;
  return runs.flatMap((run) => {
    const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    start += run.text.length;
    return text === '' ? [] : [{ ...run, text }];
  });
}

/**
 * Runs cut after every delimiter, which stays with the piece before it. Where the delimiter also
 * stands in a title or in the words around a citation there are more pieces than citations.
 */
export function cutAt(runs: readonly Run[], delimiter: string): Run[][] {
  if (delimiter.trim() === '') return [[...runs]];
  const text = runs.map((run) => run.text).join('');
  const pieces: Run[][] = [];
  let from = 0;
  for (let at = text.indexOf(delimiter); at !== -1; at = text.indexOf(delimiter, from)) {
    pieces.push(sliceRuns(runs, from, at + delimiter.length));
    from = at + delimiter.length;
  }
  pieces.push(sliceRuns(runs, from, text.length));
  return pieces;
}
