import { $isCodeNode, CodeExtension } from '@lexical/code';
import {
  $createParagraphNode,
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_LOW,
  defineExtension,
  KEY_ARROW_DOWN_COMMAND,
  type LexicalNode,
} from 'lexical';

/** The code block that a node is in. */
export function $codeBlockOf(node: LexicalNode) {
  const block = $findMatchingParent(node, $isCodeNode);
  return $isCodeNode(block) ? block : undefined;
}

/** Code blocks. Arrow down on the last line of the last block makes a paragraph to go on in. */
export const CodeBlocksExtension = defineExtension({
  name: 'casebook/code',
  dependencies: [CodeExtension],
  register: (editor) =>
    editor.registerCommand(
      KEY_ARROW_DOWN_COMMAND,
      (event) => {
        const selection = $getSelection();
        if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false;
        const block = $codeBlockOf(selection.anchor.getNode());
        if (block === undefined || block.getNextSibling() !== null) return false;
        const atEnd = selection.clone();
        atEnd.focus.set(block.getKey(), block.getChildrenSize(), 'element');
        if (/\n/.test(atEnd.getTextContent())) return false;
        event.preventDefault();
        block.insertAfter($createParagraphNode()).selectStart();
        return true;
      },
      COMMAND_PRIORITY_LOW,
    ),
});
