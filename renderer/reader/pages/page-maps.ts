/** The maps of the pages that are shown, for whoever asks where on them a selection stands. */
import type { PageMap } from '../../../shared/pdf-text/page-map.ts';
import { offsetAt } from '../../../shared/pdf-text/page-map.ts';
import type { TextPosition } from '../../../shared/selectors.ts';

/** By the number of the page, from 0. */
export type PageMaps = Map<number, PageMap>;

/** The first canonical offset on a page; undefined when it is not shown or has no text. */
export function firstOffset(maps: PageMaps, index: number): number | undefined {
  let first: number | undefined;
  for (const row of maps.get(index)?.offsets.values() ?? []) {
    for (const offset of row) {
      if (offset >= 0 && (first === undefined || offset < first)) first = offset;
    }
  }
  return first;
}

function offsetOf(
  maps: PageMaps,
  node: Node,
  offset: number,
  side: 'start' | 'end',
): number | undefined {
  const element = node instanceof Element ? node : node.parentElement;
  const page = element?.closest('[data-page]');
  const map = maps.get(Number(page?.getAttribute('data-page') ?? NaN));
  if (map === undefined) return undefined;
  const child =
    node instanceof Text ? null : node.childNodes[side === 'start' ? offset : offset - 1];
  // Between lines: the line after, for a start; the one before, for an end.
  const line = element?.closest('[data-item]') ?? (child instanceof Element ? child : null);
  const item = Number(line?.getAttribute('data-item') ?? NaN);
  if (Number.isNaN(item)) return undefined;
  const whole = side === 'start' ? 0 : (line?.textContent.length ?? 0);
  return offsetAt(map, { item, at: node instanceof Text ? offset : whole }, side);
}

/** The stretch of canonical text that is selected on the pages; undefined when none is. */
export function selectedOnPages(maps: PageMaps, root: Element | null): TextPosition | undefined {
  const selection = document.getSelection();
  if (root === null || selection === null || selection.isCollapsed) return undefined;
  if (selection.rangeCount === 0) return undefined;
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
  if (!root.contains(startContainer) || !root.contains(endContainer)) return undefined;
  const start = offsetOf(maps, startContainer, startOffset, 'start');
  const end = offsetOf(maps, endContainer, endOffset, 'end');
  if (start === undefined || end === undefined) return undefined;
  // Columns that are read in another order than they stand in turn the ends around.
  return start < end ? { start, end } : undefined;
}
