import { useEffect, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { createStore, useStore } from '../ui/store.ts';
import { useInActiveHalf } from './split/half.ts';

/** A place in the frame of the window that the screen inside it fills. */
interface Slot {
  /** Renders its children in the place; of two halves, only the active one's. */
  Fill: (props: { children: ReactNode }) => ReactNode;
  /** The ref of the element that is the place. */
  attach: (element: HTMLElement | null) => void;
  /** Says whether anything fills the place now. */
  useFilled: () => boolean;
}

/** Makes a place of the frame and the component that fills it. */
export function createSlot(): Slot {
  const place = createStore<HTMLElement | null>(null);
  const fills = createStore(0);

  function Fill({ children }: { children: ReactNode }) {
    const element = useStore(place);
    const active = useInActiveHalf();
    useEffect(() => {
      if (!active) return undefined;
      fills.set((count) => count + 1);
      return () => fills.set((count) => count - 1);
    }, [active]);
    return element === null || !active ? null : createPortal(children, element);
  }

  return {
    Fill,
    attach: (element) => place.set(element),
    useFilled: () => useStore(fills) > 0,
  };
}
