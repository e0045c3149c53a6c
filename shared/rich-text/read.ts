/** From the stored form to blocks. */
import { citationText } from '../citation-label.ts';
import type { Block, Citation, Direction, ListItem, Run } from '../document.ts';
import { isAllowedHref } from '../links.ts';
import { isLocatorKind } from '../locators.ts';
import { plainOf } from './plain.ts';
import { passageOf, quoteOfPassage } from './passage.ts';
import { FORMAT_BITS, STATE, type RichText, type RichTextNode } from './schema.ts';

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What a stored citation says; fields that are empty are left out. */
export function citationOf(node: RichTextNode): Citation {
  const value = stringOf(node['locator']);
  const kind = isLocatorKind(node['locatorKind']) ? node['locatorKind'] : 'paragraph';
  const prefix = stringOf(node['prefix']);
  const suffix = stringOf(node['suffix']);
  return {
    sourceId: stringOf(node['sourceId']),
    ...(value === '' ? {} : { locator: { kind, value } }),
    ...(prefix === '' ? {} : { prefix }),
    ...(suffix === '' ? {} : { suffix }),
    ...(node['suppressAuthor'] === true ? { suppressAuthor: true } : {}),
  };
}

function citationRun(node: RichTextNode): Run {
  const cite = citationOf(node);
  return { text: citationText(stringOf(node['label']), cite), cite };
}

function textRun(node: RichTextNode): Run {
  const format = numberOf(node['format'], 0);
  const marks = FORMAT_BITS.filter(([bit]) => (format & bit) !== 0).map(([, mark]) => mark);
  const run: Run = { text: node.type === 'tab' ? '\t' : stringOf(node['text']) };
  if (marks.length > 0) run.marks = marks;
  return run;
}

function inlineRuns(node: RichTextNode): Run[] {
  switch (node.type) {
    case 'linebreak':
      return [{ text: '\n' }];
    case 'link':
    case 'autolink': {
      const url = stringOf(node['url']);
      const runs = runsOf(node.children);
      return isAllowedHref(url) ? runs.map((run) => ({ ...run, href: url })) : runs;
    }
    case 'formula':
      return [{ text: stringOf(node['tex']), math: true }];
    case 'footnote':
      return [{ text: '', footnote: richTextToBlocks(node['content'] as RichText) }];
    case 'citation':
      return [citationRun(node)];
    case 'reference': {
      const kind = node['kind'] === 'source' ? 'source' : 'note';
      return [{ text: stringOf(node['title']), to: { kind, id: stringOf(node['id']) } }];
    }
    default: {
      if (node.children !== undefined) return runsOf(node.children);
      const run = textRun(node);
      return run.text === '' ? [] : [run];
    }
  }
}

function runsOf(nodes: readonly RichTextNode[] | undefined): Run[] {
  return (nodes ?? []).flatMap(inlineRuns);
}

/** The direction that was chosen for a block, if one was. */
function dirOf({ direction }: RichTextNode): { dir?: Direction } {
  return direction === 'ltr' || direction === 'rtl' ? { dir: direction } : {};
}

/** What can stand in a line; everything else is a block. */
const INLINE = new Set([
  'text',
  'tab',
  'linebreak',
  'link',
  'autolink',
  'formula',
  'footnote',
  'citation',
  'reference',
  'code-highlight',
]);

/** The blocks in a node that holds blocks; words that stand there alone make a paragraph. */
function flowOf(node: RichTextNode): Block[] {
  const blocks: Block[] = [];
  let words: RichTextNode[] = [];
  const endWords = () => {
    if (words.length > 0) blocks.push({ type: 'paragraph', runs: runsOf(words), ...dirOf(node) });
    words = [];
  };
  for (const child of node.children ?? []) {
    if (INLINE.has(child.type)) words.push(child);
    else {
      endWords();
      blocks.push(...blocksOf(child));
    }
  }
  endWords();
  return blocks;
}

/** Says whether a node carries a mark of ours, beside Lexical's own fields. */
function hasState(node: RichTextNode, name: string): boolean {
  const state = node[STATE];
  return typeof state === 'object' && state !== null && Reflect.get(state, name) === true;
}

function itemOf(node: RichTextNode, checklist: boolean): ListItem {
  const blocks = flowOf(node);
  const isTask = checklist && !hasState(node, 'plain');
  return isTask ? { checked: node['checked'] === true, blocks } : { blocks };
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
  const ordered = node['listType'] === 'number' || (checklist && hasState(node, 'numbered'));
  const start = numberOf(node['start'], 1);
  return { type: 'list', ordered, items, ...(ordered && start !== 1 ? { start } : {}) };
}

/** The runs of a cell's paragraphs, with a line break between them. */
function cellRuns(cell: RichTextNode): Run[] {
  return (cell.children ?? []).flatMap((child, index) => [
    ...(index === 0 ? [] : [{ text: '\n' }]),
    ...inlineRuns(child),
  ]);
}

function tableOf(node: RichTextNode): Block {
  const rows = (node.children ?? []).map((row) => ({
    cells: (row.children ?? []).map((cell) => ({
      header: numberOf(cell['headerState'], 0) !== 0,
      runs: cellRuns(cell),
    })),
  }));
  return { type: 'table', rows };
}

/** A quotation holds blocks; in texts of former versions, the words of its one paragraph. */
function quoteOf(node: RichTextNode): Block {
  const blocks = flowOf(node);
  const [only, ...others] = blocks;
  const isEmpty = only?.type === 'paragraph' && only.runs.length === 0 && others.length === 0;
  return { type: 'quote', blocks: isEmpty ? [] : blocks };
}

function blocksOf(node: RichTextNode): Block[] {
  switch (node.type) {
    case 'heading': {
      const level = Number.parseInt(stringOf(node['tag']).slice(1), 10);
      const runs = runsOf(node.children);
      const known = level >= 1 && level <= 6 ? level : 2;
      return [{ type: 'heading', level: known, runs, ...dirOf(node) }];
    }
    case 'quote':
      return [quoteOf(node)];
    case 'item-blocks':
      return flowOf(node);
    case 'passage':
      return [quoteOfPassage(passageOf(node))];
    case 'list':
      return [listOf(node)];
    case 'code': {
      const text = runsOf(node.children)
        .map((run) => run.text)
        .join('');
      const language = stringOf(node['language']);
      return [{ type: 'code', text, ...(language === '' ? {} : { language }) }];
    }
    case 'table':
      return [tableOf(node)];
    case 'picture': {
      const caption = stringOf(node['caption']);
      return [
        {
          type: 'figure',
          file: stringOf(node['file']),
          alt: stringOf(node['alt']),
          caption: caption === '' ? [] : [{ text: caption }],
          ...(typeof node['width'] === 'number' ? { width: node['width'] } : {}),
        },
      ];
    }
    case 'formula-block':
      return [{ type: 'math', tex: stringOf(node['tex']) }];
    case 'horizontalrule':
      return [{ type: 'rule' }];
    default:
      return [{ type: 'paragraph', runs: runsOf(node.children), ...dirOf(node) }];
  }
}

/** The blocks of a stored rich text, in the form that sources have, for export and search. */
export function richTextToBlocks(richText: RichText): Block[] {
  return (richText.root.children ?? []).flatMap(blocksOf);
}

/** The plain text of a stored rich text, for search and for counting words. */
export function richTextToPlain(richText: RichText): string {
  return plainOf(richTextToBlocks(richText));
}
