import {
  $createParagraphNode,
  $findMatchingParent,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isParagraphNode,
  $isRootNode,
  type LexicalNode,
} from 'lexical';

/** The block of the text itself, not of a table in it, that the selection is in. */
function $blockAtSelection(): LexicalNode | null {
  const at = $getSelection()?.getNodes().at(-1);
  return at === undefined
    ? null
    : $findMatchingParent(at, (node) => $isRootNode(node.getParent()) && !$isRootNode(node));
}

/**
 * Puts a block after the one that the selection is in, in its place when that is an empty line, or
 * at the end. There is always a line to write on after it.
 */
export function $insertBlock(node: LexicalNode): void {
  const block = $blockAtSelection() ?? $getRoot().getLastChild();
  if (block === null) $getRoot().append(node);
  else if ($isParagraphNode(block) && block.isEmpty()) block.replace(node);
  else block.insertAfter(node);
  if (!$isElementNode(node.getNextSibling())) node.insertAfter($createParagraphNode());
}
