/** From blocks to the stored form. */
import { labelIn } from '../citation-label.ts';
import type { Block, Citation, Direction, ListItem, Run } from '../document.ts';
import { passageOfQuote } from './passage.ts';
import { plainOf } from './plain.ts';
import { FORMAT_BITS, STATE, type RichText, type RichTextNode } from './schema.ts';

function element(type: string, children: RichTextNode[]): RichTextNode {
  return { type, version: 1, children, direction: null, format: '', indent: 0 };
}

function textNode(text: string, format: number): RichTextNode {
  return { type: 'text', version: 1, text, format, detail: 0, mode: 'normal', style: '' };
}

function textNodes(run: Run): RichTextNode[] {
  const format = FORMAT_BITS.reduce(
    (bits, [bit, mark]) => (run.marks?.includes(mark) === true ? bits | bit : bits),
    0,
  );
  return run.text.split('\n').flatMap((line, index) => {
    const text = line === '' ? [] : [textNode(line, format)];
    return index === 0 ? text : [{ type: 'linebreak', version: 1 }, ...text];
  });
}

function citationNode(text: string, cite: Citation): RichTextNode {
  const { sourceId, locator, prefix, suffix, suppressAuthor } = cite;
  return {
    type: 'citation',
    version: 1,
    sourceId,
    label: labelIn(text, cite),
    ...(locator && { locatorKind: locator.kind, locator: locator.value }),
    ...(prefix && { prefix }),
    ...(suffix && { suffix }),
    ...(suppressAuthor && { suppressAuthor }),
  };
}

function runNodes(run: Run): RichTextNode[] {
  if (run.footnote !== undefined) {
    return [{ type: 'footnote', version: 1, content: blocksToRichText(run.footnote) }];
  }
  if (run.math === true) return [{ type: 'formula', version: 1, tex: run.text }];
  if (run.cite !== undefined) return [citationNode(run.text, run.cite)];
  if (run.to !== undefined) {
    return [{ type: 'reference', version: 1, ...run.to, title: run.text }];
  }
  if (run.href === undefined) return textNodes(run);
  const link = element('link', textNodes(run));
  return [{ ...link, url: run.href, rel: 'noreferrer', target: null, title: null }];
}

function inlineNodes(runs: readonly Run[]): RichTextNode[] {
  return runs.flatMap(runNodes);
}

/** Text with the direction that was chosen for it, if one was. */
function textElement(type: string, runs: readonly Run[], dir?: Direction): RichTextNode {
  return { ...element(type, inlineNodes(runs)), direction: dir ?? null };
}

function paragraph(runs: readonly Run[], dir?: Direction): RichTextNode {
  return textElement('paragraph', runs, dir);
}

/** Says whether an item is a line of words, or none, with nothing but lists under it. */
function isLine([first, ...rest]: readonly Block[]): boolean {
  const starts = first === undefined || first.type === 'paragraph' || first.type === 'list';
  return starts && rest.every(({ type }) => type === 'list');
}

/** An item, and after it the items that hold the lists under it, which is how Lexical nests. */
function itemNodes({ blocks, checked }: ListItem, checklist: boolean, value: number) {
  const [first] = blocks;
  const plain = checked === undefined ? { [STATE]: { plain: true } } : {};
  const mark = checklist ? { checked: checked === true, ...plain } : {};
  if (!isLine(blocks)) {
    const inner = element('item-blocks', blocks.flatMap(nodesOf));
    return [{ ...element('listitem', [inner]), value, ...mark }];
  }
  const line = first?.type === 'paragraph' ? first : undefined;
  return [
    { ...textElement('listitem', line?.runs ?? [], line?.dir), value, ...mark },
    ...blocks
      .filter((block) => block.type === 'list')
      .map((list) => ({ ...element('listitem', [listNode(list)]), value: value + 1 })),
  ];
}

function listNode(list: Extract<Block, { type: 'list' }>): RichTextNode {
  const checklist = list.items.some((item) => item.checked !== undefined);
  const start = list.start ?? 1;
  const items = list.items.flatMap((item, index) => itemNodes(item, checklist, start + index));
  if (checklist) {
    const numbered = list.ordered ? { [STATE]: { numbered: true } } : {};
    return { ...element('list', items), listType: 'check', start, tag: 'ul', ...numbered };
  }
  const listType = list.ordered ? 'number' : 'bullet';
  return { ...element('list', items), listType, start, tag: list.ordered ? 'ol' : 'ul' };
}

/** Header cells of the first row head columns (1), those of other rows head rows (2). */
function tableNode(table: Extract<Block, { type: 'table' }>): RichTextNode {
  const rows = table.rows.map((row, at) =>
    element(
      'tablerow',
      row.cells.map((cell) => ({
        ...element('tablecell', [paragraph(cell.runs)]),
        headerState: cell.header ? (at === 0 ? 1 : 2) : 0,
        colSpan: 1,
        rowSpan: 1,
        backgroundColor: null,
      })),
    ),
  );
  return element('table', rows);
}

function quoteNode(quote: Extract<Block, { type: 'quote' }>): RichTextNode {
  const passage = passageOfQuote(quote);
  if (passage !== undefined) return { type: 'passage', version: 1, ...passage };
  const blocks = quote.blocks.flatMap(nodesOf);
  return {
    ...element('quote', blocks.length > 0 ? blocks : [paragraph([])]),
    shadowRoot: true,
  };
}

function nodesOf(block: Block): RichTextNode[] {
  switch (block.type) {
    case 'paragraph':
      return [paragraph(block.runs, block.dir)];
    case 'heading':
      return [{ ...textElement('heading', block.runs, block.dir), tag: `h${block.level}` }];
    case 'quote':
      return [quoteNode(block)];
    case 'list':
      return [listNode(block)];
    case 'code': {
      const code = element('code', inlineNodes([{ text: block.text }]));
      return [{ ...code, language: block.language ?? null }];
    }
    case 'math':
      return [{ type: 'formula-block', version: 1, tex: block.tex }];
    case 'rule':
      return [{ type: 'horizontalrule', version: 1 }];
    case 'table':
      return [tableNode(block)];
    case 'figure': {
      const { file, alt, width } = block;
      const picture = {
        type: 'picture',
        version: 1,
        file,
        alt,
        caption: plainOf([{ type: 'paragraph', runs: block.caption }]),
      };
      return [width === undefined ? picture : { ...picture, width }];
    }
    case 'page-break':
      return [];
  }
}

/** Rich text that says what the blocks say, as far as the editor has a form for them. */
export function blocksToRichText(blocks: readonly Block[]): RichText {
  const children = blocks.flatMap(nodesOf);
  return { root: element('root', children.length > 0 ? children : [paragraph([])]) };
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
