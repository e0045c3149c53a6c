/** How office files and books are known by their bytes, and what they are called in metadata. */
import { isArchive } from './archive.ts';

export const DOCX_MEDIA_TYPE =
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const ODT_MEDIA_TYPE = 'application/vnd.oasis.opendocument.text';
export const EPUB_MEDIA_TYPE = 'application/epub+zip';
export const RTF_MEDIA_TYPE = 'application/rtf';

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Says whether an archive holds a Word document, by the parts that every one has. */
export function looksLikeDocx(bytes: Uint8Array): boolean {
  if (!isArchive(bytes)) return false;
  const buffer = bufferOf(bytes);
  // Names in an archive are written as they are.
  return buffer.includes('[Content_Types].xml') && buffer.includes('word/document');
}

/** The type that an archive says to be in its first entry, which is named and stored plainly. */
function declaredType(bytes: Uint8Array): string {
  return isArchive(bytes) ? bufferOf(bytes.subarray(0, 200)).toString('latin1') : '';
}

/** Says whether an archive is a text of OpenDocument, or a template of one. */
export function looksLikeOdt(bytes: Uint8Array): boolean {
  return declaredType(bytes).includes(`mimetype${ODT_MEDIA_TYPE}`);
}

/** Says whether a file is an OpenDocument text in one file of XML. */
export function looksLikeFlatOdt(bytes: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 8192));
  return /<(?:office:)?document\b/.test(head) && head.includes(ODT_MEDIA_TYPE);
}

/** Says whether an archive is a book. */
export function looksLikeEpub(bytes: Uint8Array): boolean {
  return declaredType(bytes).includes(`mimetype${EPUB_MEDIA_TYPE}`);
}

/** Says whether a file is Rich Text Format. */
export function looksLikeRtf(bytes: Uint8Array): boolean {
  return /^(?:\xef\xbb\xbf)?\s{0,20}\{\\rtf/.test(
    bufferOf(bytes.subarray(0, 40)).toString('latin1'),
  );
}
