/**
 * Addresses of things in the library, for texts that leave it: `casebook:note/ID`,
 * `casebook:source/ID`, `casebook:cite/SOURCE?page=12` (or `?paragraph=4`, and the other kinds of
 * place; with `prefix`, `suffix` and `author=no` where a citation has them, and the label of one that
 * a style has set) and
 * `casebook:passage/SOURCE/HIGHLIGHT`. Other programs show the link's words; Casebook knows it by
 * the ids when it comes back.
 */
import type { Citation, QuoteOrigin, Reference } from './document.ts';
import { isLocatorKind } from './locators.ts';

export type CasebookLink = { to: Reference } | { cite: Citation } | { from: QuoteOrigin };

/** The address that says what a link leads to. */
export function casebookAddress(link: CasebookLink): string {
  if ('to' in link) return `casebook:${link.to.kind}/${encodeURIComponent(link.to.id)}`;
  if ('from' in link) {
    const { sourceId, highlightId } = link.from;
    return `casebook:passage/${encodeURIComponent(sourceId)}/${encodeURIComponent(highlightId)}`;
  }
  return `casebook:cite/${encodeURIComponent(link.cite.sourceId)}${queryOf(link.cite)}`;
}

/** What a citation says beside its source, as the query of an address; empty when nothing. */
function queryOf({ locator, prefix, suffix, suppressAuthor, label }: Citation): string {
  const query = Object.entries({
    ...(locator && { [locator.kind]: locator.value }),
    prefix,
    suffix,
    author: suppressAuthor === true ? 'no' : undefined,
    label,
  }).flatMap(([key, value]) => (value ? [`${key}=${encodeURIComponent(value)}`] : []));
  return query.length === 0 ? '' : `?${query.join('&')}`;
}

/** What an id begins with that is the address of a file beside, before it is known what that is. */
const BESIDE = 'beside:';

/**
 * The address of a citation in a folder of Markdown: that of the source's page, with the citation as
 * its fragment, which other programs pass over.
 */
export function citationBeside(page: string, cite: Citation): string {
  return `${page}#cite${queryOf(cite)}`;
}

/** What the address of another Markdown file beside leads to; undefined for other addresses. */
export function readAddressBeside(address: string): CasebookLink | undefined {
  const [, path, query] =
    /^(?![a-z][a-z0-9+.-]*:|[/\\?#])([^?#]+\.(?:md|markdown))(?:#cite(?:\?([^#]*))?$|#.*$|$)/is.exec(
      address,
    ) ?? [];
  if (path === undefined) return undefined;
  const id = BESIDE + path;
  const isCitation = /#cite(?:\?|$)/.test(address);
  return isCitation ? { cite: citationOf(id, query ?? '') } : { to: { kind: 'note', id } };
}

/** The path, as it is written, of the file that an id names in the place of a thing. */
export function pathOfBeside(id: string): string | undefined {
  return id.startsWith(BESIDE) ? id.slice(BESIDE.length) : undefined;
}

/** The longest text of a part of a citation that is read from an address. */
const MAX_PART = 300;

/** What a citation's address says beside its source. */
function citationOf(sourceId: string, query: string): Citation {
  const cite: Citation = { sourceId };
  for (const part of query.split('&')) {
    const [key, written = ''] = part.split('=', 2);
    const value = decoded(written);
    if (value === undefined || value === '' || value.length > MAX_PART) continue;
    if (isLocatorKind(key)) cite.locator = { kind: key, value };
    else if (key === 'prefix' || key === 'suffix' || key === 'label') cite[key] = value;
    else if (key === 'author' && value === 'no') cite.suppressAuthor = true;
  }
  return cite;
}

function decoded(part: string | undefined): string | undefined {
  try {
    return decodeURIComponent(part ?? '');
  } catch {
    return undefined;
  }
}

/** What an address leads to; undefined for any that Casebook did not write. */
export function readCasebookAddress(address: string): CasebookLink | undefined {
  const match = /^casebook:(note|source|cite|passage)\/([^/?#]+)(?:\/([^/?#]*))?(?:\?(.*))?$/.exec(
    address,
  );
  if (match === null) return undefined;
  const [, kind, first, second, query] = match;
  const id = decoded(first);
  if (id === undefined) return undefined;
  switch (kind) {
    case 'note':
    case 'source':
      return { to: { kind, id } };
    case 'passage': {
      const highlightId = decoded(second);
      return highlightId === undefined ? undefined : { from: { sourceId: id, highlightId } };
    }
    default:
      return { cite: citationOf(id, query ?? '') };
  }
}
