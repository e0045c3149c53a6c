/**
 * Takes out of a page's tree, in place, all that can't be seen or that runs, loads or asks for
 * something; makes links absolute, and pictures tokens. The tree that is left is at most `MAX_DEPTH`
 * deep, so later steps may recurse on it.
 */
import { defaultTreeAdapter, html } from 'parse5';
import { isInPage, linkTarget, type PagePlace } from './html-address.ts';
import { pictureNode, type PagePictures } from './html-pictures.ts';
import {
  attribute,
  BLOCK_TAGS,
  hasClass,
  isElement,
  isText,
  pushReversed,
  styleOf,
  textContent,
  type HtmlElement,
  type HtmlNode,
} from './html-tree.ts';

/** Deepest nesting of elements that is kept; far beyond that of real pages. */
export const MAX_DEPTH = 200;

/** What pruning needs to know of a page, and what it finds out. */
export interface Pruning {
  place: PagePlace;
  pictures?: PagePictures | undefined;
  /** The addresses of the frames that can be seen; empty for one without an address. */
  frames: string[];
}

/** Elements that carry no text to read, or that run, load or ask for something. */
const DROPPED = new Set(
  `applet area audio base basefont bgsound button canvas datalist embed frame head iframe
   input link map meta meter noembed noframes noscript object optgroup option param progress script
   select source style svg template textarea title track video`.split(/\s+/),
);

/** Text that is only said to screen readers, when it stands within a line. */
const SPOKEN_ONLY =
  /^(?:sr-only|sr_only|visually-?hidden|screen-reader-(?:text|only)|screenreader|a11y-hidden|u-hiddenvisually)$/i;

/** Drawings of formulas whose MathML stands beside them, line numbers, links that edit the page. */
const DOUBLED =
  /^(?:katex-html|MathJax_Preview|MathJax_SVG|MathJax_CHTML|mw-editsection|lineno|linenos|linenodiv|gutter|rouge-gutter|hljs-ln-numbers|blob-num)$/;

/** Links from a note back to the text, and from a heading to itself. */
const BACK_LINK = /^(?:mw-cite-backlink|footnote-back(?:ref|link)?|reversefootnote|headerlink)$/;

/** What such links show: arrows, and signs of paragraphs and links. */
const SIGNS = /^[\s^#¶§*↑⇑↩↵⏎⤴⮐⬆\u{1f517}\u{1f519}\ufe0e\ufe0f\u200b]*$/u;

function isHidden(element: HtmlElement): boolean {
  const hidden = attribute(element, 'hidden');
  if (hidden !== undefined && hidden.toLowerCase() !== 'until-found') return true;
  if (element.tagName === 'dialog' && attribute(element, 'open') === undefined) return true;
  if (attribute(element, 'style') === undefined) return false;
  const style = styleOf(element);
  return (
    style.get('display') === 'none' ||
    style.get('visibility') === 'hidden' ||
    style.get('mso-hide') === 'all'
  );
}

/** The text of an element that holds little; undefined for one that holds more. */
function littleText(element: HtmlElement): string | undefined {
  let text = '';
  let nodes = 0;
  const stack: HtmlNode[] = [...element.childNodes.slice(0, 8)];
  if (element.childNodes.length > 8) return undefined;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    nodes += 1;
    if (nodes > 16) return undefined;
    if (isText(node)) text = `${node.value}${text}`;
    else if (isElement(node)) {
      if (node.tagName === 'img' || node.childNodes.length > 8) return undefined;
      stack.push(...node.childNodes);
    }
    if (text.length > 80) return undefined;
  }
  return text;
}

/** Says whether an element only points back, at itself, or at what is said elsewhere. */
function isNeedless(element: HtmlElement, place: PagePlace): boolean {
  if (hasClass(element, DOUBLED)) return true;
  const isSpoken = !BLOCK_TAGS.has(element.tagName) && hasClass(element, SPOKEN_ONLY);
  if (isSpoken && littleText(element) !== undefined) return true;
  if (attribute(element, 'aria-hidden')?.toLowerCase() === 'true') {
    if (element.tagName === 'nobr' || element.tagName.startsWith('mjx-')) return true;
    const text = littleText(element);
    if (text !== undefined && !/[\p{L}\p{N}]/u.test(text)) return true;
  }
  if (hasClass(element, BACK_LINK) || attribute(element, 'role') === 'doc-backlink') return true;
  if (element.tagName !== 'a') return false;
  const href = attribute(element, 'href');
  if (href === undefined || !isInPage(href, place)) return false;
  const text = littleText(element);
  return text !== undefined && SIGNS.test(text) && attribute(element, 'id') === undefined
    ? element.childNodes.length > 0
    : false;
}

function isCheckbox(element: HtmlElement): boolean {
  return element.tagName === 'input' && attribute(element, 'type')?.toLowerCase() === 'checkbox';
}

/** A formula as text: what its author wrote beside it, else the characters it shows. */
function formulaText(math: HtmlElement): string {
  const alternative = attribute(math, 'alttext');
  if (alternative !== undefined && alternative.trim() !== '') return alternative;
  const shown: string[] = [];
  const stack: HtmlNode[] = [math];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isText(node)) shown.push(node.value);
    else if (isElement(node)) {
      if (node.tagName.startsWith('annotation')) {
        const isTex = /x-(?:la)?tex/i.test(attribute(node, 'encoding') ?? '');
        if (isTex) return textContent(node).trim();
      } else pushReversed(stack, node.childNodes);
    }
  }
  return shown.join('');
}

