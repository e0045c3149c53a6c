import { COMMANDS, keysOf, type CommandId, type Platform } from '../../shared/commands.ts';
import {
  commandsFor,
  matchesShortcut,
  yieldsToTyping,
  type KeyPress,
} from '../../shared/shortcuts.ts';

/** What is read of the element that has the focus. */
export interface FocusedElement {
  tagName: string;
  isContentEditable: boolean;
  type?: string;
}

const NOT_TYPED_INTO = new Set(['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'file']);

/** Says whether keys that are pressed in an element write text. */
export function takesTyping(element: FocusedElement | null): boolean {
  if (element === null) return false;
  if (element.isContentEditable) return true;
  const tag = element.tagName.toLowerCase();
  if (tag === 'textarea' || tag === 'select') return true;
  return tag === 'input' && !NOT_TYPED_INTO.has(element.type ?? 'text');
}

/**
 * The commands that a key press asks for, in the order of the table. Plain keys ask for nothing
 * where text is typed, so that "1" and Delete go on meaning what they mean there.
 */
export function commandsAsked(
  event: KeyPress,
  focused: FocusedElement | null,
  platform: Platform,
): CommandId[] {
  const typing = takesTyping(focused);
  return commandsFor(event, platform).filter((id) => {
    const keys = keysOf(COMMANDS[id], platform).find((key) =>
      matchesShortcut(event, key, platform),
    );
    return keys !== undefined && !(typing && yieldsToTyping(keys));
  });
}
