/**
 * The pictures of one page: which bytes in the file, its folder or its archive each stands for.
 *
 * The pruned tree holds a token in place of a picture's addresses; only what is read in the end is
 * looked up, so pictures around the main text cost nothing and are not spoken of.
 */
import { readPictureHead } from '../picture-head.ts';
import { besidePath } from './html-address.ts';
import { attribute, isElement, type HtmlElement, type HtmlNode } from './html-tree.ts';
import {
  bytesOfDataUri,
  collectPictures,
  type KeptPicture,
  type PictureCollector,
} from './pictures.ts';
import type { ReadPicture, ReadRequest } from './reader.ts';

/** The bytes that came with the page for an address that it names; never fetched. */
export type ResourceOf = (address: string) => Uint8Array | undefined;

export interface PagePictures {
  /** A token for the pictures that an `<img>` could show. */
  tokenFor: (img: HtmlElement, parent: HtmlElement) => string;
  /**
   * Keeps the picture of a token; undefined when its bytes are not there or not fit to be kept.
   * `isShown` says that people would miss it.
   */
  keep: (token: string, isShown?: boolean) => KeptPicture | undefined;
  /** Begins anew: forgets what was kept and left out. */
  restart: () => void;
  readonly files: ReadPicture[];
  warnings: () => string[];
}

/** Most addresses that one `<img>` is believed to offer. */
const MAX_OFFERED = 40;

/** Widest placeholder, in pixels, that is shown until the real picture is loaded. */
const PLACEHOLDER = 100;

/** Widest picture that only keeps a place, in pixels. */
const SPACER = 3;

const TOKEN = /^picture:(\d{1,9})$/;

const LAZY = ['data-src', 'data-original', 'data-lazy-src', 'data-original-src', 'data-actualsrc'];
const LAZY_SETS = ['srcset', 'data-srcset', 'data-lazy-srcset'];

/** The addresses in a `srcset`, as the HTML standard splits it. */
export function addressesInSrcset(srcset: string): string[] {
  const addresses: string[] = [];
  const next = /[\s,]*(\S+)/y;
  const descriptors = /[^,(]*(?:\([^)]*\)[^,(]*)*/y;
  let at = 0;
  while (at < srcset.length && addresses.length < MAX_OFFERED) {
    next.lastIndex = at;
    const address = next.exec(srcset)?.[1];
    if (address === undefined) break;
    at = next.lastIndex;
    const bare = address.replace(/,+$/, '');
    if (bare !== '') addresses.push(bare);
    if (bare !== address) continue;
    descriptors.lastIndex = at;
    at += descriptors.exec(srcset)?.[0].length ?? 0;
    at += 1;
  }
  return addresses;
}

/** All addresses that an `<img>` offers, its own first. */
function offered(img: HtmlElement, parent: HtmlElement): string[] {
  const sources =
    parent.tagName === 'picture'
      ? parent.childNodes.filter(
          (child): child is HtmlElement => isElement(child) && child.tagName === 'source',
        )
      : [];
  const one = (element: HtmlElement, name: string): string[] => {
    const value = attribute(element, name);
    return value === undefined || value === '' ? [] : [value];
  };
  const sets = (element: HtmlElement): string[] =>
    LAZY_SETS.flatMap((name) => one(element, name)).flatMap(addressesInSrcset);
  return [
    ...one(img, 'src'),
    ...sets(img),
    ...LAZY.flatMap((name) => one(img, name)),
    ...sources.slice(0, MAX_OFFERED).flatMap(sets),
  ].slice(0, MAX_OFFERED);
}

function isData(address: string): boolean {
  return /^\s*data:/i.test(address.slice(0, 40));
}

/** The last part of an address, for the picture's name. */
function nameIn(address: string): string {
  if (/^cid:/i.test(address)) return '';
  const last =
    address
      .replace(/[?#][^]*$/, '')
      .split('/')
      .at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last; // Not percent-encoded UTF-8: taken as it stands.
  }
}

/** The pictures of a page whose other files `resource` knows. */
export function picturesOf(resource: ResourceOf): PagePictures {
  const tokens: string[][] = [];
  let collector: PictureCollector = collectPictures();
  let missing = 0;
  /** What addresses became: archives unpack a file each time it is asked for. */
  let seen = new Map<string, KeptPicture | undefined>();

  const keepOne = (addresses: readonly string[], isShown: boolean): KeptPicture | undefined => {
    const missed = (): undefined => {
      if (isShown) missing += 1;
      return undefined;
    };
    const there = addresses.filter((address) => !isData(address));
    for (const address of there) {
      if (seen.has(address)) return seen.get(address);
      const bytes = resource(address);
      if (bytes === undefined) continue;
      const picture = collector.add(bytes, nameIn(address));
      seen.set(address, picture);
      return picture;
    }
    const inline = addresses.filter(isData);
    const [first] = inline;
    if (first === undefined) return there.length > 0 ? missed() : undefined;
    if (there.length === 0 && inline.length === 1) return collector.addDataUri(first);
    // Beside others, a small picture is what is shown until the real one is loaded.
    const least = there.length > 0 ? PLACEHOLDER : SPACER;
    const real = inline.find((address) => {
      const bytes = bytesOfDataUri(address);
      return ((bytes && readPictureHead(bytes)?.width) ?? 0) > least;
    });
    return real === undefined ? missed() : collector.addDataUri(real);
  };

  return {
    tokenFor: (img, parent) => {
      const src = attribute(img, 'src') ?? '';
      const known = TOKEN.exec(src);
      // A tree that was pruned before: its tokens stand, they are none of the page's doing.
      if (
        known !== null &&
        attribute(img, 'data-token') === src &&
        Number(known[1]) < tokens.length
      )
        return src;
      tokens.push(offered(img, parent));
      return `picture:${tokens.length - 1}`;
    },
    keep: (token, isShown = true) =>
      keepOne(tokens[Number(TOKEN.exec(token)?.[1] ?? -1)] ?? [], isShown),
    restart: () => {
      collector = collectPictures();
      seen = new Map();
      missing = 0;
    },
    get files() {
      return collector.files;
    },
    warnings: () => [
      ...(missing === 0
        ? []
        : [
            missing === 1
              ? 'One picture of the page is not in the file and was left out; its caption was kept.'
              : `${missing} pictures of the page are not in the file and were left out; their captions were kept.`,
          ]),
      ...collector.warnings(),
    ],
  };
}

/** The files beside a page, such as those of its `_files` folder, by relative addresses only. */
export function besideResources({ beside }: ReadRequest): ResourceOf {
  return (address) => {
    const path = besidePath(address);
    return path === undefined ? undefined : beside?.(path);
  };
}

/** What a kept picture, or one that is only a character or formula, leaves in the pruned tree. */
export function pictureNode(
  img: HtmlElement,
  parent: HtmlElement,
  pictures: PagePictures | undefined,
): HtmlNode {
  const token = pictures?.tokenFor(img, parent) ?? 'picture:none';
  const kept = ['alt', 'width', 'height'].flatMap((name) => {
    const value = attribute(img, name);
    return value === undefined ? [] : [{ name, value: value.slice(0, 2000) }];
  });
  return {
    ...img,
    attrs: [{ name: 'src', value: token }, { name: 'data-token', value: token }, ...kept],
    childNodes: [],
  };
}
