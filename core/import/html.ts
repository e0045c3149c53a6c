/** HTML: saved web pages, documents exported as HTML, and pasted pieces of either. */
import type { Block } from '../../shared/document.ts';
import { decodeHtml, foundEncoding } from './decode.ts';
import type { HtmlElement } from './html-tree.ts';
import { articleBlocks, mainPart } from './html-article.ts';
import { bodyToBlocks, htmlToBlocks } from './html-blocks.ts';
import { kindOfPage } from './html-json-ld.ts';
import { readMetadata, type PageFacts } from './html-metadata.ts';
import { withoutFurniture, withoutTitle } from './html-trim.ts';
import { parsePage, type Page } from './html-page.ts';
import {
  besideResources,
  picturesOf,
  type PagePictures,
  type ResourceOf,
} from './html-pictures.ts';
import { finishSource, type ReadOptions, type ReadPicture, type SyncReader } from './reader.ts';
import type { ReadRequest, ReadSource } from './reader.ts';

export { htmlToBlocks } from './html-blocks.ts';

interface Chosen {
  blocks: Block[];
  warnings: string[];
}

/** The part of a page that the options, or else the page itself, ask for. */
function chooseBlocks(
  page: Page,
  facts: PageFacts,
  pictures: PagePictures,
  choice: ReadOptions['page'],
): Chosen {
  const part = (body: HtmlElement, ...warnings: string[]): Chosen => {
    pictures.restart();
    const blocks = bodyToBlocks(body, (token, isShown) => pictures.keep(token, isShown));
    return { blocks, warnings };
  };
  const whole = (...warnings: string[]): Chosen => part(page.body, ...warnings);
  const kind = kindOfPage(facts.jsonLd);
  if (choice === 'whole' || (choice !== 'article' && kind === 'discussion')) return whole();
  const declared = choice === 'article' || kind === 'article' || facts.isArticle;
  const read = (content: string): Block[] => htmlToBlocks(content, { pictures });
  try {
    const blocks = articleBlocks(page.body, facts.csl.title ?? '', declared, read);
    if (blocks !== undefined) return { blocks: withoutFurniture(blocks, facts.csl), warnings: [] };
  } catch {
    return whole(
      'The main text of the page could not be told from the rest, so all of it was read.',
    );
  }
  return choice === 'article'
    ? whole('The page has no main text that can be told from the rest, so all of it was read.')
    : part(mainPart(page.body) ?? page.body);
}

/** The pictures among `files` that figures name, at any depth. */
export function namedPictures(
  blocks: readonly Block[],
  files: readonly ReadPicture[],
): ReadPicture[] {
  if (files.length === 0) return [];
  const named = new Set<string>();
  const look = (block: Block): void => {
    if (block.type === 'figure') named.add(block.file);
    if (block.type === 'quote') block.blocks.forEach(look);
    if (block.type === 'list') block.items.forEach((item) => item.blocks.forEach(look));
  };
  blocks.forEach(look);
  return files.filter((file) => named.has(file.sha256));
}

/** A sentence on the frames of a page, whose text is not in it; none for a page without frames. */
function frameWarning(frames: readonly string[]): string[] {
  if (frames.length === 0) return [];
  const hosts = frames.flatMap((address) =>
    URL.canParse(address) && /^https?:/i.test(address) ? [new URL(address).host] : [],
  );
  const named = [...new Set(hosts)].slice(0, 3);
  const from = named.length === 0 ? '' : ` (from ${named.join(', ')})`;
  return [
    frames.length === 1
      ? `The page shows another page in a frame${from}; what is in the frame was not read.`
      : `The page shows ${frames.length} other pages in frames${from}; what is in the frames was not read.`,
  ];
}

/** A sentence on what a page that Casebook exported had in the library and has no more as a source. */
function exportWarning({ head }: Page): string[] {
  const isOurs = head.meta.get('generator')?.some((name) => name.startsWith('Casebook ')) === true;
  return isOurs
    ? [
        'Casebook exported this page. As a source it is one text: highlights, comments, labels, tags and the details of each source are left out. A bundle brings them.',
      ]
    : [];
}

/** Most frames that are read in the place of a page that has nothing but frames. */
const MAX_FRAMES = 20;

/** The text of the frames that came with a page of nothing but frames, one after another. */
function framedBlocks(
  page: Page,
  request: ReadRequest,
  resource: ResourceOf,
  pictures: PagePictures,
): Block[] {
  return page.frames.slice(0, MAX_FRAMES).flatMap((address) => {
    const bytes = resource(address);
    if (bytes === undefined) return [];
    const { text } = decodeHtml({ name: request.name, bytes });
    const url = URL.canParse(address, page.place.base)
      ? new URL(address, page.place.base).href
      : undefined;
    const { body } = parsePage(text, { url, pictures });
    return bodyToBlocks(body, (token, isShown) => pictures.keep(token, isShown));
  });
}

/** A page out of a file or an archive, decoded. */
export interface PageText {
  text: string;
  warnings: string[];
  mediaType: string;
  /** Where it was, when the archive says so. */
  url?: string | undefined;
  /** The files that came with it. */
  resource: ResourceOf;
  /** The address on the web of what the archive calls something else. */
  addressOf?: (name: string) => string | undefined;
}

/**
 * Reads a decoded page: its main text or all of it, with what it says about itself, and those of its
 * pictures that came with it. Nothing on it is run or fetched. Throws `empty`.
 */
export function readPage(
  request: ReadRequest,
  { text, warnings, mediaType, url, resource, addressOf }: PageText,
  options: ReadOptions = {},
): ReadSource {
  const pictures = picturesOf(resource);
  const page = parsePage(text, { url, pictures });
  const facts = readMetadata(page);
  const chosen = chooseBlocks(page, facts, pictures, options.page ?? 'auto');
  const framed = chosen.blocks.length === 0 ? framedBlocks(page, request, resource, pictures) : [];
  const blocks = framed.length === 0 ? chosen.blocks : framed;
  const files = namedPictures(blocks, pictures.files);
  return finishSource(request, {
    blocks: options.title === 'none' ? blocks : withoutTitle(blocks, facts.csl.title),
    csl: facts.csl,
    ...(facts.language === undefined ? {} : { language: facts.language }),
    mediaType,
    warnings: [
      ...warnings,
      ...(page.tangled
        ? ['The page is too tangled to be read as one; its bare text was read.']
        : []),
      ...chosen.warnings,
      ...exportWarning(page),
      ...pictures.warnings(),
      ...(framed.length === 0
        ? frameWarning(page.frames.map((frame) => addressOf?.(frame) ?? frame))
        : []),
    ],
    ...(files.length === 0 ? {} : { files }),
  });
}

/** Reads a page saved as one file or with a folder of files. Throws `not-text` and `empty`. */
export const readHtml: SyncReader = (request, options = {}) => {
  const decoded = decodeHtml(request, options);
  const { text, warnings } = decoded;
  const page = { text, warnings, mediaType: 'text/html', resource: besideResources(request) };
  return { ...readPage(request, page, options), encoding: foundEncoding(decoded) };
};
