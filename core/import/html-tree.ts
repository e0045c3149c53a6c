/**
 * A web page as a bounded tree of what can be seen on it, and the statements in its head.
 *
 * parse5 parses as browsers do and runs nothing. Everything here walks with a stack of its own, so
 * that no depth of nesting overflows; the tree that comes out is at most `MAX_DEPTH` deep, and later
 * steps may recurse on it.
 */
import { defaultTreeAdapter, html, parse, type DefaultTreeAdapterTypes } from 'parse5';

export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;

/** Deepest nesting of elements that is kept; far beyond that of real pages. */
export const MAX_DEPTH = 200;

/** What a page says about itself, in document order. */
export interface PageHead {
  /** Of `<html lang>`, else of `<body lang>`, where Word puts it. */
  language: string;
  title: string;
  /** `<meta>` by lower-case name, property, itemprop or http-equiv. */
  meta: Map<string, string[]>;
  canonical: string;
  /** The source text of JSON-LD scripts. */
  jsonLd: string[];
  comments: string[];
}

export interface Page {
  head: PageHead;
  /** What is visible, without scripts, styles, forms, hidden parts and deep nesting. */
  body: HtmlElement;
}

/** Elements that carry no text to read, or that run, load or ask for something. */
const DROPPED = new Set(
  `applet area audio base basefont bgsound button canvas datalist embed frame frameset head iframe
   input link map meta meter noembed noframes noscript object optgroup option param progress script
   select source style svg template textarea title track video`.split(/\s+/),
);

/** Elements that start a line of their own in a browser. */
export const BLOCK_TAGS: ReadonlySet<string> = new Set(
  `address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
   figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p
   pre search section summary table tbody td tfoot th thead tr ul listing plaintext xmp`.split(
    /\s+/,
  ),
);

/** The value of an attribute; undefined when it is absent. */
export function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

export function isElement(node: DefaultTreeAdapterTypes.Node): node is HtmlElement {
  return 'tagName' in node;
}

export function isText(
  node: DefaultTreeAdapterTypes.Node,
): node is DefaultTreeAdapterTypes.TextNode {
  return node.nodeName === '#text';
}

/** Puts nodes on a stack so that the first comes off first; spreading long lists would overflow. */
function pushReversed<T>(stack: T[], nodes: readonly T[]): void {
  for (const node of nodes.toReversed()) stack.push(node);
}

/** All text in a node, in order, at any depth. */
export function textContent(root: HtmlNode): string {
  const pieces: string[] = [];
  const stack: HtmlNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isText(node)) pieces.push(node.value);
    else if (isElement(node)) pushReversed(stack, node.childNodes);
  }
  return pieces.join('');
}

/** An inline style's declarations, by lower-case property. */
export function styleOf(element: HtmlElement): Map<string, string> {
  const declarations = (attribute(element, 'style') ?? '').split(';');
  return new Map(
    declarations.flatMap((declaration) => {
      const colon = declaration.indexOf(':');
      if (colon === -1) return [];
      const value = declaration.slice(colon + 1).replace(/!\s*important/i, '');
      return [[declaration.slice(0, colon).trim().toLowerCase(), value.trim().toLowerCase()]];
    }),
  );
}

function isHidden(element: HtmlElement): boolean {
  if (attribute(element, 'hidden') !== undefined) return true;
  if (element.tagName === 'dialog' && attribute(element, 'open') === undefined) return true;
  if (attribute(element, 'style') === undefined) return false;
  const style = styleOf(element);
  return (
    style.get('display') === 'none' ||
    style.get('visibility') === 'hidden' ||
    style.get('mso-hide') === 'all'
  );
}

function isCheckbox(element: HtmlElement): boolean {
  return element.tagName === 'input' && attribute(element, 'type')?.toLowerCase() === 'checkbox';
}

/** A formula as text: what its author wrote beside it, else the characters it shows. */
function formulaText(math: HtmlElement): string {
  return attribute(math, 'alttext') ?? textContent(math);
}

