/** What of a rendered document stands where on the screen. All lengths are CSS pixels. */
import { endOf, leafElements, startOf } from './selection.ts';

/** Elements that lie one under the other, from the first whose lower edge is under `y`. */
function fromBelow(elements: HTMLCollection, y: number): Element[] {
  const list = [...elements];
  let from = 0;
  let to = list.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((list[middle]?.getBoundingClientRect().bottom ?? 0) > y) to = middle;
    else from = middle + 1;
  }
  return list.slice(from);
}

/**
 * The leaf at a height of the window, or the next below it. Looks only into the chunk and the block
 * there: the browser would lay out any other that it is asked about.
 */
export function leafAt(column: Element, y: number): Element | undefined {
  for (const part of fromBelow(column.children, y)) {
    const blocks = part.hasAttribute('data-chunk') ? fromBelow(part.children, y) : [part];
    for (const block of blocks) {
      const leaves = leafElements(block);
      const leaf = leaves.find((one) => one.getBoundingClientRect().bottom > y) ?? leaves[0];
      if (leaf !== undefined) return leaf;
    }
  }
  return undefined;
}

/** The range of the canonical text that a part of the window's height shows, or a little more. */
export function offsetsBetween(
  column: Element,
  top: number,
  bottom: number,
): { start: number; end: number } | undefined {
  const first = leafAt(column, top);
  if (first === undefined) return undefined;
  const last = leafAt(column, bottom) ?? leafElements(column).at(-1) ?? first;
  return { start: startOf(first), end: Math.max(endOf(first), endOf(last)) };
}
