/** Books (EPUB 2 and 3): one source with chapters as headings, or a source for each chapter. */
import type { Csl } from '../../shared/csl.ts';
import type { Block } from '../../shared/document.ts';
import { Refusal } from '../../shared/result.ts';
import { isArchive } from './archive.ts';
import { bookFacts } from './epub-facts.ts';
import { folderOf, openBook, pathFrom, type Book, type TocEntry } from './epub-package.ts';
import { bodyToBlocks } from './html-blocks.ts';
import { parsePage } from './html-page.ts';
import { picturesOf } from './html-pictures.ts';
import { readMislabelled } from './mislabelled.ts';
import { withoutTitle } from './office-facts.ts';
import { EPUB_MEDIA_TYPE } from './office-looks.ts';
import { lineOf } from './office-pieces.ts';
import { PICTURE_LIMITS } from './pictures.ts';
import {
  finishSource,
  nameInSentence,
  type Reader,
  type ReadPicture,
  type ReadSource,
} from './reader.ts';
import { xhtmlToHtml } from './xhtml.ts';
import { decodeXml } from './xml.ts';

const MAX_HEADING = 6;

/** Blocks at a chapter's beginning among which its own heading stands. */
const HEADING_WITHIN = 4;

/** One file of the book's text. */
interface Chapter {
  entry: TocEntry | undefined;
  blocks: Block[];
  files: ReadPicture[];
  warnings: string[];
}

/** Blocks that begin with a heading: their own, or the title in the table of contents. */
function withHeading(blocks: Block[], entry: TocEntry | undefined): Block[] {
  const has = blocks.slice(0, HEADING_WITHIN).some((block) => block.type === 'heading');
  if (entry === undefined || has || blocks.length === 0) return blocks;
  const level = Math.min(entry.depth, MAX_HEADING);
  const [first, ...rest] = blocks;
  const repeats =
    first?.type === 'paragraph' && lineOf(first.runs).toLowerCase() === entry.title.toLowerCase();
  const heading: Block = { type: 'heading', level, runs: [{ text: entry.title }] };
  return [heading, ...(repeats ? rest : blocks)];
}

/** Reads one file of text; undefined when it is not in the book. */
function readChapter(book: Book, path: string): Chapter | undefined {
  const bytes = book.archive.read(path);
  if (bytes === undefined) return undefined;
  const folder = folderOf(path);
  const pictures = picturesOf((address) => {
    const at = pathFrom(folder, address);
    return at === undefined ? undefined : book.archive.read(at);
  });
  const page = parsePage(xhtmlToHtml(decodeXml(bytes)), { pictures });
  const blocks = bodyToBlocks(page.body, pictures.keep);
  const entry = book.toc.get(path);
  return {
    entry,
    blocks: withHeading(blocks, entry),
    files: pictures.files,
    warnings: pictures.warnings(),
  };
}

/** The pictures of chapters, each once, within the limits of a source. */
function joinFiles(chapters: readonly Chapter[]): { files: ReadPicture[]; left: Set<string> } {
  const files = new Map<string, ReadPicture>();
  const left = new Set<string>();
  let total = 0;
  for (const file of chapters.flatMap((chapter) => chapter.files)) {
    if (files.has(file.sha256)) continue;
    const fits =
      files.size < PICTURE_LIMITS.count &&
      total + file.bytes.byteLength <= PICTURE_LIMITS.totalBytes;
    if (fits) {
      files.set(file.sha256, file);
      total += file.bytes.byteLength;
    } else left.add(file.sha256);
  }
  return { files: [...files.values()], left };
}

