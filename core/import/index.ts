/** The entrance to all readers: chooses one by the file's ending and its content. */
import { Refusal } from '../../shared/result.ts';
import { binaryKind } from './decode.ts';
import { readHtml } from './html.ts';
import { readMarkdown } from './markdown.ts';
import {
  baseName,
  DEFAULT_MAX_BYTES,
  nameInSentence,
  type MediaType,
  type Reader,
  type ReadOptions,
  type ReadRequest,
  type ReadSource,
} from './reader.ts';
import { readText } from './text.ts';

export type { MediaType, ReadOptions, ReadRequest, ReadSource } from './reader.ts';

const READERS: Readonly<Record<MediaType, Reader>> = {
  'text/plain': readText,
  'text/markdown': readMarkdown,
  'text/html': readHtml,
};

const MEDIA_TYPE_OF: Readonly<Record<string, MediaType>> = {
  txt: 'text/plain',
  text: 'text/plain',
  log: 'text/plain',
  md: 'text/markdown',
  markdown: 'text/markdown',
  html: 'text/html',
  htm: 'text/html',
  xhtml: 'text/html',
};

/** The endings of the files that can be read, without dots, for file dialogs. */
export const READABLE_ENDINGS: readonly string[] = Object.keys(MEDIA_TYPE_OF);

function endingOf(name: string): string {
  return /\.([A-Za-z0-9]{1,8})$/.exec(baseName(name))?.[1]?.toLowerCase() ?? '';
}

/** A size for people: "3 MB", "512 bytes". */
function sizeText(bytes: number): string {
  const mb = bytes / (1024 * 1024);
  if (mb >= 1) return `${mb >= 10 ? Math.round(mb) : Math.round(mb * 10) / 10} MB`;
  return bytes >= 1024 ? `${Math.round(bytes / 1024)} KB` : `${bytes} bytes`;
}

/** Throws `too-large` when a file of this many bytes is not read. */
export function checkSize(name: string, bytes: number, maxBytes = DEFAULT_MAX_BYTES): void {
  if (bytes <= maxBytes) return;
  throw new Refusal(
    'too-large',
    `${nameInSentence(name)} has ${sizeText(bytes)}; files of up to ${sizeText(maxBytes)} can be read. Split it and add the parts.`,
  );
}

/** Says by its beginning whether a file without a known ending is a web page. */
function looksLikeHtml(bytes: Uint8Array): boolean {
  const head = new TextDecoder('utf-8').decode(bytes.subarray(0, 1024));
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*(?:<!doctype\s+html|<(?:html|head|body|meta|title)\b)/i.test(
    head,
  );
}

/** What to read a file as. Throws `unsupported-format` for endings and contents that are no text. */
function mediaTypeOf({ name, bytes }: ReadRequest): MediaType {
  const known = MEDIA_TYPE_OF[endingOf(name)];
  if (known !== undefined) return known;
  const kind = binaryKind(bytes);
  if (kind !== undefined) {
    throw new Refusal(
      'unsupported-format',
      `${nameInSentence(name)} is ${kind}, which can't be read yet. Save it as text, Markdown or HTML, or paste its text.`,
    );
  }
  return looksLikeHtml(bytes) ? 'text/html' : 'text/plain';
}

/**
 * Reads a file into a source. Throws a `Refusal`: `too-large`, `empty`, `not-text`,
 * `unsupported-format`, or `reader-failed` when a reader meets something it did not expect.
 */
export function readSource(request: ReadRequest, options: ReadOptions = {}): ReadSource {
  const { name, bytes } = request;
  checkSize(name, bytes.byteLength, options.maxBytes);
  if (bytes.byteLength === 0) {
    throw new Refusal('empty', `${nameInSentence(name)} is empty. Choose another file.`);
  }
  const mediaType = options.mediaType ?? mediaTypeOf(request);
  try {
    return READERS[mediaType](request, options);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      'reader-failed',
      `${nameInSentence(name)} could not be read: ${reason}. Save it as plain text and add that.`,
    );
  }
}
