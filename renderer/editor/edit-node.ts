/** What the small forms that edit a node of the text have in common. */
import {
  $getNodeByKey,
  HISTORY_MERGE_TAG,
  HISTORY_PUSH_TAG,
  SKIP_DOM_SELECTION_TAG,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
} from 'lexical';
import { useCallback, useEffect, useRef } from 'react';

/** How a form is left: with the node, or without it; by going elsewhere, or back to the text. */
interface Finish {
  remove?: boolean;
  left?: boolean;
}

/**
 * Ends the editing of a node: it goes away when that was asked for, or when nothing is in it; the
 * caret goes behind it unless it is elsewhere already.
 */
export function finishEditing(
  editor: LexicalEditor,
  key: NodeKey | undefined,
  { remove = false, left = false }: Finish,
  $isBlank: (node: LexicalNode) => boolean = () => false,
): void {
  if (key === undefined) return;
  editor.update(() => {
    const node = $getNodeByKey(key);
    if (node === null) return;
    if (!left) node.selectNext(0, 0);
    if (remove || $isBlank(node)) node.remove();
  });
  if (!left) editor.focus();
}

/**
 * Writes changes so that all of one editing are one step of the history. `isNew` says that the node
 * was only just made, so that they belong to its making.
 */
export function useOneStep(
  editor: LexicalEditor,
  key: NodeKey | undefined,
): (change: () => void, isNew?: boolean) => void {
  const changed = useRef(false);
  useEffect(() => {
    changed.current = false;
  }, [key]);
  return useCallback(
    (change, isNew = false) => {
      const merges = isNew || changed.current;
      changed.current = true;
      editor.update(change, {
        tag: [merges ? HISTORY_MERGE_TAG : HISTORY_PUSH_TAG, SKIP_DOM_SELECTION_TAG],
      });
    },
    [editor],
  );
}
