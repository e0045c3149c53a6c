import { $getRoot, $getSelection, type LexicalEditor } from 'lexical';
import { platformOf } from '../../../shared/commands.ts';
import { shortcutText } from '../../../shared/shortcuts.ts';
import { actionOf, type ActionId } from './actions.ts';
import type { FormatState } from './format-state.ts';

/** Does an action at the selection, or at the end when nothing was selected yet. */
export function runAction(editor: LexicalEditor, id: ActionId, state: FormatState): void {
  editor.update(
    () => {
      if ($getSelection() === null) $getRoot().selectEnd();
    },
    { discrete: true },
  );
  actionOf(id).run(editor, state);
  if (actionOf(id).takesFocus !== true) editor.focus();
}

/** The shortcut of an action as people read it. */
export function keysText(id: ActionId): string | undefined {
  const { keys } = actionOf(id);
  return keys === undefined ? undefined : shortcutText(keys, platformOf(navigator.platform));
}
