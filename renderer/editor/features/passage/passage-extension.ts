import { NodeSelectionDataSelectedExtension } from '@lexical/extension';
import { $insertNodeToNearestRoot } from '@lexical/utils';
import {
  $createParagraphNode,
  $getNearestNodeFromDOMNode,
  $getRoot,
  $getSelection,
  $isNodeSelection,
  $isRangeSelection,
  CLICK_COMMAND,
  COMMAND_PRIORITY_EDITOR,
  COMMAND_PRIORITY_LOW,
  configExtension,
  createCommand,
  defineExtension,
  isDOMNode,
  KEY_ENTER_COMMAND,
  mergeRegister,
  type LexicalCommand,
} from 'lexical';
import type { PassageReference } from '../../../../shared/rich-text.ts';
import { $createPassageNode, $isPassageNode, PassageNode } from './passage-node.ts';

/** Puts a passage block after the block the caret is in, or at the end. */
export const INSERT_PASSAGE_COMMAND: LexicalCommand<PassageReference> =
  createCommand('INSERT_PASSAGE_COMMAND');

/** Sent when a passage block is clicked, or Enter is pressed on it. */
export const OPEN_PASSAGE_COMMAND: LexicalCommand<PassageReference> =
  createCommand('OPEN_PASSAGE_COMMAND');

function $insertPassage(reference: PassageReference): void {
  const node = $createPassageNode(reference);
  const selection = $getSelection();
  if ($isRangeSelection(selection) || $isNodeSelection(selection)) {
    $insertNodeToNearestRoot(node);
  } else {
    const last = $getRoot().getLastChild();
    $getRoot().append(node);
    if (last?.getType() === 'paragraph' && last.getTextContent() === '') last.remove();
  }
  // There is always a line to write on after the quotation.
  const next = node.getNextSibling() ?? node.insertAfter($createParagraphNode());
  next.selectStart();
}

/** The block that quotes a passage and leads back to it. */
export const PassageExtension = defineExtension({
  name: 'casebook/passage',
  dependencies: [configExtension(NodeSelectionDataSelectedExtension, { nodes: [PassageNode] })],
  nodes: () => [PassageNode],
  register: (editor) =>
    mergeRegister(
      editor.registerCommand(
        INSERT_PASSAGE_COMMAND,
        (reference) => {
          $insertPassage(reference);
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(
        CLICK_COMMAND,
        (event) => {
          if (!isDOMNode(event.target) || event.shiftKey || event.button !== 0) return false;
          const node = $getNearestNodeFromDOMNode(event.target);
          if (!$isPassageNode(node)) return false;
          // Dragging over the words to copy them is not a click on the block.
          if (window.getSelection()?.isCollapsed === false) return false;
          return editor.dispatchCommand(OPEN_PASSAGE_COMMAND, node.getReference());
        },
        COMMAND_PRIORITY_LOW,
      ),
      editor.registerCommand(
        KEY_ENTER_COMMAND,
        (event) => {
          const selection = $getSelection();
          if (!$isNodeSelection(selection)) return false;
          const [node] = selection.getNodes();
          if (!$isPassageNode(node)) return false;
          event?.preventDefault();
          return editor.dispatchCommand(OPEN_PASSAGE_COMMAND, node.getReference());
        },
        COMMAND_PRIORITY_LOW,
      ),
    ),
});
