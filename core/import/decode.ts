/** Bytes to text: encodings, and files that only pretend to be text. */
import { isUtf8 } from 'node:buffer';
import { ENCODINGS } from '../../shared/encodings.ts';
import { Refusal } from '../../shared/result.ts';
import {
  decodeAs,
  guessEncodings,
  guessWide,
  isSure,
  readsLikeText,
  type Guess,
} from './encoding-guess.ts';
import { binaryKind, latin1 } from './file-kind.ts';
import {
  nameInSentence,
  type FoundEncoding,
  type ReadOptions,
  type ReadRequest,
} from './reader.ts';

/** A text and how it was decoded; `candidates` is empty when its bytes left no choice. */
export interface Decoded {
  text: string;
  encoding: string;
  sure: boolean;
  candidates: FoundEncoding['candidates'];
  warnings: string[];
}

/** Throws `not-text` with a sentence on what the file is instead. */
function refuse(name: string, kind: string | undefined): never {
  const [reason, way] =
    kind === undefined
      ? ['is not a text file', 'Open it in its own program, save it as text or HTML, and add that.']
      : [`is ${kind}, not text`, 'Give it the ending of what it is, and add it again.'];
  throw new Refusal('not-text', `${nameInSentence(name)} ${reason}. ${way}`);
}

/** Counts of what tells text from other bytes. */
function census(bytes: Uint8Array): { nul: number; control: number; high: number } {
  const counts = { nul: 0, control: 0, high: 0 };
  for (const byte of bytes) {
    if (byte === 0) counts.nul += 1;
    else if (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b) counts.control += 1;
    else if (byte >= 0x80) counts.high += 1;
  }
  return counts;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

const certain = (text: string, encoding: string): Decoded => ({
  text,
  encoding,
  sure: true,
  candidates: [],
  warnings: [],
});

/** The text and encoding that a byte order mark announces, if there is one. */
function decodeMarked(bytes: Uint8Array, name: string): Decoded | undefined {
  const [a, b, c, d] = bytes;
  const encoding =
    a === 0xff && b === 0xfe
      ? c === 0 && d === 0
        ? 'utf-32le'
        : 'utf-16le'
      : a === 0xfe && b === 0xff
        ? 'utf-16be'
        : a === 0 && b === 0 && c === 0xfe && d === 0xff
          ? 'utf-32be'
          : undefined;
  if (encoding === undefined) return undefined;
  const text = decodeAs(encoding, bytes);
  if (text.includes('\0')) refuse(name, undefined);
  return withLosses(certain(text, encoding), name);
}

/** Tells of characters that could not be read, if there are any. */
function withLosses(decoded: Decoded, name: string): Decoded {
  const lost = count(decoded.text, /\uFFFD/g);
  if (lost === 0) return decoded;
  const places = lost === 1 ? 'One character' : `${lost} characters`;
  const warning = `${places} in ${nameInSentence(name)} could not be read and became �.`;
  return { ...decoded, warnings: [...decoded.warnings, warning] };
}

/** The words around the first character above ASCII, on one line. */
function sampleText(text: string): string {
  const at = Math.max(0, text.search(/[^\0-\x7f]/));
  const start = at < 30 ? 0 : text.indexOf(' ', at - 30) + 1;
  const line = text.slice(start > at ? at : start).slice(0, 200);
  return line
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 120)
    .toWellFormed();
}

const MOST_CANDIDATES = 6;

function candidatesOf(guesses: readonly Guess[]): FoundEncoding['candidates'] {
  const [best] = guesses;
  return guesses
    .filter(({ cost }) => cost - (best?.cost ?? 0) < 40 + (best?.cost ?? 0) * 0.5)
    .slice(0, MOST_CANDIDATES)
    .map(({ encoding, text }) => ({ encoding, sample: sampleText(text) }));
}

/** Bytes that are no UTF-8, in the encoding that makes the likeliest text of them. */
function decodeLegacy(bytes: Uint8Array, name: string): Decoded {
  const guesses = guessEncodings(bytes);
  const [best] = guesses;
  if (best === undefined || !readsLikeText(best)) {
    throw new Refusal(
      'not-text',
      `${nameInSentence(name)} is not text in an encoding that Casebook knows. Save it as UTF-8 and add it again.`,
    );
  }
  const { encoding } = best;
  const text = decodeAs(encoding, bytes);
  const sure = isSure(guesses) && !text.includes('\uFFFD');
  const warnings = sure
    ? []
    : [
        `${nameInSentence(name)} does not say its encoding; it was read as ${encoding}. Check accents and quotation marks, or choose another encoding.`,
      ];
  const candidates = candidatesOf(guesses);
  return withLosses({ text, encoding, sure, candidates, warnings }, name);
}

