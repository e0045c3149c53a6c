/** The visible tree of a page as blocks. Recursion is safe here: the tree is at most 200 deep. */
import type { Block, ListItem, Run } from '../../shared/document.ts';
import { lookOf, PLAIN, runOf, type Look } from './html-look.ts';
import { isDataTable, tableRows } from './html-table.ts';
import {
  attribute,
  BLOCK_TAGS,
  isElement,
  isText,
  parsePage,
  textContent,
  type HtmlElement,
  type HtmlNode,
} from './html-tree.ts';
import { tidyBlocks, tidyRuns } from './tidy.ts';
import { wordListItem } from './html-word.ts';

/** Blocks made so far, and the line of runs that is being written. */
interface Flow {
  blocks: Block[];
  line: Run[];
}

const PREFORMATTED = new Set(['pre', 'listing', 'plaintext', 'xmp']);

function write(flow: Flow, text: string, look: Look): void {
  flow.line.push(runOf(text, look));
}

/** Ends the line being written and makes a paragraph of it, if there is anything on it. */
function endLine(flow: Flow): void {
  if (flow.line.some((run) => run.text.trim() !== ''))
    flow.blocks.push({ type: 'paragraph', runs: flow.line });
  flow.line = [];
}

function flowOf(nodes: readonly HtmlNode[], look: Look): Block[] {
  const flow: Flow = { blocks: [], line: [] };
  for (const node of nodes) visit(node, look, flow);
  endLine(flow);
  return flow.blocks;
}

/** The runs in blocks, blocks parted by line breaks: for places that hold a line of text only. */
function runsIn(blocks: readonly Block[]): Run[] {
  return blocks.flatMap((block): Run[] => {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return [...block.runs, { text: '\n' }];
      case 'code':
        return [{ text: block.text, marks: ['code'] }, { text: '\n' }];
      case 'quote':
        return runsIn(block.blocks);
      case 'list':
        return block.items.flatMap((item) => runsIn(item.blocks));
      case 'table':
        return block.rows.flatMap((row) =>
          row.cells.flatMap((cell) => [...cell.runs, { text: '\n' }]),
        );
      default:
        return [];
    }
  });
}

function runsOf(element: HtmlElement, look: Look): Run[] {
  return runsIn(flowOf(element.childNodes, look));
}

/** Preformatted text as it stands, line breaks of `<br>` included. */
function verbatim(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node) => {
      if (isText(node)) return node.value;
      if (!isElement(node)) return '';
      if (node.tagName === 'br') return '\n';
      const inner = verbatim(node.childNodes);
      return BLOCK_TAGS.has(node.tagName) && !inner.endsWith('\n') ? `${inner}\n` : inner;
    })
    .join('');
}