/** Blocks without the figures whose pictures were left out. */
function withoutFigures(blocks: readonly Block[], left: ReadonlySet<string>): Block[] {
  if (left.size === 0) return [...blocks];
  return blocks.flatMap((block): Block[] => {
    switch (block.type) {
      case 'figure':
        if (!left.has(block.file)) return [block];
        return block.caption.length === 0 ? [] : [{ type: 'paragraph', runs: block.caption }];
      case 'quote':
        return [{ ...block, blocks: withoutFigures(block.blocks, left) }];
      case 'list': {
        const items = block.items.map((item) => ({
          ...item,
          blocks: withoutFigures(item.blocks, left),
        }));
        return [{ ...block, items }];
      }
      default:
        return [block];
    }
  });
}

/** Sentences, each once, with how often it was said where that was more than once. */
function gathered(sentences: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const sentence of sentences) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  return [...counts].map(([text, count]) => (count === 1 ? text : `${text} (${count} times.)`));
}

/** Chapters as the table of contents parts them: what precedes the first entry stands alone. */
function partsOf(chapters: readonly Chapter[]): Chapter[][] {
  const parts: Chapter[][] = [];
  for (const chapter of chapters) {
    const begins = chapter.entry?.depth === 1 || parts.length === 0;
    if (begins) parts.push([chapter]);
    else parts.at(-1)?.push(chapter);
  }
  return parts;
}

/** The metadata of a chapter of a book. */
function chapterCsl(book: Csl, title: string | undefined): Csl {
  const { title: container, ...rest } = book;
  return {
    ...rest,
    type: 'chapter',
    ...(title === undefined ? {} : { title }),
    ...(container === undefined ? {} : { 'container-title': container }),
  };
}

/** Reads a book. Throws a `Refusal` for what is locked, damaged or no book. */
export const readEpub: Reader = (request, options = {}) => {
  const { name, bytes } = request;
  if (!isArchive(bytes)) return readMislabelled(request, options, 'book (EPUB)');
  const book = openBook(bytes, name);
  const facts = bookFacts(book.metadata);
  const problems: string[] = [];
  const chapters = book.spine.flatMap((path) => {
    try {
      const chapter = readChapter(book, path);
      if (chapter === undefined) problems.push(`The chapter “${path}” is not in the file.`);
      return chapter === undefined ? [] : [chapter];
    } catch (error) {
      // One damaged chapter does not take the others with it; a limit does.
      if (!(error instanceof Refusal) || error.code === 'too-large') throw error;
      problems.push(error.message);
      return [];
    }
  });
  if (chapters.length === 0) {
    throw new Refusal(
      'reader-failed',
      `${nameInSentence(name)} holds no chapter that can be read. Get another copy of the book.`,
    );
  }

  const source = (parts: readonly Chapter[], csl: Csl, warnings: readonly string[]): ReadSource => {
    const { files, left } = joinFiles(parts);
    const blocks = withoutFigures(
      parts.flatMap((part) => part.blocks),
      left,
    );
    return finishSource(request, {
      ...facts,
      blocks: options.title === 'none' ? blocks : withoutTitle(blocks, csl.title),
      csl,
      mediaType: EPUB_MEDIA_TYPE,
      warnings: [
        ...warnings,
        ...gathered(parts.flatMap((part) => part.warnings)),
        ...(left.size === 0 ? [] : [`${left.size} pictures were left out: there are too many.`]),
      ],
      ...(files.length === 0 ? {} : { files }),
    });
  };
  const warnings = [...book.archive.warnings, ...problems.slice(0, 10)];
  if (options.split !== true) return source(chapters, facts.csl, warnings);
  return partsOf(chapters)
    .filter((part) => part.some((chapter) => chapter.blocks.length > 0))
    .map((part, index) =>
      source(
        part,
        chapterCsl(facts.csl, part[0]?.entry?.title ?? headingOf(part)),
        index === 0 ? warnings : [],
      ),
    );
};

/** The text of the first heading in a part. */
function headingOf(part: readonly Chapter[]): string | undefined {
  for (const block of part.flatMap((chapter) => chapter.blocks)) {
    if (block.type === 'heading') return block.runs.map((run) => run.text).join('');
  }
  return undefined;
}
