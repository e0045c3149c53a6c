import { useMemo, type RefObject } from 'react';
import { leafAt } from '../in-sight.ts';
import { reveal, scrollerOf } from '../scrolling.ts';
import { startOf } from '../selection.ts';
import { clearMatches, paintMatches } from './painted-matches.ts';
import type { FindSurface } from './use-find.ts';

/** The text of a source, to be found in; `drawn` changes when it is drawn anew. */
export function useTextSurface(column: RefObject<HTMLElement | null>, drawn: unknown): FindSurface {
  const still = useMemo(
    (): Omit<FindSurface, 'paint'> => ({
      beginning: () => {
        const root = column.current;
        if (root === null) return 0;
        const leaf = leafAt(root, scrollerOf(root).getBoundingClientRect().top + 8);
        return leaf === undefined ? 0 : startOf(leaf);
      },
      reveal: (match) => (column.current === null ? undefined : reveal(column.current, match)),
    }),
    [column],
  );
  const paint = useMemo(
    (): FindSurface['paint'] => (matches, current) => {
      const root = column.current;
      if (root === null) return () => undefined;
      const owner = {};
      const scroller = scrollerOf(root);
      let frame = 0;
      const draw = () => {
        frame = 0;
        paintMatches(owner, root, matches, current);
      };
      const later = () => {
        if (frame === 0) frame = requestAnimationFrame(draw);
      };
      later();
      scroller.addEventListener('scroll', later, { passive: true });
      return () => {
        cancelAnimationFrame(frame);
        scroller.removeEventListener('scroll', later);
        clearMatches(owner);
      };
    },
    // Marks need other places when what they lie over is drawn anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [column, drawn],
  );
  return useMemo(() => ({ ...still, paint }), [still, paint]);
}
