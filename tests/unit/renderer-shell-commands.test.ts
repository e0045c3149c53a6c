import { describe, expect, it } from 'vitest';
import { commandsAsked, takesTyping } from '../../renderer/commands/keys.ts';
import { paneBeside } from '../../renderer/commands/panes.ts';
import { nextReadingSize } from '../../renderer/commands/reading-size.ts';

const press = (
  key: string,
  modifiers: { ctrl?: boolean; alt?: boolean; shift?: boolean } = {},
) => ({
  key,
  code: '',
  ctrlKey: modifiers.ctrl ?? false,
  metaKey: false,
  altKey: modifiers.alt ?? false,
  shiftKey: modifiers.shift ?? false,
});
const element = (tagName: string, more: { type?: string; isContentEditable?: boolean } = {}) => ({
  tagName,
  isContentEditable: false,
  ...more,
});

describe('takesTyping', () => {
  it.each([
    [element('INPUT', { type: 'text' }), true],
    [element('INPUT', { type: 'search' }), true],
    [element('INPUT', { type: 'checkbox' }), false],
    [element('TEXTAREA'), true],
    [element('DIV', { isContentEditable: true }), true],
    [element('BUTTON'), false],
    [element('MAIN'), false],
    [null, false],
  ])('%o: %s', (focused, expected) => {
    expect(takesTyping(focused)).toBe(expected);
  });
});

describe('commandsAsked', () => {
  it('leaves plain keys to the text that is being written', () => {
    for (const key of ['1', 'Delete', 'c']) {
      expect(commandsAsked(press(key), element('TEXTAREA'), 'other')).toEqual([]);
      expect(commandsAsked(press(key), element('A'), 'other')).toHaveLength(1);
    }
  });

  it('finds commands with a modifier, and function keys, from anywhere', () => {
    const focused = element('INPUT', { type: 'text' });
    expect(commandsAsked(press('k', { ctrl: true }), focused, 'other')).toEqual(['search.open']);
    expect(commandsAsked(press('F6'), focused, 'other')).toEqual(['pane.next']);
    expect(commandsAsked(press('F6', { shift: true }), focused, 'other')).toEqual([
      'pane.previous',
    ]);
  });
});

describe('paneBeside', () => {
  it('goes round the panes that are shown', () => {
    const shown = ['rail', 'main', 'status'] as const;
    expect(paneBeside(shown, 'main', 1)).toBe('status');
    expect(paneBeside(shown, 'status', 1)).toBe('rail');
    expect(paneBeside(shown, 'rail', -1)).toBe('status');
  });

  it('starts at an end when the focus is in none of them', () => {
    expect(paneBeside(['rail', 'main'], undefined, 1)).toBe('rail');
    expect(paneBeside(['rail', 'main'], 'inspector', -1)).toBe('main');
    expect(paneBeside([], undefined, 1)).toBeUndefined();
  });
});

describe('nextReadingSize', () => {
  it.each([
    [19, 'larger', 20],
    [22, 'larger', 24],
    [28, 'larger', 28],
    [19, 'smaller', 18],
    [14, 'smaller', 14],
    [26, 'usual', 19],
  ] as const)('%i, %s: %i', (size, step, expected) => {
    expect(nextReadingSize(size, step)).toBe(expected);
  });
});
