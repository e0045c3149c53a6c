/**
 * Lists that mix tasks with plain items, and tasks with numbers. To Lexical a list is of one kind
 * throughout; here a list with any task is a check list, which may be `numbered`, and whose items
 * may be `plain`, that is without a box.
 */
import {
  $isListItemNode,
  $isListNode,
  INSERT_CHECK_LIST_COMMAND,
  INSERT_ORDERED_LIST_COMMAND,
  INSERT_UNORDERED_LIST_COMMAND,
  ListItemNode,
  ListNode,
} from '@lexical/list';
import {
  $findMatchingParent,
  $getNodeByKey,
  $getSelection,
  $getState,
  $isElementNode,
  $isRangeSelection,
  $setState,
  COMMAND_PRIORITY_NORMAL,
  createState,
  KEY_ARROW_LEFT_COMMAND,
  mergeRegister,
  type LexicalEditor,
  type LexicalNode,
  type NodeMutation,
} from 'lexical';

const isTrue = (value: unknown): boolean => value === true;
const plainState = createState('plain', { parse: isTrue });
const numberedState = createState('numbered', { parse: isTrue });

/** What elements of the page say of their nodes, for the styles and for the clipboard. */
export const PLAIN_ATTRIBUTE = 'data-plain';
export const NUMBERED_ATTRIBUTE = 'data-numbered';

function $isCheckList(node: LexicalNode | null | undefined): boolean {
  return $isListNode(node) && node.getListType() === 'check';
}

function $itemsOf(list: ListNode): ListItemNode[] {
  return list.getChildren().filter($isListItemNode);
}

/** Says whether an item of a check list has no box. */
function $isPlain(item: ListItemNode): boolean {
  return $getState(item, plainState);
}

/** The kind of an item, which in a check list is not that of its list. */
export function $kindOfItem(item: ListItemNode): 'bullet' | 'number' | 'check' | undefined {
  const list = item.getParent();
  if (!$isListNode(list)) return undefined;
  if (!$isCheckList(list) || !$isPlain(item)) return list.getListType();
  return $getState(list, numberedState) ? 'number' : 'bullet';
}

/** Makes an item of a check list one without a box. */
export function $setPlainItem(item: ListItemNode): void {
  $setState(item, plainState, true);
}

/** Gives the items of a check list numbers. */
export function $setNumbered(list: ListNode): void {
  $setState(list, numberedState, true);
}

/** Makes one item a task and leaves the others, and the numbers, as they are. */
export function $makeTask(item: ListItemNode, checked: boolean): void {
  const list = item.getParent();
  if (!$isListNode(list)) return;
  if (!$isCheckList(list)) {
    const isNumbered = list.getListType() === 'number';
    for (const other of $itemsOf(list)) $setState(other, plainState, true);
    $setState(list.setListType('check'), numberedState, isNumbered);
  }
  $setState(item, plainState, false);
  item.setChecked(checked);
}

function $selectedItems(): ListItemNode[] {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return [];
  const items = new Set<ListItemNode>();
  for (const node of [selection.anchor.getNode(), ...selection.getNodes()]) {
    const item = $findMatchingParent(node, $isListItemNode);
    if ($isListItemNode(item) && !$isListNode(item.getFirstChild())) items.add(item);
  }
  return [...items];
}

/** Items of check lists among the selected ones; undefined when others are among them. */
function $selectedInCheckLists(): ListItemNode[] | undefined {
  const items = $selectedItems();
  const all = items.length > 0 && items.every((item) => $isCheckList(item.getParent()));
  return all ? items : undefined;
}

/** In a list that is mixed already the kinds of the selected items change, and no others. */
function $setPlainKind(numbered: boolean): boolean {
  const items = $selectedInCheckLists();
  if (items?.some((item) => $isMixed(item.getParent())) !== true) return false;
  for (const item of items) {
    const list = item.getParent();
    $setState(item, plainState, true).setChecked(false);
    if ($isListNode(list)) $setState(list, numberedState, numbered);
  }
  return true;
}

/** Says whether a check list has items without a box. */
function $isMixed(node: LexicalNode | null): boolean {
  return $isListNode(node) && $isCheckList(node) && $itemsOf(node).some($isPlain);
}

function $setTasks(): boolean {
  const items = $selectedInCheckLists();
  if (items?.some($isPlain) !== true) return false;
  for (const item of items) $setState(item, plainState, false);
  return true;
}

/** A list that is no check list any more has neither; nor is there one without a task. */
function $dropStates(list: ListNode): void {
  const items = $itemsOf(list);
  const lines = items.filter((item) => !$isListNode(item.getFirstChild()));
  if ($isCheckList(list) && lines.length > 0 && lines.every($isPlain)) {
    list.setListType($getState(list, numberedState) ? 'number' : 'bullet');
  }
  if ($isCheckList(list)) return;
  if ($getState(list, numberedState)) $setState(list, numberedState, false);
  for (const item of items) if ($isPlain(item)) $setState(item, plainState, false);
}

/** The caret at the start of a task goes to its box first; a plain item has none to go to. */
function $isAtStartOfPlain(): boolean {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false;
  const { anchor } = selection;
  if (anchor.type !== 'element' && anchor.offset > 0) return false;
  const block = $findMatchingParent(
    anchor.getNode(),
    (node) => $isElementNode(node) && !node.isInline(),
  );
  return $isListItemNode(block) && $isCheckList(block.getParent()) && $isPlain(block);
}

/** Lexical draws each item of a check list with a box; those of plain ones are taken off again. */
function drawItems(editor: LexicalEditor, changed: ReadonlyMap<string, NodeMutation>): void {
  editor.read('latest', () => {
    for (const key of changed.keys()) {
      const item = $getNodeByKey(key);
      const element = editor.getElementByKey(key);
      if (element === null || !$isListItemNode(item)) continue;
      const isPlain = $isCheckList(item.getParent()) && $isPlain(item);
      element.toggleAttribute(PLAIN_ATTRIBUTE, isPlain);
      if (!isPlain) continue;
      for (const name of ['role', 'tabindex', 'aria-checked']) element.removeAttribute(name);
    }
  });
}

function drawLists(editor: LexicalEditor, changed: ReadonlyMap<string, NodeMutation>): void {
  editor.read('latest', () => {
    for (const key of changed.keys()) {
      const list = $getNodeByKey(key);
      if (!$isListNode(list)) continue;
      const isNumbered = $isCheckList(list) && $getState(list, numberedState);
      editor.getElementByKey(key)?.toggleAttribute(NUMBERED_ATTRIBUTE, isNumbered);
    }
  });
}

/** Keeps items as they are, one by one, in lists that have tasks. */
export function registerMixedLists(editor: LexicalEditor): () => void {
  return mergeRegister(
    editor.registerNodeTransform(ListNode, $dropStates),
    editor.registerCommand(INSERT_CHECK_LIST_COMMAND, $setTasks, COMMAND_PRIORITY_NORMAL),
    editor.registerCommand(
      INSERT_ORDERED_LIST_COMMAND,
      () => $setPlainKind(true),
      COMMAND_PRIORITY_NORMAL,
    ),
    editor.registerCommand(
      INSERT_UNORDERED_LIST_COMMAND,
      () => $setPlainKind(false),
      COMMAND_PRIORITY_NORMAL,
    ),
    editor.registerCommand(KEY_ARROW_LEFT_COMMAND, $isAtStartOfPlain, COMMAND_PRIORITY_NORMAL),
    editor.registerMutationListener(ListItemNode, (changed) => drawItems(editor, changed)),
    editor.registerMutationListener(ListNode, (changed) => drawLists(editor, changed)),
  );
}
