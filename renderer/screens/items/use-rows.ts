import { defaultRangeExtractor, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useState, type RefObject } from 'react';
import { withIndex } from './with-index.ts';

interface Rows {
  virtual: Virtualizer<HTMLElement, Element>;
  /** How far the list's top is from the top of what scrolls, in CSS pixels. */
  top: number;
}

/**
 * The rows in sight of a list inside the main pane. `stop` is the index of a row that has to be
 * there even when it is scrolled away, -1 for none.
 */
export function useRows(
  list: RefObject<HTMLElement | null>,
  keys: readonly string[],
  rowHeight: number,
  stop = -1,
): Rows {
  const [top, setTop] = useState(0);
  useEffect(() => setTop(list.current?.offsetTop ?? 0), [list]);
  const virtual = useVirtualizer<HTMLElement, Element>({
    count: keys.length,
    getScrollElement: () => list.current?.closest<HTMLElement>('[data-scroller]') ?? null,
    estimateSize: () => rowHeight,
    getItemKey: (index) => keys[index] ?? index,
    scrollMargin: top,
    overscan: 12,
    rangeExtractor: (range) => withIndex(defaultRangeExtractor(range), stop),
  });
  return { virtual, top };
}
