/** Markdown source (CommonMark with GFM) as blocks. Raw HTML in it is read as its text. */
import type { List, Nodes, Parents, Root, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { documentFromParagraphs, type Block, type Mark, type Run } from '../../shared/document.ts';
import { isAllowedHref } from '../../shared/links.ts';
import { htmlToBlocks } from './html-blocks.ts';
import { MARK_OF, PLAIN, runOf, withMark, type Look } from './html-look.ts';
import { textToParagraphs } from './text.ts';
import { tidyBlocks } from './tidy.ts';

/** Deepest nesting of Markdown's tree that is kept. */
const MAX_DEPTH = 200;

/** What is collected of the whole text: the addresses of reference links, by identifier. */
type Definitions = ReadonlyMap<string, string>;

function hasChildren(node: Nodes): node is Parents {
  return 'children' in node;
}

/** The text in a node at any depth; ends of paragraphs and the like become blank lines. */
function textIn(root: Nodes): string {
  const pieces: string[] = [];
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') {
      pieces.push(node.value);
    }
    if (node.type === 'paragraph' || node.type === 'heading') pieces.push('\n\n');
    if (hasChildren(node)) for (const child of node.children.toReversed()) stack.push(child);
  }
  return pieces.join('');
}

/** Replaces, in place, what is nested too deep by its text. */
function capDepth(root: Root): void {
  const stack: Array<{ node: Parents; depth: number }> = [{ node: root, depth: 0 }];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { node, depth } = entry;
    if (depth >= MAX_DEPTH) node.children = [{ type: 'text', value: textIn(node) }];
    else {
      for (const child of node.children) {
        if (hasChildren(child)) stack.push({ node: child, depth: depth + 1 });
      }
    }
  }
}

/** Follows the HTML tags between the parts of a paragraph; they come one by one, not as elements. */
function tagFollower(): { tag: (source: string) => string; marks: Mark[]; hides: () => boolean } {
  const marks: Mark[] = [];
  let hidden: string | undefined;
  const tag = (source: string): string => {
    const [, slash = '', name = ''] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(source) ?? [];
    const lower = name.toLowerCase();
    if (hidden !== undefined) {
      if (slash !== '' && lower === hidden) hidden = undefined;
      return '';
    }
    if (slash === '' && ['script', 'style', 'template', 'noscript', 'textarea'].includes(lower)) {
      hidden = lower;
    }
    const mark = MARK_OF[lower];
    if (mark !== undefined && slash === '') marks.push(mark);
    else if (mark !== undefined && marks.includes(mark)) marks.splice(marks.lastIndexOf(mark), 1);
    return lower === 'br' ? '\n' : '';
  };
  return { tag, marks, hides: () => hidden !== undefined };
}

function inline(nodes: readonly RootContent[], look: Look, definitions: Definitions): Run[] {
  const html = tagFollower();
  return nodes.flatMap((node): Run[] => {
    if (node.type === 'html') return [runOf(html.tag(node.value), PLAIN)];
    if (html.hides()) return [];
    return inlineNode(
      node,
      html.marks.reduce((all, mark) => withMark(all, mark), look),
      definitions,
    );
  });
}

function inlineNode(node: RootContent, look: Look, definitions: Definitions): Run[] {
  const inside = (children: readonly RootContent[], inner: Look): Run[] =>
    inline(children, inner, definitions);
  const linked = (url: string | undefined): Look =>
    url !== undefined && isAllowedHref(url) ? { ...look, href: url } : look;
  switch (node.type) {
    case 'text':
      return [runOf(node.value.replace(/\r?\n|\r/g, ' '), look)];
    case 'inlineCode':
      return [runOf(node.value.replace(/\r?\n|\r/g, ' '), withMark(look, 'code'))];
    case 'emphasis':
      return inside(node.children, withMark(look, 'italic'));
    case 'strong':
      return inside(node.children, withMark(look, 'bold'));
    case 'delete':
      return inside(node.children, withMark(look, 'strike'));
    case 'link':
      return inside(node.children, linked(node.url));
    case 'linkReference':
      return inside(node.children, linked(definitions.get(node.identifier)));
    case 'break':
      return [runOf('\n', PLAIN)];
    case 'image':
    case 'imageReference':
      return [runOf(node.alt ?? '', look)];
    case 'footnoteReference':
      return [runOf(node.label ?? node.identifier, withMark(look, 'sup'))];
    default:
      return hasChildren(node) ? inside(node.children, look) : [];
  }
}

