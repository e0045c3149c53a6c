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
  const { sourceId, locator, prefix, suffix, suppressAuthor, label } = link.cite;
  const query = Object.entries({
    ...(locator && { [locator.kind]: locator.value }),
    prefix,
    suffix,
    author: suppressAuthor === true ? 'no' : undefined,
    label,
  }).flatMap(([key, value]) => (value ? [`${key}=${encodeURIComponent(value)}`] : []));
  const id = encodeURIComponent(sourceId);
  return `casebook:cite/${id}${query.length === 0 ? '' : `?${query.join('&')}`}`;
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
