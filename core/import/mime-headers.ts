/**
 * The headers of mails and MHTML archives (RFC 5322, RFC 2047, RFC 2231), read leniently and within
 * bounds: their writers are many, and few keep to the letter.
 */
import { decodeAs } from './encoding-guess.ts';

/** Values by name in small letters, unfolded, in their order. */
export type MimeHeaders = ReadonlyMap<string, readonly string[]>;

/** Most headers of a part that are read, and longest value, in characters. */
const MAX_HEADERS = 100_000;
const MAX_VALUE = 100_000;

/** Bytes in an encoding by its name in a mail; as UTF-8 or windows-1252 when the name is unknown. */
export function decodeNamed(bytes: Uint8Array, charset: string | undefined): string {
  const label = charset?.trim().toLowerCase() ?? '';
  // Names that only mails know.
  const known: Record<string, string> = {
    'utf-7': 'utf-8',
    'unicode-1-1-utf-8': 'utf-8',
    cp936: 'gbk',
  };
  try {
    if (label !== '' && label !== 'us-ascii' && label !== 'ascii') {
      return decodeAs(new TextDecoder(known[label] ?? label).encoding, bytes);
    }
  } catch {
    // An unknown name: the bytes decide.
  }
  const utf8 = new TextDecoder('utf-8').decode(bytes);
  return utf8.includes('\uFFFD') ? decodeAs('windows-1252', bytes) : utf8;
}

/** The bytes of RFC 2047's "Q" encoding: quoted-printable with underscores for spaces. */
function decodeQ(text: string): Uint8Array {
  const bytes = Buffer.alloc(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const hex =
      text[at] === '=' ? /^[0-9a-f]{2}$/i.exec(text.slice(at + 1, at + 3))?.[0] : undefined;
    if (hex !== undefined) {
      bytes[length++] = Number.parseInt(hex, 16);
      at += 2;
    } else bytes[length++] = text[at] === '_' ? 0x20 : text.charCodeAt(at);
  }
  return bytes.subarray(0, length);
}

/**
 * A header's text with its encoded words read (RFC 2047). Words of one encoding that follow each
 * other are put together first: mailers cut characters in two.
 */
export function decodeWords(text: string): string {
  const word =
    /=\?([\w.:-]{1,40})(?:\*[\w-]{0,20})?\?([bq])\?([^?\s]{0,4000}|[^?\r\n]{0,4000})\?=/gi;
  const pieces: string[] = [];
  let open: { charset: string; bytes: Uint8Array[] } | undefined;
  let end = 0;
  const close = (): void => {
    if (open !== undefined) pieces.push(decodeNamed(Buffer.concat(open.bytes), open.charset));
    open = undefined;
  };
  for (const match of text.matchAll(word)) {
    const [whole, charset = '', kind = '', content = ''] = match;
    const between = text.slice(end, match.index);
    // White space between two encoded words only folds the line.
    if (between.trim() !== '' || end === 0) {
      close();
      pieces.push(between);
    }
    const bytes = kind.toLowerCase() === 'b' ? Buffer.from(content, 'base64') : decodeQ(content);
    const isSame = open?.charset.toLowerCase() === charset.toLowerCase();
    // Encodings that switch by escapes begin anew in each word.
    if (open !== undefined && isSame && !/^iso-2022/i.test(charset)) open.bytes.push(bytes);
    else {
      close();
      open = { charset, bytes: [bytes] };
    }
    end = match.index + whole.length;
  }
  close();
  pieces.push(text.slice(end));
  return pieces
    .join('')
    .replace(/[\0\r\n]+/g, ' ')
    .trim();
}

/** The headers in a block of bytes that ends before the empty line. */
export function parseHeaders(block: Uint8Array): MimeHeaders {
  const headers = new Map<string, string[]>();
  const text = decodeNamed(block, undefined).replace(/\r\n?/g, '\n');
  let name = '';
  let lines: string[] = [];
  let count = 0;
  const finish = (): void => {
    if (name === '') return;
    const value = lines.join(' ').slice(0, MAX_VALUE).trim();
    const values = headers.get(name);
    if (values === undefined) headers.set(name, [value]);
    else values.push(value);
  };
  for (const line of text.split('\n')) {
    if (/^[ \t]/.test(line)) {
      if (name !== '' && lines.length < MAX_HEADERS) lines.push(line.trim());
      continue;
    }
    finish();
    const colon = line.indexOf(':');
    const isHeader = colon > 0 && /^[!-9;-~]+\s*$/.test(line.slice(0, Math.min(colon, 200)));
    name = isHeader && count < MAX_HEADERS ? line.slice(0, colon).trim().toLowerCase() : '';
    lines = [line.slice(colon + 1).trim()];
    count += 1;
  }
  finish();
  return headers;
}

/** A header's first value; empty when there is none. */
export function headerText(headers: MimeHeaders, name: string): string {
  return headers.get(name)?.[0] ?? '';
}

/** What stands before the first semicolon of a value, in small letters, and its parameters. */
export interface Structured {
  value: string;
  params: ReadonlyMap<string, string>;
}

/** Reads a value with parameters, such as a Content-Type, with RFC 2231's continuations and charsets. */
export function parseStructured(text: string): Structured {
  const [head = ''] = /^[^;]*/.exec(text) ?? [];
  const params = new Map<string, string>();
  const pieces = new Map<string, string[]>();
  const param = /;\s*([\w.%-]{1,80}?)(\*\d{1,3})?(\*)?\s*=\s*(?:"((?:[^"\\]|\\[^])*)"?|([^;\s]*))/g;
  for (const match of text.slice(head.length).matchAll(param)) {
    const [, name = '', part, encoded, quoted, bare = ''] = match;
    const key = name.toLowerCase();
    const value = quoted === undefined ? bare : quoted.replace(/\\([^])/g, '$1');
    const mark = encoded === undefined ? '' : '*';
    if (part !== undefined || mark !== '') {
      const list = pieces.get(key) ?? [];
      list[Math.min(Number(part?.slice(1) ?? 0), 200)] = `${mark}${value}`;
      pieces.set(key, list);
    } else if (!params.has(key)) params.set(key, decodeWords(value));
  }
  for (const [key, list] of pieces) params.set(key, joinPieces(list));
  return { value: head.trim().toLowerCase(), params };
}

/** The value that RFC 2231's numbered and percent-encoded pieces make; encoded ones begin with `*`. */
function joinPieces(list: readonly (string | undefined)[]): string {
  const charset = /^\*([\w.:-]*)'[^']*'/.exec(list[0] ?? '')?.[1];
  const bytes = Array.from(list, (piece, index) => {
    if (piece === undefined) return Buffer.alloc(0);
    if (!piece.startsWith('*')) return Buffer.from(piece, 'utf8');
    const text = index === 0 ? piece.replace(/^\*(?:[\w.:-]*'[^']*')?/, '') : piece.slice(1);
    return decodeQ(text.replaceAll('=', '=3D').replaceAll('_', '=5F').replaceAll('%', '='));
  });
  return decodeNamed(Buffer.concat(bytes), charset);
}
