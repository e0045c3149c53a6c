import { useEffect } from 'react';
import { flushAll } from '../editor/use-autosave.ts';
import { desktopHost } from './host.ts';

/** Has the window of the desktop wait, when it is closed, until what was written is saved. */
export function useClosing(): void {
  useEffect(() => {
    desktopHost()?.onClosing?.(flushAll);
  }, []);
}
