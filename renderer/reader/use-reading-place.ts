import { useEffect, type RefObject } from 'react';
import { scrollerOf } from './scrolling.ts';
import { leafElements, startOf } from './selection.ts';

const KEY = 'casebook.place.';

interface Place {
  /** Start of the leaf at the top of the pane, in the canonical text. */
  offset: number;
  /** How far the pane's top lies below the leaf's, in CSS pixels. */
  below: number;
}

/** The place kept for a source; undefined when there is none or it can't be read. */
export function keptPlace(sourceId: string): Place | undefined {
  const [offset, below] = (localStorage.getItem(KEY + sourceId) ?? '').split(' ').map(Number);
  if (offset === undefined || below === undefined) return undefined;
  return Number.isFinite(offset) && Number.isFinite(below) ? { offset, below } : undefined;
}

function topLeaf(column: Element, top: number): Element | undefined {
  // Blocks lie one under the other, so their boxes can be searched; a leaf of a later one can't.
  const blocks = [...column.children];
  let from = 0;
  let to = blocks.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((blocks[middle]?.getBoundingClientRect().bottom ?? 0) > top) to = middle;
    else from = middle + 1;
  }
  const block = blocks[from];
  return block && (leafElements(block)[0] ?? block);
}

/** Keeps where the researcher reads, by source, and goes there when the source opens again. */
export function useReadingPlace(
  column: RefObject<HTMLElement | null>,
  sourceId: string,
  /** False when the address says where to go. */
  restore: boolean,
): void {
  useEffect(() => {
    const root = column.current;
    if (root === null) return undefined;
    const scroller = scrollerOf(root);
    const kept = restore ? keptPlace(sourceId) : undefined;
    let frame = 0;
    let tries = 0;
    const settle = () => {
      const leaf = leafElements(root).find((one) => startOf(one) === kept?.offset);
      if (leaf === undefined || kept === undefined) return;
      const by =
        leaf.getBoundingClientRect().top - scroller.getBoundingClientRect().top + kept.below;
      scroller.scrollTop += by;
      tries += 1;
      // Blocks above take their real height only now.
      if (Math.abs(by) > 2 && tries < 8) frame = requestAnimationFrame(settle);
    };
    if (kept !== undefined) settle();
    else if (restore) scroller.scrollTop = 0;

    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      const { top } = scroller.getBoundingClientRect();
      const leaf = topLeaf(root, top);
      if (leaf === undefined || !leaf.hasAttribute('data-start') || scroller.scrollTop < 8) {
        localStorage.removeItem(KEY + sourceId);
        return;
      }
      const below = Math.round(top - leaf.getBoundingClientRect().top);
      localStorage.setItem(KEY + sourceId, `${startOf(leaf)} ${below}`);
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(keep, 250);
    };
    scroller.addEventListener('scroll', later, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      scroller.removeEventListener('scroll', later);
    };
    // Where to go is decided when the source opens, not when the address changes later.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [column, sourceId]);
}
