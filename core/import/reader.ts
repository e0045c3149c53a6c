/**
 * What a reader is: the bytes of one file in, one source or several out.
 *
 * Every format has a file of its own in this folder that exports a `Reader`; `formats.ts` lists
 * them and `index.ts` chooses among them. Readers touch neither disk nor network, and fail with a
 * `Refusal` whose sentence names the file, the reason and what can be done.
 */
import { cslSchema, type Csl } from '../../shared/csl.ts';
import { layoutDocument, type Block, type SourceDocument } from '../../shared/document.ts';
import { Refusal } from '../../shared/result.ts';
import type { VaultPart } from '../../shared/vault-part.ts';
import { cleanText } from './tidy.ts';

export interface ReadRequest {
  /** The file's name, with or without folders; used for its ending, the title and messages. */
  name: string;
  bytes: Uint8Array;
  /**
   * The bytes of a file that came together with this one, by its path relative to this one's
   * folder, or by `**\/` and its name alone, wherever in the drop it is; undefined when it did not
   * come. Never a file of the disk that was not given.
   */
  beside?: ((path: string) => Uint8Array | undefined) | undefined;
}

export interface ReadOptions {
  /** Decides the reader, whatever the name and the content say. */
  mediaType?: string;
  /** The largest file that is read, in bytes; 100 MB unless told. */
  maxBytes?: number;
  /**
   * `detect` (the default) takes a title out of the text's beginning when nothing else names the
   * source; `none` leaves every word in the text, as pasting and revising need.
   */
  title?: 'detect' | 'none';
  /**
   * How line ends in plain text are read. `guess` (the default) joins hard-wrapped lines and takes
   * every line for a paragraph where there are no blank lines; `keep` reads canonical text: blank
   * lines part paragraphs, everything else stays as it is.
   */
  lines?: 'guess' | 'keep';
  /** Reads Markdown as a note: with formulas, footnotes and pictures of the library's files. */
  writing?: boolean;
  /** For Markdown as a note: SHA-256 of pictures that came with it, by the paths it may name. */
  pictures?: Readonly<Record<string, string>>;
  /** Which part of a web page is read: its main text, all of it, or whichever suits the page. */
  page?: 'auto' | 'article' | 'whole';
  /** The encoding of a text file (a label of the Encoding Standard); detected unless told. */
  encoding?: string;
  /** Makes a source of each chapter or part of a file, where its format has such. */
  split?: boolean;
}

/** A picture out of a file, to be kept in the library's files. */
export interface ReadPicture {
  /** SHA-256 of the bytes, in hex; a figure names its picture by it. */
  sha256: string;
  bytes: Uint8Array;
  mediaType: string;
  name: string;
}

/** The encoding of a text, as the Encoding Standard calls it in small letters: "windows-1251". */
export interface FoundEncoding {
  used: string;
  /** Whether nobody has to be asked. */
  sure: boolean;
  /** What else it may be, likeliest first, with how its first telling words read then. */
  candidates: Array<{ encoding: string; sample: string }>;
}

export interface ReadSource {
  document: SourceDocument;
  /** Always with a title; everything else only when the file says it. */
  csl: Csl;
  /** BCP 47, when the file says it. */
  language?: string;
  mediaType: string;
  tags?: string[];
  /** Sentences on what was read with doubt. */
  warnings: string[];
  /** Of text files: how they were decoded, whether that is sure, and what else they may be. */
  encoding?: FoundEncoding;
  /** The pictures that the document's figures name. */
  files?: ReadPicture[];
  /** A reference without a text of its own: the document may be empty. */
  record?: true;
  /** Where the text of a record is: paths relative to the file, the best first. */
  attachments?: string[];
  /**
   * What other sources of the same batch call this one. A run with `to: { kind: 'source', id:
   * 'name:NAME' }` leads to it; it becomes a real link once all have been read.
   */
  names?: string[];
  /** What it is in a folder that Casebook exported: perhaps no source. */
  part?: VaultPart;
  /** ISO 8601 in UTC, when the file says when its text was written and last changed. */
  createdAt?: string;
  updatedAt?: string;
}

/** Reads a file that holds one source, at once. */
export type SyncReader = (request: ReadRequest, options?: ReadOptions) => ReadSource;

