/** Addresses on a page: what its links lead to, and which of its names are files beside it. */
import { isAllowedHref } from '../../shared/links.ts';
import { webAddress } from './names.ts';

/** Longest address that is kept as a link, in characters. */
const MAX_HREF = 8000;

/** An address as a browser reads it: trimmed, without line breaks and tabs. */
function cleanAddress(raw: string): string {
  return raw.replace(/[\t\n\r]/g, '').replace(/^[\0-\x20]+|[\0-\x20]+$/g, '');
}

/** Where a page was, as far as that is known. */
export interface PagePlace {
  /** The page's own address. */
  url?: string | undefined;
  /** What its relative addresses are relative to. */
  base?: string | undefined;
}

/** The place of a page at an address that says `<base href>`; neither need be there or of the web. */
export function placeOf(url: string | undefined, baseHref: string): PagePlace {
  const own = webAddress(url);
  if (baseHref === '') return { url: own, base: own };
  const base = URL.canParse(baseHref, own) ? webAddress(new URL(baseHref, own).href) : undefined;
  return { url: own, base: base ?? own };
}

/** Says whether an address leads to a place in the page itself. */
export function isInPage(raw: string, place: PagePlace): boolean {
  const address = cleanAddress(raw);
  if (address.startsWith('#')) return true;
  const { url } = place;
  if (url === undefined || !address.includes('#')) return false;
  return address.slice(0, address.indexOf('#')) === url.replace(/#[^]*$/, '');
}

/**
 * The address of a link: absolute, and http, https or mailto. Undefined for a link within the page,
 * for any other scheme however it is disguised, and for what is relative to nothing known.
 */
export function linkTarget(raw: string, place: PagePlace = {}): string | undefined {
  const address = cleanAddress(raw);
  if (address === '' || address.length > MAX_HREF || isInPage(raw, place)) return undefined;
  if (/[\0-\x1f\x7f]/.test(address)) return undefined;
  if (isAllowedHref(address)) return address;
  // What has a scheme is not relative, even one that no browser would read as such.
  if (/^[^/?#]*:/.test(address) || /^\\/.test(address)) return undefined;
  if (place.base === undefined || !URL.canParse(address, place.base)) return undefined;
  const { href, protocol } = new URL(address, place.base);
  return /^https?:$/.test(protocol) ? href : undefined;
}

/**
 * The path that a relative address names beside the page, for `ReadRequest.beside`; undefined for
 * everything that has a scheme or a host, begins at a root, or would leave the folder.
 */
export function besidePath(raw: string): string | undefined {
  const address = cleanAddress(raw).replace(/[?#][^]*$/, '');
  if (address === '' || address.length > 2000 || /^(?:[^/]*:|\/)/.test(address)) return undefined;
  const decoded = percentDecoded(address);
  if (decoded === undefined || /[\0-\x1f\\:]/.test(decoded) || decoded.startsWith('/'))
    return undefined;
  const parts: string[] = [];
  for (const part of decoded.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else parts.push(part);
  }
  return parts.length === 0 ? undefined : parts.join('/');
}

function percentDecoded(address: string): string | undefined {
  try {
    return decodeURIComponent(address);
  } catch {
    return undefined; // Not UTF-8: no browser of today saves such names.
  }
}
