/** The entrance to all readers: chooses one by the file's ending and its content. */
import { Refusal } from '../../shared/result.ts';
import { binaryKind } from './file-kind.ts';
import { FORMATS, type Format } from './formats.ts';
import {
  baseName,
  DEFAULT_MAX_BYTES,
  nameInSentence,
  type ReadOptions,
  type ReadRequest,
  type ReadSource,
} from './reader.ts';

export type { ReadOptions, ReadRequest, ReadSource } from './reader.ts';

/** The endings of the files that can be read, without dots, for file dialogs. */
export const READABLE_ENDINGS: readonly string[] = FORMATS.flatMap(({ endings }) => endings);

/** What people call a format: "Web page". */
export function formatName(mediaType: string): string {
  return FORMATS.find((format) => format.mediaType === mediaType)?.name ?? mediaType;
}

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

/**
 * What to read a file as, and a sentence when that is not what its name says. What a file surely
 * is counts first, then its ending, then what it looks like. Throws `unsupported-format` for
 * contents that are no text.
 */
export function formatOf(
  { name, bytes }: ReadRequest,
  mediaType: string | undefined,
): { format: Format; warning?: string } {
  if (mediaType !== undefined) {
    const format = FORMATS.find((each) => each.mediaType === mediaType);
    if (format !== undefined) return { format };
    throw new Refusal('unsupported-format', `There is no reader for “${mediaType}”.`);
  }
  const ending = endingOf(name);
  const named = FORMATS.filter(({ endings }) => endings.includes(ending));
  const sure = [...named, ...FORMATS].find(
    ({ certain, looksLike }) => certain === true && looksLike?.(bytes) === true,
  );
  if (sure !== undefined) {
    if (named.length === 0 || named.includes(sure)) return { format: sure };
    const told = `${nameInSentence(name)} is not what its ending says: it was read as ${sure.name}.`;
    return { format: sure, warning: told };
  }
  const guessed =
    named.find(({ looksLike }) => looksLike?.(bytes) === true) ??
    named.find(({ certain }) => certain !== true) ??
    named[0];
  if (guessed !== undefined) return { format: guessed };
  const kind = binaryKind(bytes);
  if (kind !== undefined) {
    throw new Refusal(
      'unsupported-format',
      `${nameInSentence(name)} is ${kind}, which can't be read. Save it as text, Markdown or HTML, or paste its text.`,
    );
  }
  const looking = FORMATS.find(({ looksLike }) => looksLike?.(bytes) === true);
  const text = FORMATS.find((each) => each.mediaType === 'text/plain');
  const format = looking ?? text;
  if (format === undefined) throw new Error('There is no reader for plain text.');
  return { format };
}

/**
 * Reads a file into the sources that it holds, at least one. Rejects with a `Refusal`: `too-large`,
 * `empty`, `not-text`, `unsupported-format`, or `reader-failed` when a reader meets something it
 * did not expect.
 */
export async function readSources(
  request: ReadRequest,
  options: ReadOptions = {},
): Promise<ReadSource[]> {
  const { name, bytes } = request;
  checkSize(name, bytes.byteLength, options.maxBytes);
  if (bytes.byteLength === 0) {
    throw new Refusal('empty', `${nameInSentence(name)} is empty. Choose another file.`);
  }
  const { format, warning } = formatOf(request, options.mediaType);
  try {
    const reader = await format.load();
    const sources = [await reader(request, options)].flat();
    if (sources.length === 0) {
      throw new Refusal(
        'empty',
        `${nameInSentence(name)} holds nothing that can be read. Choose another file.`,
      );
    }
    if (warning !== undefined) sources.forEach(({ warnings }) => warnings.unshift(warning));
    return sources;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      'reader-failed',
      `${nameInSentence(name)} could not be read: ${reason}. Save it as plain text and add that.`,
    );
  }
}

/** Reads a file for its first source; rejects as `readSources` does. */
export async function readSource(
  request: ReadRequest,
  options: ReadOptions = {},
): Promise<ReadSource> {
  const [source] = await readSources(request, options);
  if (source === undefined) throw new Error('A file was read into nothing.');
  return source;
}
