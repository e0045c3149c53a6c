import type { CommandId } from '../../shared/commands.ts';
import { takesTyping } from './keys.ts';

const DIRECTIONS: Partial<Record<CommandId, 'undo' | 'redo'>> = {
  'edit.undo': 'undo',
  'edit.redo': 'redo',
};

/** The element that text is being typed into; undefined when none has the focus. */
function typedInto(): HTMLElement | undefined {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && takesTyping(focused) ? focused : undefined;
}

/** Says whether undoing means what was typed just now, and not what was done in the library. */
export function isTyping(): boolean {
  return typedInto() !== undefined;
}

async function undoInEditor(element: HTMLElement, direction: 'undo' | 'redo'): Promise<void> {
  const { getNearestEditorFromDOMNode, REDO_COMMAND, UNDO_COMMAND } = await import('lexical');
  const command = direction === 'undo' ? UNDO_COMMAND : REDO_COMMAND;
  getNearestEditorFromDOMNode(element)?.dispatchCommand(command, undefined);
}

/**
 * Undoes or does again what was typed, when a field or an editor has the focus and the menu asks for
 * it; says whether it was that. The keys need no help: fields and editors know them.
 */
export function undoTyping(id: CommandId): boolean {
  const direction = DIRECTIONS[id];
  const element = direction && typedInto();
  if (direction === undefined || element === undefined) return false;
  if (element.isContentEditable) void undoInEditor(element, direction);
  // There is no other way to a field's own history from a script.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  else document.execCommand(direction);
  return true;
}
