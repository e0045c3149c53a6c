/**
 * Makes a pasted document say in elements what it says in styles, and nothing else: the editor's
 * own conversion then finds only structure. Works on a parsed, inert document; nothing of it is
 * ever shown.
 */
import { ITEM_BLOCKS_ATTRIBUTE } from '../containers/item-blocks-node.ts';
import { NUMBERED_ATTRIBUTE, PLAIN_ATTRIBUTE } from '../lists/mixed-lists.ts';
import { markMixedList } from '../lists/mixed-lists-import.ts';
import { PICTURE_ATTRIBUTE } from '../picture/picture-node.ts';
import { styleOf } from './inert-html.ts';
import { listsFromWord } from './word-lists.ts';

/** Left out with everything in them. */
const DROPPED =
  'script, style, template, noscript, iframe, object, embed, svg, math, canvas, audio, video, ' +
  `source, img:not([${PICTURE_ATTRIBUTE}]), button, select, textarea, link, meta, title, base`;

/** What an attribute can say that the conversion reads; everything else is looks or danger. */
const KEPT_ATTRIBUTES = new Set([
  'href',
  'start',
  'type',
  'checked',
  'aria-checked',
  PLAIN_ATTRIBUTE,
  NUMBERED_ATTRIBUTE,
  'dir',
  'colspan',
  'rowspan',
  'scope',
  PICTURE_ATTRIBUTE,
  'alt',
]);

const BLOCKS = 'p, div, h1, h2, h3, h4, h5, h6, pre, section, article';

function rename(element: Element, tag: string): Element {
  const renamed = element.ownerDocument.createElement(tag);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

function wrapContent(element: Element, tag: string): void {
  const wrapper = element.ownerDocument.createElement(tag);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

/** The declarations of a style attribute, read as text: a strict page applies none of them. */
function declarations(element: Element): Map<string, string> {
  const pairs = styleOf(element).toLowerCase().split(';');
  return new Map(
    pairs.flatMap((pair): Array<[string, string]> => {
      const colon = pair.indexOf(':');
      return colon < 0 ? [] : [[pair.slice(0, colon).trim(), pair.slice(colon + 1).trim()]];
    }),
  );
}

/** Only on words: a heading or a block of code that is bold throughout is what it is. */
const STYLED = 'span, font, a, b, strong, i, em, u, s, p, li, td, th, div';

function styleToElements(element: Element): void {
  const style = declarations(element);
  const weight = style.get('font-weight') ?? '';
  const isBold = /^(bold|bolder|[6-9]00)$/.test(weight);
  const isItalic = /^(italic|oblique)/.test(style.get('font-style') ?? '');
  const lines = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`;
  const raised = style.get('vertical-align') ?? '';
  if (isBold) wrapContent(element, 'b');
  if (isItalic) wrapContent(element, 'i');
  // Links are underlined everywhere; that says nothing of their words.
  if (lines.includes('underline') && element.closest('a') === null) wrapContent(element, 'u');
  if (lines.includes('line-through')) wrapContent(element, 's');
  if (raised === 'super') wrapContent(element, 'sup');
  if (raised === 'sub') wrapContent(element, 'sub');
  // Google Docs puts everything into a bold element that is not bold.
  if (/^(normal|[1-5]00)$/.test(weight) && element.matches('b, strong')) rename(element, 'span');
}

function isBlank(node: Node): boolean {
  return node.nodeType === 3 && (node.textContent ?? '').trim() === '';
}

/** Blocks of an item that are more than a line of words. */
const OWN_BLOCKS = 'pre, blockquote, table, hr, h1, h2, h3, h4, h5, h6';

/**
 * A list item holds a line of words and lists, else blocks in an element of their own: that of its
 * lines when there are several, or something else than words.
 */
function shapeItem(item: Element): void {
  const children = [...item.children];
  const lines = children.filter((child) => child.matches(BLOCKS));
  const hasBlocks = children.some((child) => child.matches(OWN_BLOCKS));
  if (item.matches('li') && (hasBlocks || lines.length > 1)) {
    const blocks = item.ownerDocument.createElement('div');
    blocks.setAttribute(ITEM_BLOCKS_ATTRIBUTE, '');
    blocks.append(...item.childNodes);
    for (const line of lines) if (line.matches('div, section, article')) rename(line, 'p');
    item.append(blocks);
    return;
  }
  for (const block of lines) {
    let before = block.previousSibling;
    while (before !== null && isBlank(before)) before = before.previousSibling;
    if (before !== null && before.nodeName !== 'INPUT')
      block.before(item.ownerDocument.createElement('br'));
    block.replaceWith(...block.childNodes);
  }
}

/** Marks an item that begins with a check box, the way the conversion knows check lists. */
function markTask(box: Element): void {
  const item = box.closest('li');
  if (item !== null && !item.hasAttribute('aria-checked')) {
    item.setAttribute('aria-checked', box.hasAttribute('checked') ? 'true' : 'false');
  }
  box.remove();
}

/** Changes a parsed document in place into plain structure. */
export function tidyHtml(document: Document): void {
  document.querySelectorAll(DROPPED).forEach((element) => element.remove());
  document.querySelectorAll('p.MsoTitle').forEach((title) => rename(title, 'h1'));
  listsFromWord(document);
  document.querySelectorAll('input[type="checkbox"]').forEach(markTask);
  document.querySelectorAll('ul, ol').forEach(markMixedList);
  document.querySelectorAll('input, form > label > input').forEach((element) => element.remove());
  document.querySelectorAll(STYLED).forEach((element) => {
    if (styleOf(element) !== '') styleToElements(element);
  });
  document.querySelectorAll('*').forEach((element) => {
    for (const name of element.getAttributeNames()) {
      // Google Docs writes it everywhere; where nothing is said, the letters decide.
      const isUsual = name === 'dir' && element.getAttribute(name) !== 'rtl';
      if (isUsual || !KEPT_ATTRIBUTES.has(name)) element.removeAttribute(name);
    }
  });
  document.querySelectorAll('li, dt, dd').forEach(shapeItem);
}

/** Makes a line of each row, where a table can't stand in what it is pasted into. */
export function flattenTables(document: Document): void {
  document.querySelectorAll('table').forEach((table) => {
    const lines = [...table.querySelectorAll('tr')].map((row) => {
      const line = document.createElement('p');
      const cells = [...row.children].map((cell) => cell.textContent.trim());
      line.textContent = cells.filter((cell) => cell !== '').join(' — ');
      return line;
    });
    table.replaceWith(...lines);
  });
}
