/**
 * HTML source as a tree. parse5 parses as browsers do and runs nothing. Everything here walks with a
 * stack of its own, so that no depth of nesting overflows.
 */
import {
  defaultTreeAdapter,
  parse,
  type DefaultTreeAdapterMap,
  type DefaultTreeAdapterTypes,
  type ParserOptions,
} from 'parse5';

export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlDocument = DefaultTreeAdapterTypes.Document;

/** Elements that start a line of their own in a browser. */
export const BLOCK_TAGS: ReadonlySet<string> = new Set(
  `address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
   figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu
   nav noscript ol p pre search section summary table tbody td tfoot th thead tr ul listing plaintext
   xmp`.split(/\s+/),
);

/** The value of an attribute; undefined when it is absent. */
export function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

/** Says whether an element is of one of the classes, given as a pattern for a whole class name. */
export function hasClass(element: HtmlElement, pattern: RegExp): boolean {
  const classes = attribute(element, 'class');
  return classes !== undefined && classes.split(/\s+/).some((name) => pattern.test(name));
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
export function pushReversed<T>(stack: T[], nodes: readonly T[]): void {
  for (let at = nodes.length - 1; at >= 0; at -= 1) stack.push(nodes[at] as T);
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
  const declarations = (attribute(element, 'style') ?? '').slice(0, 20_000).split(';');
  return new Map(
    declarations.flatMap((declaration) => {
      const colon = declaration.indexOf(':');
      if (colon === -1) return [];
      const value = declaration.slice(colon + 1).replace(/!\s*important/i, '');
      return [[declaration.slice(0, colon).trim().toLowerCase(), value.trim().toLowerCase()]];
    }),
  );
}

/** Thrown inside the parser when a page would take far more work than its length says. */
class Tangled extends Error {}

/** Most work for one page: the depth of nesting, summed over all elements. */
const MAX_WORK = 500_000_000;

/**
 * A tree builder with bounds. Misnested formatting makes browsers' parsers copy elements again and
 * again (the standard's "reconstruct the active formatting elements"), and deep nesting makes each
 * further element dearer; no real page comes near these bounds.
 */
function boundedAdapter(maxElements: number): ParserOptions<DefaultTreeAdapterMap>['treeAdapter'] {
  let elements = 0;
  let depth = 0;
  let work = 0;
  return {
    ...defaultTreeAdapter,
    createElement: (name, namespace, attributes) => {
      elements += 1;
      if (elements > maxElements) throw new Tangled();
      return defaultTreeAdapter.createElement(name, namespace, attributes);
    },
    onItemPush: () => {
      depth += 1;
      work += depth;
      if (work > MAX_WORK) throw new Tangled();
    },
    onItemPop: () => {
      depth -= 1;
    },
  };
}

/** Source without scripts, styles and all tags; every tag becomes a line end. */
function withoutTags(source: string): string {
  const [first = '', ...rest] = source.split(/<(?=(?:script|style)\b)/i);
  const visible = rest.map((piece) => {
    const end = piece.search(/<\/(?:script|style)\b/i);
    return end === -1 ? '' : piece.slice(end);
  });
  return [first, ...visible].join('').replace(/<[^<>]*>/g, '\n\n');
}

/**
 * Parses a page or a piece of one. A page that would take a parser forever is read as its bare text
 * in a single `<pre>`-like body, and `tangled` says so.
 */
export function parseHtml(
  source: string,
  { scripting = true } = {},
): { document: HtmlDocument; tangled: boolean } {
  const options = (text: string): ParserOptions<DefaultTreeAdapterMap> => ({
    scriptingEnabled: scripting,
    treeAdapter: boundedAdapter(1000 + text.length) ?? defaultTreeAdapter,
  });
  try {
    return { document: parse(source, options(source)), tangled: false };
  } catch (error) {
    if (!(error instanceof Tangled)) throw error;
  }
  const text = withoutTags(source).replaceAll('<', '&lt;');
  const paragraphs = text.replace(/\n{2,}/g, '<p>');
  return { document: parse(paragraphs), tangled: true };
}