function textNode(value: string): HtmlNode {
  return defaultTreeAdapter.createTextNode(value);
}

/** What stands in for an element that is not kept as one; undefined when it is kept. */
function replacement(element: HtmlElement): HtmlNode[] | undefined {
  const tag = element.tagName;
  if (isHidden(element)) return [];
  if (tag === 'math') return [textNode(formulaText(element))];
  if (isCheckbox(element)) return undefined;
  return DROPPED.has(tag) ? [] : undefined;
}

function paragraphBreak(): HtmlNode[] {
  return [0, 1].map(() => defaultTreeAdapter.createElement('br', html.NS.HTML, []));
}

/** What is visible in a node's descendants, without their nesting; blocks are parted by breaks. */
function flattened(root: HtmlElement): HtmlNode[] {
  const flat: HtmlNode[] = [];
  const stack: HtmlNode[] = root.childNodes.toReversed();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isText(node) || node.nodeName === 'br') flat.push(node);
    else if (isElement(node)) {
      const inner = replacement(node) ?? node.childNodes;
      const edge = BLOCK_TAGS.has(node.tagName) ? paragraphBreak() : [];
      pushReversed(stack, edge);
      pushReversed(stack, inner);
      pushReversed(stack, edge);
    }
  }
  return flat;
}

/** Takes out of a tree, in place, what `DROPPED`, `isHidden` and `MAX_DEPTH` say. */
function prune(root: HtmlElement): void {
  const stack: Array<{ element: HtmlElement; depth: number }> = [{ element: root, depth: 0 }];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { element, depth } = entry;
    const children: HtmlNode[] =
      depth >= MAX_DEPTH
        ? flattened(element)
        : element.childNodes.flatMap((child) => {
            if (isText(child)) return [child];
            if (!isElement(child)) return [];
            return replacement(child) ?? [child];
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

function addStatement(head: PageHead, element: HtmlElement): void {
  switch (element.tagName) {
    case 'html':
    case 'body':
      head.language ||= attribute(element, 'lang') ?? attribute(element, 'xml:lang') ?? '';
      break;
    case 'title':
      // Titles of drawings (SVG) are not the page's.
      if (element.namespaceURI === html.NS.HTML) head.title ||= textContent(element);
      break;
    case 'link':
      if (attribute(element, 'rel')?.toLowerCase().split(/\s+/).includes('canonical') === true) {
        head.canonical ||= attribute(element, 'href') ?? '';
      }
      break;
    case 'script':
      if (attribute(element, 'type')?.toLowerCase().trim() === 'application/ld+json') {
        head.jsonLd.push(textContent(element));
      }
      break;
    case 'meta': {
      const content = attribute(element, 'content')?.trim() ?? '';
      const names = ['name', 'property', 'itemprop', 'http-equiv'].flatMap(
        (name) => attribute(element, name)?.toLowerCase().trim().split(/\s+/) ?? [],
      );
      for (const name of new Set(names)) {
        if (content !== '') head.meta.set(name, [...(head.meta.get(name) ?? []), content]);
      }
      break;
    }
  }
}

/** Parses a page, or a piece of one, and keeps what can be seen and what it says about itself. */
export function parsePage(source: string): Page {
  const head: PageHead = {
    language: '',
    title: '',
    meta: new Map(),
    canonical: '',
    jsonLd: [],
    comments: [],
  };
  let body: HtmlElement | undefined;
  const stack: DefaultTreeAdapterTypes.Node[] = parse(source).childNodes.toReversed();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if ('data' in node && node.nodeName === '#comment') head.comments.push(node.data);
    if (!isElement(node)) continue;
    addStatement(head, node);
    if (node.tagName === 'body') body ??= node;
    pushReversed(stack, node.childNodes);
  }
  body ??= defaultTreeAdapter.createElement('body', html.NS.HTML, []);
  prune(body);
  return { head, body };
}
