import { useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { addressFrom, besideIn, swapped, withBeside, pathOf, type Beside } from './beside.ts';
import { activeHalf } from './half.ts';
import { placeOf } from '../place.ts';

/** What stands beside the screen now. */
export function useBeside(): Beside | undefined {
  const { search } = useLocation();
  return useMemo(() => besideIn(search), [search]);
}

interface BesideActions {
  /** Puts something beside the screen, in the place of what stood there. */
  open: (beside: Beside) => void;
  /** Leaves one half alone. */
  close: (half: 'first' | 'second') => void;
  swap: () => void;
  /** Says whether the halves can be exchanged. */
  swaps: boolean;
}

/** What can be done with the two halves of the main pane. */
export function useBesideActions(): BesideActions {
  const navigate = useNavigate();
  const address = useLocation();
  const beside = besideIn(address.search);
  const exchanged = swapped(address);
  const go = (path: string) => void navigate(path);
  return {
    open: (next) => {
      activeHalf.set('second');
      go(withBeside(address, next));
    },
    close: (half) => {
      activeHalf.set('first');
      if (half === 'second' || beside === undefined) go(withBeside(address, undefined));
      else go(pathOf({ ...beside, at: undefined }, placeOf(address.pathname).caseId));
    },
    swap: () => {
      if (exchanged === undefined) return;
      activeHalf.set((now) => (now === 'first' ? 'second' : 'first'));
      go(exchanged);
    },
    swaps: exchanged !== undefined,
  };
}

/** The same address with what stands beside kept, for a link followed inside a half. */
export function keepingBeside(path: string, beside: Beside): string {
  return withBeside(addressFrom(path), beside);
}
