import { useEffect, useState, type RefObject } from 'react';
import type { TextPosition } from '../../shared/selectors.ts';
import { positionOf } from './selection.ts';

/** The position that is selected in the column now; undefined when no text of it is. */
export function selectedPosition(column: Element | null, text: string): TextPosition | undefined {
  const selection = document.getSelection();
  if (column === null || selection === null || selection.isCollapsed) return undefined;
  if (selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  // All of the window selected is not a choice of this text.
  if (!column.contains(range.startContainer) && !column.contains(range.endContainer)) {
    return undefined;
  }
  return positionOf(
    column,
    text,
    { node: range.startContainer, offset: range.startOffset },
    { node: range.endContainer, offset: range.endOffset },
  );
}

/**
 * Follows what is selected in the column. While the mouse button is down nothing is reported: the
 * bar would be in the way of the selecting hand.
 */
export function useTextSelection(
  column: RefObject<Element | null>,
  text: string,
): TextPosition | undefined {
  const [position, setPosition] = useState<TextPosition>();
  useEffect(() => {
    let dragging = false;
    const read = () => {
      if (dragging) return;
      const next = selectedPosition(column.current, text);
      setPosition((now) => (now?.start === next?.start && now?.end === next?.end ? now : next));
    };
    const press = (event: PointerEvent) => {
      dragging = event.button === 0 && column.current?.contains(event.target as Node) === true;
    };
    const release = () => {
      if (!dragging) return;
      dragging = false;
      // A click that ends a selection empties it only after this event.
      setTimeout(read);
    };
    document.addEventListener('selectionchange', read);
    document.addEventListener('pointerdown', press, true);
    window.addEventListener('pointerup', release);
    window.addEventListener('pointercancel', release);
    return () => {
      document.removeEventListener('selectionchange', read);
      document.removeEventListener('pointerdown', press, true);
      window.removeEventListener('pointerup', release);
      window.removeEventListener('pointercancel', release);
    };
  }, [column, text]);
  return position;
}