function listOf(list: List, definitions: Definitions): Block {
  const ordered = list.ordered === true;
  const start = list.start ?? 1;
  const items = list.children.map((item) => {
    const blocks = flow('children' in item ? item.children : [item], definitions);
    return typeof item.checked === 'boolean' ? { checked: item.checked, blocks } : { blocks };
  });
  return { type: 'list', ordered, items, ...(ordered && start !== 1 ? { start } : {}) };
}

function tableOf(table: Table, definitions: Definitions): Block {
  const rows = table.children.map((row, index) => ({
    cells: ('children' in row ? row.children : []).map((cell) => ({
      header: index === 0,
      runs: inline([cell], PLAIN, definitions),
    })),
  }));
  return { type: 'table', rows };
}

function blocksOf(node: RootContent, definitions: Definitions): Block[] {
  switch (node.type) {
    case 'heading':
      return [
        { type: 'heading', level: node.depth, runs: inline(node.children, PLAIN, definitions) },
      ];
    case 'blockquote':
      return [{ type: 'quote', blocks: flow(node.children, definitions) }];
    case 'list':
      return [listOf(node, definitions)];
    case 'code': {
      const language = node.lang ?? '';
      return [{ type: 'code', text: node.value, ...(language === '' ? {} : { language }) }];
    }
    case 'table':
      return [tableOf(node, definitions)];
    case 'thematicBreak':
      return [{ type: 'rule' }];
    case 'html':
      return htmlToBlocks(node.value);
    case 'definition':
    case 'footnoteDefinition':
      return [];
    case 'text':
      return [{ type: 'paragraph', runs: [{ text: node.value }] }];
    default:
      return [{ type: 'paragraph', runs: inline([node], PLAIN, definitions) }];
  }
}

function flow(nodes: readonly RootContent[], definitions: Definitions): Block[] {
  return nodes.flatMap((node) => blocksOf(node, definitions));
}

/** Reference definitions and footnotes of a text, wherever they stand. */
function collect(root: Root): { definitions: Map<string, string>; footnotes: RootContent[] } {
  const definitions = new Map<string, string>();
  const footnotes: RootContent[] = [];
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    // The first definition of a name counts (CommonMark, "link reference definitions").
    if (node.type === 'definition' && !definitions.has(node.identifier)) {
      definitions.set(node.identifier, node.url);
    }
    if (node.type === 'footnoteDefinition') footnotes.push(node);
    if (hasChildren(node)) for (const child of node.children.toReversed()) stack.push(child);
  }
  return { definitions, footnotes };
}

/** Footnotes as paragraphs after the text, each begun by its raised label. */
function footnoteBlocks(footnotes: readonly RootContent[], definitions: Definitions): Block[] {
  return footnotes.flatMap((node): Block[] => {
    if (node.type !== 'footnoteDefinition') return [];
    const label: Run = { text: node.label ?? node.identifier, marks: ['sup'] };
    const [first, ...rest] = flow(node.children, definitions);
    if (first?.type !== 'paragraph') {
      return [
        { type: 'paragraph', runs: [label] },
        ...(first === undefined ? [] : [first]),
        ...rest,
      ];
    }
    return [{ type: 'paragraph', runs: [label, { text: ' ' }, ...first.runs] }, ...rest];
  });
}

/** The blocks of Markdown; undefined when it is nested too deep for the parser. */
export function parseMarkdown(text: string): Block[] | undefined {
  try {
    const root = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
    const { definitions, footnotes } = collect(root);
    capDepth(root);
    return tidyBlocks([
      ...flow(root.children, definitions),
      ...footnoteBlocks(footnotes, definitions),
    ]);
  } catch (error) {
    // The parser recurses on nested containers; thousands of them overflow its stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * The blocks of Markdown (CommonMark and GFM), front matter not treated. Never throws: text that
 * nests too deep to be parsed comes back as plain paragraphs.
 */
export function markdownToBlocks(text: string): Block[] {
  return parseMarkdown(text) ?? documentFromParagraphs(textToParagraphs(text)).blocks;
}
