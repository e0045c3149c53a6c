import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { COMMAND_PRIORITY_EDITOR } from 'lexical';
import { useEffect } from 'react';
import { paths } from '../../../shell/paths.ts';
import { useHalfNavigate } from '../../../shell/split/use-half-navigate.ts';
import { usePlace } from '../../../shell/use-place.ts';
import { OPEN_PASSAGE_COMMAND } from './passage-extension.ts';

/** Goes to the source of a passage block that is opened, at its highlight. */
export function PassageOpener() {
  const [editor] = useLexicalComposerContext();
  const navigate = useHalfNavigate();
  const { caseId } = usePlace();
  useEffect(
    () =>
      editor.registerCommand(
        OPEN_PASSAGE_COMMAND,
        ({ sourceId, highlightId }) => {
          if (sourceId === '') return false;
          const highlight = highlightId === '' ? undefined : highlightId;
          // After the click is done with, so that the editor does not pull the focus back.
          queueMicrotask(() => void navigate(paths.source(sourceId, { caseId, highlight })));
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
    [editor, navigate, caseId],
  );
  return null;
}
