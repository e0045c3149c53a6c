/**
 * MIME messages (RFC 2045, RFC 2046): mails, and web pages saved as MHTML (RFC 2557). Read within
 * bounds on parts and nesting; a message cut off in the middle is read as far as it goes.
 */
import { headerText, parseHeaders, parseStructured, type MimeHeaders } from './mime-headers.ts';

/** One part of a message; `parts` is empty unless it is a multipart. */
export interface MimePart {
  headers: MimeHeaders;
  /** "text/plain" unless told. */
  mediaType: string;
  params: ReadonlyMap<string, string>;
  parts: MimePart[];
  /** The content with its transfer encoding undone. */
  content: () => Uint8Array;
}

/** Most parts of a message, and deepest nesting of them. */
export const MIME_LIMITS = { parts: 5000, depth: 20 } as const;

const NEWLINE = 0x0a;

/** Where the empty line after the headers is: the end of the headers, and the start of the body. */
function splitHead(bytes: Buffer): { head: Buffer; body: Buffer } {
  let at = 0;
  // Old Macintosh line ends are not worth telling apart: nobody sends them.
  while (at < bytes.length) {
    const end = bytes.indexOf(NEWLINE, at);
    const stop = end === -1 ? bytes.length : end;
    const isEmpty = stop === at || (stop === at + 1 && bytes[at] === 0x0d);
    if (isEmpty) return { head: bytes.subarray(0, at), body: bytes.subarray(stop + 1) };
    at = stop + 1;
  }
  return { head: bytes, body: bytes.subarray(bytes.length) };
}

/** Says whether a multipart's delimiter line begins at a place, and where its line ends. */
function delimiterAt(
  bytes: Buffer,
  at: number,
  length: number,
): { end: number; last: boolean } | undefined {
  if (at > 0 && bytes[at - 1] !== NEWLINE) return undefined;
  let end = at + length;
  const last = bytes[end] === 0x2d && bytes[end + 1] === 0x2d;
  if (last) end += 2;
  while (bytes[end] === 0x20 || bytes[end] === 0x09 || bytes[end] === 0x0d) end += 1;
  if (end < bytes.length && bytes[end] !== NEWLINE) return undefined;
  return { end: end + 1, last };
}

/** The pieces of a multipart's body between its delimiter lines. */
function piecesOf(body: Buffer, boundary: string): Buffer[] {
  const delimiter = Buffer.from(`--${boundary}`, 'utf8');
  const pieces: Buffer[] = [];
  let start: number | undefined;
  let at = body.indexOf(delimiter);
  for (; at !== -1 && pieces.length < MIME_LIMITS.parts; at = body.indexOf(delimiter, at + 1)) {
    const found = delimiterAt(body, at, delimiter.length);
    if (found === undefined) continue;
    if (start !== undefined) {
      // The line end before a delimiter belongs to it.
      const end = body[at - 2] === 0x0d ? at - 2 : at - 1;
      pieces.push(body.subarray(start, Math.max(start, end)));
    }
    start = found.end;
    if (found.last) return pieces;
  }
  if (start !== undefined && start < body.length) pieces.push(body.subarray(start));
  return pieces;
}

/** Undoes quoted-printable: `=41` is a byte, `=` at a line's end joins it with the next. */
export function decodeQuotedPrintable(bytes: Uint8Array): Uint8Array {
  const out = Buffer.alloc(bytes.length);
  const hex = (byte: number | undefined): number => {
    if (byte === undefined) return -1;
    if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
    const small = byte | 0x20;
    return small >= 0x61 && small <= 0x66 ? small - 0x57 : -1;
  };
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte !== 0x3d) {
      out[length++] = byte;
      continue;
    }
    const high = hex(bytes[at + 1]);
    const low = hex(bytes[at + 2]);
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low;
      at += 2;
      continue;
    }
    let end = at + 1;
    while (bytes[end] === 0x20 || bytes[end] === 0x09) end += 1;
    if (bytes[end] === 0x0d) end += 1;
    if (bytes[end] === NEWLINE) at = end;
    else if (end < bytes.length) out[length++] = byte;
  }
  return out.subarray(0, length);
}

/** Undoes a transfer encoding; unknown ones leave the bytes as they are. */
function decodeTransfer(body: Buffer, encoding: string): Uint8Array {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return Buffer.from(body.toString('latin1'), 'base64');
    case 'quoted-printable':
      return decodeQuotedPrintable(body);
    default:
      return body;
  }
}

interface Budget {
  parts: number;
}

function parsePart(bytes: Buffer, depth: number, budget: Budget, inDigest: boolean): MimePart {
  const { head, body } = splitHead(bytes);
  const headers = parseHeaders(head);
  const type = parseStructured(headerText(headers, 'content-type'));
  const fallback = inDigest ? 'message/rfc822' : 'text/plain';
  const mediaType = /^[\w.+-]+\/[\w.+-]+$/.test(type.value) ? type.value : fallback;
  const encoding = headerText(headers, 'content-transfer-encoding');
  const boundary = type.params.get('boundary') ?? '';
  const parts: MimePart[] = [];
  if (mediaType.startsWith('multipart/') && boundary !== '' && depth < MIME_LIMITS.depth) {
    for (const piece of piecesOf(body, boundary)) {
      if (budget.parts >= MIME_LIMITS.parts) break;
      budget.parts += 1;
      parts.push(parsePart(piece, depth + 1, budget, mediaType === 'multipart/digest'));
    }
  }
  return {
    headers,
    mediaType,
    params: type.params,
    parts,
    content: () => decodeTransfer(body, encoding),
  };
}

/** Reads a message into its parts. Never throws: what is no MIME becomes one part of plain text. */
export function parseMime(bytes: Uint8Array): MimePart {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // An mbox line or empty lines before the headers are no part of the message.
  const start = /^(?:\s*\r?\n)?(?:>?From [^\n]*\n)?/.exec(
    buffer.subarray(0, 1000).toString('latin1'),
  );
  return parsePart(buffer.subarray(start?.[0].length ?? 0), 0, { parts: 0 }, false);
}

/** All parts of a message in their order, without the multiparts. */
export function leafParts(part: MimePart): MimePart[] {
  return part.parts.length === 0 ? [part] : part.parts.flatMap(leafParts);
}
