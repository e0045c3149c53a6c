import { use, useCallback } from 'react';
import { useNavigate } from 'react-router';
import { activeHalf, HalfContext } from './half.ts';
import { keepingBeside, useBeside } from './use-beside.ts';

/**
 * Goes to an address as a link in the same place would: from one of two halves it opens in the
 * first, and the second stays.
 */
export function useHalfNavigate(): (path: string) => Promise<void> {
  const navigate = useNavigate();
  const beside = useBeside();
  const half = use(HalfContext);
  return useCallback(
    async (path) => {
      if (beside === undefined || half === null) {
        await navigate(path);
        return;
      }
      activeHalf.set('first');
      await navigate(keepingBeside(path, beside));
    },
    [navigate, beside, half],
  );
}
