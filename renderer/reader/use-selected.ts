import { useEffect, useState, type RefObject } from 'react';
import type { TextPosition } from '../../shared/selectors.ts';

/**
 * Follows what is selected in a surface, as `selected` reads it. While the mouse button is down
 * nothing is reported: the bar would be in the way of the selecting hand.
 */
export function useSelected(
  surface: RefObject<Element | null>,
  selected: () => TextPosition | undefined,
): TextPosition | undefined {
  const [position, setPosition] = useState<TextPosition>();
  useEffect(() => {
    let dragging = false;
    const read = () => {
      if (dragging) return;
      const next = selected();
      setPosition((now) => (now?.start === next?.start && now?.end === next?.end ? now : next));
    };
    const press = (event: PointerEvent) => {
      dragging = event.button === 0 && surface.current?.contains(event.target as Node) === true;
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
  }, [surface, selected]);
  return position;
}
