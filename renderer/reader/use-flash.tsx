import { useCallback, useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { TextPosition } from '../../shared/selectors.ts';
import { rangeOf } from './selection.ts';
import { reveal, scrollerOf } from './scrolling.ts';
import type { Box } from './bar-place.ts';
import styles from './flash.module.css';

/** How long a passage that was gone to stands out, in milliseconds. */
const SHOWN_MS = 2400;

interface Places {
  page: RefObject<HTMLElement | null>;
  column: RefObject<HTMLElement | null>;
}

/** Goes to a passage and has it stand out for a moment. */
export function useFlash({ page, column }: Places): {
  flash: (position: TextPosition) => void;
  boxes: ReactNode;
} {
  const [boxes, setBoxes] = useState<{ id: number; list: Box[] }>({ id: 0, list: [] });
  const cancel = useRef<() => void>(() => undefined);

  const flash = useCallback(
    (position: TextPosition) => {
      cancel.current();
      let timer: ReturnType<typeof setTimeout> | undefined;
      const { current: root } = column;
      if (root === null) return;
      const stop = reveal(
        scrollerOf(root),
        () => rangeOf(root, position),
        () => {
          const origin = page.current?.getBoundingClientRect();
          const rects = rangeOf(root, position)?.getClientRects() ?? [];
          if (origin === undefined) return;
          const list = [...rects]
            .filter(({ width }) => width > 0)
            .map(({ left, top, width, height }) => ({
              left: left - origin.left,
              top: top - origin.top,
              width,
              height,
            }));
          setBoxes(({ id }) => ({ id: id + 1, list }));
          timer = setTimeout(() => setBoxes(({ id }) => ({ id, list: [] })), SHOWN_MS);
        },
      );
      cancel.current = () => {
        stop();
        clearTimeout(timer);
      };
    },
    [page, column],
  );
  useEffect(() => () => cancel.current(), []);

  return {
    flash,
    boxes: boxes.list.map((box, index) => (
      <span
        key={`${boxes.id}-${index}`}
        className={styles.flash}
        data-aside=""
        style={box}
        aria-hidden="true"
      />
    )),
  };
}
