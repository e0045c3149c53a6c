import {
  $createParagraphNode,
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isNodeSelection,
  $isRangeSelection,
  $parseSerializedNode,
  type ElementNode,
  type LexicalNode,
  type NodeKey,
  type SerializedLexicalNode,
} from 'lexical';

/** The block of the text that a node is in or is; undefined for the root. */
export function $blockOf(node: LexicalNode): LexicalNode | undefined {
  return node.getTopLevelElement() ?? undefined;
}

/** The blocks that are selected at least in part, in their order. */
export function $selectedBlocks(): LexicalNode[] {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) && !$isNodeSelection(selection)) return [];
  const blocks = selection.getNodes().flatMap((node) => $blockOf(node) ?? []);
  return $getRoot()
    .getChildren()
    .filter((child) => blocks.some((block) => block.is(child)));
}

/** Moves the selected blocks one place up or down; the selection stays on them. */
export function $moveSelectedBlocks(step: -1 | 1): boolean {
  const blocks = $selectedBlocks();
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (first === undefined || last === undefined) return false;
  if (step === -1) {
    const before = first.getPreviousSibling();
    if (before === null) return false;
    last.insertAfter(before);
  } else {
    const after = last.getNextSibling();
    if (after === null) return false;
    first.insertBefore(after);
  }
  return true;
}

/** Moves a block one place up or down. */
export function $moveBlock(key: NodeKey, step: -1 | 1): boolean {
  const block = $getNodeByKey(key);
  const neighbour = step === -1 ? block?.getPreviousSibling() : block?.getNextSibling();
  if (block === null || neighbour === null || neighbour === undefined) return false;
  if (step === -1) block.insertAfter(neighbour);
  else block.insertBefore(neighbour);
  return true;
}

/** Moves a block before the child of the root at an index; to the end beyond the last. */
export function $moveBlockTo(key: NodeKey, index: number): void {
  const block = $getNodeByKey(key);
  const target = $getRoot().getChildAtIndex(index);
  if (block === null || target?.is(block) === true) return;
  if (target === null) $getRoot().append(block);
  else target.insertBefore(block);
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

/** Sets the direction of blocks; null lets their own first letters decide. */
export function $setDirection(blocks: readonly LexicalNode[], to: ElementNode['__dir']): void {
  for (const block of blocks) if ($isElementNode(block)) block.setDirection(to);
}
