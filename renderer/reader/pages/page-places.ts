/** Where pages stand under each other, and which are in sight. Pure; lengths in CSS pixels. */
import type { PageRange } from '../../../shared/pages.ts';
import type { PageSize } from './use-pages.ts';

/** `width` fills the pane; a number is CSS pixels per point. */
export type Zoom = 'width' | number;

/** Between pages, and above the first. */
export const GAP = 16;
const SCALES = [0.5, 0.67, 0.8, 1, 1.2, 1.33, 1.5, 1.75, 2, 2.5, 3, 4];
/** Wider than this a page that fills the pane is hard to read. */
const MOST_FITTED = 1.8;

/** The next size of the row of sizes. */
export function nextZoom(scale: number, way: 'in' | 'out'): number {
  const next =
    way === 'in'
      ? SCALES.find((one) => one > scale * 1.02)
      : SCALES.findLast((one) => one < scale * 0.98);
  return next ?? scale;
}

/** The scale at which the widest page fits, in CSS pixels per point. */
export function fittedScale(sizes: readonly PageSize[], room: number): number {
  const widest = sizes.reduce((most, { width }) => Math.max(most, width), 1);
  return Math.max(0.2, Math.min(MOST_FITTED, (room - 2 * GAP) / widest));
}

/** The top of every page, and the height of all. */
export function placesOf(
  sizes: readonly PageSize[],
  scale: number,
): { tops: number[]; height: number } {
  let height = GAP;
  const tops = sizes.map((size) => {
    const top = height;
    height += size.height * scale + GAP;
    return top;
  });
  return { tops, height };
}

/** The last page that begins at or above a height; 0 when none does. */
export function pageAtHeight(tops: readonly number[], y: number): number {
  let from = 0;
  let to = tops.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((tops[middle] ?? Infinity) <= y) from = middle + 1;
    else to = middle;
  }
  return Math.max(0, from - 1);
}

/** The page that an offset of the canonical text is on; undefined when the text has no pages. */
export function pageOfOffset(ranges: readonly PageRange[], offset: number): number | undefined {
  const at = ranges.findLastIndex(({ start, end }) => start <= offset && start < end);
  return at === -1 ? (ranges.length > 0 ? 0 : undefined) : at;
}
