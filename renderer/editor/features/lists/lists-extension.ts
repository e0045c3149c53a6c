import {
  $isListItemNode,
  CheckListExtension,
  ListExtension,
  ListItemNode,
  ListNode,
} from '@lexical/list';
import {
  $addUpdateTag,
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_LOW,
  configExtension,
  defineExtension,
  HISTORY_PUSH_TAG,
  INDENT_CONTENT_COMMAND,
  KEY_TAB_COMMAND,
  mergeRegister,
  OUTDENT_CONTENT_COMMAND,
  TextNode,
  type LexicalEditor,
} from 'lexical';
import { $isItemBlocksNode } from '../containers/item-blocks-node.ts';
import { $makeTask, registerMixedLists } from './mixed-lists.ts';
import { MIXED_LIST_IMPORT } from './mixed-lists-import.ts';

/** Levels below the outermost that a list can have. */
const MAX_INDENT = 8;

function $itemAtSelection(): ListItemNode | undefined {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return undefined;
  const start = selection.isBackward() ? selection.focus : selection.anchor;
  const item = $findMatchingParent(start.getNode(), $isListItemNode);
  return $isListItemNode(item) ? item : undefined;
}

/**
 * Tab moves an item in and Shift+Tab moves it out. Where that is not possible the key is left
 * alone, so that it leaves the editor and the keyboard is never trapped.
 */
function registerTab(editor: LexicalEditor): () => void {
  return editor.registerCommand(
    KEY_TAB_COMMAND,
    (event) => {
      const item = $itemAtSelection();
      if (item === undefined) return false;
      const indent = item.getIndent();
      const possible = event.shiftKey
        ? indent > 0
        : indent < MAX_INDENT && item.getPreviousSibling() !== null;
      if (!possible) return false;
      event.preventDefault();
      // The command would move the block of the caret, which is not the whole item.
      if ($isItemBlocksNode(item.getFirstChild())) {
        $addUpdateTag(HISTORY_PUSH_TAG);
        item.setIndent(event.shiftKey ? indent - 1 : indent + 1);
        return true;
      }
      const command = event.shiftKey ? OUTDENT_CONTENT_COMMAND : INDENT_CONTENT_COMMAND;
      return editor.dispatchCommand(command, undefined);
    },
    COMMAND_PRIORITY_LOW,
  );
}

/** "[ ] " or "[x] " at the beginning of an item gives it a box. */
function $checkListFromText(node: TextNode): void {
  const match = /^\[([ x]?)\] /i.exec(node.getTextContent());
  const item = node.getParent();
  if (match === null || !$isListItemNode(item) || !node.is(item.getFirstChild())) return;
  const selection = $getSelection();
  const typedNow =
    $isRangeSelection(selection) &&
    selection.isCollapsed() &&
    selection.anchor.key === node.getKey() &&
    selection.anchor.offset === match[0].length;
  if (!typedNow) return;
  $makeTask(item, match[1]?.toLowerCase() === 'x');
  node.spliceText(0, match[0].length, '', true);
}

/**
 * Check boxes are no list items to assistive technology, so their list may not be called a list,
 * and the wrapper of a nested list may not be called an item.
 */
function registerRoles(editor: LexicalEditor): () => void {
  const apply = () => {
    for (const list of editor.getRootElement()?.querySelectorAll('ul, ol') ?? []) {
      const items = [...list.children];
      const isCheckList = items.some((item) => item.getAttribute('role') === 'checkbox');
      if (!isCheckList) {
        list.removeAttribute('role');
        continue;
      }
      list.setAttribute('role', 'group');
      for (const item of items) if (!item.hasAttribute('role')) item.setAttribute('role', 'none');
    }
  };
  return mergeRegister(
    editor.registerMutationListener(ListNode, apply),
    editor.registerMutationListener(ListItemNode, apply),
  );
}

/** Bulleted, ordered and check lists, with nesting by Tab. */
export const ListsExtension = defineExtension({
  name: 'casebook/lists',
  dependencies: [configExtension(ListExtension, { hasStrictIndent: true }), CheckListExtension],
  html: { import: MIXED_LIST_IMPORT },
  register: (editor) =>
    mergeRegister(
      registerTab(editor),
      // Before the roles, which it takes from plain items.
      registerMixedLists(editor),
      editor.registerNodeTransform(TextNode, $checkListFromText),
      registerRoles(editor),
    ),
});
