import { ipcMain, Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import {
  COMMAND_LIST,
  isCommandId,
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

/**
 * What the system does itself: after the first group of a menu's commands, or after all of them.
 * Undo and redo are commands, which the window turns into the system's while text is typed.
 */
const ROLES: Readonly<Partial<Record<MenuId, { second?: Item[]; last?: Item[] }>>> = {
  edit: {
    second: [
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'pasteAndMatchStyle' },
      { role: 'selectAll' },
    ],
  },
  view: { last: [{ role: 'togglefullscreen' }] },
};

/** What entries of the menu say instead of their commands' names. */
export type Labels = Readonly<Partial<Record<CommandId, string>>>;

interface MenuOptions {
  platform: Platform;
  send: (id: CommandId) => void;
  labels?: Labels;
}

function itemOf(command: Command, { platform, send, labels = {} }: MenuOptions): Item {
  const [keys] = keysOf(command, platform);
  const label = labels[command.id] ?? command.label;
  const item: Item = { id: command.id, label, click: () => send(command.id) };
  // In a menu a key such as Delete would be taken away from the text that is being written.
  if (keys === undefined || yieldsToTyping(keys)) return item;
  // The window's own keyboard handling is the same in every host; the menu only shows the keys.
  return { ...item, accelerator: acceleratorOf(keys), registerAccelerator: false };
}

/** The groups of a menu's commands. */
function groupsOf(menu: MenuId, options: MenuOptions): Item[][] {
  const commands = COMMAND_LIST.filter((command) => command.menu?.[0] === menu);
  const groups = [...new Set(commands.map((command) => command.menu?.[1] ?? 0))].sort();
  return groups.map((group) =>
    commands
      .filter((command) => command.menu?.[1] === group)
      .map((command) => itemOf(command, options)),
  );
}

/** The menu bar, as Electron's template: the commands of the table, and what the system does. */
export function menuTemplate(options: MenuOptions): Item[] {
  const { platform } = options;
  const bar = MENUS.map(({ id, label }): Item => {
    const { second = [], last = [] } = ROLES[id] ?? {};
    const [first = [], ...rest] = groupsOf(id, options);
    const ends: Item[] = id === 'file' ? [{ role: platform === 'mac' ? 'close' : 'quit' }] : last;
    const parts = [first, second, ...rest, ends].filter((part) => part.length > 0);
    const submenu = parts.flatMap((part, index) => (index === 0 ? part : [SEPARATOR, ...part]));
    return { label, submenu, ...(id === 'help' ? { role: 'help' as const } : {}) };
  });
  if (platform !== 'mac') return bar;
  const help = bar.splice(-1);
  return [{ role: 'appMenu' }, ...bar, { role: 'windowMenu' }, ...help];
}

/** A menu is no place for long texts; "&" would underline the letter after it. */
const LABEL_LENGTH = 60;

/** The labels that the window asks for, as far as they can be shown. */
export function labelsFrom(message: unknown): Labels {
  if (typeof message !== 'object' || message === null) return {};
  const labels: Partial<Record<CommandId, string>> = {};
  for (const [id, label] of Object.entries(message)) {
    if (!isCommandId(id) || typeof label !== 'string') continue;
    const short = label.length > LABEL_LENGTH ? `${label.slice(0, LABEL_LENGTH - 1)}…` : label;
    labels[id] = short.replaceAll('&', '&&');
  }
  return labels;
}

/**
 * Sets the menu bar; a chosen command goes to the window as its id. The window can say what entries
 * would do now, such as undo.
 */
export function setMenu(platform: Platform, window: () => BrowserWindow | undefined): void {
  const send = (id: CommandId) => window()?.webContents.send(CHANNELS.command, id);
  const show = (labels: Labels) =>
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ platform, send, labels })));
  ipcMain.on(CHANNELS.labels, (event, message: unknown) => {
    if (event.sender === window()?.webContents) show(labelsFrom(message));
  });
  show({});
}
