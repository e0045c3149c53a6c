/** Lists: items, checklists, numbers they start at, and lists nested without an item of their own. */
import type { Block, ListItem, Run } from '../../shared/document.ts';
import { attribute, isElement, isText, type HtmlElement, type HtmlNode } from './html-tree.ts';
import { tidyRuns } from './tidy.ts';

/** Reads nodes into blocks, in the look of the list. */
export type FlowOf = (nodes: readonly HtmlNode[]) => Block[];

/** The first checkbox of an item when nothing to read stands before it. */
function checkboxOf(nodes: readonly HtmlNode[]): HtmlElement | undefined {
  for (const node of nodes) {
    if (isElement(node)) {
      if (node.tagName === 'input') return node;
      if (!['label', 'p', 'span', 'div'].includes(node.tagName)) return undefined;
      return checkboxOf(node.childNodes);
    }
    if (isText(node) && node.value.trim() !== '') return undefined;
  }
  return undefined;
}

function itemOf(element: HtmlElement, flowOf: FlowOf): ListItem {
  const checkbox = checkboxOf(element.childNodes);
  const blocks = flowOf(element.childNodes);
  if (checkbox === undefined) return { blocks };
  return { checked: attribute(checkbox, 'checked') !== undefined, blocks };
}

/** The block of an `<ul>`, `<ol>` or what else browsers show as a list. */
export function listOf(element: HtmlElement, flowOf: FlowOf): Block {
  const ordered = element.tagName === 'ol';
  const items: ListItem[] = [];
  for (const child of element.childNodes) {
    if (isElement(child) && child.tagName === 'li') items.push(itemOf(child, flowOf));
    else {
      // Lists nested without an item of their own belong to the item before.
      const blocks = flowOf([child]).filter(
        (block) => block.type !== 'paragraph' || tidyRuns(block.runs).length > 0,
      );
      const previous = items.at(-1);
      if (blocks.length === 0) continue;
      if (previous === undefined) items.push({ blocks });
      else for (const block of blocks) previous.blocks.push(block);
    }
  }
  const start = Number.parseInt(attribute(element, 'start') ?? '', 10);
  const counted = ordered && Number.isSafeInteger(start) && start !== 1;
  return { type: 'list', ordered, items, ...(counted ? { start } : {}) };
}

/** Adds a paragraph that Word wrote for a list item to the list before it, or starts one. */
export function addWordItem(blocks: Block[], ordered: boolean, runs: Run[]): void {
  const item: ListItem = { blocks: [{ type: 'paragraph', runs }] };
  const previous = blocks.at(-1);
  if (previous?.type === 'list' && previous.ordered === ordered) previous.items.push(item);
  else blocks.push({ type: 'list', ordered, items: [item] });
}
