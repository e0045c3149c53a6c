import { useLayoutEffect, useState, type RefObject } from 'react';
import { scrollerOf } from './scrolling.ts';
import { placeBar, type BarPlace, type Box } from './bar-place.ts';

/** The box around several rectangles; undefined when none of them has a size. */
export function boxAround(rects: Iterable<Box>): Box | undefined {
  let box: { left: number; top: number; right: number; bottom: number } | undefined;
  for (const { left, top, width, height } of rects) {
    if (width === 0 && height === 0) continue;
    const [right, bottom] = [left + width, top + height];
    box =
      box === undefined
        ? { left, top, right, bottom }
        : {
            left: Math.min(box.left, left),
            top: Math.min(box.top, top),
            right: Math.max(box.right, right),
            bottom: Math.max(box.bottom, bottom),
          };
  }
  return (
    box && {
      left: box.left,
      top: box.top,
      width: box.right - box.left,
      height: box.bottom - box.top,
    }
  );
}

interface BarPlaceProps {
  bar: RefObject<HTMLElement | null>;
  /** What the bar is placed in; it moves with the text. */
  page: RefObject<HTMLElement | null>;
  /** Where the text is that the bar is for, in the window; called again whenever that may change. */
  target: (() => Box | undefined) | undefined;
}

/** Keeps the bar beside its text; undefined while the text is not in sight. */
export function useBarPlace({ bar, page, target }: BarPlaceProps): BarPlace | undefined {
  const [place, setPlace] = useState<BarPlace>();
  useLayoutEffect(() => {
    const placed = page.current;
    if (target === undefined || placed === null) return undefined;
    const scroller = scrollerOf(placed);
    const measure = () => {
      const box = target();
      const origin = placed.getBoundingClientRect();
      const visible = scroller.getBoundingClientRect();
      const size = bar.current?.getBoundingClientRect();
      if (box === undefined || size === undefined) {
        setPlace(undefined);
        return;
      }
      if (box.top > visible.bottom || box.top + box.height < visible.top) {
        setPlace(undefined);
        return;
      }
      const within = ({ left, top, width, height }: Box): Box => ({
        left: left - origin.left,
        top: top - origin.top,
        width,
        height,
      });
      const next = placeBar(within(box), size, within(visible));
      setPlace((now) =>
        now?.left === next.left && now.top === next.top && now.side === next.side ? now : next,
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    observer.observe(placed);
    scroller.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      scroller.removeEventListener('scroll', measure);
      setPlace(undefined);
    };
  }, [bar, page, target]);
  return place;
}
