import type { Box } from './bar-place.ts';

/** Says whether two boxes stand in one line: their middles lie within each other's height. */
function sameLine(a: Box, b: Box): boolean {
  const [middleA, middleB] = [a.top + a.height / 2, b.top + b.height / 2];
  return Math.abs(middleA - middleB) < Math.min(a.height, b.height) / 2;
}

/**
 * One box for each line of a stretch of text. The browser gives a box for every piece of it, and
 * the pieces that are marked or formatted twice over.
 */
export function lineBoxes(rects: Iterable<Box>): Box[] {
  const lines: Box[] = [];
  for (const { left, top, width, height } of rects) {
    if (width === 0 || height === 0) continue;
    const line = lines.find((other) => sameLine(other, { left, top, width, height }));
    if (line === undefined) {
      lines.push({ left, top, width, height });
      continue;
    }
    const right = Math.max(line.left + line.width, left + width);
    const bottom = Math.max(line.top + line.height, top + height);
    line.left = Math.min(line.left, left);
    line.top = Math.min(line.top, top);
    line.width = right - line.left;
    line.height = bottom - line.top;
  }
  return lines;
}
