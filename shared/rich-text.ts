/**
 * Rich text as it is stored: a Lexical editor state in its serialized form.
 *
 * Typed and checked here so that the core can index, convert and export notes without an editor.
 * Exports never read this form: they read the blocks that `richTextToBlocks` makes of it.
 */
import { z } from 'zod';
import type { Block, ListItem, Mark, Run } from './document.ts';
import { isAllowedHref } from './links.ts';

/** Lexical's text format bits (lexical: LexicalConstants). */
const FORMAT_BITS: ReadonlyArray<readonly [number, Mark]> = [
  [1, 'bold'],
  [2, 'italic'],
  [4, 'strike'],
  [8, 'underline'],
  [16, 'code'],
  [32, 'sub'],
  [64, 'sup'],
];

/** Deepest nesting of nodes that is stored; far beyond what the editor can make. */
const MAX_DEPTH = 100;

/** A node of the tree. What each type carries is read by the functions below. */
export interface RichTextNode {
  type: string;
  children?: RichTextNode[] | undefined;
  [property: string]: unknown;
}

export interface RichText {
  root: RichTextNode;
}

/** The block types, and so the places where text belongs, that a stored state may hold. */
const NODE_TYPES = new Set([
  'root',
  'paragraph',
  'heading',
  'quote',
  'list',
  'listitem',
  'code',
  'code-highlight',
  'text',
  'tab',
  'linebreak',
  'link',
  'autolink',
  'passage',
  'horizontalrule',
]);

