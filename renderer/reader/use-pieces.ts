import { useCallback, useEffect, useState, type RefObject } from 'react';
import type { TextPosition } from '../../shared/selectors.ts';
import { platform } from '../commands/platform.ts';
import { withPiece } from './pieces.ts';
import { rangeOf } from './selection.ts';

/** The name that the pieces are painted under, by the CSS Custom Highlight API. */
const PAINTED = 'casebook-pieces';

const NONE: readonly TextPosition[] = [];

export interface Pieces {
  /** Selected before, and still to be part of the highlight; in the order of the text. */
  pieces: readonly TextPosition[];
  /** Keeps what is selected as a piece, so that more can be selected. */
  keep: () => void;
  clear: () => void;
  /** The pieces with what is selected now. */
  all: () => TextPosition[];
}

/**
 * Selecting several passages for one highlight: a press with Ctrl (on a Mac Cmd) keeps what was
 * selected before; a press without it starts anew.
 */
export function usePieces(
  surface: RefObject<HTMLElement | null>,
  text: string,
  selected: () => TextPosition | undefined,
): Pieces {
  const [kept, setKept] = useState({ text, list: NONE });
  // Pieces of another text are none of this one.
  const pieces = kept.text === text ? kept.list : NONE;

  const add = useCallback(
    (position: TextPosition | undefined) => {
      if (position === undefined) return;
      setKept((now) => ({ text, list: withPiece(now.text === text ? now.list : [], position) }));
    },
    [text],
  );
  const clear = useCallback(() => setKept({ text, list: NONE }), [text]);

  useEffect(() => {
    const press = (event: PointerEvent) => {
      if (event.button !== 0 || surface.current?.contains(event.target as Node) !== true) return;
      const adds = platform === 'mac' ? event.metaKey : event.ctrlKey;
      if (adds) add(selected());
      else clear();
    };
    // Before the press changes the selection.
    document.addEventListener('pointerdown', press, true);
    return () => document.removeEventListener('pointerdown', press, true);
  }, [surface, selected, add, clear]);

  return {
    pieces,
    keep: () => add(selected()),
    clear,
    all: () => withPiece(pieces, selected()),
  };
}

/** Shows the pieces in a text, without touching the page's tree. */
export function usePaintedPieces(
  column: RefObject<HTMLElement | null>,
  pieces: readonly TextPosition[],
): void {
  useEffect(() => {
    const root = column.current;
    const { highlights } = CSS as { highlights?: HighlightRegistry };
    if (root === null || highlights === undefined || pieces.length === 0) return undefined;
    const ranges = pieces.flatMap((piece) => rangeOf(root, piece) ?? []);
    highlights.set(PAINTED, new Highlight(...ranges));
    return () => void highlights.delete(PAINTED);
  }, [column, pieces]);
}
