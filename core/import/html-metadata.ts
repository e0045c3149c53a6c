/**
 * What a web page says about itself, as CSL: Highwire (citation_*), JSON-LD, Dublin Core, Open
 * Graph and plain `<meta>`, in this order. Nothing is inferred from the address or the text.
 */
import { nameText, type Csl, type CslName } from '../../shared/csl.ts';
import { namesInByline, personName } from './bylines.ts';
import type { PageHead } from './html-head.ts';
import { readJsonLd, type JsonLdFacts } from './html-json-ld.ts';
import { htmlToLine, savedFrom, type Page } from './html-page.ts';
import { isElement, textContent, type HtmlElement } from './html-tree.ts';
import { dateFrom, doiFrom, languageFrom, webAddress } from './names.ts';

export interface PageFacts {
  csl: Csl;
  language?: string;
  jsonLd: JsonLdFacts;
  /** The page calls itself an article. */
  isArticle: boolean;
}

type Meta = (...names: string[]) => string[];

function metaReader(head: PageHead): Meta {
  return (...names) => {
    for (const name of names) {
      const values = (head.meta.get(name) ?? []).map((value) => value.replace(/\s+/g, ' ').trim());
      if (values.length > 0) return values;
    }
    return [];
  };
}

/** The page's one first-level heading. */
function onlyHeading(body: HtmlElement): string | undefined {
  const headings: string[] = [];
  const stack = [...body.childNodes];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node)) continue;
    if (node.tagName === 'h1') headings.push(textContent(node).replace(/\s+/g, ' ').trim());
    else for (const child of node.childNodes) stack.push(child);
  }
  return headings.length === 1 && headings[0] !== '' ? headings[0] : undefined;
}

/** What parts a title from the name of the site. */
const PARTED = /^\s*[-–—|:·»_]\s*|\s*[-–—|:·»_]\s*$/gu;

/** A title without the site's name, when the page tells by its heading or otherwise what that is. */
function bareTitle(title: string, heading: string | undefined, site: string | undefined): string {
  if (heading !== undefined && heading !== title) {
    const at = title.indexOf(heading);
    const before = title.slice(0, Math.max(0, at)).trim();
    const after = title.slice(at + heading.length).trim();
    const isParted = (rest: string): boolean => rest === '' || rest.replace(PARTED, '') !== rest;
    if (at !== -1 && isParted(before) && isParted(after)) return heading;
  }
  if (site !== undefined && title.endsWith(site)) {
    const bare = title.slice(0, -site.length);
    const cut = bare.replace(/\s*[-–—|:·»_]\s*$/u, '');
    if (cut !== '' && cut !== bare) return cut;
  }
  return title;
}

/** The title of `<title>`, or the heading that it holds. */
function plainTitle(title: string, heading: string | undefined): string | undefined {
  if (heading !== undefined && (title === '' || title.includes(heading))) return heading;
  return title === '' ? undefined : title;
}

/** The names in the first of several statements that gives any. */
function firstNames(...lists: ReadonlyArray<readonly string[]>): CslName[] {
  for (const list of lists) {
    const names = list.flatMap(namesInByline);
    if (names.length > 0) return unique(names);
  }
  return [];
}

/** Names without those that are there already: pages like to say the same in several places. */
function unique(names: readonly CslName[]): CslName[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    const key = nameText(name).toLowerCase();
    return seen.has(key) ? false : seen.add(key);
  });
}

function authorsOf(head: PageHead, meta: Meta, jsonLd: JsonLdFacts): CslName[] {
  const cited = meta('citation_author', 'citation_authors').flatMap((text) => text.split(';'));
  const names = cited.map(personName).filter((name) => name !== undefined);
  if (names.length > 0) return unique(names);
  if (jsonLd.authors.length > 0) return unique(jsonLd.authors);
  const creators = meta('dc.creator', 'dcterms.creator').flatMap((text) => text.split(';'));
  const created = creators.map(personName).filter((name) => name !== undefined);
  if (created.length > 0) return unique(created);
  return firstNames(
    meta('author'),
    meta('article:author'),
    meta('parsely-author'),
    meta('sailthru.author'),
    meta('byl'),
    head.authors,
    head.bylines.slice(0, 1),
  );
}

