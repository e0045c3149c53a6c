/** What a page says about itself, as found anywhere in its tree. */
import { html } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { attribute, isElement, textContent, type HtmlElement } from './html-tree.ts';

/** A page's statements about itself, in document order. */
export interface PageHead {
  /** Of `<html lang>`, else of `<body lang>`, where Word puts it. */
  language: string;
  title: string;
  /** `<meta>` by lower-case name, property, itemprop or http-equiv. */
  meta: Map<string, string[]>;
  canonical: string;
  /** Of the first `<base href>`. */
  base: string;
  /** The source text of JSON-LD scripts. */
  jsonLd: string[];
  comments: string[];
  /** Names marked as the author's in the text: microdata, `rel=author`, h-entry. */
  authors: string[];
  /** Lines that are called bylines by their class. */
  bylines: string[];
  /** Times marked as those of publication in the text. */
  times: string[];
}

/** Most values of one name, and most marked names and comments, that are remembered. */
const MAX_VALUES = 500;

export function emptyHead(): PageHead {
  return {
    language: '',
    title: '',
    meta: new Map(),
    canonical: '',
    base: '',
    jsonLd: [],
    comments: [],
    authors: [],
    bylines: [],
    times: [],
  };
}

function words(element: HtmlElement, name: string): string[] {
  return attribute(element, name)?.toLowerCase().trim().split(/\s+/) ?? [];
}

/** Classes that common systems give to bylines, and the longest line that is believed to be one. */
const BYLINE =
  /^(?:by-?line|(?:c|article|story|post|entry)-by-?line|(?:article|post|entry|gh-article)-author(?:-name)?|author-name)$/;
const MAX_BYLINE = 160;

/** How far up a mark's surroundings are looked at. */
const MAX_UP = 40;

/** Says whether an element stands in a comment, a list of other pages, or another thing's mark-up. */
function isAside(element: HtmlElement): boolean {
  let at: DefaultTreeAdapterTypes.ParentNode | null = element.parentNode;
  for (let up = 0; at !== null && isElement(at) && up < MAX_UP; up += 1) {
    const named = `${attribute(at, 'class') ?? ''} ${attribute(at, 'id') ?? ''} ${attribute(at, 'itemtype') ?? ''}`;
    if (/comment|related|sidebar|teaser|recommend/i.test(named)) return true;
    if (at.tagName === 'aside' || at.tagName === 'nav') return true;
    at = at.parentNode;
  }
  return false;
}

function addMark(head: PageHead, element: HtmlElement): void {
  const property = words(element, 'itemprop');
  const classes = words(element, 'class');
  const author =
    property.includes('author') ||
    (element.tagName === 'a' && words(element, 'rel').includes('author')) ||
    classes.includes('p-author');
  if (author && head.authors.length < MAX_VALUES && !isAside(element)) {
    const inner = element.childNodes.find(
      (child): child is HtmlElement =>
        isElement(child) && words(child, 'itemprop').includes('name'),
    );
    const name = attribute(inner ?? element, 'content') ?? textContent(inner ?? element);
    head.authors.push(name.slice(0, 500));
  }
  const isByline = classes.some((name) => BYLINE.test(name));
  if (isByline && head.bylines.length < 5 && !isAside(element)) {
    const line = textContent(element).trim();
    if (line.length <= MAX_BYLINE) head.bylines.push(line);
  }
  const published =
    property.includes('datepublished') ||
    (element.tagName === 'time' &&
      (attribute(element, 'pubdate') !== undefined ||
        classes.some((name) => /^(?:dt-published|entry-date|published)$/.test(name))));
  if (published && head.times.length < MAX_VALUES && !isAside(element)) {
    const time = attribute(element, 'datetime') ?? attribute(element, 'content');
    if (time !== undefined) head.times.push(time.slice(0, 100));
  }
}

/** Notes what one element of the page says about it. */
export function addStatement(head: PageHead, element: HtmlElement): void {
  switch (element.tagName) {
    case 'html':
    case 'body':
      head.language ||= attribute(element, 'lang') ?? attribute(element, 'xml:lang') ?? '';
      return;
    case 'title':
      // Titles of drawings (SVG) are not the page's.
      if (element.namespaceURI === html.NS.HTML) head.title ||= textContent(element);
      return;
    case 'base':
      head.base ||= attribute(element, 'href')?.trim() ?? '';
      return;
    case 'link':
      if (words(element, 'rel').includes('canonical')) {
        head.canonical ||= attribute(element, 'href')?.trim() ?? '';
      }
      return;
    case 'script':
      if (attribute(element, 'type')?.toLowerCase().trim() === 'application/ld+json') {
        if (head.jsonLd.length < MAX_VALUES) head.jsonLd.push(textContent(element));
      }
      return;
    case 'meta': {
      const content = attribute(element, 'content')?.trim() ?? '';
      if (content === '') return;
      const names = ['name', 'property', 'itemprop', 'http-equiv'].flatMap((name) =>
        words(element, name),
      );
      for (const name of new Set(names)) {
        const values = head.meta.get(name);
        if (values === undefined) head.meta.set(name, [content]);
        else if (values.length < MAX_VALUES) values.push(content);
      }
      return;
    }
    default:
      addMark(head, element);
  }
}

/** Notes a comment of the page; browsers write there where they saved it from. */
export function addComment(head: PageHead, text: string): void {
  if (head.comments.length < MAX_VALUES) head.comments.push(text.slice(0, 5000));
}
