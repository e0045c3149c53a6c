import { useMemo } from 'react';
import { useLocation } from 'react-router';
import { placeOf, type Place } from './place.ts';

/** Where the window is now. */
export function usePlace(): Place {
  const { pathname } = useLocation();
  return useMemo(() => placeOf(pathname), [pathname]);
}