/** A sentence on what is wrong with a tree, or undefined when it can be stored. */
function problemOf(node: unknown, depth: number): string | undefined {
  if (depth > MAX_DEPTH) return `Rich text is nested deeper than ${MAX_DEPTH} levels.`;
  if (typeof node !== 'object' || node === null) return 'A rich-text node must be an object.';
  const { type, children, url } = node as Record<string, unknown>;
  if (typeof type !== 'string' || !NODE_TYPES.has(type)) {
    return `Rich text can't hold a node of type "${String(type).slice(0, 40)}".`;
  }
  if (url !== undefined && (typeof url !== 'string' || (url !== '' && !isAllowedHref(url)))) {
    return 'Links may be http, https or mailto.';
  }
  if (children === undefined) return undefined;
  if (!Array.isArray(children)) return 'The children of a rich-text node must be a list.';
  for (const child of children) {
    const problem = problemOf(child, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

export const richTextSchema = z
  .custom<RichText>((value) => typeof value === 'object' && value !== null && 'root' in value, {
    message: 'Rich text must be an editor state with a root.',
  })
  .superRefine((value, context) => {
    const problem = problemOf(value.root, 0);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
    else if (value.root.type !== 'root') {
      context.addIssue({ code: 'custom', message: 'The outermost rich-text node must be the root.' });
    }
  });

/** What the passage block of a note keeps of the passage it quotes. */
export interface PassageReference {
  sourceId: string;
  highlightId: string;
  exact: string;
  /** The source's title when the passage was quoted. */
  title: string;
  /** ¶ number, when the passage has one. */
  paragraph?: number | undefined;
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The passage a `passage` node stands for. */
export function passageOf(node: RichTextNode): PassageReference {
  return {
    sourceId: stringOf(node['sourceId']),
    highlightId: stringOf(node['highlightId']),
    exact: stringOf(node['exact']),
    title: stringOf(node['title']),
    paragraph: typeof node['paragraph'] === 'number' ? node['paragraph'] : undefined,
  };
}

function runsOf(nodes: readonly RichTextNode[] | undefined, href?: string): Run[] {
  const runs: Run[] = [];
  for (const node of nodes ?? []) {
    if (node.type === 'linebreak') runs.push({ text: '\n' });
    else if (node.type === 'link' || node.type === 'autolink') {
      const url = stringOf(node['url']);
      runs.push(...runsOf(node.children, isAllowedHref(url) ? url : undefined));
    } else if (node.children !== undefined) runs.push(...runsOf(node.children, href));
    else {
      const format = numberOf(node['format'], 0);
      const marks = FORMAT_BITS.filter(([bit]) => (format & bit) !== 0).map(([, mark]) => mark);
      const run: Run = { text: node.type === 'tab' ? '\t' : stringOf(node['text']) };
      if (marks.length > 0) run.marks = marks;
      if (href !== undefined) run.href = href;
      if (run.text !== '') runs.push(run);
    }
  }
  return runs;
}

function itemOf(node: RichTextNode, checklist: boolean): ListItem {
  const inline = (node.children ?? []).filter((child) => child.type !== 'list');
  const nested = (node.children ?? []).filter((child) => child.type === 'list');
  const blocks: Block[] = [];
  if (inline.length > 0) blocks.push({ type: 'paragraph', runs: runsOf(inline) });
  blocks.push(...nested.flatMap(blocksOf));
  return checklist ? { checked: node['checked'] === true, blocks } : { blocks };
}

function listOf(node: RichTextNode): Block {
  const checklist = node['listType'] === 'check';
  const items: ListItem[] = [];
  for (const child of node.children ?? []) {
    const item = itemOf(child, checklist);
    // Lexical nests a list in an item of its own; it belongs to the item before it.
    const wrapsList = (child.children ?? []).every((inner) => inner.type === 'list');
    const previous = items.at(-1);
    if (wrapsList && item.blocks.length > 0 && previous) previous.blocks.push(...item.blocks);
    else items.push(item);
  }
  const ordered = node['listType'] === 'number';
  const start = numberOf(node['start'], 1);
  return { type: 'list', ordered, items, ...(ordered && start !== 1 ? { start } : {}) };
}

function blocksOf(node: RichTextNode): Block[] {
  switch (node.type) {
    case 'heading': {
      const level = Number.parseInt(stringOf(node['tag']).slice(1), 10);
      return [
        { type: 'heading', level: level >= 1 && level <= 6 ? level : 2, runs: runsOf(node.children) },
      ];
    }
    case 'quote':
      return [{ type: 'quote', blocks: [{ type: 'paragraph', runs: runsOf(node.children) }] }];
    case 'passage': {
      const { exact, title, paragraph } = passageOf(node);
      const where = paragraph === undefined ? title : `${title}, ¶ ${paragraph}`;
      return [
        {
          type: 'quote',
          blocks: [
            { type: 'paragraph', runs: [{ text: exact }] },
            { type: 'paragraph', runs: [{ text: `— ${where}` }] },
          ],
        },
      ];
    }
    case 'list':
      return [listOf(node)];
    case 'code': {
      const text = runsOf(node.children)
        .map((run) => run.text)
        .join('');
      const language = stringOf(node['language']);
      return [{ type: 'code', text, ...(language === '' ? {} : { language }) }];
    }
    case 'horizontalrule':
      return [{ type: 'rule' }];
    default:
      return [{ type: 'paragraph', runs: runsOf(node.children) }];
  }
}

/** The blocks of a stored rich text, in the form that sources have, for export and search. */
export function richTextToBlocks(richText: RichText): Block[] {
  return (richText.root.children ?? []).flatMap(blocksOf);
}

function textNode(text: string, format: number): RichTextNode {
  return { type: 'text', version: 1, text, format, detail: 0, mode: 'normal', style: '' };
}

function inlineNodes(runs: readonly Run[]): RichTextNode[] {
  return runs.flatMap((run) => {
    const format = FORMAT_BITS.reduce(
      (bits, [bit, mark]) => (run.marks?.includes(mark) === true ? bits | bit : bits),
      0,
    );
    const nodes = run.text.split('\n').flatMap((line, index) => {
      const text = line === '' ? [] : [textNode(line, format)];
      return index === 0 ? text : [{ type: 'linebreak', version: 1 }, ...text];
    });
    if (run.href === undefined) return nodes;
    return [{ ...element('link', nodes), url: run.href, rel: 'noreferrer', target: null, title: null }];
  });
}

function element(type: string, children: RichTextNode[]): RichTextNode {
  return { type, version: 1, children, direction: null, format: '', indent: 0 };
}

function listNode(list: Extract<Block, { type: 'list' }>): RichTextNode {
  const checklist = list.items.some((item) => item.checked !== undefined);
  const items = list.items.flatMap((item, index) => {
    const value = (list.start ?? 1) + index;
    const inline = item.blocks.filter((block) => block.type !== 'list');
    const nested = item.blocks.filter((block) => block.type === 'list');
    const runs = inline.flatMap((block, at) => {
      const own = 'runs' in block ? block.runs : [{ text: plainOf([block]) }];
      return at === 0 ? own : [{ text: '\n' }, ...own];
    });
    const node = { ...element('listitem', inlineNodes(runs)), value };
    return [
      checklist ? { ...node, checked: item.checked === true } : node,
      ...nested.map((inner) => ({ ...element('listitem', [listNode(inner)]), value: value + 1 })),
    ];
  });
  const listType = checklist ? 'check' : list.ordered ? 'number' : 'bullet';
  const tag = list.ordered ? 'ol' : 'ul';
  return { ...element('list', items), listType, start: list.start ?? 1, tag };
}

function nodeOf(block: Block): RichTextNode[] {
  switch (block.type) {
    case 'paragraph':
      return [element('paragraph', inlineNodes(block.runs))];
    case 'heading':
      return [{ ...element('heading', inlineNodes(block.runs)), tag: `h${block.level}` }];
    case 'quote':
      return block.blocks.map((inner) =>
        'runs' in inner ? element('quote', inlineNodes(inner.runs)) : element('quote', inlineNodes([{ text: plainOf([inner]) }])),
      );
    case 'list':
      return [listNode(block)];
    case 'code':
      return [
        { ...element('code', inlineNodes([{ text: block.text }])), language: block.language ?? null },
      ];
    case 'rule':
      return [{ type: 'horizontalrule', version: 1 }];
    case 'table':
      return block.rows.map((row) =>
        element('paragraph', inlineNodes([{ text: row.cells.map((cell) => cell.runs.map((run) => run.text).join('')).join(' | ') }])),
      );
    case 'figure':
      return [element('paragraph', inlineNodes(block.caption))];
    case 'page-break':
      return [];
  }
}

/** Rich text that says what the blocks say, as far as the editor has a form for them. */
export function blocksToRichText(blocks: readonly Block[]): RichText {
  const children = blocks.flatMap(nodeOf);
  return { root: element('root', children.length > 0 ? children : [element('paragraph', [])]) };
}

/** Rich text of plain text: a paragraph for every stretch between blank lines. */
export function textToRichText(text: string): RichText {
  const paragraphs = text.split(/\n\s*\n/).map((part) => part.trim());
  return blocksToRichText(
    paragraphs
      .filter((part) => part !== '')
      .map((part) => ({ type: 'paragraph', runs: [{ text: part }] })),
  );
}

/** The text of blocks without its form: one line for each paragraph, item, cell and line. */
export function plainOf(blocks: readonly Block[]): string {
  const lineOf = (runs: readonly Run[]) => runs.map((run) => run.text).join('');
  const lines = blocks.flatMap((block): string[] => {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return [lineOf(block.runs)];
      case 'quote':
        return [plainOf(block.blocks)];
      case 'list':
        return block.items.map((item) => plainOf(item.blocks));
      case 'code':
        return [block.text];
      case 'table':
        return block.rows.map((row) => row.cells.map((cell) => lineOf(cell.runs)).join('\t'));
      case 'figure':
        return [lineOf(block.caption)];
      case 'rule':
      case 'page-break':
        return [];
    }
  });
  return lines.filter((line) => line !== '').join('\n');
}

/** The plain text of a stored rich text, for search and for counting words. */
export function richTextToPlain(richText: RichText): string {
  return plainOf(richTextToBlocks(richText));
}
