import { describe, expect, test } from 'vitest';
import { COMMAND_LIST, COMMANDS, isCommandId, keysOf } from '../../shared/commands.ts';
import {
  commandsFor,
  matchesShortcut,
  shortcutText,
  shortcutTextOf,
  yieldsToTyping,
  type KeyPress,
} from '../../shared/shortcuts.ts';

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  const modifiers = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  return { key, code: '', ...modifiers, ...held };
}
const ctrl = { ctrlKey: true };
const shift = { shiftKey: true };

describe('the command table', () => {
  test.each(['mac', 'other'] as const)('gives no key to two commands at once on %s', (platform) => {
    const taken = COMMAND_LIST.flatMap((command) =>
      keysOf(command, platform).map((keys) => `${keys} ${command.when}`),
    );
    expect(new Set(taken).size).toBe(taken.length);
  });

  test('names every command once', () => {
    const labels = COMMAND_LIST.map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(isCommandId('search.open')).toBe(true);
    expect(isCommandId('toString')).toBe(false);
    expect(COMMANDS['note.new'].id).toBe('note.new');
  });
});

describe('showing a shortcut', () => {
  test.each([
    ['Mod+K', 'Ctrl K', '⌘K'],
    ['Mod+Shift+A', 'Ctrl Shift A', '⇧⌘A'],
    ['Alt+ArrowLeft', 'Alt ←', '⌥←'],
    ['Mod+Plus', 'Ctrl +', '⌘+'],
    ['F6', 'F6', 'F6'],
    ['1', '1', '1'],
  ])('%s', (shortcut, other, mac) => {
    expect(shortcutText(shortcut, 'other')).toBe(other);
    expect(shortcutText(shortcut, 'mac')).toBe(mac);
  });

  test('of a command, as its platform has it', () => {
    expect(shortcutTextOf('go.back', 'other')).toBe('Alt ←');
    expect(shortcutTextOf('go.back', 'mac')).toBe('⌘[');
    expect(shortcutTextOf('case.new', 'other')).toBeUndefined();
  });
});

describe('matching a key press', () => {
  test.each<[string, string, KeyPress, boolean]>([
    ['the keys themselves', 'Mod+K', press('k', ctrl), true],
    ['capitals are the same key', 'Mod+K', press('K', ctrl), true],
    ['nothing held', 'Mod+K', press('k'), false],
    ['more held than asked', 'Mod+K', press('k', { ...ctrl, ...shift }), false],
    ['Shift asked and held', 'Mod+Shift+A', press('A', { ...ctrl, ...shift }), true],
    ['the Windows key is not Ctrl', 'Mod+K', press('k', { metaKey: true }), false],
    ['a Cyrillic keyboard', 'Mod+K', press('л', { ...ctrl, code: 'KeyK' }), true],
    [
      'another Latin layout goes by the letter',
      'Mod+K',
      press('t', { ...ctrl, code: 'KeyK' }),
      false,
    ],
    ['digits of a French keyboard', '1', press('&', { code: 'Digit1' }), true],
    ['a sign that takes Shift on this keyboard', 'Mod+/', press('/', { ...ctrl, ...shift }), true],
    ['plus', 'Mod+Plus', press('+', { ...ctrl, ...shift }), true],
    [
      'a sign with Shift asked for',
      'Mod+Shift+\\',
      press('|', { ...ctrl, ...shift, code: 'Backslash' }),
      true,
    ],
    ['the same without Shift', 'Mod+Shift+\\', press('\\', ctrl), false],
    ['function keys', 'Shift+F6', press('F6', shift), true],
  ])('%s', (_name, shortcut, event, expected) => {
    expect(matchesShortcut(event, shortcut, 'other')).toBe(expected);
  });

  test('AltGr writes letters and is no shortcut', () => {
    const event = press('ń', { ...ctrl, altKey: true, code: 'KeyN' });
    expect(matchesShortcut(event, 'Mod+Alt+N', 'other')).toBe(true);
    expect(matchesShortcut({ ...event, getModifierState: () => true }, 'Mod+Alt+N', 'other')).toBe(
      false,
    );
  });

  test('on a Mac, Mod is the command key and Option changes letters', () => {
    expect(matchesShortcut(press('k', { metaKey: true }), 'Mod+K', 'mac')).toBe(true);
    expect(matchesShortcut(press('k', ctrl), 'Mod+K', 'mac')).toBe(false);
    const option = press('˜', { metaKey: true, altKey: true, code: 'KeyN' });
    expect(matchesShortcut(option, 'Mod+Alt+N', 'mac')).toBe(true);
  });

  test('finds the commands of a key press', () => {
    expect(commandsFor(press('k', ctrl), 'other')).toEqual(['search.open']);
    expect(commandsFor(press('x'), 'other')).toEqual([]);
  });
});

test('keys that write something, or take it away, are left to text that is being written', () => {
  expect(['1', 'c', 'Delete', 'Shift+A'].every(yieldsToTyping)).toBe(true);
  expect(['Mod+K', 'F6', 'Shift+F6', 'Alt+ArrowUp'].some(yieldsToTyping)).toBe(false);
});
