import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import {
  COMMAND_LIST,
  keysOf,
  MENUS,
  type Command,
  type CommandId,
  type MenuId,
  type Platform,
} from '../shared/commands.ts';
import { yieldsToTyping } from '../shared/shortcuts.ts';
import { CHANNELS } from './channels.ts';

type Item = MenuItemConstructorOptions;

const SEPARATOR: Item = { type: 'separator' };

/** A shortcut of the command table in Electron's notation. */
export function acceleratorOf(shortcut: string): string {
  return shortcut.replace('Mod', 'CommandOrControl').replace('Arrow', '');
}

/** What the system does itself, put before or after the commands of a menu. */
const ROLES: Readonly<Partial<Record<MenuId, { first?: Item[]; last?: Item[] }>>> = {
  edit: {
    first: [
      { role: 'undo' },
      { role: 'redo' },
      SEPARATOR,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'pasteAndMatchStyle' },
      { role: 'selectAll' },
    ],
  },
  view: { last: [{ role: 'togglefullscreen' }] },
};

function itemOf(command: Command, platform: Platform, send: (id: CommandId) => void): Item {
  const [keys] = keysOf(command, platform);
  const item: Item = { id: command.id, label: command.label, click: () => send(command.id) };
  // In a menu a key such as Delete would be taken away from the text that is being written.
  if (keys === undefined || yieldsToTyping(keys)) return item;
  // The window's own keyboard handling is the same in every host; the menu only shows the keys.
  return { ...item, accelerator: acceleratorOf(keys), registerAccelerator: false };
}

function itemsOf(menu: MenuId, platform: Platform, send: (id: CommandId) => void): Item[] {
  const commands = COMMAND_LIST.filter((command) => command.menu?.[0] === menu);
  const groups = [...new Set(commands.map((command) => command.menu?.[1] ?? 0))].sort();
  return groups
    .map((group) =>
      commands
        .filter((command) => command.menu?.[1] === group)
        .map((command) => itemOf(command, platform, send)),
    )
    .reduce<Item[]>((all, group) => (all.length === 0 ? group : [...all, SEPARATOR, ...group]), []);
}

/** The menu bar, as Electron's template: the commands of the table, and what the system does. */
export function menuTemplate(platform: Platform, send: (id: CommandId) => void): Item[] {
  const bar = MENUS.map(({ id, label }): Item => {
    const { first = [], last = [] } = ROLES[id] ?? {};
    const ends: Item[] = id === 'file' ? [{ role: platform === 'mac' ? 'close' : 'quit' }] : last;
    const parts = [first, itemsOf(id, platform, send), ends].filter((part) => part.length > 0);
    const submenu = parts.flatMap((part, index) => (index === 0 ? part : [SEPARATOR, ...part]));
    return { label, submenu, ...(id === 'help' ? { role: 'help' as const } : {}) };
  });
  if (platform !== 'mac') return bar;
  const help = bar.splice(-1);
  return [{ role: 'appMenu' }, ...bar, { role: 'windowMenu' }, ...help];
}

/** Sets the menu bar; a chosen command goes to the window as its id. */
export function setMenu(platform: Platform, window: () => BrowserWindow | undefined): void {
  const send = (id: CommandId) => window()?.webContents.send(CHANNELS.command, id);
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(platform, send)));
}
