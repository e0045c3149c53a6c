/** Going to a place in a text whose far parts have not been laid out yet. */
import type { TextPosition } from '../../shared/selectors.ts';
import { rangeOf } from './selection.ts';

/** Where in the pane a place that was gone to comes to stand, from its top. */
const READING_LINE = 0.3;
/** Distance from the pane's edges within which a place counts as not in sight, in CSS pixels. */
const MARGIN = 48;
const MOST_TRIES = 12;

/**
 * The box of a stretch of text. While the browser leaves its block out, the text has no box; then
 * the block, whose height is guessed, stands for it.
 */
function boxOf(range: Range): DOMRect {
  const box = range.getBoundingClientRect();
  if (box.height > 0) return box;
  const { startContainer: node } = range;
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest('[data-block]')?.getBoundingClientRect() ?? box;
}

/**
 * Scrolls until the position is in sight, then calls `done`. What lies between is laid out only
 * while it comes into sight, and then takes another height than was guessed; so it looks again
 * after every frame until the place holds still. With `toTop` it comes to stand near the top of the
 * pane, wherever it is now. Gives the function that stops it.
 */
export function reveal(
  root: Element,
  position: TextPosition,
  done?: () => void,
  toTop = false,
): () => void {
  const pane = scrollerOf(root);
  let frame = 0;
  let tries = 0;
  let jumped = toTop;
  const step = () => {
    const range = rangeOf(root, position);
    if (range === undefined) return;
    const target = boxOf(range);
    const view = pane.getBoundingClientRect();
    const inSight = target.top >= view.top + MARGIN && target.bottom <= view.bottom - MARGIN;
    const by = target.top - view.top - view.height * (toTop ? 0.08 : READING_LINE);
    const before = pane.scrollTop;
    if (jumped ? Math.abs(by) > 2 : !inSight) pane.scrollTop += by;
    jumped ||= !inSight;
    tries += 1;
    const moved = Math.abs(pane.scrollTop - before) > 1;
    if (moved && tries < MOST_TRIES) frame = requestAnimationFrame(step);
    else done?.();
  };
  frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}

/** What scrolls an element up and down: its nearest ancestor that can. */
export function scrollerOf(element: Element): HTMLElement {
  for (let node = element.parentElement; node !== null; node = node.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(node).overflowY)) return node;
  }
  return document.documentElement;
}
