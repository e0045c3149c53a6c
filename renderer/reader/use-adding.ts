import { useEffect, useState } from 'react';

/** Says whether the key is held with which another passage is selected to those there are. */
export function useAdding(): boolean {
  const [adding, setAdding] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const look = (event: KeyboardEvent) => setAdding(event.ctrlKey || event.metaKey);
    window.addEventListener('keydown', look, { signal });
    window.addEventListener('keyup', look, { signal });
    window.addEventListener('blur', () => setAdding(false), { signal });
    return () => listening.abort();
  }, []);
  return adding;
}
