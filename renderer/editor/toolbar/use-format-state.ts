import {
  mergeRegister,
  SELECTION_CHANGE_COMMAND,
  COMMAND_PRIORITY_LOW,
  type LexicalEditor,
} from 'lexical';
import { CAN_REDO_COMMAND, CAN_UNDO_COMMAND } from 'lexical';
import { useEffect, useState } from 'react';
import { $readFormatState, PLAIN, sameFormat, type FormatState } from './format-state.ts';

/** The format at the editor's selection, kept up to date. */
export function useFormatState(editor: LexicalEditor): FormatState {
  const [state, setState] = useState(PLAIN);
  useEffect(() => {
    const read = () => {
      const next = editor.getEditorState().read($readFormatState);
      setState((current) => (sameFormat(current, next) ? current : next));
    };
    read();
    return mergeRegister(
      editor.registerUpdateListener(read),
      editor.registerCommand(
        SELECTION_CHANGE_COMMAND,
        () => {
          read();
          return false;
        },
        COMMAND_PRIORITY_LOW,
      ),
    );
  }, [editor]);
  return state;
}

/** Whether there is anything to undo and to redo. */
export function useHistoryState(editor: LexicalEditor): { undo: boolean; redo: boolean } {
  const [state, setState] = useState({ undo: false, redo: false });
  useEffect(
    () =>
      mergeRegister(
        editor.registerCommand(
          CAN_UNDO_COMMAND,
          (undo) => {
            setState((current) => ({ ...current, undo }));
            return false;
          },
          COMMAND_PRIORITY_LOW,
        ),
        editor.registerCommand(
          CAN_REDO_COMMAND,
          (redo) => {
            setState((current) => ({ ...current, redo }));
            return false;
          },
          COMMAND_PRIORITY_LOW,
        ),
      ),
    [editor],
  );
  return state;
}
