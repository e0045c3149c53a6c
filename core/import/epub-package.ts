/**
 * The package of a book: its metadata, the files of its text in reading order, and its table of
 * contents (EPUB 3.3; OPF 2.0.1 and its NCX for EPUB 2).
 */
import { Refusal } from '../../shared/result.ts';
import { openArchive, type Archive } from './archive.ts';
import { nameInSentence } from './reader.ts';
import { cleanText } from './tidy.ts';
import {
  childElement,
  childElements,
  descendants,
  parseXml,
  xmlAttribute,
  xmlText,
  type XmlElement,
} from './xml.ts';

/** An entry of the table of contents. */
export interface TocEntry {
  title: string;
  /** How deep it is, from 1. */
  depth: number;
}

export interface Book {
  archive: Archive;
  metadata: XmlElement | undefined;
  /** Paths of the files of text, in reading order. */
  spine: string[];
  /** The first entry of the table of contents that leads to a file, by its path. */
  toc: ReadonlyMap<string, TocEntry>;
}

interface Item {
  path: string;
  type: string;
  properties: readonly string[];
}

/** Ways to disguise fonts, which are no hindrance to reading. */
const FONT_METHODS = new Set([
  'http://www.idpf.org/2008/embedding',
  'http://ns.adobe.com/pdf/enc#RC',
]);

/** The path that an address in a file names, without what stands behind `#`. */
export function pathFrom(folder: string, address: string): string | undefined {
  const bare = address.replace(/[?#][^]*$/, '');
  if (bare === '' || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(bare)) return undefined;
  let decoded = bare;
  try {
    decoded = decodeURIComponent(bare);
  } catch {
    decoded = bare; // A stray percent sign; the name is what it says.
  }
  const parts: string[] = [];
  for (const part of (decoded.startsWith('/') ? decoded : `${folder}/${decoded}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The folder that a file is in, as paths name it. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** Throws when more than fonts is encrypted: the book is locked to a shop or a reader. */
function refuseLocked(root: XmlElement | undefined, name: string): void {
  const data = root === undefined ? [] : descendants(root, 'EncryptedData');
  const locked = data.some(
    (each) =>
      !FONT_METHODS.has(xmlAttribute(childElement(each, 'EncryptionMethod'), 'Algorithm') ?? ''),
  );
  if (!locked) return;
  throw new Refusal(
    'unsupported-format',
    `${nameInSentence(name)} is locked by its shop (DRM), so its text can’t be read. Get a copy without the lock, or type the passages that you need.`,
  );
}

function oneLine(element: XmlElement | undefined): string {
  return cleanText(xmlText(element)).replace(/\s+/g, ' ').trim();
}

/** Entries of the NCX, as EPUB 2 has it. */
function addNcx(root: XmlElement, folder: string, toc: Map<string, TocEntry>): void {
  const visit = (parent: XmlElement, depth: number): void => {
    for (const point of childElements(parent, 'navPoint')) {
      const target = xmlAttribute(childElement(point, 'content'), 'src') ?? '';
      const path = pathFrom(folder, target);
      const title = oneLine(childElement(childElement(point, 'navLabel'), 'text'));
      if (path !== undefined && title !== '' && !toc.has(path)) toc.set(path, { title, depth });
      visit(point, depth + 1);
    }
  };
  const map = childElement(root, 'navMap');
  if (map !== undefined) visit(map, 1);
}

/** Entries of the navigation document, as EPUB 3 has it. */
function addNav(root: XmlElement, folder: string, toc: Map<string, TocEntry>): void {
  const navs = descendants(root, 'nav');
  const nav = navs.find((each) => xmlAttribute(each, 'type')?.includes('toc')) ?? navs[0];
  const visit = (parent: XmlElement, depth: number): void => {
    for (const list of childElements(parent, 'ol')) {
      for (const item of childElements(list, 'li')) {
        const link = childElement(item, 'a');
        const path = link && pathFrom(folder, xmlAttribute(link, 'href') ?? '');
        const title = oneLine(link);
        if (path !== undefined && title !== '' && !toc.has(path)) toc.set(path, { title, depth });
        visit(item, depth + 1);
      }
    }
  };
  if (nav !== undefined) visit(nav, 1);
}

/** Opens a book. Throws a `Refusal` when it is locked, damaged or no book. */
export function openBook(bytes: Uint8Array, name: string): Book {
  const archive = openArchive(bytes, name);
  const xml = (path: string): XmlElement | undefined => {
    const content = archive.read(path);
    return content === undefined ? undefined : parseXml(content, name).root;
  };
  refuseLocked(xml('META-INF/encryption.xml'), name);
  const container = xml('META-INF/container.xml');
  const told = container && descendants(container, 'rootfile')[0];
  const packagePath =
    pathFrom('', xmlAttribute(told, 'full-path') ?? '') ??
    archive.entries.find(({ path }) => /\.opf$/i.test(path))?.path;
  const root = packagePath === undefined ? undefined : xml(packagePath);
  if (packagePath === undefined || root === undefined) {
    throw new Refusal(
      'reader-failed',
      `${nameInSentence(name)} is not a book that can be read: the list of its chapters is missing. Get another copy of it.`,
    );
  }
  const folder = folderOf(packagePath);
  const items = new Map<string, Item>();
  const manifest = childElement(root, 'manifest');
  for (const element of manifest === undefined ? [] : childElements(manifest, 'item')) {
    const path = pathFrom(folder, xmlAttribute(element, 'href') ?? '');
    if (path === undefined) continue;
    items.set(xmlAttribute(element, 'id') ?? '', {
      path,
      type: xmlAttribute(element, 'media-type') ?? '',
      properties: (xmlAttribute(element, 'properties') ?? '').split(/\s+/),
    });
  }

  const spineElement = childElement(root, 'spine');
  const all = [...items.values()];
  const navigation = all.find(({ properties }) => properties.includes('nav'));
  const listed = spineElement === undefined ? [] : childElements(spineElement, 'itemref');
  const spine = listed
    .map((element) => items.get(xmlAttribute(element, 'idref') ?? ''))
    .filter((item) => item !== undefined && item !== navigation && isText(item))
    .map((item) => item?.path ?? '');

  // Some programs list chapters by ids that there are not; the files themselves come in order.
  if (spine.length === 0) {
    spine.push(
      ...all.filter((item) => item !== navigation && isText(item)).map(({ path }) => path),
    );
  }

  const toc = new Map<string, TocEntry>();
  const nav = navigation && xml(navigation.path);
  if (nav !== undefined) addNav(nav, folderOf(navigation?.path ?? ''), toc);
  const ncxItem =
    items.get(xmlAttribute(spineElement, 'toc') ?? '') ??
    all.find(({ type }) => type === 'application/x-dtbncx+xml');
  const ncx = toc.size > 0 || ncxItem === undefined ? undefined : xml(ncxItem.path);
  if (ncx !== undefined) addNcx(ncx, folderOf(ncxItem?.path ?? ''), toc);
  return {
    archive,
    metadata: childElement(root, 'metadata'),
    spine: [...new Set(spine)],
    toc,
  };
}

function isText({ type, path }: Item): boolean {
  return /x?html|oeb1-document/i.test(type) || /\.x?html?$/i.test(path);
}
