import { useEffect, useRef } from 'react';
import { takesTyping } from '../commands/keys.ts';
import { pastedOf } from './pasted.ts';

/** What a paste brings that can become sources. */
export type Brought = NonNullable<ReturnType<typeof pastedOf>>;

/**
 * Hears of pastes outside of every field and text that is written in. While a dialog other than the
 * import screen is open, they belong to nobody.
 */
export function usePasting(isTaken: () => boolean, onPaste: (brought: Brought) => void): void {
  const latest = useRef({ isTaken, onPaste });
  useEffect(() => {
    latest.current = { isTaken, onPaste };
  });
  useEffect(() => {
    const listener = (event: ClipboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (event.defaultPrevented || takesTyping(target) || latest.current.isTaken()) return;
      const brought = event.clipboardData === null ? undefined : pastedOf(event.clipboardData);
      if (brought === undefined) return;
      event.preventDefault();
      latest.current.onPaste(brought);
    };
    window.addEventListener('paste', listener);
    return () => window.removeEventListener('paste', listener);
  }, []);
}
