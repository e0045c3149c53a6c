import { useEffect } from 'react';
import { isCommandId, type CommandId } from '../../shared/commands.ts';
import { openDialog } from '../shell/open-dialog.ts';
import { desktopHost } from './host.ts';
import { commandsAsked } from './keys.ts';
import { platform } from './platform.ts';
import { runCommand } from './registry.ts';
import { undoTyping } from './undo-typing.ts';

/**
 * While a dialog or a menu is open its own keys count, and Radix hides all the rest; only the search
 * box can be closed by its shortcut.
 */
function isBlocked(id: CommandId): boolean {
  const hidden = document.querySelector('[data-pane="main"]')?.closest('[aria-hidden="true"]');
  if (hidden === null || hidden === undefined) return false;
  return !(id === 'search.open' && openDialog.get()?.name === 'palette');
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
    return desktopHost()?.onCommand?.((id) => {
      if (!isCommandId(id) || undoTyping(id) || isBlocked(id)) return;
      runCommand(id);
    });
  }, []);
}
