/** What is taken out of an open PDF, page by page and within limits, for the layout to work on. */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { Refusal } from '../../shared/result.ts';
import type { FontFacts, PageContent, StructNode } from '../../shared/pdf-text/page.ts';
import { nameInSentence } from './reader.ts';

/** What is read of one file at most. */
export const PDF_LIMITS = {
  pages: 5_000,
  /** Stretches of text on one page, and in the whole file. */
  itemsOfPage: 100_000,
  items: 4_000_000,
  /** Letters of the whole file. */
  letters: 30_000_000,
  /** Pages of which all drawing commands are looked at, to learn about fonts. */
  fontPages: 120,
  outlineEntries: 3_000,
} as const;

/** An entry of the outline, with the page that it leads to. */
export interface OutlineEntry {
  title: string;
  /** From 1. */
  level: number;
  /** From 0; undefined when it leads nowhere in this file. */
  page: number | undefined;
}

export interface PdfText {
  pages: PageContent[];
  labels: string[];
  fonts: Map<string, FontFacts>;
  outline: OutlineEntry[];
  /** Pages that could not be read, from 1. */
  broken: number[];
  /** Says that pages have pictures: then a file without text is a scan. */
  hasPictures: boolean;
}

interface FontObject {
  name?: string;
  bold?: boolean;
  black?: boolean;
  italic?: boolean;
}

/** What a font's names and flags say about its look. */
function factsOf(font: FontObject): FontFacts {
  const name = font.name ?? '';
  return {
    bold:
      font.bold === true ||
      font.black === true ||
      /bold|black|heavy|semibold|demi(?!lig)|-bd|cmbx|sfbx|ecbx|\.b\b/i.test(name),
    italic:
      font.italic === true || /italic|oblique|slanted|kursiv|-it\b|cmti|cmsl|sfti|ecti/i.test(name),
  };
}

/** Learns the look of fonts that pages before have not used. Pictures are not inflated for it. */
async function learnFonts(
  page: PDFPageProxy,
  names: readonly string[],
  known: Map<string, FontFacts>,
): Promise<boolean> {
  const { fnArray } = await page.getOperatorList({ annotationMode: 0 });
  for (const name of names) {
    if (!page.commonObjs.has(name)) continue;
    known.set(name, factsOf(page.commonObjs.get(name) as FontObject));
  }
  return fnArray.length > 0;
}

function isTree(value: unknown): value is StructNode {
  return typeof value === 'object' && value !== null && 'children' in value && 'role' in value;
}

async function readPage(page: PDFPageProxy, name: string): Promise<PageContent> {
  const content = await page.getTextContent({ includeMarkedContent: true });
  if (content.items.length > PDF_LIMITS.itemsOfPage) throw tooMuch(name);
  const viewport = page.getViewport({ scale: 1 });
  const marked = content.items.some((item) => 'type' in item && typeof item.id === 'string');
  const tree: unknown = marked ? await page.getStructTree().catch(() => null) : null;
  return {
    items: content.items,
    verticalFonts: new Set(
      Object.entries(content.styles)
        .filter(([, style]) => style.vertical)
        .map(([font]) => font),
    ),
    transform: viewport.transform,
    width: viewport.width,
    height: viewport.height,
    tree: isTree(tree) ? tree : null,
  };
}

function tooMuch(name: string): Refusal {
  return new Refusal(
    'too-large',
    `${nameInSentence(name)} holds more text than can be read (${PDF_LIMITS.pages.toLocaleString('en')} pages, ${PDF_LIMITS.letters / 1_000_000} million letters). Split it and add the parts.`,
  );
}

/** The labels of all pages; where the file has none, their numbers from 1. */
async function labelsOf(document: PDFDocumentProxy): Promise<string[]> {
  const labels = await document.getPageLabels().catch(() => null);
  return Array.from({ length: document.numPages }, (_, index) => {
    const label = labels?.[index]?.replace(/\s+/g, ' ').trim() ?? '';
    return label === '' || label.length > 40 ? String(index + 1) : label;
  });
}

/** As much of an entry of pdf.js's outline as is read. */
interface RawEntry {
  title: string;
  dest: unknown;
  items: RawEntry[];
}

async function pageOf(document: PDFDocumentProxy, dest: unknown): Promise<number | undefined> {
  try {
    const target: unknown = typeof dest === 'string' ? await document.getDestination(dest) : dest;
    const first: unknown = Array.isArray(target) ? target[0] : undefined;
    if (typeof first === 'number') return first;
    if (typeof first !== 'object' || first === null || !('num' in first)) return undefined;
    return await document.getPageIndex(first as { num: number; gen: number });
  } catch {
    return undefined; // Leads to a page that is not there.
  }
}

/** The outline as a list, without entries that say nothing. */
async function outlineOf(document: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const raw = (await document.getOutline().catch(() => [])) as RawEntry[] | null;
  const entries: OutlineEntry[] = [];
  // A stack of our own: outlines of hostile files are as deep as they like.
  const open = [...(raw ?? [])].reverse().map((item) => ({ item, level: 1 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (entries.length >= PDF_LIMITS.outlineEntries) break;
    const { item, level } = next;
    const title = item.title.replace(/\s+/g, ' ').trim();
    if (/\p{L}/u.test(title) && title.length <= 300) {
      entries.push({ title, level, page: await pageOf(document, item.dest) });
    }
    for (const child of [...item.items].reverse()) open.push({ item: child, level: level + 1 });
  }
  return entries;
}

/**
 * Everything that the layout needs of an open PDF. Throws `too-large` past the limits; a page that
 * can't be read is left empty and told in `broken`.
 */
export async function readPages(document: PDFDocumentProxy, name: string): Promise<PdfText> {
  if (document.numPages > PDF_LIMITS.pages) throw tooMuch(name);
  const fonts = new Map<string, FontFacts>();
  const pages: PageContent[] = [];
  const broken: number[] = [];
  let fontPages = 0;
  let items = 0;
  let letters = 0;
  let hasPictures = false;
  for (let number = 1; number <= document.numPages; number += 1) {
    try {
      const page = await document.getPage(number);
      const content = await readPage(page, name);
      pages.push(content);
      items += content.items.length;
      const used = new Set<string>();
      for (const item of content.items) {
        if (!('str' in item)) continue;
        letters += item.str.length;
        if (item.str.trim() !== '') used.add(item.fontName);
      }
      if (items > PDF_LIMITS.items || letters > PDF_LIMITS.letters) throw tooMuch(name);
      const strange = [...used].filter((font) => !fonts.has(font));
      if (strange.length > 0 && fontPages < PDF_LIMITS.fontPages) {
        fontPages += 1;
        await learnFonts(page, strange, fonts).catch(() => false);
      }
      if (letters === 0 && number <= 3) {
        hasPictures = (await learnFonts(page, [], fonts).catch(() => false)) || hasPictures;
      }
      page.cleanup();
    } catch (error) {
      if (error instanceof Refusal) throw error;
      broken.push(number);
      pages.push({ items: [], verticalFonts: new Set(), transform: [], width: 0, height: 0 });
    }
  }
  return {
    pages,
    labels: await labelsOf(document),
    fonts,
    outline: await outlineOf(document),
    broken,
    hasPictures,
  };
}