/** UTF-8 if it is valid, or damaged here and there; else by its looks. */
function decodeUnmarked(bytes: Uint8Array, name: string): Decoded {
  const utf8 = new TextDecoder('utf-8').decode(bytes);
  // A file may hold the sign for what can't be read itself.
  if (isUtf8(bytes)) return certain(utf8, 'utf-8');
  const replaced = count(utf8, /\uFFFD/g);
  // Text in another encoding hardly ever forms valid UTF-8 sequences; many of them mean that it is
  // UTF-8 with a few bytes damaged.
  const sequences = count(utf8, /[^\0-\x7f]/gu) - replaced;
  if (sequences > replaced * 4) return withLosses(certain(utf8, 'utf-8'), name);
  return decodeLegacy(bytes, name);
}

/** Seven-bit Japanese is told by its escapes (RFC 1468); everything else in it is ASCII. */
function isIso2022Jp(bytes: Uint8Array, high: number): boolean {
  if (high > 0) return false;
  const at = bytes.indexOf(0x1b);
  return at !== -1 && /^\x1b(?:\$[@B]|\([JI])/.test(latin1(bytes.subarray(at, at + 3)));
}

/** The encoding that a label of the Encoding Standard, or UTF-32, means. Throws `bad-arguments`. */
export function encodingFromLabel(label: string): string {
  const name = label.trim().toLowerCase();
  if (ENCODINGS.includes(name)) return name;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    throw new Refusal(
      'bad-arguments',
      `“${label}” is not an encoding that Casebook knows. Known are ${ENCODINGS.join(', ')}.`,
    );
  }
}

function decodeForced(bytes: Uint8Array, name: string, label: string): Decoded {
  const encoding = encodingFromLabel(label);
  const text = decodeAs(encoding, bytes);
  if (text.includes('\0')) {
    throw new Refusal(
      'not-text',
      `${nameInSentence(name)} is not text in ${encoding}. Choose another encoding, or let it be found.`,
    );
  }
  return withLosses(certain(text, encoding), name);
}

/**
 * The text of a text file, in the encoding that is given, or that its mark names, or that makes the
 * likeliest text of it; a warning and candidates when that is in doubt. Throws `not-text` for
 * everything that is no text, by the name of what it is.
 */
export function decodeText({ name, bytes }: ReadRequest, { encoding }: ReadOptions = {}): Decoded {
  const kind = binaryKind(bytes);
  if (kind !== undefined) refuse(name, kind);
  if (encoding !== undefined) return decodeForced(bytes, name, encoding);
  const marked = decodeMarked(bytes, name);
  if (marked !== undefined) return marked;
  const { nul, control, high } = census(bytes);
  if (nul > 0 || control > 4 + bytes.length * 0.02) {
    const wide = guessWide(bytes);
    if (wide === undefined) refuse(name, undefined);
    return certain(decodeAs(wide.encoding, bytes), wide.encoding);
  }
  if (isIso2022Jp(bytes, high)) return certain(decodeAs('iso-2022-jp', bytes), 'iso-2022-jp');
  return decodeUnmarked(bytes, name);
}

/** What a source says of how its text was decoded. */
export function foundEncoding({ encoding, sure, candidates }: Decoded): FoundEncoding {
  return { used: encoding, sure, candidates };
}

/** The encoding that a page declares in its first bytes, when it is one that can be decoded. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = latin1(bytes.subarray(0, 4096));
  const label =
    /<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1];
  // A page that names UTF-16 in ASCII is not in UTF-16 (HTML standard, "prescan a byte stream").
  if (label === undefined || /^utf-?(8|16)/i.test(label)) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined; // An unknown name; the bytes decide, as for plain text.
  }
}

/**
 * The source text of a web page: as told, by its mark, as UTF-8 where it is valid UTF-8 with more
 * than ASCII in it, by its declaration, and else as plain text is. Throws `not-text` for binary
 * files.
 */
export function decodeHtml({ name, bytes }: ReadRequest, { encoding }: ReadOptions = {}): Decoded {
  const kind = binaryKind(bytes);
  if (kind !== undefined) refuse(name, kind);
  if (encoding !== undefined) return decodeForced(bytes, name, encoding);
  const marked = decodeMarked(bytes, name);
  if (marked !== undefined) return marked;
  const { nul, control, high } = census(bytes);
  // Stray NULs are common in pages of old tools, and dropped by the parser; many of them are not.
  if (nul + control > 4 + bytes.length * 0.02) {
    const wide = guessWide(bytes);
    if (wide === undefined) refuse(name, undefined);
    return certain(decodeAs(wide.encoding, bytes), wide.encoding);
  }
  const declared = declaredEncoding(bytes);
  if (declared === undefined) return decodeUnmarked(bytes, name);
  return high > 0 && isUtf8(bytes)
    ? certain(new TextDecoder('utf-8').decode(bytes), 'utf-8')
    : certain(decodeAs(declared, bytes), declared);
}
