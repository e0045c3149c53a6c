import { createContext, use } from 'react';
import { createStore, useStore } from '../../ui/store.ts';

/** Which half of the main pane something stands in. */
export type HalfName = 'first' | 'second';

/** The half that was touched last: the inspector, the buttons of the tab row and keys are its. */
export const activeHalf = createStore<HalfName>('first');

/** Outside of both halves, null. */
export const HalfContext = createContext<HalfName | null>(null);

/** Says whether a component stands in the active half, or in none. */
export function useInActiveHalf(): boolean {
  const half = use(HalfContext);
  const active = useStore(activeHalf);
  return half === null || half === active;
}
