/** Lists with tasks from HTML, whose items `tidyHtml` has marked, and from pasted Markdown. */
import { $isListItemNode, $isListNode, ListItemNode, ListNode } from '@lexical/list';
import {
  $isTextNode,
  type DOMConversion,
  type DOMConversionMap,
  type DOMConversionOutput,
  type LexicalNode,
} from 'lexical';
import {
  $makeTask,
  $setNumbered,
  $setPlainItem,
  NUMBERED_ATTRIBUTE,
  PLAIN_ATTRIBUTE,
} from './mixed-lists.ts';

type Stock = typeof ListNode | typeof ListItemNode;

/** Lexical's own conversion of an element, with something added to the node that it makes. */
function conversionOf(
  stock: Stock,
  tag: string,
  attribute: string,
  $add: (node: DOMConversionOutput['node'], element: HTMLElement) => void,
): (element: HTMLElement) => DOMConversion | null {
  return (element) => {
    if (!element.hasAttribute(attribute)) return null;
    const conversion = stock.importDOM?.()?.[tag]?.(element)?.conversion;
    if (conversion === undefined) return null;
    return {
      priority: 1,
      conversion: (converted: HTMLElement) => {
        const output = conversion(converted);
        $add(output?.node ?? null, converted);
        return output;
      },
    };
  };
}

export const MIXED_LIST_IMPORT: DOMConversionMap = {
  ul: conversionOf(ListNode, 'ul', NUMBERED_ATTRIBUTE, (node, list) => {
    const start = Number.parseInt(list.getAttribute('start') ?? '', 10);
    if (Array.isArray(node) || !$isListNode(node)) return;
    $setNumbered(node.setStart(Number.isNaN(start) ? 1 : start));
  }),
  li: conversionOf(ListItemNode, 'li', PLAIN_ATTRIBUTE, (node) => {
    if (!Array.isArray(node) && $isListItemNode(node)) $setPlainItem(node);
  }),
};

/**
 * Marks a parsed list with tasks among its items the way the conversions know it. `aria-checked`
 * is there on the items that are tasks.
 */
export function markMixedList(list: Element): void {
  const items = [...list.children].filter((child) => child.matches('li'));
  if (!items.some((item) => item.hasAttribute('aria-checked'))) return;
  for (const item of items) {
    if (!item.hasAttribute('aria-checked')) item.setAttribute(PLAIN_ATTRIBUTE, '');
  }
  if (!list.matches('ol')) return;
  const numbered = list.ownerDocument.createElement('ul');
  numbered.setAttribute(NUMBERED_ATTRIBUTE, '');
  numbered.setAttribute('start', list.getAttribute('start') ?? '1');
  numbered.append(...list.childNodes);
  list.replaceWith(numbered);
}

const BOX = /^\[([ x])\] /i;

/** Items of numbered lists that begin with a box, which the conversion takes for words. */
function $boxesOf(list: ListNode): void {
  for (const item of list.getChildren()) {
    if (!$isListItemNode(item)) continue;
    const first = item.getFirstChild();
    if ($isListNode(first)) $boxesOf(first);
    const box = $isTextNode(first) ? BOX.exec(first.getTextContent()) : null;
    if (box === null || !$isTextNode(first)) continue;
    first.spliceText(0, box[0].length, '');
    $makeTask(item, box[1] !== ' ');
  }
}

/**
 * Lists of pasted Markdown as they were: the conversion makes a list of its own wherever tasks and
 * plain items of bulleted lists meet, and leaves boxes behind numbers as words.
 */
export function $joinTaskLists(nodes: readonly LexicalNode[]): LexicalNode[] {
  const joined: LexicalNode[] = [];
  for (const node of nodes) {
    const before = joined.at(-1);
    if (!$isListNode(node) || node.getListType() === 'number') {
      if ($isListNode(node)) $boxesOf(node);
      joined.push(node);
      continue;
    }
    if (!$isListNode(before) || before.getListType() === 'number') {
      joined.push(node);
      continue;
    }
    for (const list of [before, node]) {
      if (list.getListType() === 'check') continue;
      for (const item of list.getChildren()) if ($isListItemNode(item)) $setPlainItem(item);
    }
    before.setListType('check').append(...node.getChildren());
    if ($isListNode(node) && node.getParent() !== null) node.remove();
  }
  return joined;
}
