import { useEffect, useState, type RefObject } from 'react';
import type { TextPosition } from '../../../shared/selectors.ts';
import { selectedOnPages, type PageMaps } from './page-maps.ts';

/** Follows what is selected on the pages, in offsets of the text, except while the button is down. */
export function usePageSelection(
  maps: PageMaps,
  root: RefObject<Element | null>,
): TextPosition | undefined {
  const [position, setPosition] = useState<TextPosition>();
  useEffect(() => {
    let dragging = false;
    const read = () => {
      if (dragging) return;
      const next = selectedOnPages(maps, root.current);
      setPosition((now) => (now?.start === next?.start && now?.end === next?.end ? now : next));
    };
    const press = (event: PointerEvent) => {
      dragging = event.button === 0 && root.current?.contains(event.target as Node) === true;
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
  }, [maps, root]);
  return position;
}
