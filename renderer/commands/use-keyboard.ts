import { useEffect } from 'react';
import { isCommandId, type CommandId } from '../../shared/commands.ts';
import { openDialog } from '../shell/open-dialog.ts';
import { commandsAsked } from './keys.ts';
import { platform } from './platform.ts';
import { runCommand } from './registry.ts';

/** What the desktop host adds to the window; absent in a browser. */
interface Host {
  onCommand?: (listener: (id: string) => void) => unknown;
}

/**
 * While a dialog or a menu is open its own keys count, and Radix hides all the rest; only the search
 * box can be closed by its shortcut.
 */
function isBlocked(id: CommandId): boolean {
  const hidden = document.getElementById('root')?.getAttribute('aria-hidden') === 'true';
  return hidden && !(id === 'search.open' && openDialog.get()?.name === 'palette');
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  for (const id of commandsAsked(event, focused, platform)) {
    if (isBlocked(id)) continue;
    if (!runCommand(id, event)) continue;
    event.preventDefault();
    return;
  }
}

/** Turns keys, and the entries of the desktop's menu bar, into commands. */
export function useKeyboard(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  useEffect(() => {
    const host = (window as { casebookHost?: Host }).casebookHost;
    const stop = host?.onCommand?.((id) => {
      if (isCommandId(id) && !isBlocked(id)) runCommand(id);
    });
    return () => {
      if (typeof stop === 'function') stop();
    };
  }, []);
}
