import {
  $createParagraphNode,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isParagraphNode,
  type LexicalNode,
} from 'lexical';
import { $blockOf, $isContainer } from './features/containers/containers.ts';

/** The block that the selection is in: of the text, a quotation or a list item, not of a table. */
function $blockAtSelection(): LexicalNode | null {
  const at = $getSelection()?.getNodes().at(-1);
  if (at === undefined) return null;
  return ($isContainer(at) ? at.getLastChild() : $blockOf(at)) ?? null;
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
