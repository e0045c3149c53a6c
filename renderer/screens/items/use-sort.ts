import { useState } from 'react';

/** The order of a list, remembered for lists of its kind in this window's own storage. */
export function useSort<S extends string>(
  kind: string,
  usual: S,
  known: readonly S[],
): [S, (sort: S) => void] {
  const key = `casebook.sort.${kind}`;
  const [sort, setSort] = useState<S>(
    () => known.find((name) => name === localStorage.getItem(key)) ?? usual,
  );
  return [
    sort,
    (next) => {
      localStorage.setItem(key, next);
      setSort(next);
    },
  ];
}
