import { useEffect, useRef } from 'react';
import { useSaveState } from '../ui/save-state.ts';
import { desktopHost } from './host.ts';

/** Has the window of the desktop wait, when it is closed, until what was written is saved. */
export function useClosing(): void {
  const state = useSaveState();
  const latest = useRef(state);
  const done = useRef<() => void>(undefined);
  useEffect(() => {
    latest.current = state;
    if (state.kind !== 'saving') done.current?.();
  }, [state]);
  useEffect(() => {
    desktopHost()?.onClosing?.(
      () =>
        new Promise((resolve) => {
          done.current = resolve;
          // Everything that saves by itself saves at once when the page is about to go.
          window.dispatchEvent(new Event('pagehide'));
          if (latest.current.kind !== 'saving') resolve();
        }),
    );
  }, []);
}
