/** What names a source in the world, in one spelling each, so that equal ones are found. */
import type { Csl } from '../../shared/csl.ts';
import { fold } from '../search/fold.ts';
import { piecesOf } from '../search/prepare.ts';

export type IdentifierKind = 'doi' | 'isbn' | 'url' | 'citation';

export interface Identifier {
  kind: IdentifierKind;
  value: string;
}

/** A DOI without resolver and in small letters (they know no case); undefined when it is none. */
export function canonicalDoi(text: string): string | undefined {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:(?:dx\.)?doi\.org\/|doi:\s*)/, '')
    .replace(/[\s.,;]+$/, '');
  return /^10\.\d{4,9}\/\S+$/.test(bare) ? bare : undefined;
}

function checkDigit13(twelve: string): string {
  const sum = Array.from(twelve, Number).reduce(
    (total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 3),
    0,
  );
  return String((10 - (sum % 10)) % 10);
}

/** An ISBN as 13 digits, those of 10 converted (ISO 2108); undefined when its check digit is wrong. */
export function canonicalIsbn(text: string): string | undefined {
  const bare = text
    .toUpperCase()
    .replace(/^ISBN(?:-1[03])?:?/, '')
    .replace(/[\s\u2010-\u2015-]/g, '');
  if (/^\d{9}[\dX]$/.test(bare)) {
    const sum = Array.from(bare).reduce(
      (total, digit, index) => total + (digit === 'X' ? 10 : Number(digit)) * (10 - index),
      0,
    );
    const twelve = `978${bare.slice(0, 9)}`;
    return sum % 11 === 0 ? twelve + checkDigit13(twelve) : undefined;
  }
  if (!/^97[89]\d{10}$/.test(bare)) return undefined;
  return checkDigit13(bare.slice(0, 12)) === bare[12] ? bare : undefined;
}

/** Parameters that say where a reader came from, not what is read. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|mc_[ce]id|_ga|_gl|_hsenc|_hsmi|mkt_tok|vero_id|wt_mc|cmpid|ncid|spm|share_id)$/i;

/**
 * A web address without what does not matter to what it leads to: scheme, `www.`, the port of the
 * scheme, fragment, tracking parameters, the order of parameters and a slash at the end. Undefined
 * for what is no web address, and for the front page of a site, which is another every day.
 */
export function canonicalUrl(text: string): string | undefined {
  if (!URL.canParse(text.trim())) return undefined;
  const url = new URL(text.trim());
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  const host = url.host.replace(/^www\./, '').replace(/\.(?=:|$)/, '');
  for (const name of [...url.searchParams.keys()]) {
    if (TRACKING.test(name)) url.searchParams.delete(name);
  }
  url.searchParams.sort();
  const path = url.pathname.replace(/\/+$/, '');
  // Some programs on pages keep the whole address behind a #!.
  const hash = url.hash.startsWith('#!') ? url.hash : '';
  if (path === '' && url.search === '' && hash === '') return undefined;
  return `${host}${path}${url.search}${hash}`;
}

/**
 * Title, year and first author, for references that have nothing better; everything that is known
 * of one that has less than that. Undefined without a title.
 */
function citationKey(csl: Csl): string | undefined {
  const { title = '', author, issued } = csl;
  const words = piecesOf(fold(title));
  const year = issued?.['date-parts']?.[0]?.[0];
  const [first] = author ?? [];
  const name = fold(first?.family ?? first?.literal ?? first?.given ?? '').trim();
  if (words.length === 0) return undefined;
  if (words.join('').length < 8 || (year === undefined && name === '')) {
    const fields = Object.entries(csl).toSorted(([one], [other]) => (one < other ? -1 : 1));
    return JSON.stringify(fields);
  }
  return `${words.join(' ')}|${year ?? ''}|${name}`;
}

/** Parts of books carry the ISBN of the whole. */
const PARTS = new Set([
  'chapter',
  'entry',
  'entry-dictionary',
  'entry-encyclopedia',
  'paper-conference',
]);

/** Everything in a source's metadata that other copies of it may have too. */
export function identifiersOf(csl: Csl): Identifier[] {
  const found: Identifier[] = [];
  const add = (kind: IdentifierKind, value: string | undefined): void => {
    if (value !== undefined && !found.some((one) => one.kind === kind && one.value === value)) {
      found.push({ kind, value });
    }
  };
  add('doi', csl.DOI === undefined ? undefined : canonicalDoi(csl.DOI));
  if (csl.URL !== undefined) {
    const doi = /^https?:\/\/(?:dx\.)?doi\.org\//i.test(csl.URL)
      ? canonicalDoi(csl.URL)
      : undefined;
    if (doi === undefined) add('url', canonicalUrl(csl.URL));
    else add('doi', doi);
  }
  if (csl.ISBN !== undefined && !PARTS.has(csl.type ?? '')) {
    for (const isbn of csl.ISBN.split(/[,;]|\s(?=97[89])|\s+(?=ISBN)/i))
      add('isbn', canonicalIsbn(isbn));
  }
  add('citation', citationKey(csl));
  return found;
}
