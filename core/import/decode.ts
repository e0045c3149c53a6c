/** Bytes to text: encodings, and files that only pretend to be text. */
import { Refusal } from '../../shared/result.ts';
import { nameInSentence, type ReadRequest } from './reader.ts';

export interface Decoded {
  text: string;
  warnings: string[];
}

/** First bytes of well-known files that are not text, as Latin-1, and what to call them. */
const MAGIC: ReadonlyArray<readonly [string, string]> = [
  ['\x89PNG', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['II*\0', 'a TIFF picture'],
  ['MM\0*', 'a TIFF picture'],
  ['%PDF-', 'a PDF document'],
  ['PK\x03\x04', 'a zip archive or an office document'],
  ['PK\x05\x06', 'an empty zip archive'],
  ['\x1f\x8b', 'a compressed file'],
  ['7z\xbc\xaf\x27\x1c', 'a compressed file'],
  ['Rar!', 'a compressed file'],
  ['BZh', 'a compressed file'],
  ['\xfd7zXZ', 'a compressed file'],
  ['\xd0\xcf\x11\xe0', 'an old office document'],
  ['{\\rtf', 'an RTF document'],
  ['bplist', 'a binary property list'],
  ['SQLite format 3\0', 'a database'],
  ['\x7fELF', 'a program'],
  ['MZ\x90', 'a program'],
  ['ID3', 'a sound file'],
  ['OggS', 'a sound file'],
  ['RIFF', 'a picture, sound or video file'],
];

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** What a file's first bytes say it is, when that is something well known that is not text. */
export function binaryKind(bytes: Uint8Array): string | undefined {
  const head = latin1(bytes.subarray(0, 16));
  if (head.slice(4, 8) === 'ftyp') return 'a picture, sound or video file';
  return MAGIC.find(([magic]) => head.startsWith(magic))?.[1];
}

/** Throws `not-text` with a sentence on what the file is instead. */
function refuse(name: string, kind: string | undefined): never {
  const reason = kind === undefined ? 'is not a text file' : `is ${kind}, not text`;
  throw new Refusal(
    'not-text',
    `${nameInSentence(name)} ${reason}. Open it in its own program, save it as text or HTML, and add that.`,
  );
}

/** Windows-1252 for the bytes 80 to 9F (https://encoding.spec.whatwg.org/index-windows-1252.txt). */
const WINDOWS_1252 =
  '\u20AC\x81\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\x8D\u017D\x8F' +
  '\x90\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\x9D\u017E\u0178';

function decodeWindows1252(bytes: Uint8Array): string {
  return latin1(bytes).replace(/[\x80-\x9f]/g, (char) =>
    WINDOWS_1252.charAt(char.charCodeAt(0) - 0x80),
  );
}

/** Counts of what tells text from other bytes. */
function census(bytes: Uint8Array): {
  nul: number;
  control: number;
  high: number;
  undefined: number;
} {
  const counts = { nul: 0, control: 0, high: 0, undefined: 0 };
  for (const byte of bytes) {
    if (byte === 0) counts.nul += 1;
    else if (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b) counts.control += 1;
    else if (byte >= 0x80) {
      counts.high += 1;
      if (byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d) {
        counts.undefined += 1;
      }
    }
  }
  return counts;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** The text of UTF-16 bytes after their mark. */
function decodeUtf16(label: 'utf-16le' | 'utf-16be', bytes: Uint8Array, name: string): Decoded {
  const text = new TextDecoder(label).decode(bytes);
  if (text.includes('\0')) refuse(name, undefined);
  return { text, warnings: [] };
}

/** The text and encoding that a byte order mark announces, if there is one. */
function decodeMarked(bytes: Uint8Array, name: string): Decoded | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16('utf-16le', bytes, name);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16('utf-16be', bytes, name);
  return undefined;
}

/** UTF-8 if it is valid, or damaged here and there; else windows-1252 if that reads like text. */
function decodeUnmarked(
  bytes: Uint8Array,
  name: string,
  high: number,
  undefined_: number,
): Decoded {
  const utf8 = new TextDecoder('utf-8').decode(bytes);
  const replaced = count(utf8, /\uFFFD/g);
  if (replaced === 0) return { text: utf8, warnings: [] };
  // Text in another encoding hardly ever forms valid UTF-8 sequences; many of them mean that it is
  // UTF-8 with a few bytes damaged.
  const sequences = count(utf8, /[^\0-\x7f]/gu) - replaced;
  if (sequences > replaced * 4) {
    const places = replaced === 1 ? 'One character' : `${replaced} characters`;
    return {
      text: utf8,
      warnings: [`${places} in ${nameInSentence(name)} could not be read and became �.`],
    };
  }
  if (undefined_ > 0 || high > bytes.length * 0.3) {
    throw new Refusal(
      'not-text',
      `${nameInSentence(name)} is not text in an encoding that Casebook knows. Save it as UTF-8 and add it again.`,
    );
  }
  return {
    text: decodeWindows1252(bytes),
    warnings: [
      `${nameInSentence(name)} is not UTF-8; it was read as Western European text (Windows-1252). Check accents and quotation marks.`,
    ],
  };
}

/**
 * The text of a plain-text file: UTF-8 and UTF-16 with a mark, UTF-8 without, and windows-1252 with
 * a warning when nothing else fits and it looks like text. Throws `not-text` for anything else.
 */
export function decodeText({ name, bytes }: ReadRequest): Decoded {
  const kind = binaryKind(bytes);
  if (kind !== undefined) refuse(name, kind);
  const marked = decodeMarked(bytes, name);
  if (marked !== undefined) return marked;
  const counts = census(bytes);
  if (counts.nul > 0 || counts.control > 4 + bytes.length * 0.02) refuse(name, undefined);
  return decodeUnmarked(bytes, name, counts.high, counts.undefined);
}

/** The encoding that a page declares in its first bytes, when it is one that can be decoded. */
function declaredDecoder(bytes: Uint8Array): InstanceType<typeof TextDecoder> | undefined {
  const head = latin1(bytes.subarray(0, 4096));
  const label =
    /<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1];
  // A page that names UTF-16 in ASCII is not in UTF-16 (HTML standard, "prescan a byte stream").
  if (label === undefined || /^utf-?(8|16)/i.test(label)) return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    return undefined; // An unknown name; the bytes decide, as for plain text.
  }
}

/**
 * The source text of a web page: by its mark, as UTF-8 where it is valid UTF-8 with more than ASCII
 * in it, by its declaration, and else as plain text is. Throws `not-text` for binary files.
 */
export function decodeHtml({ name, bytes }: ReadRequest): Decoded {
  const kind = binaryKind(bytes);
  if (kind !== undefined) refuse(name, kind);
  const marked = decodeMarked(bytes, name);
  if (marked !== undefined) return marked;
  const counts = census(bytes);
  // Stray NULs are common in pages of old tools, and dropped by the parser; many of them are not.
  if (counts.nul + counts.control > 4 + bytes.length * 0.02) refuse(name, undefined);
  const decoder = declaredDecoder(bytes);
  if (decoder === undefined) return decodeUnmarked(bytes, name, counts.high, counts.undefined);
  const utf8 = new TextDecoder('utf-8').decode(bytes);
  const isUtf8 = counts.high > 0 && !utf8.includes('\uFFFD');
  if (isUtf8) return { text: utf8, warnings: [] };
  const text =
    decoder.encoding === 'windows-1252' ? decodeWindows1252(bytes) : decoder.decode(bytes);
  return { text, warnings: [] };
}
