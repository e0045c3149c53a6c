import { useCallback, useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { TextPosition } from '../../shared/selectors.ts';
import type { Box } from './bar-place.ts';
import { lineBoxes } from './line-boxes.ts';
import { reveal } from './scrolling.ts';
import { textRects } from './selection.ts';
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
      const stop = reveal(root, position, () => {
        const origin = page.current?.getBoundingClientRect();
        if (origin === undefined) return;
        const list = lineBoxes(textRects(root, position)).map((box) => ({
          ...box,
          left: box.left - origin.left,
          top: box.top - origin.top,
        }));
        setBoxes(({ id }) => ({ id: id + 1, list }));
        timer = setTimeout(() => setBoxes(({ id }) => ({ id, list: [] })), SHOWN_MS);
      });
      cancel.current = () => {
        stop();
        clearTimeout(timer);
      };
    },
    [page, column],
  );
  useEffect(() => () => cancel.current(), []);

  // The lines are somewhere else once the column has another width or the text another size.
  useEffect(() => {
    if (boxes.list.length === 0 || page.current === null) return undefined;
    const { clientWidth: width, clientHeight: height } = page.current;
    const observer = new ResizeObserver(([entry]) => {
      const { target } = entry ?? {};
      if (!target || (target.clientWidth === width && target.clientHeight === height)) return;
      setBoxes(({ id }) => ({ id, list: [] }));
    });
    observer.observe(page.current);
    return () => observer.disconnect();
  }, [boxes.list, page]);

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
