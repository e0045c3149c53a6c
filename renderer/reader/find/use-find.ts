import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { DocumentLayout } from '../../../shared/document.ts';
import { findInText, matchFrom, searchable } from '../../../shared/find-in-text.ts';
import type { TextPosition } from '../../../shared/selectors.ts';

/** Where a source is read, as far as finding in it is concerned: its text, or its pages. */
export interface FindSurface {
  /** The offset of the first of what is on the screen, where a search begins. */
  beginning: () => number;
  /** Brings a match into sight; gives the way to stop doing so. */
  reveal: (match: TextPosition) => (() => void) | undefined;
  /** Marks the matches, the one that is gone to apart; gives the way to take the marks away. */
  paint: (matches: readonly TextPosition[], current: TextPosition | undefined) => () => void;
}

export interface Find {
  words: string;
  setWords: (words: string) => void;
  matches: readonly TextPosition[];
  /** Index of the match that is gone to; -1 without one. */
  at: number;
  /** Goes to the next match, or to the one before; round at the ends. */
  step: (by: 1 | -1) => void;
}

/** Finds words in a source while its bar is open; `initial` are words to begin with. */
export function useFind(
  { beginning, reveal, paint }: FindSurface,
  layout: DocumentLayout,
  initial: string,
): Find {
  const [words, setWords] = useState(initial);
  const wanted = useDeferredValue(words);
  const [from] = useState(beginning);
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

  useEffect(() => (current === undefined ? undefined : reveal(current)), [reveal, current]);
  useEffect(() => paint(matches, current), [paint, matches, current]);

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
