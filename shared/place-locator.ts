/** Where passages are in their source, as a citation says it. */
import {
  paragraphAt,
  type Citation,
  type DocumentLayout,
  type SourceDocument,
} from './document.ts';
import { pageLocator, pageRanges } from './pages.ts';
import type { TextPosition } from './selectors.ts';

/** Numbers as a locator has them, those in a row joined: "3", "3-5", "3, 7". */
export function joinedNumbers(numbers: readonly number[]): string {
  const ranges: Array<[number, number]> = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}

/** Every ¶ that a position touches. */
function paragraphsAt({ leaves }: DocumentLayout, positions: readonly TextPosition[]): number[] {
  return positions.flatMap(({ start, end }) => {
    const inside = leaves.filter((leaf) => leaf.start < end && leaf.end > start);
    return inside.flatMap((leaf) => paragraphAt(leaves, leaf.start) ?? []);
  });
}

/** The pages of the original where the text keeps them, else the ¶; undefined without a place. */
export function placeLocator(
  document: SourceDocument,
  layout: DocumentLayout,
  positions: readonly TextPosition[],
): Citation['locator'] {
  const pages = pageLocator(pageRanges(document, layout), positions);
  if (pages !== undefined) return { kind: 'page', value: pages };
  const paragraphs = joinedNumbers(paragraphsAt(layout, positions));
  return paragraphs === '' ? undefined : { kind: 'paragraph', value: paragraphs };
}
