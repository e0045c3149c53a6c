/** Keeps containers in shape, whatever way blocks came into them. */
import { $createListItemNode, $isListItemNode, $isListNode, ListItemNode } from '@lexical/list';
import { HeadingNode, QuoteNode } from '@lexical/rich-text';
import {
  $copyNode,
  $createParagraphNode,
  $getSelection,
  $isElementNode,
  $isParagraphNode,
  $isRangeSelection,
  mergeRegister,
  ParagraphNode,
  type ElementNode,
  type LexicalEditor,
  type LexicalNode,
} from 'lexical';
import { $isBlock } from './containers.ts';
import { $createItemBlocksNode, $isItemBlocksNode, ItemBlocksNode } from './item-blocks-node.ts';

/** Children as blocks: what stands in a line makes lines of its own, made by `$makeLine`. */
function $asBlocks(children: readonly LexicalNode[], $makeLine: () => ElementNode): LexicalNode[] {
  const blocks: LexicalNode[] = [];
  let line: ElementNode | undefined;
  for (const child of children) {
    if ($isBlock(child)) {
      line = undefined;
      blocks.push(...($isItemBlocksNode(child) ? child.getChildren() : [child]));
    } else {
      if (line === undefined) blocks.push((line = $makeLine()));
      line.append(child);
    }
  }
  return blocks;
}

/** A paragraph in place of something else that held words. */
function $paragraphLike(node: ElementNode) {
  return () => $createParagraphNode().setDirection(node.getDirection());
}

/** A quotation holds blocks. Those of former versions, and of other programs, hold words. */
function $shapeQuote(quote: QuoteNode): void {
  if (quote.isShadowRoot()) {
    if (quote.isEmpty()) quote.append($createParagraphNode());
    return;
  }
  const blocks = $asBlocks(quote.getChildren(), $paragraphLike(quote));
  quote.clear().setDirection(null).setIsShadowRoot(true);
  quote.append(...(blocks.length > 0 ? blocks : [$createParagraphNode()]));
}

/** Blocks that got into a line go before it and after it. */
function $shapeLine(line: ElementNode): void {
  const children = line.getChildren();
  if (!children.some($isBlock)) return;
  const blocks = $asBlocks(children, () => $copyNode(line));
  for (const block of blocks) line.insertBefore(block);
  line.remove();
}

/** The blocks of an item are its only child; an item with nothing but words has none. */
function $shapeItem(item: ListItemNode): void {
  const children = item.getChildren();
  const isFree = (child: LexicalNode) => $isBlock(child) && !$isListNode(child);
  if (!children.some(isFree)) return;
  if (children.length === 1 && $isItemBlocksNode(children[0])) return;
  const blocks = $asBlocks(children, $paragraphLike(item));
  item.setDirection(null).append($createItemBlocksNode().append(...blocks));
}

/** Blocks that are but a line, and lists under it, are an ordinary item and its lists. */
function $shapeItemBlocks(blocks: ItemBlocksNode): void {
  const item = blocks.getParent();
  const children = blocks.getChildren();
  if (!$isListItemNode(item)) {
    for (const child of children) blocks.insertBefore(child);
    blocks.remove();
    return;
  }
  const [first, ...lists] = children;
  if (first === undefined) blocks.remove();
  else if ($isParagraphNode(first) && lists.every($isListNode)) {
    item.setDirection(first.getDirection());
    for (const list of lists.reverse()) item.insertAfter($createListItemNode().append(list));
    const selection = $getSelection();
    const holdsCaret = $isRangeSelection(selection) && selection.anchor.key === first.getKey();
    item.splice(0, item.getChildrenSize(), first.getChildren());
    if (holdsCaret) item.selectEnd();
  }
}

/** Registers what keeps quotations, list items and lines in shape. */
export function registerShapes(editor: LexicalEditor): () => void {
  return mergeRegister(
    editor.registerNodeTransform(QuoteNode, $shapeQuote),
    editor.registerNodeTransform(ParagraphNode, $shapeLine),
    editor.registerNodeTransform(HeadingNode, $shapeLine),
    editor.registerNodeTransform(ListItemNode, $shapeItem),
    editor.registerNodeTransform(ItemBlocksNode, $shapeItemBlocks),
  );
}

/** Makes an item hold blocks, the lists under it among them. */
export function $itemBlocksOf(item: ListItemNode): ItemBlocksNode {
  const only = item.getFirstChild();
  const blocks = $isItemBlocksNode(only) ? only : $createItemBlocksNode();
  if (blocks !== only) {
    const words = item.getChildren();
    const line = $paragraphLike(item)();
    item.setDirection(null).append(blocks.append(line.append(...words)));
  }
  for (let next = item.getNextSibling(); $isElementNode(next); next = item.getNextSibling()) {
    const list = next.getFirstChild();
    if (!$isListNode(list)) break;
    blocks.append(...next.getChildren());
    next.remove();
  }
  return blocks;
}
