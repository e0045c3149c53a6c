import {
  COMMAND_PRIORITY_HIGH,
  COMMAND_PRIORITY_NORMAL,
  defineExtension,
  KEY_DOWN_COMMAND,
  KEY_ESCAPE_COMMAND,
  mergeRegister,
} from 'lexical';
import { platformOf } from '../../../../shared/commands.ts';
import { matchesShortcut } from '../../../../shared/shortcuts.ts';
import { ACTION_IDS, actionOf } from '../../toolbar/actions.ts';
import { $readFormatState } from '../../toolbar/format-state.ts';

/** The editor's own shortcuts, from the table of actions. */
export const KeysExtension = defineExtension({
  name: 'casebook/keys',
  register: (editor) =>
    mergeRegister(
      editor.registerCommand(
        KEY_DOWN_COMMAND,
        (event) => {
          const platform = platformOf(navigator.platform);
          const id = ACTION_IDS.find((action) => {
            const { keys } = actionOf(action);
            return keys !== undefined && matchesShortcut(event, keys, platform);
          });
          if (id === undefined) return false;
          event.preventDefault();
          event.stopPropagation();
          actionOf(id).run(editor, $readFormatState());
          return true;
        },
        COMMAND_PRIORITY_HIGH,
      ),
      // Escape belongs to whatever the editor stands in; Lexical would drop the focus.
      editor.registerCommand(KEY_ESCAPE_COMMAND, () => true, COMMAND_PRIORITY_NORMAL),
    ),
});
