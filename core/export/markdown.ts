/** Notes as Markdown: CommonMark with GFM's tables, checklists, strikethrough and footnotes, and TeX. */
import type {
  BlockContent,
  DefinitionContent,
  FootnoteDefinition,
  ListItem,
  PhrasingContent,
  Root,
  RootContent,
  Table,
} from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { mathToMarkdown } from 'mdast-util-math';
import { toMarkdown } from 'mdast-util-to-markdown';
import { casebookAddress } from '../../shared/casebook-links.ts';
import type { Block, ListItem as Item, Run, TableCell, TableRow } from '../../shared/document.ts';
import { passageOfQuote } from '../../shared/rich-text.ts';
import { HEADER_MARK, pictureTag } from './markdown-html.ts';
import { directed, phrase, type InlineContext } from './markdown-inline.ts';

export interface MarkdownOptions {
  /** Where a picture's file is found, from where the Markdown will be; `files/SHA-256` unless told. */
  fileName?: (sha256: string) => string;
}

interface Context extends InlineContext {
  fileName: (sha256: string) => string;
}

type Flow = BlockContent | DefinitionContent;

function plainText(runs: readonly Run[]): string {
  return runs
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Says whether the blocks of an item can follow each other without a blank line: a paragraph, and
 * lists that may end one (CommonMark: those that begin with 1).
 */
function isTight([first, ...rest]: readonly Block[]): boolean {
  if (rest.length === 0) return true;
  const begins = (block: Block) => block.type === 'list' && (block.start ?? 1) === 1;
  return first?.type === 'paragraph' && rest.length === 1 && rest.every(begins);
}

/** The blocks of an item; GFM has the box in a paragraph, if need be in one without words. */
function blocksOfItem({ checked, blocks }: Item): readonly Block[] {
  if (checked === undefined || blocks[0]?.type === 'paragraph') return blocks;
  return [{ type: 'paragraph', runs: [] }, ...blocks];
}

function listOf(list: Extract<Block, { type: 'list' }>, context: Context): Flow {
  const children = list.items.map((item): ListItem => {
    const blocks = blocksOfItem(item);
    return {
      type: 'listItem',
      spread: !isTight(blocks),
      checked: item.checked ?? null,
      children: blocks.flatMap((block) => flowOf(block, context)),
    };
  });
  const start = list.ordered ? Math.max(0, list.start ?? 1) : null;
  return { type: 'list', ordered: list.ordered, start, spread: false, children };
}

/**
 * A table whose first row is no head gets an empty one, which Markdown can't do without. Cells that
 * head a row are marked by a comment, which nothing shows.
 */
function tableOf(rows: readonly TableRow[], context: Context): Table {
  const columns = Math.max(...rows.map((row) => row.cells.length));
  const hasHead = rows[0]?.cells.every((cell) => cell.header) === true;
  const all = hasHead ? rows : [{ cells: [] }, ...rows];
  const childrenOf = (cell: TableCell | undefined, row: number): PhrasingContent[] => {
    const words = phrase(cell?.runs ?? [], { ...context, cell: true });
    return cell?.header === true && row > 0 ? [HEADER_MARK, ...words] : words;
  };
  return {
    type: 'table',
    align: [],
    children: all.map(({ cells }, row) => ({
      type: 'tableRow',
      children: Array.from({ length: columns }, (_, column) => ({
        type: 'tableCell',
        children: childrenOf(cells[column], row),
      })),
    })),
  };
}

/** A passage whose last line, which says where it stands, leads to its highlight. */
function attributed({ blocks, from }: Extract<Block, { type: 'quote' }>): Block[] {
  const last = blocks.at(-1);
  if (last?.type !== 'paragraph' || from === undefined) return blocks;
  const [sign = '', where = ''] = /^(— )?(.*)$/su.exec(plainText(last.runs))?.slice(1) ?? [];
  const link: Run = { text: where, href: casebookAddress({ from }) };
  return [...blocks.slice(0, -1), { ...last, runs: [{ text: sign }, link] }];
}

function flowOf(block: Block, context: Context): Flow[] {
  switch (block.type) {
    case 'paragraph':
      return [{ type: 'paragraph', children: directed(block.runs, block.dir, context) }];
    case 'heading': {
      const depth = Math.min(6, Math.max(1, block.level)) as 1 | 2 | 3 | 4 | 5 | 6;
      return [{ type: 'heading', depth, children: directed(block.runs, block.dir, context) }];
    }
    case 'quote': {
      const blocks = passageOfQuote(block) === undefined ? block.blocks : attributed(block);
      return [{ type: 'blockquote', children: blocks.flatMap((inner) => flowOf(inner, context)) }];
    }
    case 'list':
      return [listOf(block, context)];
    case 'code':
      return [{ type: 'code', lang: block.language ?? null, value: block.text }];
    case 'math':
      return [{ type: 'math', value: block.tex.trim() }];
    case 'table':
      return block.rows.some((row) => row.cells.length > 0) ? [tableOf(block.rows, context)] : [];
    case 'figure': {
      const url = context.fileName(block.file);
      const caption = plainText(block.caption);
      const title = caption === '' ? null : caption;
      const alt = block.alt.replace(/\s+/g, ' ').trim();
      if (block.width !== undefined) {
        return [pictureTag({ url, alt, caption, width: block.width })];
      }
      return [{ type: 'paragraph', children: [{ type: 'image', url, alt, title }] }];
    }
    case 'rule':
      return [{ type: 'thematicBreak' }];
    case 'page-break':
      return [];
  }
}

/**
 * Blocks as Markdown, ending in a line end. What Markdown has no characters for is written as HTML
 * within its text; what leads to something in the library is a link that other programs show and
 * Casebook knows again (shared/casebook-links.ts). docs/markdown.md tells all of it.
 */
export function blocksToMarkdown(blocks: readonly Block[], options: MarkdownOptions = {}): string {
  const footnotes: FootnoteDefinition[] = [];
  const context: Context = {
    fileName: options.fileName ?? ((sha256) => `files/${sha256}`),
    addFootnote: (content, begins = '') => {
      const identifier = `${begins}${footnotes.length + 1}`;
      const definition: FootnoteDefinition = {
        type: 'footnoteDefinition',
        identifier,
        label: identifier,
        children: [],
      };
      footnotes.push(definition);
      definition.children = content.flatMap((block) => flowOf(block, { ...context, cell: false }));
      return identifier;
    },
  };
  const text: RootContent[] = blocks.flatMap((block) => flowOf(block, context));
  const root: Root = { type: 'root', children: [...text, ...footnotes] };
  return toMarkdown(root, {
    bullet: '-',
    // Neither of the signs that lists begin with.
    rule: '_',
    emphasis: '*',
    listItemIndent: 'one',
    extensions: [gfmToMarkdown({ tablePipeAlign: false }), mathToMarkdown()],
  });
}
