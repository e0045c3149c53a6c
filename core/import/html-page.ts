/** A web page as a bounded tree of what can be seen on it, and its statements about itself. */
import { defaultTreeAdapter, html } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { placeOf, type PagePlace } from './html-address.ts';
import { addComment, addStatement, emptyHead, type PageHead } from './html-head.ts';
import type { PagePictures } from './html-pictures.ts';
import { prune } from './html-prune.ts';
import {
  isElement,
  isText,
  parseHtml,
  pushReversed,
  textContent,
  type HtmlDocument,
  type HtmlElement,
} from './html-tree.ts';
import { webAddress } from './names.ts';

export interface Page {
  head: PageHead;
  /** What is visible, without scripts, styles, forms, hidden parts and deep nesting. */
  body: HtmlElement;
  place: PagePlace;
  /** The addresses of the frames that can be seen; empty for one without an address. */
  frames: string[];
  /** The page could only be read as bare text. */
  tangled: boolean;
}

export interface PageOptions {
  /** Where the page was, when its container or folder says so. */
  url?: string | undefined;
  pictures?: PagePictures | undefined;
}

/** The address in the comment that browsers write into pages they save. */
export function savedFrom({ comments }: PageHead): string | undefined {
  for (const comment of comments) {
    const url =
      /^\s*saved from url=\(\d+\)(\S+)/.exec(comment)?.[1] ??
      /^\s*Page saved with SingleFile\s+url:\s*(\S+)/.exec(comment)?.[1];
    if (url !== undefined) return url;
  }
  return undefined;
}

/** The statements and the body in a document; a page of frames has the text for browsers without. */
function survey(document: HtmlDocument): { head: PageHead; body: HtmlElement } {
  const head = emptyHead();
  let body: HtmlElement | undefined;
  let frameset: HtmlElement | undefined;
  const stack: DefaultTreeAdapterTypes.Node[] = [];
  pushReversed(stack, document.childNodes);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if ('data' in node && node.nodeName === '#comment') addComment(head, node.data);
    if (!isElement(node)) continue;
    addStatement(head, node);
    if (node.tagName === 'body') body ??= node;
    if (node.tagName === 'frameset') frameset ??= node;
    pushReversed(stack, node.childNodes);
  }
  body ??= frameset ?? defaultTreeAdapter.createElement('body', html.NS.HTML, []);
  return { head, body };
}

/** Says whether there is any text to read in a pruned tree. */
function isBlank(body: HtmlElement): boolean {
  const stack: DefaultTreeAdapterTypes.ChildNode[] = [...body.childNodes];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isText(node) && node.value.trim() !== '') return false;
    if (isElement(node)) for (const child of node.childNodes) stack.push(child);
  }
  return true;
}

/** Parses a page, or a piece of one, and keeps what can be seen and what it says about itself. */
export function parsePage(source: string, options: PageOptions = {}): Page {
  const { document, tangled } = parseHtml(source);
  const { head, body } = survey(document);
  const url = [options.url, savedFrom(head), head.canonical, ...(head.meta.get('og:url') ?? [])]
    .map(webAddress)
    .find((address) => address !== undefined);
  const place = placeOf(url, head.base);
  const frames: string[] = [];
  prune(body, { place, pictures: options.pictures, frames });
  if (isBlank(body) && /<no(?:script|frames)/i.test(source)) {
    const plain = survey(parseHtml(withoutFrames(source), { scripting: false }).document).body;
    prune(plain, { place, pictures: options.pictures, frames: [] });
    if (textContent(plain).trim().length >= MIN_PLAIN) {
      return { head, body: plain, place, frames, tangled };
    }
  }
  return { head, body, place, frames, tangled };
}

/** Shortest text for browsers without scripts or frames that is more than an excuse. */
const MIN_PLAIN = 200;

/** A page as a browser without scripts and frames sees it. */
function withoutFrames(source: string): string {
  return source.replace(/<\/?(?:frameset|noframes|frame|noscript)\b[^<>]*>/gi, '');
}

/** The text of HTML source on one line, for statements that may hold character references. */
export function htmlToLine(source: string): string {
  if (!/[&<]/.test(source)) return source.replace(/\s+/g, ' ').trim();
  return textContent(parsePage(source).body).replace(/\s+/g, ' ').trim();
}
