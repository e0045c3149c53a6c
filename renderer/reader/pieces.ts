/** The passages of a highlight that is still being selected, piece by piece. Pure. */
import type { TextPosition } from '../../shared/selectors.ts';

/** The pieces with another one: in the order of the text, those that touch made one. */
export function withPiece(
  pieces: readonly TextPosition[],
  piece: TextPosition | undefined,
): TextPosition[] {
  const sorted = [...pieces, ...(piece === undefined ? [] : [piece])].sort(
    (a, b) => a.start - b.start || a.end - b.end,
  );
  const merged: TextPosition[] = [];
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
