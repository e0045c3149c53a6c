import { useDeferredValue, useEffect, useMemo, useState, type RefObject } from 'react';
import type { DocumentLayout } from '../../../shared/document.ts';
import { findInText, matchFrom, searchable } from '../../../shared/find-in-text.ts';
import type { TextPosition } from '../../../shared/selectors.ts';
import { leafAt } from '../in-sight.ts';
import { reveal, scrollerOf } from '../scrolling.ts';
import { startOf } from '../selection.ts';
import { clearMatches, paintMatches } from './painted-matches.ts';

export interface Find {
  words: string;
  setWords: (words: string) => void;
  matches: readonly TextPosition[];
  /** Index of the match that is gone to; -1 without one. */
  at: number;
  /** Goes to the next match, or to the one before; round at the ends. */
  step: (by: 1 | -1) => void;
}

interface FindProps {
  column: RefObject<HTMLElement | null>;
  layout: DocumentLayout;
  /** Words to begin with. */
  initial: string;
  /** Changes when the text is drawn anew: its marks then need other places. */
  drawn: unknown;
}

/** The offset that a search begins at: the first of what is on the screen. */
function beginning(column: HTMLElement | null): number {
  if (column === null) return 0;
  const leaf = leafAt(column, scrollerOf(column).getBoundingClientRect().top + 8);
  return leaf === undefined ? 0 : startOf(leaf);
}

/** Finds words in a source while its bar is open. */
export function useFind({ column, layout, initial, drawn }: FindProps): Find {
  const [words, setWords] = useState(initial);
  const wanted = useDeferredValue(words);
  const [from] = useState(() => beginning(column.current));
  const text = useMemo(
    () =>
      searchable(
        layout.text,
        layout.leaves.map(({ start }) => start),
      ),
    [layout],
  );
  const matches = useMemo(() => findInText(text, wanted), [text, wanted]);

  // New words begin at what was on the screen when the bar opened.
  const first = () => (matches.length === 0 ? -1 : matchFrom(matches, from));
  const [state, setState] = useState(() => ({ matches, at: first() }));
  const at = state.matches === matches ? state.at : first();
  if (state.matches !== matches) setState({ matches, at });
  const current = matches[at];

  useEffect(() => {
    const root = column.current;
    if (root === null || current === undefined) return undefined;
    return reveal(root, current);
  }, [column, current]);

  useEffect(() => {
    const root = column.current;
    if (root === null) return undefined;
    const owner = {};
    const scroller = scrollerOf(root);
    let frame = 0;
    const paint = () => {
      frame = 0;
      paintMatches(owner, root, matches, current);
    };
    const later = () => {
      if (frame === 0) frame = requestAnimationFrame(paint);
    };
    later();
    scroller.addEventListener('scroll', later, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      scroller.removeEventListener('scroll', later);
      clearMatches(owner);
    };
  }, [column, matches, current, drawn]);

  return {
    words,
    setWords,
    matches,
    at,
    step: (by) => {
      const { length } = matches;
      if (length > 0) setState({ matches, at: (at + by + length) % length });
    },
  };
}
