/**
 * The main text of a web page, by Readability, when the page looks like an article.
 *
 * Readability gets a document made of the pruned tree: no scripts, no styles, bounded depth. Its
 * choice comes back as HTML source and is read like any other.
 */
import { isProbablyReaderable, Readability } from '@mozilla/readability';
import { DOMParser } from 'linkedom';
import { serialize } from 'parse5';
import type { Block } from '../../shared/document.ts';
import { layoutDocument } from '../../shared/document.ts';
import {
  attribute,
  hasClass,
  isElement,
  isText,
  textContent,
  type HtmlElement,
  type HtmlNode,
} from './html-tree.ts';

/** Pages with more elements are read whole: Readability's time grows faster than the page. */
const MAX_ELEMENTS = 60_000;
/** The same for nodes times the depth they are at: it reads the text of each element anew. */
const MAX_WEIGHT = 3_000_000;

/** What is long enough, in characters: Chinese, Japanese and Korean say the same in fewer. */
const LENGTHS = {
  spaced: { article: 250, paragraph: 80, readable: 140, score: 20 },
  dense: { article: 100, paragraph: 35, readable: 50, score: 10 },
} as const;

const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** The parts of a page, or of its main part, that are not what it is about. */
const ASIDE = new Set(['nav', 'aside', 'footer']);

/** What the lists of comments below articles are called. */
const DISCUSSION = /^(?:comments?|comment-?list|comments-area|disqus_thread|respond)$/i;

function isDiscussion(element: HtmlElement): boolean {
  return DISCUSSION.test(attribute(element, 'id') ?? '') || hasClass(element, DISCUSSION);
}

/** The paragraphs outside page furniture, how many elements there are, and how deep they lie. */
function survey(body: HtmlElement): { paragraphs: string[]; elements: number; weight: number } {
  const paragraphs: string[] = [];
  let elements = 0;
  let weight = 0;
  const stack: Array<{ element: HtmlElement; depth: number }> = [{ element: body, depth: 1 }];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { element, depth } = entry;
    elements += 1;
    weight += element.childNodes.length * depth;
    if (ASIDE.has(element.tagName) || isDiscussion(element)) continue;
    if (element.tagName === 'p') paragraphs.push(textContent(element).trim());
    for (const child of element.childNodes) {
      if (isElement(child)) stack.push({ element: child, depth: depth + 1 });
    }
  }
  return { paragraphs, elements, weight };
}

/** Says whether a cell of a table that arranges a page is a column of links: its menu. */
function isMenu(cell: HtmlElement): boolean {
  let links = 0;
  let linked = 0;
  let all = 0;
  const stack: Array<{ node: HtmlNode; inLink: boolean }> = cell.childNodes.map((node) => ({
    node,
    inLink: false,
  }));
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { node, inLink } = entry;
    if (isText(node)) {
      const { length } = node.value.trim();
      all += length;
      if (inLink) linked += length;
    } else if (isElement(node)) {
      if (node.tagName === 'table') return false;
      const isLink = node.tagName === 'a';
      if (isLink) links += 1;
      for (const child of node.childNodes) stack.push({ node: child, inLink: inLink || isLink });
    }
  }
  return links >= 3 && linked >= all * 0.8;
}

/** Names that sections of furniture have; any other of several words is made of a heading. */
const FURNITURE =
  /^(?:related|comment|share|social|sponsor(?:ed)?|recommend|more|footer|header|side|nav|menu|cookie|newsletter|promo|ad|disqus|respond|author|tags)(?:s|ed)?-/i;

/** Says whether a part of the text is named after its heading, as "manifest-related-options" is. */
function isNamedByHeading(element: HtmlElement): boolean {
  if (element.tagName !== 'section' && !hasClass(element, /^(?:section|sect\d)$/)) return false;
  const id = attribute(element, 'id') ?? '';
  if (!/^[\w.]+(?:-[\w.]+)+$/.test(id) || FURNITURE.test(id)) return false;
  return element.childNodes.some((child) => /^h[1-6]$/.test(child.nodeName));
}

/**
 * The tree as Readability should see it; the tree itself stays as it is. Menus that stand beside the
 * text in tables are left out. Names made of headings are too: they hold words ("related",
 * "sponsoring") by which Readability knows furniture.
 */
