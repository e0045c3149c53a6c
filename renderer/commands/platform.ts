import { platformOf, type CommandId } from '../../shared/commands.ts';
import { shortcutTextOf } from '../../shared/shortcuts.ts';

/** The platform this window runs on. */
export const platform = platformOf(navigator.platform);

/** The shortcut of a command as people here read it; undefined when it has none. */
export function shortcutOf(id: CommandId): string | undefined {
  return shortcutTextOf(id, platform);
}
