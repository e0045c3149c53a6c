import { useEffect, type RefObject } from 'react';
import { createStore } from '../ui/store.ts';
import { leafAt } from './in-sight.ts';
import { scrollerOf } from './scrolling.ts';
import { leafAround, offsetOf, startOf } from './selection.ts';

/** A leaf of a source, by where it starts in the canonical text. */
export interface LeafPlace {
  sourceId: string;
  start: number;
}

/** The leaf that was clicked, focused or selected in last. */
export const cursorLeaf = createStore<LeafPlace | null>(null);

/** Where the text in sight begins, in each source on the screen: an offset of its canonical text. */
export const textTops = createStore<ReadonlyMap<string, number>>(new Map());

/** How far below the pane's top the text in sight begins: a bar may lie over it. CSS pixels. */
const BELOW_TOP = 52;

/** The offset of the canonical text at the beginning of the line at a height of the window. */
function offsetAt(root: Element, y: number): number | undefined {
  const leaf = leafAt(root, y);
  if (leaf === undefined || !leaf.hasAttribute('data-start')) return undefined;
  const { left, top } = leaf.getBoundingClientRect();
  const caret = top >= y ? null : document.caretPositionFromPoint(left + 2, y);
  if (caret === null || !leaf.contains(caret.offsetNode)) return startOf(leaf);
  return offsetOf(root, { node: caret.offsetNode, offset: caret.offset }, true);
}

/** Tells the rest of the window where the researcher is in a text. */
export function useCursor(column: RefObject<HTMLElement | null>, sourceId: string): void {
  useEffect(() => {
    const root = column.current;
    if (root === null) return undefined;
    const take = (node: Node | null) => {
      const leaf = leafAround(node);
      if (leaf === null || !root.contains(leaf)) return;
      const start = startOf(leaf);
      const now = cursorLeaf.get();
      if (now?.sourceId === sourceId && now.start === start) return;
      cursorLeaf.set({ sourceId, start });
    };
    const onSelection = () => take(document.getSelection()?.focusNode ?? null);
    const onFocus = (event: FocusEvent) => take(event.target as Node);
    document.addEventListener('selectionchange', onSelection);
    root.addEventListener('focusin', onFocus);

    const scroller = scrollerOf(root);
    let frame = 0;
    const look = () => {
      frame = 0;
      const offset = offsetAt(root, scroller.getBoundingClientRect().top + BELOW_TOP);
      if (offset === undefined || textTops.get().get(sourceId) === offset) return;
      textTops.set((now) => new Map([...now, [sourceId, offset]]));
    };
    const onScroll = () => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    scroller.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      document.removeEventListener('selectionchange', onSelection);
      root.removeEventListener('focusin', onFocus);
      scroller.removeEventListener('scroll', onScroll);
      cancelAnimationFrame(frame);
      textTops.set((now) => new Map([...now].filter(([id]) => id !== sourceId)));
    };
  }, [column, sourceId]);
}
