/** What a file is by its first bytes, for those that are known and are not text. */

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
  ['\xca\xfe\xba\xbe', 'a program'],
  ['\xcf\xfa\xed\xfe', 'a program'],
  ['\0asm', 'a program'],
  ['BM', 'a BMP picture'],
  ['\0\0\x01\0', 'an icon'],
  ['wOFF', 'a font'],
  ['wOF2', 'a font'],
  ['OTTO', 'a font'],
  ['\0\x01\0\0', 'a font or a database'],
  ['\x28\xb5\x2f\xfd', 'a compressed file'],
  ['\x04\x22\x4d\x18', 'a compressed file'],
  ['fLaC', 'a sound file'],
  ['\x1aE\xdf\xa3', 'a video file'],
  ['FLV', 'a video file'],
  ['%!PS', 'a PostScript document'],
  ['!<arch>\n', 'an archive'],
  ['!BDN', 'a mailbox of Outlook'],
  ['ID3', 'a sound file'],
  ['OggS', 'a sound file'],
  ['RIFF', 'a picture, sound or video file'],
];

/** Bytes as the characters of their numbers. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** What a file's first bytes say it is, when that is something well known that is not text. */
export function binaryKind(bytes: Uint8Array): string | undefined {
  const head = latin1(bytes.subarray(0, 16));
  if (head.slice(4, 8) === 'ftyp') return 'a picture, sound or video file';
  if (latin1(bytes.subarray(257, 262)) === 'ustar') return 'an archive';
  const kind = MAGIC.find(([magic]) => head.startsWith(magic))?.[1];
  // Two letters alone could begin a text; the sizes that follow them in a picture could not.
  const bitmap = bytes.subarray(6, 10).every((byte) => byte === 0) && bytes.length > 10;
  return kind === 'a BMP picture' && !bitmap ? undefined : kind;
}
