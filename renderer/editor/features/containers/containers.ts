/** What holds blocks, and which of its blocks something is in. */
import { $isQuoteNode } from '@lexical/rich-text';
import {
  $getSelection,
  $isDecoratorNode,
  $isElementNode,
  $isNodeSelection,
  $isRangeSelection,
  $isRootNode,
  type ElementNode,
  type LexicalNode,
} from 'lexical';
import { $isItemBlocksNode } from './item-blocks-node.ts';

/** Says whether a node holds blocks of every kind: the text, a quotation, the blocks of an item. */
export function $isContainer(node: LexicalNode | null | undefined): node is ElementNode {
  return (
    $isRootNode(node) || $isItemBlocksNode(node) || ($isQuoteNode(node) && node.isShadowRoot())
  );
}

/** Says whether a node is a block, and no part of a line. */
export function $isBlock(node: LexicalNode | null | undefined): node is LexicalNode {
  return ($isElementNode(node) || $isDecoratorNode(node)) && !node.isInline();
}

/** The innermost block that stands in a container and that a node is, or is in. */
export function $blockOf(node: LexicalNode): LexicalNode | undefined {
  let block: LexicalNode | null = node;
  while (block !== null && !$isContainer(block.getParent())) block = block.getParent();
  return block ?? undefined;
}

/** The containers of a node from the outermost in; the node is not one of them. */
function $containersOf(node: LexicalNode): ElementNode[] {
  return node.getParents().filter($isContainer).reverse();
}

/** The blocks, beside each other in one container, that hold all of some nodes. */
function $blocksAround(nodes: readonly LexicalNode[]): LexicalNode[] {
  const [first, ...others] = nodes.map((node) =>
    $isContainer(node) ? [...$containersOf(node), node] : $containersOf(node),
  );
  const common = (first ?? []).filter((container, depth) =>
    others.every((path) => path[depth]?.is(container) === true),
  );
  return (common.at(-1)?.getChildren() ?? []).filter((child) =>
    nodes.some((node) => child.is(node) || child.isParentOf(node)),
  );
}

/** The blocks that are selected at least in part, in their order; all of one container. */
export function $selectedBlocks(): LexicalNode[] {
  const selection = $getSelection();
  if ($isNodeSelection(selection)) return $blocksAround(selection.getNodes());
  if (!$isRangeSelection(selection)) return [];
  const ends = [selection.anchor.getNode(), selection.focus.getNode()];
  const [first, last] = [$blocksAround(ends).at(0), $blocksAround(ends).at(-1)];
  const siblings = first?.getParent()?.getChildren() ?? [];
  const from = siblings.findIndex((sibling) => sibling.is(first));
  const to = siblings.findIndex((sibling) => sibling.is(last));
  return from < 0 ? [] : siblings.slice(from, to + 1);
}
