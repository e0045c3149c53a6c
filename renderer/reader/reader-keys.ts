/**
 * Reading with the keyboard. Up and Down step through the paragraphs; Right and Left select the
 * next and the previous word; with Shift they stretch the selection, by paragraphs or words, and
 * with Alt and Shift by characters.
 */
import { scrollerOf } from './scrolling.ts';
import { endOf, leafAround, leafElements, offsetOf, pointOf, startOf } from './selection.ts';
import { nextWordEnd, previousWordStart } from './words.ts';

/** The paragraph that the keyboard is on: focused, and shown as such. */
export function focusedLeaf(column: Element | null): Element | null {
  const leaf = leafAround(document.activeElement);
  if (leaf === null || column?.contains(leaf) !== true) return null;
  return leaf.matches(':focus-visible') ? leaf : null;
}

function currentLeaf(column: Element): Element | null {
  const leaf = leafAround(document.activeElement);
  return leaf !== null && column.contains(leaf) ? leaf : null;
}

function firstLeafOnScreen(column: Element): Element | undefined {
  const { top } = scrollerOf(column).getBoundingClientRect();
  return leafElements(column).find((leaf) => leaf.getBoundingClientRect().bottom > top + 8);
}

function focusLeaf(leaf: Element): void {
  if (!(leaf instanceof HTMLElement)) return;
  leaf.focus({ preventScroll: true });
  leaf.scrollIntoView({ block: 'nearest' });
}

/** Brings the focus back to the text: to the paragraph of the selection, or to the column. */
export function focusText(column: HTMLElement | null): void {
  const leaf = leafAround(document.getSelection()?.focusNode ?? null);
  const target = leaf instanceof HTMLElement && column?.contains(leaf) === true ? leaf : column;
  target?.focus({ preventScroll: true });
}

/** Moves the paragraph cursor; says whether it could. */
function stepLeaf(column: Element, by: 1 | -1): boolean {
  const leaves = leafElements(column);
  const current = currentLeaf(column);
  const next = current === null ? firstLeafOnScreen(column) : leaves[leaves.indexOf(current) + by];
  if (next === undefined) return false;
  document.getSelection()?.removeAllRanges();
  focusLeaf(next);
  return true;
}

/** Where the selection was begun and how far it goes now, in that order. */
function ends(column: Element): { anchor: number; focus: number } | undefined {
  const selection = document.getSelection();
  const { anchorNode, focusNode } = selection ?? {};
  if (!selection || selection.isCollapsed || !anchorNode || !focusNode) return undefined;
  if (!column.contains(anchorNode) || !column.contains(focusNode)) return undefined;
  const forward = selection.direction === undefined ? true : selection.direction !== 'backward';
  const anchor = offsetOf(column, { node: anchorNode, offset: selection.anchorOffset }, forward);
  const focus = offsetOf(column, { node: focusNode, offset: selection.focusOffset }, !forward);
  return anchor === undefined || focus === undefined ? undefined : { anchor, focus };
}

/** Selects from one offset of the canonical text to another, which may be the lesser. */
export function selectOffsets(column: Element, anchor: number, focus: number): void {
  const from = pointOf(column, anchor, anchor <= focus);
  const to = pointOf(column, focus, anchor > focus);
  if (from === undefined || to === undefined) return;
  document.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  const leaf = leafAround(to.node);
  if (leaf !== null && leaf !== currentLeaf(column)) focusLeaf(leaf);
}

type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

function stretch(column: Element, text: string, key: Direction, byCharacter: boolean): boolean {
  const leaf = currentLeaf(column);
  const start = leaf === null ? undefined : startOf(leaf);
  const now = ends(column) ?? (start === undefined ? undefined : { anchor: start, focus: start });
  if (now === undefined) return false;
  const { anchor, focus } = now;
  const leaves = leafElements(column);
  const step = byCharacter ? characterStep(text, focus) : undefined;
  const to = {
    ArrowRight: () => step?.next ?? nextWordEnd(text, focus),
    ArrowLeft: () => step?.previous ?? previousWordStart(text, focus),
    ArrowDown: () => leaves.map(endOf).find((end) => end > focus) ?? text.length,
    ArrowUp: () => leaves.map(startOf).findLast((begin) => begin < focus) ?? 0,
  }[key]();
  selectOffsets(column, anchor, to);
  return true;
}

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The offsets one whole character, as people see it, before and after another offset. */
function characterStep(text: string, at: number): { previous: number; next: number } {
  const before = [...characters.segment(text.slice(Math.max(0, at - 32), at))].at(-1);
  const [after] = characters.segment(text.slice(at, at + 32));
  return {
    previous: at - (before?.segment.length ?? 0),
    next: at + (after?.segment.length ?? 0),
  };
}

function selectWord(column: Element, text: string, key: Direction): boolean {
  const leaf = currentLeaf(column);
  const now = ends(column);
  const from = now === undefined ? (leaf === null ? undefined : startOf(leaf)) : undefined;
  if (key === 'ArrowRight') {
    const at = from ?? (now && Math.max(now.anchor, now.focus));
    if (at === undefined) return false;
    const end = nextWordEnd(text, at);
    selectOffsets(column, previousWordStart(text, end), end);
  } else {
    const at = from ?? (now && Math.min(now.anchor, now.focus));
    if (at === undefined) return false;
    const start = previousWordStart(text, at);
    selectOffsets(column, start, nextWordEnd(text, start));
  }
  return true;
}

interface Press {
  key: string;
  shiftKey: boolean;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** Does what an arrow key means in the column; says whether it meant anything. */
export function handleArrow(column: Element, text: string, press: Press): boolean {
  const { key, shiftKey, altKey, ctrlKey, metaKey } = press;
  if (ctrlKey || metaKey || !/^Arrow(Left|Right|Up|Down)$/.test(key)) return false;
  const direction = key as Direction;
  if (shiftKey) return stretch(column, text, direction, altKey);
  if (altKey) return false;
  if (direction === 'ArrowDown') return stepLeaf(column, 1);
  if (direction === 'ArrowUp') return stepLeaf(column, -1);
  return selectWord(column, text, direction);
}