function codeOf(element: HtmlElement): Block {
  const inner = element.childNodes.find(isElement);
  const classes = `${attribute(element, 'class') ?? ''} ${inner === undefined ? '' : (attribute(inner, 'class') ?? '')}`;
  const language = /(?:^|\s)lang(?:uage)?-([\w+#.-]{1,30})/.exec(classes)?.[1];
  const text = verbatim(element.childNodes);
  return { type: 'code', text, ...(language === undefined ? {} : { language }) };
}

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

function itemOf(element: HtmlElement, look: Look): ListItem {
  const checkbox = checkboxOf(element.childNodes);
  const blocks = flowOf(element.childNodes, look);
  if (checkbox === undefined) return { blocks };
  return { checked: attribute(checkbox, 'checked') !== undefined, blocks };
}

function listOf(element: HtmlElement, look: Look): Block {
  const ordered = element.tagName === 'ol';
  const items: ListItem[] = [];
  for (const child of element.childNodes) {
    if (isElement(child) && child.tagName === 'li') items.push(itemOf(child, look));
    else {
      // Lists nested without an item of their own belong to the item before.
      const blocks = flowOf([child], look).filter(
        (block) => block.type !== 'paragraph' || tidyRuns(block.runs).length > 0,
      );
      const previous = items.at(-1);
      if (blocks.length === 0) continue;
      if (previous === undefined) items.push({ blocks });
      else previous.blocks = [...previous.blocks, ...blocks];
    }
  }
  const start = Number.parseInt(attribute(element, 'start') ?? '', 10);
  const counted = ordered && Number.isSafeInteger(start) && start !== 1;
  return { type: 'list', ordered, items, ...(counted ? { start } : {}) };
}

/** Adds a paragraph that Word wrote for a list item to the list before it, or starts one. */
function addWordItem(flow: Flow, ordered: boolean, runs: Run[]): void {
  const item: ListItem = { blocks: [{ type: 'paragraph', runs }] };
  const previous = flow.blocks.at(-1);
  if (previous?.type === 'list' && previous.ordered === ordered) previous.items.push(item);
  else flow.blocks.push({ type: 'list', ordered, items: [item] });
}

/** The blocks that an element stands for; undefined for one that only holds others. */
function blocksOf(element: HtmlElement, look: Look): Block[] | undefined {
  const tag = element.tagName;
  const level = /^h([1-6])$/.exec(tag)?.[1];
  if (level !== undefined) {
    return [{ type: 'heading', level: Number(level), runs: runsOf(element, look) }];
  }
  if (PREFORMATTED.has(tag)) return [codeOf(element)];
  switch (tag) {
    case 'hr':
      return [{ type: 'rule' }];
    case 'blockquote':
      return [{ type: 'quote', blocks: flowOf(element.childNodes, look) }];
    case 'ul':
    case 'ol':
    case 'menu':
    case 'dir':
      return [listOf(element, look)];
    case 'table': {
      if (!isDataTable(element)) return undefined;
      const caption = element.childNodes.filter((child) => child.nodeName === 'caption');
      const rows = tableRows(element, (cell) => runsOf(cell, look));
      return [...flowOf(caption, look), { type: 'table', rows }];
    }
    default:
      return undefined;
  }
}

/** Inline elements that are written with characters of their own. */
function visitInline(element: HtmlElement, look: Look, flow: Flow): void {
  const inside = (): void => {
    const inner = lookOf(element, look);
    for (const child of element.childNodes) visit(child, inner, flow);
  };
  switch (element.tagName) {
    case 'br':
      return write(flow, '\n', PLAIN);
    case 'img': {
      // Pictures are not kept; those that stand for a character or a formula are text.
      const alt = attribute(element, 'alt')?.trim() ?? '';
      const emoji = /^[\p{Extended_Pictographic}\p{Emoji_Component}]{1,20}$/u.test(alt);
      if (emoji || /^\{\\(?:display|text)style/.test(alt)) write(flow, alt, look);
      return;
    }
    case 'q':
      write(flow, '“', look);
      inside();
      return write(flow, '”', look);
    case 'rp':
      return;
    case 'rt':
      write(flow, '(', look);
      inside();
      return write(flow, ')', look);
    default:
      return inside();
  }
}

function visit(node: HtmlNode, look: Look, flow: Flow): void {
  // Line ends in the source are spaces; only <br> breaks a line.
  if (isText(node)) return write(flow, node.value.replace(/[\n\r\f]+/g, ' '), look);
  if (!isElement(node)) return;
  if (!BLOCK_TAGS.has(node.tagName)) return visitInline(node, look, flow);
  endLine(flow);
  const inner = lookOf(node, look);
  const item = wordListItem(node, () => runsOf(node, inner));
  const blocks = item === undefined ? blocksOf(node, inner) : undefined;
  if (item !== undefined) addWordItem(flow, item.ordered, item.runs);
  else if (blocks !== undefined) flow.blocks.push(...blocks);
  else for (const child of node.childNodes) visit(child, inner, flow);
  endLine(flow);
}

/** The blocks of a pruned body (see `parsePage`). */
export function bodyToBlocks(body: HtmlElement): Block[] {
  return tidyBlocks(flowOf(body.childNodes, PLAIN));
}

/** The blocks of HTML source, a whole page or a piece of one. Never throws, whatever it is given. */
export function htmlToBlocks(html: string): Block[] {
  return bodyToBlocks(parsePage(html).body);
}

/** The text of HTML source on one line, for statements that may hold character references. */
export function htmlToLine(html: string): string {
  if (!/[&<]/.test(html)) return html.replace(/\s+/g, ' ').trim();
  return textContent(parsePage(html).body).replace(/\s+/g, ' ').trim();
}
