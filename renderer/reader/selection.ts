/**
 * Between what is selected on the page and positions in the canonical text, both ways.
 *
 * Every leaf of the document is one element with `data-start` (its place in the canonical text) and
 * `data-length`. Inside it every text node is text of the document, except under `data-aside`: what
 * the reader adds for the eye or the ear and nobody wrote.
 */
import { trimPosition, type TextPosition } from '../../shared/selectors.ts';

const LEAF = '[data-start]';
const ELEMENT_NODE = 1;
const TEXT_NODE = 3;

/** A place in a DOM tree, as a Range has two of. */
export interface DomPoint {
  node: Node;
  offset: number;
}

function isElement(node: Node): node is Element {
  return node.nodeType === ELEMENT_NODE;
}

function isAside(node: Node): boolean {
  return isElement(node) && node.hasAttribute('data-aside');
}

/** Where a leaf's text starts in the canonical text. */
export function startOf(leaf: Element): number {
  return Number(leaf.getAttribute('data-start'));
}

/** Where a leaf's text ends in the canonical text. */
export function endOf(leaf: Element): number {
  return startOf(leaf) + Number(leaf.getAttribute('data-length'));
}

/** The leaf elements of a rendered document, in reading order. */
export function leafElements(root: Element): Element[] {
  return [...root.querySelectorAll(LEAF)];
}

/** The leaf that a node is in or is, if any. */
export function leafAround(node: Node | null): Element | null {
  const element = node === null || isElement(node) ? node : node.parentElement;
  return element?.closest(LEAF) ?? null;
}

/** How much of the document's text stands in the leaf before a place in it. */
function lengthBefore(leaf: Element, point: DomPoint): number {
  let count = 0;
  const reached = (node: Node): boolean => {
    if (isAside(node)) return node === point.node || node.contains(point.node);
    if (node.nodeType === TEXT_NODE) {
      count += node === point.node ? point.offset : (node.nodeValue ?? '').length;
      return node === point.node;
    }
    for (const [index, child] of [...node.childNodes].entries()) {
      if (node === point.node && index === point.offset) return true;
      if (reached(child)) return true;
    }
    return node === point.node;
  };
  reached(leaf);
  return count;
}

/** The first element of a list in document order that passes; all after it must pass too. */
function firstPassing(elements: readonly Element[], passes: (element: Element) => boolean): number {
  let from = 0;
  let to = elements.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const element = elements[middle];
    if (element !== undefined && passes(element)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Where a node stands in its tree: the index in its parent, of every ancestor and of itself. */
function pathOf(node: Node): number[] {
  const path: number[] = [];
  for (let child = node; child.parentNode !== null; child = child.parentNode) {
    path.unshift([...child.parentNode.childNodes].indexOf(child as ChildNode));
  }
  return path;
}

/** Says whether the place lies before the element. */
function liesBefore({ node, offset }: DomPoint, element: Element): boolean {
  const place = [...pathOf(node), offset];
  const path = pathOf(element);
  const at = place.findIndex((index, depth) => index !== path[depth]);
  // Without a difference the place is right before the element, or before what the element is in.
  return at === -1 || (place[at] ?? 0) < (path[at] ?? -1);
}

/**
 * The offset in the canonical text of a place on the page. A place outside every leaf is taken as
 * the start of the next leaf when it `opens` a range, else as the end of the one before; undefined
 * when there is none.
 */
export function offsetOf(root: Element, point: DomPoint, opens: boolean): number | undefined {
  const around = leafAround(point.node);
  if (around !== null && root.contains(around)) {
    return startOf(around) + lengthBefore(around, point);
  }
  const leaves = leafElements(root);
  const next = firstPassing(leaves, (leaf) => liesBefore(point, leaf));
  const leaf = leaves[opens ? next : next - 1];
  if (leaf === undefined) return undefined;
  return opens ? startOf(leaf) : endOf(leaf);
}

/**
 * The position in the canonical text that a stretch of the page covers, without the white space at
 * its ends; undefined when it covers no text of the document.
 */
export function positionOf(
  root: Element,
  text: string,
  from: DomPoint,
  to: DomPoint,
): TextPosition | undefined {
  const start = offsetOf(root, from, true);
  const end = offsetOf(root, to, false);
  if (start === undefined || end === undefined || start >= end) return undefined;
  return trimPosition(text, wholeCharacters(text, { start, end }));
}

/** Widens a position so that it cuts no surrogate pair in two. */
export function wholeCharacters(text: string, { start, end }: TextPosition): TextPosition {
  const splits = (at: number) =>
    /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at));
  return { start: splits(start) ? start - 1 : start, end: splits(end) ? end + 1 : end };
}

/** The document's own text nodes in a leaf. */
function textNodes(node: Node): Node[] {
  if (isAside(node)) return [];
  if (node.nodeType === TEXT_NODE) return [node];
  return [...node.childNodes].flatMap(textNodes);
}

/**
 * The first part of a rendered document whose end passes; the last when none does. A long document
 * stands in parts that say in `data-to` where they end, so that nobody has to look at every leaf.
 */
function partOf(root: Element, passes: (end: number) => boolean): Element {
  const parts = [...root.children].filter((part) => part.hasAttribute('data-to'));
  return parts.find((part) => passes(Number(part.getAttribute('data-to')))) ?? parts.at(-1) ?? root;
}

/**
 * The place on the page of an offset of the canonical text. An offset between two leaves is taken
 * as the end of the first, or as the start of the second when the place `opens` a range.
 */
export function pointOf(root: Element, offset: number, opens: boolean): DomPoint | undefined {
  const reaches = (end: number) => (opens ? end > offset : end >= offset);
  const leaves = leafElements(partOf(root, reaches));
  const next = firstPassing(leaves, (leaf) => reaches(endOf(leaf)));
  const leaf = leaves[next] ?? leaves.at(-1);
  if (leaf === undefined) return undefined;
  let left = Math.max(0, Math.min(offset, endOf(leaf)) - startOf(leaf));
  const nodes = textNodes(leaf);
  for (const node of nodes) {
    const { length } = node.nodeValue ?? '';
    if (left < length || (!opens && left === length)) return { node, offset: left };
    left -= length;
  }
  const last = nodes.at(-1);
  return last === undefined
    ? { node: leaf, offset: 0 }
    : { node: last, offset: (last.nodeValue ?? '').length };
}

/** The range on the page that shows a position; undefined when the document has no text. */
export function rangeOf(root: Element, { start, end }: TextPosition): Range | undefined {
  const from = pointOf(root, start, true);
  const to = pointOf(root, end, false);
  if (from === undefined || to === undefined) return undefined;
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range;
}

/** The boxes of the text at a position, leaf by leaf, in the window; no boxes of whole blocks. */
export function textRects(root: Element, { start, end }: TextPosition): DOMRect[] {
  return leafElements(root)
    .filter((leaf) => startOf(leaf) < end && endOf(leaf) > start)
    .flatMap((leaf) => {
      const part = { start: Math.max(start, startOf(leaf)), end: Math.min(end, endOf(leaf)) };
      return [...(rangeOf(leaf.parentElement ?? root, part)?.getClientRects() ?? [])];
    });
}
