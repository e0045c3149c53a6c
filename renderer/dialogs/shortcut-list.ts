import { COMMAND_LIST, keysOf, MENUS, type Command, type Platform } from '../../shared/commands.ts';
import { shortcutText } from '../../shared/shortcuts.ts';

export interface ShortcutRow {
  command: Command;
  /** All shortcuts as people read them; empty when the command has none. */
  keys: string[];
}

export interface ShortcutGroup {
  label: string;
  rows: ShortcutRow[];
}

/**
 * All commands with their shortcuts, by menu, those for selected text last; with a filter, only those
 * whose label, other words or keys hold every word of it.
 */
export function shortcutGroups(platform: Platform, filter: string): ShortcutGroup[] {
  const wanted = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = COMMAND_LIST.map((command) => ({
    command,
    keys: keysOf(command, platform).map((keys) => shortcutText(keys, platform)),
  })).filter(({ command, keys }) => {
    const text = [command.label, command.also, ...keys].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  return [...MENUS, { id: undefined, label: 'Selected text' }]
    .map(({ id, label }) => ({
      label,
      rows: rows.filter(({ command }) => command.menu?.[0] === id),
    }))
    .filter((group) => group.rows.length > 0);
}
