import {
  $createListItemNode,
  $isListItemNode,
  $isListNode,
  INSERT_CHECK_LIST_COMMAND,
  INSERT_ORDERED_LIST_COMMAND,
  INSERT_UNORDERED_LIST_COMMAND,
  type ListType,
} from '@lexical/list';
import { $isQuoteNode } from '@lexical/rich-text';
import {
  $createParagraphNode,
  $getSelection,
  $isParagraphNode,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  COMMAND_PRIORITY_NORMAL,
  defineExtension,
  INSERT_PARAGRAPH_COMMAND,
  KEY_BACKSPACE_COMMAND,
  KEY_TAB_COMMAND,
  mergeRegister,
  type LexicalNode,
  type RangeSelection,
} from 'lexical';
import { $blockOf } from './containers.ts';
import { $isItemBlocksNode, ItemBlocksNode } from './item-blocks-node.ts';
import { $moveIntoItem, $moveOutOfItem, $takeOutOfQuote } from './moves.ts';
import { registerShapes } from './shape.ts';

function $caret(): RangeSelection | undefined {
  const selection = $getSelection();
  return $isRangeSelection(selection) && selection.isCollapsed() ? selection : undefined;
}

/** Says whether the caret stands before everything in a block. */
function $isAtStart({ anchor }: RangeSelection, block: LexicalNode): boolean {
  if (anchor.offset !== 0) return false;
  let node: LexicalNode | null = anchor.getNode();
  for (; node !== null && !node.is(block); node = node.getParent()) {
    if (node.getPreviousSibling() !== null) return false;
  }
  return node !== null;
}

/** Enter on an empty last line leaves the quotation or the item, as it leaves a list. */
function $leaveOnEnter(): boolean {
  const caret = $caret();
  const line = caret && $blockOf(caret.anchor.getNode());
  const container = line?.getParent();
  if (!$isParagraphNode(line) || !line.isEmpty() || line.getNextSibling() !== null) return false;
  if ($isQuoteNode(container)) {
    const next = $createParagraphNode();
    container.insertAfter(next);
    if (line.getPreviousSibling() === null) container.remove();
    else line.remove();
    next.select();
    return true;
  }
  const item = container?.getParent();
  if (!$isItemBlocksNode(container) || !$isListItemNode(item)) return false;
  if (line.getPreviousSibling() === null) return false;
  const next = $createListItemNode();
  item.insertAfter(next);
  line.remove();
  next.select();
  return true;
}

/** Backspace at the beginning of a quotation takes its first line out of it. */
function $backspaceInQuote(event: KeyboardEvent): boolean {
  const caret = $caret();
  const line = caret && $blockOf(caret.anchor.getNode());
  if (caret === undefined || !$isParagraphNode(line)) return false;
  const isFirst = $isQuoteNode(line.getParent()) && line.getPreviousSibling() === null;
  if (!isFirst || !$isAtStart(caret, line)) return false;
  event.preventDefault();
  if (line.getNextSibling() === null) $takeOutOfQuote([line]);
  else line.getParent()?.insertBefore(line);
  line.selectStart();
  return true;
}

/**
 * Tab at the beginning of a line under a list puts the line into the last item; Shift+Tab in a
 * further block of an item takes it out again. Elsewhere the key is left alone.
 */
function $tab(event: KeyboardEvent): boolean {
  const caret = $caret();
  const block = caret && $blockOf(caret.anchor.getNode());
  if (caret === undefined || block === undefined) return false;
  if (block.getType() === 'code' || block.getType() === 'table') return false;
  const moved = event.shiftKey
    ? block.getType() !== 'list' && $moveOutOfItem(block)
    : $isAtStart(caret, block) && $moveIntoItem(block);
  if (moved) event.preventDefault();
  return moved;
}

/** In the first line of an item, another kind of list means that of the item. */
function $changeList(kind: ListType): boolean {
  const caret = $caret();
  const line = caret && $blockOf(caret.anchor.getNode());
  if (!$isParagraphNode(line) || line.getPreviousSibling() !== null) return false;
  const list = $isItemBlocksNode(line.getParent())
    ? line.getParent()?.getParent()?.getParent()
    : null;
  if (!$isListNode(list)) return false;
  list.setListType(kind);
  return true;
}

const LISTS = [
  [INSERT_UNORDERED_LIST_COMMAND, 'bullet'],
  [INSERT_ORDERED_LIST_COMMAND, 'number'],
  [INSERT_CHECK_LIST_COMMAND, 'check'],
] as const;

/** Quotations and list items that hold blocks. */
export const ContainersExtension = defineExtension({
  name: 'casebook/containers',
  nodes: () => [ItemBlocksNode],
  register: (editor) =>
    mergeRegister(
      registerShapes(editor),
      editor.registerCommand(INSERT_PARAGRAPH_COMMAND, $leaveOnEnter, COMMAND_PRIORITY_NORMAL),
      editor.registerCommand(KEY_BACKSPACE_COMMAND, $backspaceInQuote, COMMAND_PRIORITY_HIGH),
      editor.registerCommand(KEY_TAB_COMMAND, $tab, COMMAND_PRIORITY_NORMAL),
      ...LISTS.map(([command, kind]) =>
        editor.registerCommand(command, () => $changeList(kind), COMMAND_PRIORITY_NORMAL),
      ),
    ),
});
