/** Reading, showing and matching the shortcuts of the command table. Pure: no DOM is needed. */
import { COMMANDS, keysOf, type CommandId, type Platform } from './commands.ts';

interface Keys {
  mod: boolean;
  alt: boolean;
  shift: boolean;
  key: string;
}

function keysIn(shortcut: string): Keys {
  const parts = shortcut.split('+');
  const last = parts.pop() ?? '';
  return {
    mod: parts.includes('Mod'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
    key: last === 'Plus' ? '+' : last,
  };
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};
const MAC_KEY_NAMES: Readonly<Record<string, string>> = {
  ...KEY_NAMES,
  Backspace: '⌫',
  Delete: '⌦',
  Enter: '↩',
};

/** A shortcut as people read it: "Ctrl Shift K", and "⇧⌘K" on a Mac. */
export function shortcutText(shortcut: string, platform: Platform): string {
  const { mod, alt, shift, key } = keysIn(shortcut);
  const letter = key.length === 1 ? key.toUpperCase() : key;
  if (platform === 'mac') {
    const name = MAC_KEY_NAMES[key] ?? letter;
    return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${name}`;
  }
  const name = KEY_NAMES[key] ?? letter;
  return [mod && 'Ctrl', alt && 'Alt', shift && 'Shift', name].filter(Boolean).join(' ');
}

/** The shortcut to show for a command, as people read it; undefined when it has none. */
export function shortcutTextOf(id: CommandId, platform: Platform): string | undefined {
  const [first] = keysOf(COMMANDS[id], platform);
  return first === undefined ? undefined : shortcutText(first, platform);
}

/** What is read of a KeyboardEvent. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  getModifierState?: (key: 'AltGraph') => boolean;
}

/** Says whether the key itself, its modifiers left aside, is the one meant. */
function isKey(event: KeyPress, key: string): boolean {
  if (event.key.toLowerCase() === key.toLowerCase()) return true;
  // A Cyrillic, Greek or Korean keyboard, and Option on a Mac, give another letter in the same
  // place; a French one gives digits only with Shift. Then the place on the keyboard counts.
  if (/^[a-z]$/i.test(key) && !/^[\x20-\x7e]$/.test(event.key)) {
    return event.code === `Key${key.toUpperCase()}`;
  }
  return /^\d$/.test(key) && event.code === `Digit${key}`;
}

/** Says whether a key press is the shortcut. */
export function matchesShortcut(event: KeyPress, shortcut: string, platform: Platform): boolean {
  const { mod, alt, shift, key } = keysIn(shortcut);
  // AltGr, which many keyboards write letters with, also reports Ctrl and Alt.
  if (event.getModifierState?.('AltGraph') === true) return false;
  const wanted = platform === 'mac' ? event.metaKey : event.ctrlKey;
  const unwanted = platform === 'mac' ? event.ctrlKey : event.metaKey;
  if (wanted !== mod || unwanted || event.altKey !== alt) return false;
  // Where "=", "/" or "[" stands, and whether it takes Shift, differs between keyboards.
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key);
  if (event.shiftKey !== shift && !(isSign && !shift && event.key === key)) return false;
  if (isSign && shift) return event.key === key || event.code === CODES[key];
  return isKey(event, key);
}

/** Where the signs that are used together with Shift stand on a keyboard. */
const CODES: Readonly<Record<string, string>> = { '\\': 'Backslash' };

/**
 * Says whether a shortcut has to leave the key alone while text is being typed: "1" and Delete do,
 * Ctrl K and F6 do not.
 */
export function yieldsToTyping(shortcut: string): boolean {
  const { mod, alt, key } = keysIn(shortcut);
  return !mod && !alt && !/^F\d+$/.test(key);
}

/** The commands whose shortcut a key press is, in the order of the table. */
export function commandsFor(event: KeyPress, platform: Platform): CommandId[] {
  return (Object.keys(COMMANDS) as CommandId[]).filter((id) =>
    keysOf(COMMANDS[id], platform).some((keys) => matchesShortcut(event, keys, platform)),
  );
}
