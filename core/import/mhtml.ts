/** MHTML: a web page and its files in one MIME message (RFC 2557), as browsers save it. */
import { Refusal } from '../../shared/result.ts';
import { decodeHtml, foundEncoding } from './decode.ts';
import { readPage } from './html.ts';
import type { ResourceOf } from './html-pictures.ts';
import { headerText } from './mime-headers.ts';
import { leafParts, parseMime, type MimePart } from './mime.ts';
import { dateFrom, webAddress } from './names.ts';
import { nameInSentence, type ReadRequest, type SyncReader } from './reader.ts';

function isPage(part: MimePart): boolean {
  return part.mediaType === 'text/html' || part.mediaType === 'application/xhtml+xml';
}

function idOf(part: MimePart): string {
  return headerText(part.headers, 'content-id').replace(/^<|>$/g, '').trim();
}

/** An address as a header holds it: folded ones have white space in them. */
function locationOf(part: MimePart): string {
  return headerText(part.headers, 'content-location').replace(/\s+/g, '');
}

/**
 * The parts of a message by what a page in it calls them: `cid:` and Content-Location, absolute or
 * relative to the page's own.
 */
export function resourcesOf(parts: readonly MimePart[], pageUrl: string | undefined): ResourceOf {
  const absolute = (address: string): string =>
    URL.canParse(address, pageUrl) ? new URL(address, pageUrl).href : address;
  const byName = new Map<string, MimePart>();
  for (const part of parts) {
    const id = idOf(part);
    if (id !== '') byName.set(`cid:${id}`, part);
    const location = locationOf(part);
    if (location === '') continue;
    byName.set(location, part);
    if (!byName.has(absolute(location))) byName.set(absolute(location), part);
  }
  return (address) => {
    const raw = address.trim();
    const cid = /^cid:([^]*)$/i.exec(raw)?.[1];
    const named =
      cid === undefined
        ? (byName.get(raw) ?? byName.get(absolute(raw)))
        : (byName.get(`cid:${cid}`) ?? byName.get(`cid:${unescaped(cid)}`));
    return named?.content();
  };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // Not percent-encoded: taken as it stands.
  }
}

/** The text of an HTML part: in the charset it names, unless its own bytes say otherwise. */
export function htmlOf(part: MimePart, request: ReadRequest): ReturnType<typeof decodeHtml> {
  const bytes = part.content();
  const charset = part.params.get('charset')?.toLowerCase();
  const named = { name: request.name, bytes };
  const isKnown = charset !== undefined && charset !== 'us-ascii' && isEncoding(charset);
  return decodeHtml(named, isKnown ? { encoding: charset } : {});
}

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false; // A name that nobody knows says nothing.
  }
}

/** The page that an archive is of: its `start`, else the first page in it. */
function rootOf(message: MimePart, parts: readonly MimePart[]): MimePart | undefined {
  const start = message.params.get('start')?.replace(/^<|>$/g, '');
  const named = start === undefined ? undefined : parts.find((part) => idOf(part) === start);
  return named !== undefined && isPage(named) ? named : parts.find(isPage);
}

/** Reads a page saved as MHTML, with the pictures in it. Throws `empty` and `unsupported-format`. */
export const readMhtml: SyncReader = (request, options = {}) => {
  const message = parseMime(request.bytes);
  const parts = leafParts(message);
  const root = rootOf(message, parts);
  if (root === undefined) {
    throw new Refusal(
      'unsupported-format',
      `${nameInSentence(request.name)} holds no web page. Open it in a browser, save the page as HTML, and add that.`,
    );
  }
  const url = webAddress(
    headerText(message.headers, 'snapshot-content-location').replace(/\s+/g, '') ||
      locationOf(root),
  );
  const resource = resourcesOf(
    parts.filter((part) => part !== root),
    locationOf(root) || url,
  );
  const addressOf = (name: string): string | undefined => {
    const part = parts.find((each) => `cid:${idOf(each)}` === name);
    return part === undefined ? undefined : locationOf(part) || undefined;
  };
  const decoded = htmlOf(root, request);
  const { text, warnings } = decoded;
  const source = readPage(
    request,
    { text, warnings, mediaType: 'multipart/related', url, resource, addressOf },
    options,
  );
  const saved = dateFrom(headerText(message.headers, 'date'));
  const accessed = saved?.['date-parts'] === undefined ? {} : { accessed: saved };
  return {
    ...source,
    csl: { ...source.csl, ...accessed },
    encoding: foundEncoding(decoded),
  };
};
