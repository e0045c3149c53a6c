/** Lists of pages to read, as Pocket and Instapaper export them: records with an address, no text. */
import type { Block } from '../../shared/document.ts';
import type { Csl } from '../../shared/csl.ts';
import { Refusal } from '../../shared/result.ts';
import { decodeHtml } from './decode.ts';
import { columnsOf } from './list-looks.ts';
import { webAddress } from './names.ts';
import {
  finishSource,
  nameInSentence,
  type ReadOptions,
  type ReadRequest,
  type ReadSource,
} from './reader.ts';
import { htmlToLine } from './html-page.ts';
import { textToParagraphs } from './text.ts';

/** One page of a list, as the export says it. */
interface ListedPage {
  title: string;
  url: string;
  /** Seconds since 1970. */
  added: string;
  tags: string[];
  /** What the reader marked in it. */
  selection?: string | undefined;
}

/** Folders that say nothing of what is in them. */
const PLAIN_FOLDERS = /^(?:unread|home|my list)?$/i;

/** Tags as they are written in a cell: `a|b`, `a,b` or `["a","b"]`. */
function tagsIn(cell: string): string[] {
  const list = /^\s*\[(.*)\]\s*$/s.exec(cell)?.[1];
  const written = list === undefined ? cell.split(cell.includes('|') ? '|' : ',') : list.split(',');
  return written.map((tag) => tag.replace(/^[\s"']+|[\s"']+$/g, ''));
}

/** The pages of a table whose first line names its columns. */
export function pagesOfRows([head = [], ...rows]: readonly string[][]): ListedPage[] {
  const columns = columnsOf(head);
  return rows.map((row) => {
    const cell = (name: string): string => row[columns.indexOf(name)]?.trim() ?? '';
    const folder = cell('folder');
    const archived = /^archived?$/i.test(cell('status')) ? ['archive'] : [];
    return {
      title: cell('title'),
      url: cell('url'),
      added: cell('time_added') || cell('timestamp'),
      tags: [...tagsIn(cell('tags')), ...(PLAIN_FOLDERS.test(folder) ? [] : [folder]), ...archived],
      selection: cell('selection'),
    };
  });
}

/** The pages of an export as HTML: headings are folders, links are pages. */
function pagesOfHtml(html: string): ListedPage[] {
  const pages: ListedPage[] = [];
  let folder = '';
  // The tree that is pruned for reading has lost these attributes.
  const tag = /<(h1|a)\b([^>]{0,8000})>([^]{0,4000}?)<\/\1\s*>/gi;
  for (const [, name = '', attributes = '', inside = ''] of html.matchAll(tag)) {
    const text = htmlToLine(inside);
    if (name.toLowerCase() === 'h1') {
      folder = /^read archive$/i.test(text) ? 'archive' : text;
      continue;
    }
    const value = (key: string): string =>
      htmlToLine(new RegExp(`\\b${key}\\s*=\\s*"([^"]*)"`, 'i').exec(attributes)?.[1] ?? '');
    const tags = [...tagsIn(value('tags')), ...(PLAIN_FOLDERS.test(folder) ? [] : [folder])];
    pages.push({ title: text, url: value('href'), added: value('time_added'), tags });
  }
  return pages;
}

/** Makes a record of each page of a list. Throws `empty` when there is none. */
export function sourcesOfPages(
  request: ReadRequest,
  pages: readonly ListedPage[],
  mediaType: string,
  warnings: string[],
): ReadSource[] {
  let unusable = 0;
  const sources = pages.flatMap(({ title, url, added, tags, selection = '' }): ReadSource[] => {
    const address = webAddress(url);
    if (address === undefined) unusable += 1;
    if (address === undefined && title === '') return [];
    const moment = new Date(Number(added) * 1000);
    const known = /^\d{9,11}$/.test(added) && !Number.isNaN(moment.getTime());
    const clean = [...new Set(tags.map((tag) => tag.slice(0, 100).toWellFormed()))];
    const kept = clean.filter((tag) => tag !== '').slice(0, 100);
    const host = address === undefined ? '' : new URL(address).host.replace(/^www\./, '');
    // A page without a title is listed under its address.
    const named = title === '' || title === url ? (address ?? title) : title;
    const csl: Csl = {
      type: 'webpage',
      title: named,
      ...(address === undefined ? {} : { URL: address, 'container-title': host }),
      ...(known
        ? {
            accessed: {
              'date-parts': [
                [moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate()],
              ],
            },
          }
        : {}),
    };
    const quoted: Block[] = textToParagraphs(selection).map((text) => ({
      type: 'paragraph',
      runs: [{ text }],
    }));
    return [
      finishSource(request, {
        blocks: quoted.length === 0 ? [] : [{ type: 'quote', blocks: quoted }],
        csl,
        record: true,
        mediaType,
        ...(kept.length === 0 ? {} : { tags: kept }),
        ...(known ? { createdAt: moment.toISOString() } : {}),
        warnings: [],
      }),
    ];
  });
  const [first] = sources;
  if (first === undefined) {
    throw new Refusal(
      'empty',
      `${nameInSentence(request.name)} lists no pages. Export the list again.`,
    );
  }
  if (unusable > 0) {
    warnings.push(
      `${unusable === 1 ? 'One entry' : `${unusable} entries`} of ${nameInSentence(request.name)} had no web address.`,
    );
  }
  first.warnings.unshift(...warnings);
  return sources;
}

/** Reads a reading list in HTML. Throws `not-text` and `empty`. */
export function readReadingList(request: ReadRequest, options: ReadOptions = {}): ReadSource[] {
  const { text, warnings } = decodeHtml(request, options);
  return sourcesOfPages(request, pagesOfHtml(text), 'text/x-reading-list', warnings);
}