/** Reads a file: one source, or as many as it holds, in their order. */
export type Reader = (
  request: ReadRequest,
  options?: ReadOptions,
) => ReadSource | ReadSource[] | Promise<ReadSource | ReadSource[]>;

/** The largest file that is read unless told otherwise: 100 MB. */
export const DEFAULT_MAX_BYTES = 100 * 1024 * 1024;

/** The last part of a file name that may come with folders of any system. */
export function baseName(name: string): string {
  return name.split(/[\\/]/).findLast((part) => part !== '') ?? '';
}

/** A name on one line, without what turns the direction of the words around it. */
function plainName(name: string): string {
  return cleanText(baseName(name))
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** How a file is called in a sentence. */
export function nameInSentence(name: string): string {
  const base = plainName(name);
  return base === '' ? 'The text' : `“${base}”`;
}

/** A title made of a file's name: without folders and ending, underscores read as spaces. */
export function titleFromName(name: string): string {
  const base = plainName(name);
  const stem = base.replace(/\.[A-Za-z0-9]{1,8}$/, '');
  return (stem === '' ? base : stem).replaceAll('_', ' ').replace(/\s+/g, ' ').trim();
}

/** The title of a text that has none: its first heading, else its first words, up to 80 characters. */
export function titleFromText(blocks: readonly Block[]): string {
  const { text, leaves } = layoutDocument({ blocks: blocks.slice(0, 20) });
  const leaf = leaves.find(({ kind }) => kind === 'heading') ?? leaves[0];
  const line = text
    .slice(leaf?.start ?? 0, leaf?.end ?? 0)
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= 80) return line === '' ? 'Untitled' : line;
  const cut = line.slice(0, 80).toWellFormed();
  const space = cut.lastIndexOf(' ');
  return `${(space > 40 ? cut.slice(0, space) : cut).replace(/[\s,;:.\uFFFD-]+$/, '')}…`;
}

/** Longest title that is kept, in UTF-16 code units. */
const TITLE_MAX = 500;

/** Variables that may be of several lines. */
const LINES = new Set(['abstract', 'annote', 'note']);

/** One value of metadata, clean; `key` is that of the nearest object around it. */
function cleanValue(value: unknown, key: string): unknown {
  if (typeof value === 'string') {
    // Nearly all strings are clean as they are.
    if (/^(?:[!-~]+(?: [!-~]+)*)?$/.test(value)) return value;
    const clean = cleanText(value);
    const tidy = LINES.has(key)
      ? clean.replace(/[^\S\n]+/g, ' ').replace(/ ?\n ?/g, '\n')
      : clean.replace(/\s+/g, ' ');
    return tidy.trim();
  }
  if (Array.isArray(value)) return value.map((part) => cleanValue(part, ''));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.map(([name, part]) => [name, cleanValue(part, name)]));
}

/** Metadata whose strings are clean, and one line where they should be: files can put anything in. */
function cleanCsl(csl: Csl): Csl {
  return cslSchema.parse(cleanValue(csl, ''));
}

/** Tags on one line each, without those that are said twice. */
function cleanTags(tags: readonly string[]): string[] {
  const lines = tags.map((tag) => cleanText(tag).replace(/\s+/g, ' ').trim().slice(0, 100));
  return [...new Set(lines.map((line) => line.toWellFormed()))].filter((line) => line !== '');
}

/**
 * Makes a source of what a reader found; the title falls back to the file's name, then to the
 * text's first words. Throws `empty` when there is no text in it, unless it is a mere record.
 */
export function finishSource(
  { name }: ReadRequest,
  found: Omit<ReadSource, 'document'> & { blocks: Block[] },
): ReadSource {
  const { blocks, csl, ...rest } = found;
  const { text } = layoutDocument({ blocks });
  const figures = blocks.some(({ type }) => type === 'figure');
  if (text.trim() === '' && !figures && rest.record !== true) {
    throw new Refusal(
      'empty',
      `${nameInSentence(name)} holds no text, so there is nothing to read. Choose another file.`,
    );
  }
  const clean = cleanCsl(csl);
  const title = clean.title || titleFromName(name) || titleFromText(blocks);
  const short = title.slice(0, TITLE_MAX).toWellFormed();
  const tags = cleanTags(rest.tags ?? []);
  return {
    ...rest,
    ...(rest.tags === undefined ? {} : { tags }),
    csl: { ...clean, title: short },
    document: { blocks },
  };
}
