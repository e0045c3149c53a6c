import {
  $createParagraphNode,
  $getNodeByKey,
  $getRoot,
  $isElementNode,
  $isRootNode,
  $parseSerializedNode,
  type ElementNode,
  type LexicalNode,
  type NodeKey,
  type SerializedLexicalNode,
} from 'lexical';
import { $isBlock, $isContainer, $selectedBlocks } from '../containers/containers.ts';
import { $quoteOf } from '../containers/moves.ts';

/** Moves blocks that follow each other one place up or down; at the end of a quotation, out of it. */
function $moveBlocks(blocks: readonly LexicalNode[], step: -1 | 1): boolean {
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (first === undefined || last === undefined) return false;
  const neighbour = step === -1 ? first.getPreviousSibling() : last.getNextSibling();
  if (neighbour !== null) {
    if (step === -1) last.insertAfter(neighbour);
    else first.insertBefore(neighbour);
    return true;
  }
  const quote = $quoteOf(first);
  if (quote === undefined) return false;
  if (step === -1) for (const block of blocks) quote.insertBefore(block);
  else for (const block of blocks.toReversed()) quote.insertAfter(block);
  if (quote.isEmpty()) quote.remove();
  return true;
}

/** Moves the selected blocks one place up or down; the selection stays on them. */
export function $moveSelectedBlocks(step: -1 | 1): boolean {
  return $moveBlocks($selectedBlocks(), step);
}

/** Moves a block one place up or down. */
export function $moveBlock(key: NodeKey, step: -1 | 1): boolean {
  const block = $getNodeByKey(key);
  return block !== null && $moveBlocks([block], step);
}

/** Moves a block beside another, which may stand in a quotation or a list item. */
export function $moveBlockBeside(key: NodeKey, other: NodeKey, side: 'before' | 'after'): void {
  const [block, target] = [$getNodeByKey(key), $getNodeByKey(other)];
  if (block === null || target === null || block.is(target) || block.isParentOf(target)) return;
  const left = block.getParent();
  if (side === 'before') target.insertBefore(block);
  else target.insertAfter(block);
  // What it was taken from may hold nothing now.
  if (!$isRootNode(left) && left?.isEmpty() === true) left.remove();
}

interface SerializedTree extends SerializedLexicalNode {
  children?: SerializedTree[];
}

function serialize(node: LexicalNode): SerializedTree {
  const own: SerializedTree = node.exportJSON();
  return $isElementNode(node) ? { ...own, children: node.getChildren().map(serialize) } : own;
}

/** Puts a copy of a block after it, and selects the copy. */
export function $duplicateBlock(key: NodeKey): void {
  const block = $getNodeByKey(key);
  if (block === null) return;
  const copy = $parseSerializedNode(serialize(block));
  block.insertAfter(copy);
  copy.selectStart();
}

/** Takes a block away; the caret goes to what follows it. There is always a line to write on. */
export function $deleteBlock(key: NodeKey): void {
  const block = $getNodeByKey(key);
  if (block === null) return;
  const next = block.getNextSibling() ?? block.getPreviousSibling();
  block.remove();
  (next ?? $getRoot().append($createParagraphNode()).getFirstChildOrThrow()).selectStart();
}

/** Selects what is written in a block, so that an action on the selection acts on all of it. */
export function $selectBlock(key: NodeKey): void {
  const block = $getNodeByKey(key);
  if ($isElementNode(block)) block.select(0, block.getChildrenSize());
}

/** Sets the direction of the lines in blocks; null lets their own first letters decide. */
export function $setDirection(blocks: readonly LexicalNode[], to: ElementNode['__dir']): void {
  for (const block of blocks) {
    if (!$isElementNode(block)) continue;
    const inner = block.getChildren().filter($isBlock);
    if (inner.length === 0) block.setDirection(to);
    else $setDirection(inner, to);
  }
}

/** The blocks that stand in the text, a quotation or an item, and hold no others, in their order. */
export function $innermostBlocks(container: ElementNode = $getRoot()): LexicalNode[] {
  return container.getChildren().flatMap((block) => {
    const inner = $containersIn(block);
    return inner.length === 0 ? [block] : inner.flatMap($innermostBlocks);
  });
}

/** The containers that a block is, or that are in the items of a list. */
function $containersIn(block: LexicalNode): ElementNode[] {
  if ($isContainer(block)) return [block];
  const isList = $isElementNode(block) && ['list', 'listitem'].includes(block.getType());
  return isList ? block.getChildren().flatMap($containersIn) : [];
}