function typeOf(meta: Meta, jsonLd: JsonLdFacts, url: string | undefined): string | undefined {
  if (meta('citation_journal_title').length > 0) return 'article-journal';
  if (meta('citation_conference_title').length > 0) return 'paper-conference';
  if (meta('citation_dissertation_institution').length > 0) return 'thesis';
  const has = (pattern: RegExp): boolean => jsonLd.types.some((type) => pattern.test(type));
  if (has(/NewsArticle$/)) return 'article-newspaper';
  if (has(/BlogPosting$/)) return 'post-weblog';
  if (has(/^DiscussionForumPosting$|^QAPage$/)) return 'post';
  if (has(/^ScholarlyArticle$/)) return 'article-journal';
  return url !== undefined || meta('og:type').length > 0 ? 'webpage' : undefined;
}

function first<T>(...values: Array<T | undefined>): T | undefined {
  return values.find((value) => value !== undefined && value !== '');
}

/** Drops what is undefined, so that absent means not known. */
function known(csl: Csl): Csl {
  return Object.fromEntries(Object.entries(csl).filter(([, value]) => value !== undefined));
}

/** Reads a page's statements about itself. */
export function readMetadata(page: Page): PageFacts {
  const { head } = page;
  const meta = metaReader(head);
  const jsonLd = readJsonLd(head.jsonLd);
  const site = meta('og:site_name')[0];
  const url = [
    head.canonical,
    ...meta('og:url'),
    jsonLd.url,
    ...meta('citation_public_url', 'citation_abstract_html_url', 'citation_fulltext_html_url'),
    savedFrom(head),
    page.place.url,
  ]
    .map(webAddress)
    .find((address) => address !== undefined);
  const language = [
    head.language,
    ...meta('citation_language', 'dc.language', 'dcterms.language'),
    jsonLd.language,
    ...meta('og:locale', 'content-language'),
  ]
    .map(languageFrom)
    .find((tag) => tag !== undefined);
  const heading = onlyHeading(page.body);
  const title = first(
    meta('citation_title')[0],
    jsonLd.title,
    bareTitle(meta('og:title')[0] ?? '', heading, site),
    meta('dc.title', 'dcterms.title')[0],
    bareTitle(plainTitle(head.title.replace(/\s+/g, ' ').trim(), heading) ?? '', heading, site),
  );
  const published = first(
    meta('citation_publication_date', 'citation_date', 'citation_online_date')[0],
    jsonLd.published,
    meta('article:published_time', 'datepublished')[0],
    meta('dcterms.issued', 'dc.date.issued', 'dcterms.date', 'dc.date')[0],
    meta('date', 'pubdate', 'publishdate', 'parsely-pub-date', 'sailthru.date')[0],
    head.times[0],
  );
  const type = typeOf(meta, jsonLd, url);
  const authors = authorsOf(head, meta, jsonLd);
  const dois = meta('citation_doi').concat(meta('dc.identifier', 'prism.doi'));
  return {
    csl: known({
      type,
      title: title === undefined ? undefined : htmlToLine(title) || undefined,
      author: authors.length === 0 ? undefined : authors,
      'container-title': first(
        meta('citation_journal_title', 'citation_conference_title')[0],
        jsonLd.partOf,
        site,
        type === 'article-newspaper' ? jsonLd.publisher : undefined,
        meta('application-name')[0],
      ),
      publisher: first(
        meta('citation_publisher', 'dc.publisher', 'dcterms.publisher')[0],
        jsonLd.publisher,
      ),
      issued: published === undefined ? undefined : dateFrom(published),
      URL: url,
      DOI: dois.map(doiFrom).find((doi) => doi !== undefined),
      ISBN: meta('citation_isbn')[0],
      language,
    }),
    ...(language === undefined ? {} : { language }),
    jsonLd,
    isArticle: /^article$/i.test(meta('og:type')[0] ?? '') || meta('citation_title').length > 0,
  };
}
