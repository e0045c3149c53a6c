import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { COMMAND_PRIORITY_EDITOR } from 'lexical';
import { useEffect } from 'react';
import { notify } from '../../../ui/toast.tsx';
import { MARKDOWN_PASTED_COMMAND, pasteAsWritten } from './paste-markdown.ts';

/** Says that pasted text was read as Markdown, and offers to have it as it was written. */
export function PasteNotice() {
  const [editor] = useLexicalComposerContext();
  useEffect(
    () =>
      editor.registerCommand(
        MARKDOWN_PASTED_COMMAND,
        (text) => {
          notify({
            kind: 'info',
            text: 'The pasted text was read as Markdown.',
            action: { label: 'Keep it as written', run: () => pasteAsWritten(editor, text) },
          });
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
    [editor],
  );
  return null;
}
