/** Names of exported files. */

/** Device names that Windows keeps for itself, whatever extension follows. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/** Bytes of UTF-8 that the name may have without its extension; file systems allow 255 in all. */
const MOST_BYTES = 180;

function cutToBytes(text: string, most: number): string {
  let kept = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(
    text,
  )) {
    bytes += new TextEncoder().encode(segment).length;
    if (bytes > most) break;
    kept += segment;
  }
  return kept;
}

/**
 * A file name made of a title that Windows, macOS and Linux all accept; `extension` is given
 * without its dot. A title that leaves nothing becomes "case-file".
 */
export function fileNameOf(title: string, extension: string): string {
  const safe = title
    .toWellFormed()
    .normalize('NFC')
    .replace(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/gu, ' ')
    .replace(/\s+/gu, ' ');
  // Windows drops dots and spaces at the end; a dot at the start hides the file elsewhere.
  const name = cutToBytes(safe.replace(/^[. ]+/, ''), MOST_BYTES).replace(/[. ]+$/, '');
  if (name === '') return `case-file.${extension}`;
  return RESERVED.test(name) ? `_${name}.${extension}` : `${name}.${extension}`;
}
