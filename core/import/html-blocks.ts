/** The visible tree of a page as blocks. Recursion is safe here: the tree is at most 200 deep. */
import type { Block, Run } from '../../shared/document.ts';
import { codeOf, verbatim } from './html-code.ts';
import { withCaptions } from './html-figure.ts';
import { addWordItem, listOf } from './html-list.ts';
import { lookOf, PLAIN, runOf, type Look } from './html-look.ts';
import { parsePage, type PageOptions } from './html-page.ts';
import { isDataTable, tableRows } from './html-table.ts';
import {
  attribute,
  BLOCK_TAGS,
  hasClass,
  isElement,
  isText,
  type HtmlElement,
  type HtmlNode,
} from './html-tree.ts';
import { tidyBlocks } from './tidy.ts';
import { wordListItem } from './html-word.ts';
import type { KeptPicture } from './pictures.ts';

/**
 * Finds the picture that a token in the pruned tree stands for; `isShown` says that the page shows it
 * as more than an ornament, so that people would miss it.
 */
export type PictureOf = (token: string, isShown: boolean) => KeptPicture | undefined;

/** What one reading of a page shares at all its places. */
interface Reading {
  pictureOf: PictureOf;
  /** Figures found where only a line of text fits; they follow the block they were in. */
  aside: Block[];
  /** The paragraphs that are captions. */
  captions: Set<Block>;
}

/** Blocks made so far, and the line of runs that is being written. */
interface Flow {
  reading: Reading;
  blocks: Block[];
  line: Run[];
  /** Figures in the line, which follow it. */
  figures: Block[];
}

const PREFORMATTED = new Set(['pre', 'listing', 'plaintext', 'xmp']);

/** Longest side of a picture that is only an icon in the text, in pixels. */
const ICON = 32;

function write(flow: Flow, text: string, look: Look): void {
  flow.line.push(runOf(text, look));
}

/** Runs without the white space of any kind that pages indent a first line by. */
function withoutIndent(runs: Run[]): Run[] {
  const first = runs.findIndex((run) => run.text.trim() !== '');
  const run = runs[first];
  return run === undefined
    ? runs
    : [{ ...run, text: run.text.trimStart() }, ...runs.slice(first + 1)];
}

/** Ends the line being written and makes a paragraph of it, if there is anything on it. */
function endLine(flow: Flow): void {
  if (flow.line.some((run) => run.text.trim() !== ''))
    flow.blocks.push({ type: 'paragraph', runs: withoutIndent(flow.line) });
  flow.line = [];
  for (const figure of flow.figures) flow.blocks.push(figure);
  flow.figures = [];
}

function flowOf(nodes: readonly HtmlNode[], look: Look, reading: Reading): Block[] {
  const flow: Flow = { reading, blocks: [], line: [], figures: [] };
  for (const node of nodes) visit(node, look, flow);
  endLine(flow);
  return flow.blocks;
}

/**
 * The runs in blocks, blocks parted by line breaks: for places that hold a line of text only. Figures
 * among them are put aside.
 */
function runsIn(blocks: readonly Block[], aside: Block[]): Run[] {
  return blocks.flatMap((block): Run[] => {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return [...block.runs, { text: '\n' }];
      case 'code':
        return [{ text: block.text, marks: ['code'] }, { text: '\n' }];
      case 'quote':
        return runsIn(block.blocks, aside);
      case 'list':
        return block.items.flatMap((item) => runsIn(item.blocks, aside));
      case 'table':
        return block.rows.flatMap((row) =>
          row.cells.flatMap((cell) => [...cell.runs, { text: '\n' }]),
        );
      case 'figure':
        aside.push(block);
        return [];
      default:
        return [];
    }
  });
}

function runsOf(element: HtmlElement, look: Look, reading: Reading): Run[] {
  return runsIn(flowOf(element.childNodes, look, reading), reading.aside);
}

