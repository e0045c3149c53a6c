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
import { isElement, textContent, type HtmlElement } from './html-tree.ts';

/** Pages with more elements are read whole: Readability's time grows faster than the page. */
const MAX_ELEMENTS = 60_000;

/** Shortest main text that is believed to be one, in characters. */
const MIN_ARTICLE = 250;

/** Shortest `<p>` that counts as running text, in characters. */
const MIN_PARAGRAPH = 80;

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Length of the running text in `<p>` elements outside page furniture, in characters. */
function runningText(body: HtmlElement): { paragraphs: number; elements: number } {
  let paragraphs = 0;
  let elements = 0;
  const stack: HtmlElement[] = [body];
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    elements += 1;
    if (['nav', 'footer', 'aside'].includes(element.tagName)) continue;
    if (element.tagName === 'p') {
      const { length } = textContent(element).trim();
      if (length >= MIN_PARAGRAPH) paragraphs += length;
    }
    for (const child of element.childNodes) if (isElement(child)) stack.push(child);
  }
  return { paragraphs, elements };
}

/**
 * The blocks of a page's main text; undefined when the page has none that can be told from the
 * rest; `read` reads the HTML that it was found as. Unless `declared`, what was chosen must hold most of the page's running text, so that a
 * page of many equal parts (a forum, a list of posts) is not cut down to one of them.
 */
export function articleBlocks(
  body: HtmlElement,
  title: string,
  declared: boolean,
  read: (content: string) => Block[],
): Block[] | undefined {
  const { paragraphs, elements } = runningText(body);
  if (elements > MAX_ELEMENTS) return undefined;
  const source = `<!doctype html><html><head><title>${escapeText(title)}</title></head><body>${serialize(body)}</body></html>`;
  // Readability's types are the DOM library's, which the core does without.
  const document = new DOMParser().parseFromString(source, 'text/html') as never;
  if (!declared && !isProbablyReaderable(document)) return undefined;
  const content = new Readability(document, { disableJSONLD: true, keepClasses: true }).parse()
    ?.content;
  if (typeof content !== 'string') return undefined;
  const blocks = read(content);
  const { length } = layoutDocument({ blocks }).text;
  if (length < MIN_ARTICLE) return undefined;
  return declared || length >= paragraphs / 2 ? blocks : undefined;
}
