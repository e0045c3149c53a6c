import { useEffect } from 'react';
import { createStore, useStore } from '../ui/store.ts';
import { inspectorShown } from './panes-shown.ts';
import { useBeside } from './split/use-beside.ts';

/** Below this width of the window, in CSS pixels, two texts and the inspector get too narrow. */
const WIDE = 1280;

const narrow = createStore(window.innerWidth < WIDE);
window.addEventListener('resize', () => narrow.set(window.innerWidth < WIDE));

/** Whether the inspector is shown although two halves leave it little room. */
const shownAnyway = createStore(false);

/**
 * Whether the inspector is shown, and the function that shows or hides it. In a narrow window it
 * gives way to a second half until it is asked for.
 */
export function useInspectorShown(): [shown: boolean, toggle: () => void] {
  const split = useBeside() !== undefined;
  const tight = useStore(narrow) && split;
  const usually = useStore(inspectorShown);
  const anyway = useStore(shownAnyway);
  useEffect(() => {
    if (!tight) shownAnyway.set(false);
  }, [tight]);
  return tight
    ? [anyway, () => shownAnyway.set((now) => !now)]
    : [usually, () => inspectorShown.set((now) => !now)];
}