/** The paragraphs of a caption, marked as such. */
function captionOf(element: HtmlElement, look: Look, reading: Reading): Block[] {
  return flowOf(element.childNodes, look, reading).map((block): Block => {
    if (block.type !== 'paragraph' && block.type !== 'heading') return block;
    const caption: Block = { type: 'paragraph', runs: block.runs };
    reading.captions.add(caption);
    return caption;
  });
}

function isFigure(element: HtmlElement): boolean {
  return element.tagName === 'figure' || hasClass(element, /^(?:wp-caption|thumbinner)$/);
}

function isCaption(element: HtmlElement): boolean {
  return (
    element.tagName === 'figcaption' || hasClass(element, /^(?:wp-caption-text|thumbcaption)$/)
  );
}

/** The blocks that an element stands for; undefined for one that only holds others. */
function blocksOf(element: HtmlElement, look: Look, reading: Reading): Block[] | undefined {
  const tag = element.tagName;
  const level = /^h([1-6])$/.exec(tag)?.[1];
  if (level !== undefined) {
    return [{ type: 'heading', level: Number(level), runs: runsOf(element, look, reading) }];
  }
  if (PREFORMATTED.has(tag)) return [codeOf(element)];
  if (isCaption(element)) return captionOf(element, look, reading);
  if (isFigure(element)) {
    return withCaptions(flowOf(element.childNodes, look, reading), reading.captions);
  }
  switch (tag) {
    case 'hr':
      return [{ type: 'rule' }];
    case 'blockquote':
      return [{ type: 'quote', blocks: flowOf(element.childNodes, look, reading) }];
    case 'ul':
    case 'ol':
    case 'menu':
    case 'dir':
      return [listOf(element, (nodes) => flowOf(nodes, look, reading))];
    case 'table': {
      if (!isDataTable(element)) return undefined;
      const caption = element.childNodes.filter((child) => child.nodeName === 'caption');
      const rows = tableRows(element, (cell) => runsOf(cell, look, reading));
      return [...flowOf(caption, look, reading), { type: 'table', rows }];
    }
    default:
      return undefined;
  }
}

/** Runs before a picture that are looked at, so that a line of a million pictures takes no longer. */
const LOOK_BACK = 50;

/** Says whether nothing to read stands on the line that is being written. */
function beginsLine({ line }: Flow): boolean {
  for (let at = line.length - 1; at >= Math.max(0, line.length - LOOK_BACK); at -= 1) {
    const text = line[at]?.text ?? '';
    if (text.trim() !== '') return false;
    if (text.includes('\n')) return true;
  }
  return line.length <= LOOK_BACK;
}

/** Says whether a picture is more than an ornament: it has something to say, or the size of one. */
function isShown(element: HtmlElement, alt: string): boolean {
  const sizes = ['width', 'height'].map((name) =>
    Number.parseInt(attribute(element, name) ?? '', 10),
  );
  const known = sizes.filter((size) => !Number.isNaN(size));
  if (known.some((size) => size <= ICON)) return false;
  return known.some((size) => size >= 100) || alt.split(/\s+/).length >= 3;
}

