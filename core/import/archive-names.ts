/** Names of zip entries: their encoding, and paths that can't lead anywhere else. */
import { crc32 } from 'node:zlib';
import { cleanText } from './tidy.ts';

/** Longest path that is kept, in UTF-16 code units. */
const MAX_PATH = 1000;

/** Characters of the bytes 80 to FF in code page 437, which the zip format prescribes (APPNOTE D.1). */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀' +
  'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** Text in code page 437. */
export function decodeCp437(bytes: Uint8Array): string {
  const chars = Array.from(bytes, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : CP437.charAt(byte - 0x80),
  );
  return chars.join('');
}

/** The name that Info-ZIP writes beside one in another encoding, if it belongs to this one. */
function unicodePath(name: Uint8Array, extra: Uint8Array | undefined): Uint8Array | undefined {
  if (extra === undefined || extra.length < 6 || extra[0] !== 1) return undefined;
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength);
  return view.getUint32(1, true) === crc32(name) ? extra.subarray(5) : undefined;
}

/**
 * The text of an entry's name: as UTF-8 when the entry says so (`isUtf8`), when a Unicode path field
 * (0x7075) tells it, or when it is valid UTF-8; else in code page 437.
 */
export function decodeEntryName(
  name: Uint8Array,
  isUtf8: boolean,
  unicodeField: Uint8Array | undefined,
): string {
  const utf8 = new TextDecoder('utf-8');
  if (isUtf8) return utf8.decode(name);
  const told = unicodePath(name, unicodeField);
  if (told !== undefined) return utf8.decode(told);
  const text = utf8.decode(name);
  return text.includes('\uFFFD') ? decodeCp437(name) : text;
}

/**
 * A path of folders and a file, parted by `/`, that stays where it is unpacked; undefined when the
 * name leads out of it (`..`, a drive letter, a root), holds a NUL, or names nothing.
 */
export function safePath(name: string): string | undefined {
  if (name.includes('\0') || name.length > MAX_PATH) return undefined;
  // Old programs of Windows write their own separator.
  const path = name.replaceAll('\\', '/');
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return undefined;
  const parts = cleanText(path)
    .replaceAll('\n', ' ')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..') ? undefined : parts.join('/');
}
