import {
  $createRangeSelection,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  $parseSerializedNode,
  $setSelection,
  HISTORY_PUSH_TAG,
  SKIP_DOM_SELECTION_TAG,
  SKIP_SCROLL_INTO_VIEW_TAG,
  type LexicalEditor,
  type LexicalNode,
  type PointType,
  type SerializedLexicalNode,
} from 'lexical';
import type { RichText } from '../../shared/rich-text.ts';

/** On the update that shows a text from elsewhere, which is no change that has to be saved. */
export const REPLACED_TAG = 'casebook-replaced';

/** A place in a text, as the positions of its nodes among their siblings. */
interface Place {
  indexes: number[];
  offset: number;
}

function $placeOf(point: PointType): Place {
  const indexes: number[] = [];
  let node: LexicalNode | null = point.getNode();
  for (; node !== null && node.getParent() !== null; node = node.getParent()) {
    indexes.unshift(node.getIndexWithinParent());
  }
  return { indexes, offset: point.offset };
}

/** Puts the caret at the place, or as near to it as the text now goes. */
function $selectPlace({ indexes, offset }: Place): void {
  let node: LexicalNode = $getRoot();
  for (const index of indexes) {
    if (!$isElementNode(node)) break;
    const child: LexicalNode | null = node.getChildAtIndex(index) ?? node.getLastChild();
    if (child === null) break;
    node = child;
  }
  if (!$isTextNode(node) && !$isElementNode(node)) {
    node.selectNext();
    return;
  }
  const size = $isTextNode(node) ? node.getTextContentSize() : node.getChildrenSize();
  const type = $isTextNode(node) ? 'text' : 'element';
  const selection = $createRangeSelection();
  selection.anchor.set(node.getKey(), Math.min(offset, size), type);
  selection.focus.set(node.getKey(), Math.min(offset, size), type);
  $setSelection(selection);
}

/**
 * Shows another text in the editor as one step that can be undone, with the caret where it was as
 * far as possible. Says false, and changes nothing, when the text holds what the editor can't show.
 */
export function replaceText(editor: LexicalEditor, body: RichText): boolean {
  const serialized = JSON.stringify(body);
  try {
    editor.parseEditorState(serialized);
  } catch {
    return false;
  }
  const { root } = JSON.parse(serialized) as { root: { children?: SerializedLexicalNode[] } };
  const hasFocus = editor.getRootElement()?.contains(document.activeElement) === true;
  const tag = [REPLACED_TAG, HISTORY_PUSH_TAG, SKIP_SCROLL_INTO_VIEW_TAG];
  if (!hasFocus) tag.push(SKIP_DOM_SELECTION_TAG);
  editor.update(
    () => {
      const selection = $getSelection();
      const place = $isRangeSelection(selection) ? $placeOf(selection.focus) : undefined;
      $getRoot()
        .clear()
        .append(...(root.children ?? []).map((child) => $parseSerializedNode(child)));
      if (place === undefined) $setSelection(null);
      else $selectPlace(place);
    },
    { tag, discrete: true },
  );
  return true;
}