function textNode(value: string): HtmlNode {
  return defaultTreeAdapter.createTextNode(value);
}

/** Says whether a frame is too small to be seen, as those of advertisers are. */
function isTiny(element: HtmlElement): boolean {
  return ['width', 'height'].some((name) => {
    const size = Number.parseInt(attribute(element, name) ?? '', 10);
    return !Number.isNaN(size) && size <= 3;
  });
}

/** What stands in for an element that is not kept as one; undefined when it is kept. */
function replacement(
  element: HtmlElement,
  parent: HtmlElement,
  pruning: Pruning,
): HtmlNode[] | undefined {
  const tag = element.tagName;
  if (isHidden(element)) return [];
  if (tag === 'math') return [textNode(formulaText(element))];
  if (tag === 'img') {
    return [pictureNode(element, parent, isTiny(element) ? undefined : pruning.pictures)];
  }
  if (isCheckbox(element)) return undefined;
  // Headings that fold their text away are buttons on many pages.
  if (tag === 'button' && /^(?:h[1-6]|dt|summary)$/.test(parent.tagName)) return undefined;
  if ((tag === 'iframe' || tag === 'frame') && !isTiny(element)) {
    pruning.frames.push(attribute(element, 'src') ?? '');
  }
  if (DROPPED.has(tag) || isNeedless(element, pruning.place)) return [];
  if (tag === 'a') resolveLink(element, pruning.place);
  return undefined;
}

/** Leaves of a link's attributes only an address that may be kept, and its name. */
function resolveLink(element: HtmlElement, place: PagePlace): void {
  const href = attribute(element, 'href');
  const target = href === undefined ? undefined : linkTarget(href, place);
  element.attrs = element.attrs.filter((attr) => attr.name !== 'href' && attr.name !== 'ping');
  if (target !== undefined) element.attrs.push({ name: 'href', value: target });
}

function isShadowRoot(node: HtmlNode): boolean {
  return (
    isElement(node) &&
    node.tagName === 'template' &&
    ['shadowrootmode', 'shadowroot', 'shadowmode'].some(
      (name) => attribute(node, name) !== undefined,
    )
  );
}

/**
 * What an element shows: its shadow tree with its own children in the slots, if it has one, as
 * SingleFile and the HTML standard write it ("declarative shadow root").
 */
function composed(element: HtmlElement): HtmlNode[] {
  const template = element.childNodes.find(isShadowRoot);
  if (template === undefined || !('content' in template)) return element.childNodes;
  const shadow = template.content.childNodes;
  const bySlot = new Map<string, HtmlNode[]>();
  for (const child of element.childNodes) {
    if (isShadowRoot(child)) continue;
    const slot = isElement(child) ? (attribute(child, 'slot') ?? '') : '';
    const others = bySlot.get(slot);
    if (others === undefined) bySlot.set(slot, [child]);
    else others.push(child);
  }
  const stack: HtmlNode[] = [...shadow];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node)) continue;
    const assigned =
      node.tagName === 'slot' ? bySlot.get(attribute(node, 'name') ?? '') : undefined;
    if (assigned !== undefined && assigned.length > 0) {
      node.childNodes = assigned;
      bySlot.delete(attribute(node, 'name') ?? '');
    } else for (const child of node.childNodes) stack.push(child);
  }
  return shadow;
}

function paragraphBreak(): HtmlNode[] {
  return [0, 1].map(() => defaultTreeAdapter.createElement('br', html.NS.HTML, []));
}

/** What is visible in a node's descendants, without their nesting; blocks are parted by breaks. */
function flattened(root: HtmlElement, pruning: Pruning): HtmlNode[] {
  const flat: HtmlNode[] = [];
  const stack: Array<{ node: HtmlNode; parent: HtmlElement }> = [];
  const pushAll = (nodes: readonly HtmlNode[], parent: HtmlElement): void =>
    pushReversed(
      stack,
      nodes.map((node) => ({ node, parent })),
    );
  pushAll(root.childNodes, root);
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { node, parent } = entry;
    if (isText(node) || node.nodeName === 'br' || node.nodeName === 'img') {
      flat.push(node.nodeName === 'img' ? textNode('') : node);
    } else if (isElement(node)) {
      const inner = replacement(node, parent, pruning) ?? composed(node);
      const edge = BLOCK_TAGS.has(node.tagName) ? paragraphBreak() : [];
      pushReversed(
        stack,
        edge.map((each) => ({ node: each, parent })),
      );
      pushAll(inner, node);
      pushReversed(
        stack,
        edge.map((each) => ({ node: each, parent })),
      );
    }
  }
  return flat;
}

/** Prunes a tree in place, as this file's head says. */
export function prune(root: HtmlElement, pruning: Pruning): void {
  const stack: Array<{ element: HtmlElement; depth: number }> = [{ element: root, depth: 0 }];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { element, depth } = entry;
    const children: HtmlNode[] =
      depth >= MAX_DEPTH
        ? flattened(element, pruning)
        : composed(element).flatMap((child) => {
            if (isText(child)) return [child];
            if (!isElement(child)) return [];
            return replacement(child, element, pruning) ?? [child];
          });
    element.childNodes = children;
    for (const child of children) {
      child.parentNode = element;
      if (isElement(child) && child.childNodes.length > 0) {
        stack.push({ element: child, depth: depth + 1 });
      }
    }
  }
}
