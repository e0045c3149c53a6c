/** Markdown source (CommonMark with GFM) as blocks. Raw HTML in it is read as its text. */
import type {
  FootnoteDefinition,
  List,
  Nodes,
  Parents,
  PhrasingContent,
  Root,
  RootContent,
  Table,
} from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mathFromMarkdown } from 'mdast-util-math';
import { gfm } from 'micromark-extension-gfm';
import { math } from 'micromark-extension-math';
import { documentFromParagraphs, type Block, type Mark, type Run } from '../../shared/document.ts';
import { readAddressBeside, readCasebookAddress } from '../../shared/casebook-links.ts';
import { isAllowedHref } from '../../shared/links.ts';
import { htmlToBlocks } from './html-blocks.ts';
import { MARK_OF, PLAIN, runOf, withMark, type Look } from './html-look.ts';
import {
  ELSEWHERE,
  isTangled,
  piecesOf,
  withMarks,
  withoutMarkDeserts,
} from './markdown-pieces.ts';
import { calloutOf, withoutAnchorIn, type SourceReading } from './markdown-source.ts';
import {
  blocksOfParagraph,
  citationsOf,
  directionOf,
  footnotesOf,
  headsRow,
  moneyOf,
  originOf,
  pictureFinder,
  pictureOfTag,
  type Footnotes,
  type PictureFinder,
} from './markdown-writing.ts';
import { textToParagraphs } from './text.ts';
import { cleanText, tidyBlocks } from './tidy.ts';

/** Deepest nesting of Markdown's tree that is kept. */
const MAX_DEPTH = 200;

/** What reading a node depends on, of the whole text. */
interface Reading {
  /** The addresses of reference links, by identifier. */
  definitions: ReadonlyMap<string, string>;
  /** Only for notes, which have footnotes, formulas and stored pictures of their own. */
  writing?: { text: string; footnotes: Footnotes; find: PictureFinder };
  /** Only for sources: links among them, pictures and tags. */
  source?: SourceReading | undefined;
}

function hasChildren(node: Nodes): node is Parents {
  return 'children' in node;
}

