/** What Markdown holds of notes beyond what sources have: formulas, footnotes, pictures, links. */
import type { Blockquote, FootnoteDefinition, Nodes, Paragraph, PhrasingContent } from 'mdast';
import type { InlineMath } from 'mdast-util-math';
import { parseFragment } from 'parse5';
import { readCasebookAddress } from '../../shared/casebook-links.ts';
import type { Block, Direction, QuoteOrigin, Run } from '../../shared/document.ts';

function sourceOf(node: Nodes, text: string): { raw: string; next: string } {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? 0;
  return { raw: text.slice(start, end), next: text.charAt(end) };
}

/**
 * The text between dollar signs when they are money and not a formula: a single sign with a space
 * inside, or a digit behind the last (Pandoc's rule for `tex_math_dollars`). Undefined otherwise.
 */
export function moneyOf(node: InlineMath, text: string): string | undefined {
  const { raw, next } = sourceOf(node, text);
  if (!/^\$(?!\$)/.test(raw)) return undefined;
  return /^\$\s|\s\$$/.test(raw) || /\d/.test(next) ? raw : undefined;
}

/** The SHA-256 of the stored picture that an address means, if there is one. */
export type PictureFinder = (address: string) => string | undefined;

function pathOf(address: string): string {
  const path = address.replace(/[?#].*$/s, '').replace(/^(?:\.\/)+/, '');
  try {
    return decodeURIComponent(path).normalize();
  } catch {
    return path;
  }
}

/** Finds pictures by the names that came with a text, and by the SHA-256 in their own. */
export function pictureFinder(pictures: Readonly<Record<string, string>>): PictureFinder {
  const byPath = new Map(Object.entries(pictures).map(([path, file]) => [pathOf(path), file]));
  return (address) =>
    byPath.get(pathOf(address)) ??
    /(?:^|\/)([0-9a-f]{64})(?:\.[a-z0-9]{1,5})?$/i.exec(address)?.[1]?.toLowerCase();
}

interface Pictured {
  file: string;
  alt: string;
  caption: string;
}

function figureOf({ file, alt, caption }: Pictured): Extract<Block, { type: 'figure' }> {
  const words = caption.replace(/\s+/g, ' ').trim();
  return { type: 'figure', file, alt, caption: words === '' ? [] : [{ text: words }] };
}

/**
 * What a paragraph stands for: a `$$` formula alone is a block, and so is every stored picture;
 * the words between them are lines.
 */
export function blocksOfParagraph(
  { children }: Paragraph,
  text: string,
  find: PictureFinder,
): Array<Block | { words: PhrasingContent[] }> {
  const [only, ...others] = children;
  if (only?.type === 'inlineMath' && others.length === 0) {
    if (sourceOf(only, text).raw.startsWith('$$'))
      return [{ type: 'math', tex: only.value.trim() }];
  }
  const parts: Array<Block | { words: PhrasingContent[] }> = [];
  let words: PhrasingContent[] | undefined;
  for (const child of children) {
    const file = child.type === 'image' ? find(child.url) : undefined;
    if (child.type === 'image' && file !== undefined) {
      parts.push(figureOf({ file, alt: child.alt ?? '', caption: child.title ?? '' }));
      words = undefined;
    } else {
      if (words === undefined) parts.push({ words: (words = []) });
      words.push(child);
    }
  }
  return parts;
}

/** The picture that an `img` element alone stands for, when it is a stored one. */
export function pictureOfTag(html: string, find: PictureFinder): Block | undefined {
  if (!/^<img\s[^<]*>\s*$/i.test(html)) return undefined;
  const [element] = parseFragment(html).childNodes;
  if (element === undefined || !('attrs' in element)) return undefined;
  const valueOf = (name: string) => element.attrs.find((each) => each.name === name)?.value ?? '';
  const file = find(valueOf('src'));
  if (file === undefined) return undefined;
  const figure = figureOf({ file, alt: valueOf('alt'), caption: valueOf('title') });
  const width = Number(/^(\d{1,3}(?:\.\d+)?)%$/.exec(valueOf('width'))?.[1]);
  return width >= 1 && width <= 100 ? { ...figure, width } : figure;
}

/** The direction that an element around a whole line gives it. */
export function directionOf(children: readonly PhrasingContent[]): Direction | undefined {
  const [first, last] = [children[0], children.at(-1)];
  if (first?.type !== 'html' || last?.type !== 'html' || last.value !== '</span>') return undefined;
  const dir = /^<span dir="(ltr|rtl)">$/.exec(first.value)?.[1];
  return dir === 'ltr' || dir === 'rtl' ? dir : undefined;
}

/** Says whether a cell is marked as one that heads its row. */
export function headsRow(cell: Nodes): boolean {
  const [first] = 'children' in cell ? cell.children : [];
  return first?.type === 'html' && /^<!--\s*header\s*-->$/.test(first.value);
}

/** The highlight that a quotation's last line leads to. */
export function originOf({ children }: Blockquote): QuoteOrigin | undefined {
  const line = children.at(-1);
  const link = line?.type === 'paragraph' ? line.children.at(-1) : undefined;
  const found = link?.type === 'link' ? readCasebookAddress(link.url) : undefined;
  return found !== undefined && 'from' in found ? found.from : undefined;
}

/** The citations that a style made a footnote of, by its name and what it holds; else undefined. */
export function citationsOf(identifier: string, blocks: readonly Block[]): Run[] | undefined {
  const [, space] = /^cite(-?)\d+$/.exec(identifier) ?? [];
  const [only, ...others] = blocks;
  if (space === undefined || only?.type !== 'paragraph' || others.length > 0) return undefined;
  const isCited = only.runs.every(({ text, cite }) => cite !== undefined || text.trim() === '');
  if (!isCited || only.runs.length === 0) return undefined;
  return space === '' ? only.runs : [{ text: ' ' }, ...only.runs];
}

/** Footnotes within footnotes, counted from the outermost, that are read as such. */
const MOST_NESTED = 3;

/** Gives the footnote that a reference names, each time it is named, within bounds. */
export interface Footnotes {
  /** The definition to read for a reference; undefined when there is none, or it can't be read. */
  open(identifier: string): FootnoteDefinition | undefined;
  close(identifier: string): void;
  /** The definitions that nothing has named. */
  unnamed(): FootnoteDefinition[];
}

/**
 * Footnotes by name. One that is named in its own text is not opened again, and all copies together
 * are bounded: a file may name one large footnote very often.
 */
export function footnotesOf(
  definitions: readonly FootnoteDefinition[],
  textLength: number,
): Footnotes {
  // The first definition of a name counts, as with links.
  const byName = new Map(definitions.toReversed().map((node) => [node.identifier, node]));
  const opened = new Set<string>();
  const named = new Set<string>();
  let budget = 100_000 + 4 * textLength;
  return {
    open(identifier) {
      const node = byName.get(identifier);
      if (node === undefined || opened.has(identifier) || opened.size >= MOST_NESTED)
        return undefined;
      const { start, end } = node.position ?? {};
      budget -= 100 + (end?.offset ?? 0) - (start?.offset ?? 0);
      if (budget < 0) return undefined;
      opened.add(identifier);
      named.add(identifier);
      return node;
    },
    close: (identifier) => void opened.delete(identifier),
    unnamed: () => definitions.filter(({ identifier }) => !named.has(identifier)),
  };
}
