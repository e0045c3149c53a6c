import { $isCodeNode } from '@lexical/code';
import {
  $getNodeByKey,
  $getSelection,
  $isLineBreakNode,
  $isRangeSelection,
  $isTextNode,
  type NodeKey,
} from 'lexical';
import { triggerIn, type Trigger } from './trigger.ts';

/** A trigger with the text that it stands in. */
export interface PlacedTrigger extends Trigger {
  key: NodeKey;
  to: number;
}

/** The trigger that the caret stands behind; none in code. */
export function $triggerAtCaret(): PlacedTrigger | undefined {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return undefined;
  const node = selection.anchor.getNode();
  if (!$isTextNode(node) || !node.isSimpleText() || node.hasFormat('code')) return undefined;
  if ($isCodeNode(node.getParent())) return undefined;
  const { offset } = selection.anchor;
  const before = node.getPreviousSibling();
  const isStart =
    before === null || $isLineBreakNode(before) || /\s$/.test(before.getTextContent());
  const trigger = triggerIn(node.getTextContent().slice(0, offset), isStart);
  return trigger && { ...trigger, key: node.getKey(), to: offset };
}

/** Takes what was typed away and leaves the caret there; at the caret when it is gone already. */
export function $takeTrigger({ key, from, to }: PlacedTrigger): void {
  const node = $getNodeByKey(key);
  if (!$isTextNode(node) || node.getTextContentSize() < to) return;
  node.select(from, to).removeText();
}