/** The text in a node at any depth; ends of paragraphs and the like become blank lines. */
function textIn(root: Nodes): string {
  const pieces: string[] = [];
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if ('value' in node && node.type !== 'html') pieces.push(node.value);
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

/** Puts back, in place, the marks that the parser was to take for words. */
function putMarksBack(root: Root): void {
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if ('value' in node) node.value = withMarks(node.value);
    if ('url' in node) node.url = withMarks(node.url);
    if ('label' in node && typeof node.label === 'string') node.label = withMarks(node.label);
    if (hasChildren(node)) stack.push(...node.children);
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

function inline(nodes: readonly RootContent[], look: Look, reading: Reading): Run[] {
  const html = tagFollower();
  return nodes.flatMap((node): Run[] => {
    if (node.type === 'html') {
      if (/^<img\b/i.test(node.value)) reading.source?.html(node.value);
      return [runOf(html.tag(node.value), PLAIN)];
    }
    if (html.hides()) return [];
    return inlineNode(
      node,
      html.marks.reduce((all, mark) => withMark(all, mark), look),
      reading,
    );
  });
}

function inlineNode(node: RootContent, look: Look, reading: Reading): Run[] {
  const inside = (children: readonly RootContent[], inner: Look): Run[] =>
    inline(children, inner, reading);
  const linked = (url: string | undefined): Look =>
    url !== undefined && isAllowedHref(url) ? { ...look, href: url } : look;
  switch (node.type) {
    case 'text': {
      const text = node.value.replace(/\r?\n|\r/g, ' ');
      return reading.source?.words(text, look) ?? [runOf(text, look)];
    }
    case 'inlineCode':
      return [runOf(node.value.replace(/\r?\n|\r/g, ' '), withMark(look, 'code'))];
    case 'emphasis':
      return inside(node.children, withMark(look, 'italic'));
    case 'strong':
      return inside(node.children, withMark(look, 'bold'));
    case 'delete':
      return inside(node.children, withMark(look, 'strike'));
    case 'link':
    case 'linkReference': {
      const url = node.type === 'link' ? node.url : reading.definitions.get(node.identifier);
      const target = targetRun(url, node, reading);
      if (target !== undefined) return target;
      const runs = inside(node.children, linked(url));
      const to = url === undefined ? undefined : reading.source?.target(url);
      // A link to another source is one run.
      const text = to === undefined ? '' : cleanText(runs.map((run) => run.text).join(''));
      return text.trim() === '' ? runs : [{ ...runOf(text, look), to }];
    }
    case 'break':
      return [runOf('\n', PLAIN)];
    case 'image':
    case 'imageReference': {
      const url = node.type === 'image' ? node.url : reading.definitions.get(node.identifier);
      const title = node.type === 'image' ? (node.title ?? '') : '';
      if (reading.source?.picture(url ?? '', node.alt ?? '', title) === true) return [];
      return [runOf(node.alt ?? '', look)];
    }
    case 'footnoteReference': {
      const footnote = footnoteOf(node.identifier, reading);
      if (footnote !== undefined) {
        return citationsOf(node.identifier, footnote) ?? [{ text: '', footnote }];
      }
      return [runOf(node.label ?? node.identifier, withMark(look, 'sup'))];
    }
    case 'inlineMath': {
      const money = moneyOf(node, reading.writing?.text ?? '');
      if (money !== undefined) return [runOf(money.replace(/\r?\n|\r/g, ' '), look)];
      const tex = node.value.replace(/\s+/g, ' ').trim();
      return tex === '' ? [] : [{ text: tex, math: true }];
    }
    default:
      return hasChildren(node) ? inside(node.children, look) : [];
  }
}

/** A citation, or a link to a note or a source, as the addresses of notes name them. */
function targetRun(url: string | undefined, node: Nodes, reading: Reading): Run[] | undefined {
  if (reading.writing === undefined || url === undefined) return undefined;
  const link = readCasebookAddress(url) ?? readAddressBeside(url);
  if (link === undefined || 'from' in link) return undefined;
  const run: Run = { text: textIn(node).replace(/\s+/g, ' ').trim(), ...link };
  // One that its style drew together with the one before.
  return 'cite' in link && run.text === '' ? [{ text: ' ' }, run] : [run];
}

/** A footnote's text where its mark stands; undefined for sources, which list them at their end. */
function footnoteOf(identifier: string, reading: Reading): Block[] | undefined {
  const footnotes = reading.writing?.footnotes;
  const definition = footnotes?.open(identifier);
  if (footnotes === undefined || definition === undefined) return undefined;
  const blocks = tidyBlocks(flow(definition.children, reading));
  footnotes.close(identifier);
  return blocks;
}

function listOf(list: List, reading: Reading): Block {
  const ordered = list.ordered === true;
  const start = list.start ?? 1;
  const items = list.children.map((item) => {
    const blocks = flow('children' in item ? item.children : [item], reading);
    return typeof item.checked === 'boolean' ? { checked: item.checked, blocks } : { blocks };
  });
  return { type: 'list', ordered, items, ...(ordered && start !== 1 ? { start } : {}) };
}

function tableOf(table: Table, reading: Reading): Block {
  const rows = table.children.map((row, index) =>
    ('children' in row ? row.children : []).map((cell) => ({
      header: index === 0 || (reading.writing !== undefined && headsRow(cell)),
      runs: inline([cell], PLAIN, reading),
    })),
  );
  // The tables of notes have rows of one length.
  const least = reading.writing === undefined ? 0 : Math.max(...rows.map((row) => row.length));
  const missing = (row: number, length: number) =>
    Array.from({ length: Math.max(0, least - length) }, () => ({ header: row === 0, runs: [] }));
  return {
    type: 'table',
    rows: rows.map((cells, row) => ({ cells: [...cells, ...missing(row, cells.length)] })),
  };
}

function blocksOf(node: RootContent, reading: Reading): Block[] {
  switch (node.type) {
    case 'heading': {
      const { dir, children } = lineOf(node.children, reading);
      return [
        { type: 'heading', level: node.depth, runs: inline(children, PLAIN, reading), ...dir },
      ];
    }
    case 'blockquote': {
      const callout = reading.source === undefined ? undefined : calloutOf(node);
      if (callout === undefined) {
        const from = reading.writing === undefined ? undefined : originOf(node);
        const blocks = flow(node.children, reading);
        return [{ type: 'quote', blocks, ...(from === undefined ? {} : { from }) }];
      }
      const runs = inline(callout.title, withMark(PLAIN, 'bold'), reading);
      const blocks = flow(callout.rest, reading);
      return [{ type: 'quote', blocks: [{ type: 'paragraph', runs }, ...blocks] }];
    }
    case 'list':
      return [listOf(node, reading)];
    case 'code': {
      const language = node.lang ?? '';
      return [{ type: 'code', text: node.value, ...(language === '' ? {} : { language }) }];
    }
    case 'table':
      return [tableOf(node, reading)];
    case 'math':
      return [{ type: 'math', tex: node.value.trim() }];
    case 'thematicBreak':
      return [{ type: 'rule' }];
    case 'html': {
      const picture = reading.writing && pictureOfTag(node.value, reading.writing.find);
      if (picture !== undefined) return [picture];
      return reading.source?.htmlBlocks(node.value) ?? htmlToBlocks(node.value);
    }
    case 'definition':
    case 'footnoteDefinition':
      return [];
    case 'text':
      return [{ type: 'paragraph', runs: [{ text: node.value }] }];
    case 'paragraph': {
      if (reading.writing === undefined) break;
      const { text, find } = reading.writing;
      return blocksOfParagraph(node, text, find).map((part): Block => {
        if ('type' in part) return part;
        const { dir, children } = lineOf(part.words, reading);
        return { type: 'paragraph', runs: inline(children, PLAIN, reading), ...dir };
      });
    }
    default:
      break;
  }
  const words = reading.source === undefined ? node : withoutAnchorIn(node);
  return [{ type: 'paragraph', runs: inline([words], PLAIN, reading) }];
}

/** A line without the element that says its direction, and the direction. */
function lineOf(children: readonly PhrasingContent[], reading: Reading) {
  const dir = reading.writing === undefined ? undefined : directionOf(children);
  return dir === undefined
    ? { dir: {}, children }
    : { dir: { dir }, children: children.slice(1, -1) };
}

function flow(nodes: readonly RootContent[], reading: Reading): Block[] {
  return nodes.flatMap((node) => {
    const blocks = blocksOf(node, reading);
    // Pictures within words follow the block that they were in.
    return [...blocks, ...(reading.source?.takeFigures() ?? [])];
  });
}

/** Reference definitions and footnotes of a text, wherever they stand. */
function collect(root: Root): {
  definitions: Map<string, string>;
  footnotes: FootnoteDefinition[];
} {
  const definitions = new Map<string, string>();
  const footnotes: FootnoteDefinition[] = [];
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
function footnoteBlocks(footnotes: readonly FootnoteDefinition[], reading: Reading): Block[] {
  return footnotes.flatMap((node): Block[] => {
    const label: Run = { text: node.label ?? node.identifier, marks: ['sup'] };
    const [first, ...rest] = flow(node.children, reading);
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

/**
 * GFM without its second look for addresses, which makes links also of those that were escaped so
 * that they stay text; the parser has found the others.
 */
function asWritten() {
  return gfmFromMarkdown().map(({ transforms: _, ...rest }) => rest);
}

export interface MarkdownReading {
  /** Reads formulas, footnotes and stored pictures as notes have them. */
  writing?: boolean | undefined;
  /** SHA-256 of pictures that came with the text, by the addresses that it may call them. */
  pictures?: Readonly<Record<string, string>> | undefined;
  /** Reads links among sources, pictures that came along and tags, as files of others have them. */
  source?: SourceReading | undefined;
}

/** The blocks of a source; undefined when it is nested too deep for the parser. */
function parseSource(text: string, source: SourceReading | undefined): Block[] | undefined {
  if (isTangled(text)) return undefined;
  const blocks: Block[] = [];
  const notes: Block[] = [];
  const defined = new Set<string>();
  const safe = withoutMarkDeserts(text);
  for (const piece of piecesOf(safe ?? text)) {
    const root = fromMarkdown(piece.text, {
      extensions: [gfm()],
      mdastExtensions: [gfmFromMarkdown()],
    });
    if (safe !== undefined) putMarksBack(root);
    const { definitions, footnotes } = collect(root);
    capDepth(root);
    const reading: Reading = { definitions, source };
    const [first, ...rest] = flow(root.children, reading);
    const last = blocks.at(-1);
    const joins =
      piece.goesOn &&
      first?.type === 'list' &&
      last?.type === 'list' &&
      first.ordered === last.ordered;
    if (joins) last.items.push(...first.items);
    else if (first !== undefined) blocks.push(first);
    for (const block of rest) blocks.push(block);
    const here = footnotes.filter(
      (node) => textIn(node).trim() !== ELSEWHERE && !defined.has(node.identifier),
    );
    for (const node of here) defined.add(node.identifier);
    for (const block of footnoteBlocks(here, reading)) notes.push(block);
  }
  return tidyBlocks([...blocks, ...notes]);
}

/** The blocks of Markdown; undefined when it is nested too deep for the parser. */
export function parseMarkdown(text: string, options: MarkdownReading = {}): Block[] | undefined {
  const { writing = false, pictures = {}, source } = options;
  try {
    if (!writing) return parseSource(text, source);
    const root = fromMarkdown(text, {
      extensions: [gfm(), math()],
      mdastExtensions: [asWritten(), mathFromMarkdown()],
    });
    const { definitions, footnotes } = collect(root);
    capDepth(root);
    const named = footnotesOf(footnotes, text.length);
    const reading: Reading = {
      definitions,
      writing: { text, footnotes: named, find: pictureFinder(pictures) },
    };
    const body = flow(root.children, reading);
    return tidyBlocks([...body, ...footnoteBlocks(named.unnamed(), reading)]);
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
export function markdownToBlocks(text: string, options: MarkdownReading = {}): Block[] {
  return parseMarkdown(text, options) ?? documentFromParagraphs(textToParagraphs(text)).blocks;
}
