/**
 * Marking what was found without touching the page's tree, by the CSS Custom Highlight API
 * (https://www.w3.org/TR/css-highlight-api-1/). Two readers may stand side by side, so each paints
 * under its own name into the same two highlights.
 */
import { matchesIn } from '../../../shared/find-in-text.ts';
import type { TextPosition } from '../../../shared/selectors.ts';
import { offsetsBetween } from '../in-sight.ts';
import { scrollerOf } from '../scrolling.ts';
import { pointOf } from '../selection.ts';

const ALL = 'found';
const CURRENT = 'found-current';

interface Painted {
  all: AbstractRange[];
  current: AbstractRange | undefined;
}

const painted = new Map<object, Painted>();

function show(): void {
  const all = [...painted.values()].flatMap((one) => one.all);
  const current = [...painted.values()].flatMap((one) => one.current ?? []);
  if (all.length === 0) CSS.highlights.delete(ALL);
  else CSS.highlights.set(ALL, new Highlight(...all));
  if (current.length === 0) {
    CSS.highlights.delete(CURRENT);
    return;
  }
  const highlight = new Highlight(...current);
  highlight.priority = 1;
  CSS.highlights.set(CURRENT, highlight);
}

function staticRange(leaves: Element, { start, end }: TextPosition): StaticRange | undefined {
  const from = pointOf(leaves, start, true);
  const to = pointOf(leaves, end, false);
  if (from === undefined || to === undefined) return undefined;
  return new StaticRange({
    startContainer: from.node,
    startOffset: from.offset,
    endContainer: to.node,
    endOffset: to.offset,
  });
}

/** Marks the matches that are in sight or within a screen of it. */
export function paintMatches(
  owner: object,
  column: HTMLElement,
  matches: readonly TextPosition[],
  current: TextPosition | undefined,
): void {
  const view = scrollerOf(column).getBoundingClientRect();
  const near = offsetsBetween(column, view.top - view.height, view.bottom + view.height);
  const shown = near === undefined ? [] : matchesIn(matches, near);
  const next: Painted = { all: [], current: undefined };
  for (const match of shown) {
    const range = staticRange(column, match);
    if (range === undefined) continue;
    if (match === current) next.current = range;
    else next.all.push(range);
  }
  painted.set(owner, next);
  show();
}

/** Takes the marks of one reader away. */
export function clearMatches(owner: object): void {
  if (painted.delete(owner)) show();
}