function prepared(node: HtmlElement): HtmlElement {
  const kept =
    node.tagName === 'tr'
      ? node.childNodes.filter(
          (child) => !(child.nodeName === 'td' && isElement(child) && isMenu(child)),
        )
      : node.childNodes;
  return {
    ...node,
    attrs: isNamedByHeading(node) ? node.attrs.filter(({ name }) => name !== 'id') : node.attrs,
    childNodes: kept.map((child) => (isElement(child) ? prepared(child) : child)),
  };
}

/**
 * The share of a page's running text that its main part or its main text must hold, to be believed to
 * be that.
 */
const MAIN_SHARE = 0.8;
/** As much of a paragraph is looked for in the main text, in characters. */
const BEGINNING = 60;

/** Says whether an element says that it holds what the page is about. */
function isMain(element: HtmlElement): boolean {
  return element.tagName === 'main' || attribute(element, 'role')?.toLowerCase() === 'main';
}

function withoutAsides(node: HtmlElement): HtmlElement {
  const kept = node.childNodes.filter((child) => !(isElement(child) && ASIDE.has(child.tagName)));
  return {
    ...node,
    childNodes: kept.map((child) => (isElement(child) ? withoutAsides(child) : child)),
  };
}

/**
 * The one part of a page that says it is the main one, without navigation and asides; undefined when
 * no part or several say so, or much of the running text is elsewhere.
 */
export function mainPart(body: HtmlElement): HtmlElement | undefined {
  const found: HtmlElement[] = [];
  const stack: HtmlElement[] = [body];
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    if (isMain(element)) found.push(element);
    else for (const child of element.childNodes) if (isElement(child)) stack.push(child);
  }
  const [main] = found;
  if (main === undefined || found.length > 1) return undefined;
  const running = (root: HtmlElement): number =>
    survey(root).paragraphs.reduce((sum, text) => sum + text.length, 0);
  const inside = running(main);
  return inside > 0 && inside >= running(body) * MAIN_SHARE ? withoutAsides(main) : undefined;
}

/** How much a text says: Chinese, Japanese and Korean say the same in fewer characters. */
function weightOf(text: string): number {
  const dense = text.match(DENSE)?.length ?? 0;
  return text.length + dense * (LENGTHS.spaced.article / LENGTHS.dense.article - 1);
}

/** The share of paragraphs, by what they say, whose beginnings are in a text. */
function shareWithin(text: string, paragraphs: readonly string[]): number {
  const squeezed = (words: string): string => words.replace(/\s+/g, '');
  const there = squeezed(text);
  let all = 0;
  let within = 0;
  for (const paragraph of paragraphs) {
    const weight = weightOf(paragraph);
    all += weight;
    if (there.includes(squeezed(paragraph).slice(0, BEGINNING))) within += weight;
  }
  return all === 0 ? 1 : within / all;
}

/**
 * The blocks of a page's main text; undefined when the page has none that can be told from the
 * rest; `read` reads the HTML that it was found as. Unless `declared`, what was chosen must hold most
 * of the page's running text, so that a page of many equal parts (a forum, a list of posts) is not
 * cut down to one of them.
 */
export function articleBlocks(
  body: HtmlElement,
  title: string,
  declared: boolean,
  read: (content: string) => Block[],
): Block[] | undefined {
  const { paragraphs, elements, weight } = survey(body);
  if (elements > MAX_ELEMENTS || weight > MAX_WEIGHT) return undefined;
  const sample = textContent(body).slice(0, 20_000);
  const isDense = (sample.match(DENSE)?.length ?? 0) > sample.length / 4;
  const least = isDense ? LENGTHS.dense : LENGTHS.spaced;
  const source = `<!doctype html><html><head><title>${escapeText(title)}</title></head><body>${serialize(prepared(body))}</body></html>`;
  // Readability's types are the DOM library's, which the core does without.
  const document = new DOMParser().parseFromString(source, 'text/html') as never;
  const readable = { minContentLength: least.readable, minScore: least.score };
  if (!declared && !isProbablyReaderable(document, readable)) return undefined;
  const options = { disableJSONLD: true, keepClasses: true, charThreshold: isDense ? 150 : 500 };
  const content = new Readability(document, options).parse()?.content;
  if (typeof content !== 'string') return undefined;
  const blocks = read(content);
  const { text } = layoutDocument({ blocks });
  if (text.length < least.article) return undefined;
  const running = paragraphs.filter((paragraph) => paragraph.length >= least.paragraph);
  return declared || shareWithin(text, running) >= MAIN_SHARE ? blocks : undefined;
}