/** A picture: the character or formula it stands for, else a figure if its bytes are there. */
function visitPicture(element: HtmlElement, look: Look, flow: Flow): void {
  const alt = attribute(element, 'alt')?.trim() ?? '';
  const isEmoji = /^[\p{Extended_Pictographic}\p{Emoji_Component}]{1,20}$/u.test(alt);
  const isFormula = /^\{\\(?:display|text)style/.test(alt) || /^\$[^$]{1,500}\$$/.test(alt);
  if (isEmoji || isFormula) return write(flow, alt, look);
  const picture = flow.reading.pictureOf(attribute(element, 'src') ?? '', isShown(element, alt));
  if (picture === undefined || Math.max(picture.width, picture.height) <= ICON) return;
  // Names of files say nothing to those who can't see the picture.
  const said = /^[\w.%-]*\.(?:png|jpe?g|gif|webp|avif|svg)$/i.test(alt) ? '' : alt;
  const figure: Block = {
    type: 'figure',
    file: picture.sha256,
    alt: said.replace(/\s+/g, ' '),
    caption: [],
  };
  if (beginsLine(flow)) {
    endLine(flow);
    flow.blocks.push(figure);
  } else flow.figures.push(figure);
}

/** Base characters with their readings after them, so that the words they make stay whole. */
function visitRuby(element: HtmlElement, look: Look, flow: Flow): void {
  const readings: string[] = [];
  for (const child of element.childNodes) {
    if (isElement(child) && (child.tagName === 'rt' || child.tagName === 'rtc')) {
      readings.push(verbatim(child.childNodes).trim());
    } else if (!isElement(child) || child.tagName !== 'rp') visit(child, look, flow);
  }
  const said = readings.filter((reading) => reading !== '');
  const glue = said.some((reading) => /\p{Script=Latin}/u.test(reading)) ? ' ' : '';
  if (said.length > 0) write(flow, `(${said.join(glue)})`, look);
}

/** Inline elements that are written with characters of their own. */
function visitInline(element: HtmlElement, look: Look, flow: Flow): void {
  const inside = (): void => {
    const inner = lookOf(element, look);
    for (const child of element.childNodes) visit(child, inner, flow);
  };
  switch (element.tagName) {
    case 'br':
      return write(flow, '\n', PLAIN);
    case 'img':
      return visitPicture(element, look, flow);
    case 'q':
      write(flow, '“', look);
      inside();
      return write(flow, '”', look);
    case 'rp':
      return;
    case 'ruby':
      return visitRuby(element, lookOf(element, look), flow);
    default:
      return inside();
  }
}

function isBlock(element: HtmlElement): boolean {
  if (BLOCK_TAGS.has(element.tagName)) return true;
  return /display\s*:\s*(?:block|flex|grid)/i.test(attribute(element, 'style') ?? '');
}

function visit(node: HtmlNode, look: Look, flow: Flow): void {
  // Line ends in the source are spaces; only <br> breaks a line.
  if (isText(node)) return write(flow, node.value.replace(/[\n\r\f]+/g, ' '), look);
  if (!isElement(node)) return;
  if (node.tagName === 'img' || !isBlock(node)) return visitInline(node, look, flow);
  endLine(flow);
  const inner = lookOf(node, look);
  const { reading } = flow;
  const item = wordListItem(node, () => runsOf(node, inner, reading));
  const blocks = item === undefined ? blocksOf(node, inner, reading) : undefined;
  if (item !== undefined) addWordItem(flow.blocks, item.ordered, item.runs);
  else if (blocks !== undefined) for (const block of blocks) flow.blocks.push(block);
  else for (const child of node.childNodes) visit(child, inner, flow);
  endLine(flow);
  for (const figure of reading.aside.splice(0)) flow.blocks.push(figure);
}

/** The blocks of a pruned body (see `parsePage`). */
export function bodyToBlocks(body: HtmlElement, pictureOf: PictureOf = () => undefined): Block[] {
  const reading: Reading = { pictureOf, aside: [], captions: new Set() };
  const blocks = flowOf(body.childNodes, PLAIN, reading);
  return tidyBlocks([...blocks, ...reading.aside]);
}

/**
 * The blocks of HTML source, a whole page or a piece of one. Never throws, whatever it is given.
 * Relative links need `url`, and pictures `pictures`; without them links to elsewhere lose their
 * address and pictures are left out.
 */
export function htmlToBlocks(source: string, options: PageOptions = {}): Block[] {
  const { pictures } = options;
  return bodyToBlocks(
    parsePage(source, options).body,
    pictures === undefined ? undefined : (token, isShown) => pictures.keep(token, isShown),
  );
}
