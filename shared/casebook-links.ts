/**
 * Addresses of things in the library, for texts that leave it: `casebook:note/ID`,
 * `casebook:source/ID`, `casebook:cite/SOURCE?page=12` (or `?paragraph=4`) and
 * `casebook:passage/SOURCE/HIGHLIGHT`. Other programs show the link's words; Casebook knows it by
 * the ids when it comes back.
 */
import type { Citation, QuoteOrigin, Reference } from './document.ts';

export type CasebookLink = { to: Reference } | { cite: Citation } | { from: QuoteOrigin };

/** The address that says what a link leads to. */
export function casebookAddress(link: CasebookLink): string {
  if ('to' in link) return `casebook:${link.to.kind}/${encodeURIComponent(link.to.id)}`;
  if ('from' in link) {
    const { sourceId, highlightId } = link.from;
    return `casebook:passage/${encodeURIComponent(sourceId)}/${encodeURIComponent(highlightId)}`;
  }
  const { sourceId, locator } = link.cite;
  const place = locator && `?${locator.kind}=${encodeURIComponent(locator.value)}`;
  return `casebook:cite/${encodeURIComponent(sourceId)}${place ?? ''}`;
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
    default: {
      const [, place, written] = /^(page|paragraph)=(.{1,300})$/.exec(query ?? '') ?? [];
      const value = decoded(written);
      if (place === undefined || value === undefined) return { cite: { sourceId: id } };
      const locator = { kind: place === 'page' ? 'page' : 'paragraph', value } as const;
      return { cite: { sourceId: id, locator } };
    }
  }
}
