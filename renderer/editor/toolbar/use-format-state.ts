import {
  mergeRegister,
  SELECTION_CHANGE_COMMAND,
  COMMAND_PRIORITY_LOW,
  type LexicalEditor,
} from 'lexical';
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
