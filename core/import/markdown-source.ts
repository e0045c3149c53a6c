/** What Markdown files of others hold beyond Markdown: pictures, links among files, callouts, tags. */
import type { Blockquote, Paragraph, PhrasingContent, RootContent } from 'mdast';
import type { Block, Reference, Run } from '../../shared/document.ts';
import { htmlToBlocks } from './html-blocks.ts';
import type { Look } from './html-look.ts';
import { picturesOf } from './html-pictures.ts';
import type { ReadPicture, ReadRequest } from './reader.ts';
import { linkBeside, linkTo } from './source-names.ts';
import { cleanText } from './tidy.ts';
import { wikiRuns, withoutAnchor } from './wiki-text.ts';

/** Reads what only sources have; keeps the pictures and tags that it meets. */
export interface SourceReading {
  /** The runs of words that are no code. */
  words: (text: string, look: Look) => Run[];
  /** Keeps the picture at an address; says whether it is there and could be kept. */
  picture: (url: string, alt: string, title: string) => boolean;
  /** Keeps what an `<img>` within words shows. */
  html: (tag: string) => void;
  /** The blocks of HTML between blocks. */
  htmlBlocks: (html: string) => Block[];
  /** What a link leads to when that is another source. */
  target: (url: string) => Reference | undefined;
  /** The figures met since they were last taken. */
  takeFigures: () => Block[];
  readonly files: ReadPicture[];
  readonly tags: ReadonlySet<string>;
  warnings: () => string[];
}

/** Endings to try for a picture that is named by Joplin's id alone. */
const PICTURE_ENDINGS = ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif'];

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** The bytes of a file that came along, by an address as note programs write it. */
function resourceOf({ beside }: ReadRequest): (address: string) => Uint8Array | undefined {
  const lookUp = (path: string): Uint8Array | undefined => beside?.(path);
  return (address) => {
    const id = /^:\/([0-9a-f]{32})$/i.exec(address)?.[1];
    if (id !== undefined) {
      for (const ending of PICTURE_ENDINGS) {
        const bytes = lookUp(`**/${id}.${ending}`);
        if (bytes !== undefined) return bytes;
      }
      return undefined;
    }
    if (/^[A-Za-z][\w+.-]*:|^[\\/]{2}|[\0-\x1f]/.test(address) || address.length > 2000)
      return undefined;
    const path = address.replace(/^\/+/, '');
    const name = path.split(/[\\/]/).at(-1) ?? '';
    // Obsidian names a picture by its file alone, wherever in the vault that is.
    return lookUp(path) ?? lookUp(path.replace(/[?#][^]*$/, '')) ?? lookUp(`**/${name}`);
  };
}

/** Starts reading one file. */
export function readingOf(request: ReadRequest): SourceReading {
  const pictures = picturesOf(resourceOf(request));
  const tags = new Set<string>();
  let figures: Block[] = [];

  const keep = (html: string): boolean => {
    const found = htmlToBlocks(html, { pictures }).filter(({ type }) => type === 'figure');
    figures.push(...found);
    return found.length > 0;
  };
  const picture: SourceReading['picture'] = (url, alt, title) => {
    if (url === '' || !keep(`<img src="${escaped(url)}" alt="${escaped(alt)}">`)) return false;
    const last = figures.at(-1);
    if (last?.type === 'figure' && title.trim() !== '') last.caption = [{ text: title }];
    return true;
  };
  const wiki = {
    embed: ({ file, alt }: { file: string; alt: string }) => picture(file, alt, ''),
    tags,
  };

  return {
    words: (text, look) => wikiRuns(cleanText(text), look, wiki),
    picture,
    html: (tag) => void keep(tag),
    htmlBlocks: (html) => htmlToBlocks(html, { pictures }),
    target: (url) => {
      const id = /^:\/([0-9a-f]{32})(?:#.*)?$/i.exec(url)?.[1];
      return id === undefined ? linkBeside(request.name, url) : linkTo(id);
    },
    takeFigures: () => {
      const taken = figures;
      if (taken.length > 0) figures = [];
      return taken;
    },
    get files() {
      return pictures.files;
    },
    tags,
    warnings: pictures.warnings,
  };
}

/** A paragraph or the like without an Obsidian anchor at its end. */
export function withoutAnchorIn<T extends RootContent>(node: T): T {
  if (node.type !== 'paragraph') return node;
  const last = node.children.at(-1);
  if (last?.type !== 'text' || !last.value.includes('^')) return node;
  const children = [...node.children.slice(0, -1), { ...last, value: withoutAnchor(last.value) }];
  return { ...node, children };
}

/**
 * The title and the rest of a callout (`> [!note] Title`), as Obsidian and GitHub write them;
 * undefined for any other quote.
 */
export function calloutOf(
  quote: Blockquote,
): { title: PhrasingContent[]; rest: RootContent[] } | undefined {
  const [first, ...others] = quote.children;
  const [start, ...words] = first?.type === 'paragraph' ? first.children : [];
  if (first?.type !== 'paragraph' || start?.type !== 'text') return undefined;
  const [marker, kind = ''] =
    /^\[!([\w -]{1,40})(?:\|[^\]\n]*)?\][+-]?[ \t]*/.exec(start.value) ?? [];
  if (marker === undefined) return undefined;
  const line: PhrasingContent[] = [{ ...start, value: start.value.slice(marker.length) }, ...words];
  const at = line.findIndex(
    (node) => node.type === 'break' || (node.type === 'text' && node.value.includes('\n')),
  );
  const title = at === -1 ? line : line.slice(0, at);
  const rest = at === -1 ? [] : line.slice(at + 1);
  const ends = line[at];
  if (ends?.type === 'text') {
    const end = ends.value.indexOf('\n');
    title.push({ ...ends, value: ends.value.slice(0, end) });
    rest.unshift({ ...ends, value: ends.value.slice(end + 1) });
  }
  const empty = title.every((node) => node.type === 'text' && node.value.trim() === '');
  const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1).toLowerCase()}`;
  const body: Paragraph[] = rest.length === 0 ? [] : [{ type: 'paragraph', children: rest }];
  return { title: empty ? [{ type: 'text', value: name }] : title, rest: [...body, ...others] };
}
