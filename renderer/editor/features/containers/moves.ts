/** Blocks into quotations and list items, and out of them. Their order never changes. */
import { $isListItemNode, $isListNode, type ListItemNode } from '@lexical/list';
import { $createQuoteNode, $isQuoteNode, type QuoteNode } from '@lexical/rich-text';
import {
  $addUpdateTag,
  $copyNode,
  $findMatchingParent,
  $isRootNode,
  HISTORY_PUSH_TAG,
  type LexicalNode,
} from 'lexical';
import { $selectedBlocks } from './containers.ts';
import { $isItemBlocksNode } from './item-blocks-node.ts';
import { $itemBlocksOf } from './shape.ts';

/** The quotation that a node is in; undefined when something else that holds blocks is between. */
export function $quoteOf(node: LexicalNode | undefined): QuoteNode | undefined {
  const container = node?.getParent();
  return $isQuoteNode(container) ? container : undefined;
}

/** Puts blocks that follow each other into a quotation of their own. */
export function $wrapInQuote(blocks: readonly LexicalNode[]): void {
  const [first] = blocks;
  if (first === undefined || $isRootNode(first)) return;
  // A step of its own in the history, however soon after the last.
  $addUpdateTag(HISTORY_PUSH_TAG);
  const quote = $createQuoteNode({ shadowRoot: true });
  first.insertBefore(quote);
  quote.append(...blocks);
}

/** Takes blocks that follow each other out of their quotation; what is after them stays one. */
export function $takeOutOfQuote(blocks: readonly LexicalNode[]): void {
  const quote = $quoteOf(blocks[0]);
  const last = blocks.at(-1);
  if (quote === undefined || last === undefined) return;
  $addUpdateTag(HISTORY_PUSH_TAG);
  const after = last.getNextSiblings();
  let place: LexicalNode = quote;
  for (const block of blocks) {
    place.insertAfter(block);
    place = block;
  }
  if (after.length > 0) {
    const rest = $createQuoteNode({ shadowRoot: true });
    place.insertAfter(rest);
    rest.append(...after);
  }
  if (quote.isEmpty()) quote.remove();
}

/** Makes a quotation of the selected blocks, or blocks of a quotation. */
export function $toggleQuote(): void {
  const blocks = $selectedBlocks();
  if ($quoteOf(blocks[0]) === undefined) $wrapInQuote(blocks);
  else $takeOutOfQuote(blocks);
}

/** The last item of a list that words can be written in. */
function $lastItem(list: LexicalNode | null): ListItemNode | undefined {
  if (!$isListNode(list)) return undefined;
  const items = list.getChildren().filter($isListItemNode);
  return items.findLast((item) => !$isListNode(item.getFirstChild()));
}

/** Says whether a block can go into the item before it. */
export function $canMoveIntoItem(block: LexicalNode): boolean {
  return !$isListNode(block) && $lastItem(block.getPreviousSibling()) !== undefined;
}

/** Puts a block into the last item of the list before it; says whether there is one. */
export function $moveIntoItem(block: LexicalNode): boolean {
  const item = $lastItem(block.getPreviousSibling());
  if (item === undefined || $isListNode(block)) return false;
  $addUpdateTag(HISTORY_PUSH_TAG);
  $itemBlocksOf(item).append(block);
  return true;
}

/** Says whether a block is in a list item, under its first block. */
export function $canMoveOutOfItem(block: LexicalNode): boolean {
  return $isItemBlocksNode(block.getParent()) && block.getPreviousSibling() !== null;
}

/**
 * Takes a block of a list item, and those after it, out of it: they go after the list, and the
 * items that follow become a list behind them. Says whether it was in one.
 */
export function $moveOutOfItem(block: LexicalNode): boolean {
  if (!$canMoveOutOfItem(block)) return false;
  const item = $findMatchingParent(block, $isListItemNode);
  const list = item?.getParent();
  if (!$isListItemNode(item) || !$isListNode(list)) return false;
  $addUpdateTag(HISTORY_PUSH_TAG);
  // A list under an item becomes one of its blocks, so that others can stand beside it.
  const outer = list.getParent();
  const above = $isListItemNode(outer) ? outer.getPreviousSibling() : null;
  if ($isListItemNode(above)) $itemBlocksOf(above);
  const following = item.getNextSiblings();
  let place: LexicalNode = list;
  for (const moved of [block, ...block.getNextSiblings()]) {
    place.insertAfter(moved);
    place = moved;
  }
  if (following.length > 0) {
    const rest = $copyNode(list);
    const start = list.getChildrenSize() - following.length;
    if (list.getListType() === 'number') rest.setStart(list.getStart() + start);
    place.insertAfter(rest.append(...following));
  }
  return true;
}
