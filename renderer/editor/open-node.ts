import {
  $createNodeSelection,
  $getNearestNodeFromDOMNode,
  $getNodeByKey,
  $getSelection,
  $isNodeSelection,
  $setSelection,
  CLICK_COMMAND,
  COMMAND_PRIORITY_EDITOR,
  COMMAND_PRIORITY_LOW,
  isDOMNode,
  KEY_ENTER_COMMAND,
  mergeRegister,
  type LexicalCommand,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
} from 'lexical';
import { useCallback, useEffect, useState } from 'react';

/** Selects one node as a whole. */
export function $selectNode(node: LexicalNode): void {
  const selection = $createNodeSelection();
  selection.add(node.getKey());
  $setSelection(selection);
}

/** Sends the command when such a node is clicked, or Enter is pressed while it is selected. */
export function registerOpening(
  editor: LexicalEditor,
  $isOne: (node: LexicalNode | null | undefined) => boolean,
  command: LexicalCommand<NodeKey>,
): () => void {
  return mergeRegister(
    editor.registerCommand(
      CLICK_COMMAND,
      (event) => {
        if (!isDOMNode(event.target) || event.shiftKey || event.button !== 0) return false;
        const node = $getNearestNodeFromDOMNode(event.target);
        if (node === null || !$isOne(node)) return false;
        $selectNode(node);
        return editor.dispatchCommand(command, node.getKey());
      },
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        const selection = $getSelection();
        const node = $isNodeSelection(selection) ? selection.getNodes()[0] : undefined;
        if (node === undefined || !$isOne(node)) return false;
        event?.preventDefault();
        return editor.dispatchCommand(command, node.getKey());
      },
      COMMAND_PRIORITY_LOW,
    ),
  );
}

/** The node that the command asked to open, until it is closed or gone from the text. */
export function useOpenNode(
  editor: LexicalEditor,
  command: LexicalCommand<NodeKey>,
): [key: NodeKey | undefined, close: () => void] {
  const [key, setKey] = useState<NodeKey | undefined>(undefined);
  useEffect(
    () =>
      editor.registerCommand(
        command,
        (asked) => {
          setKey(asked);
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
    [editor, command],
  );
  useEffect(() => {
    if (key === undefined) return undefined;
    return editor.registerUpdateListener(({ editorState }) => {
      if (editorState.read(() => $getNodeByKey(key)) === null) setKey(undefined);
    });
  }, [editor, key]);
  return [key, useCallback(() => setKey(undefined), [])];
}
