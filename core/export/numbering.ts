/** Gives every highlight of a case file its number (H1, H2, ...) and finds its place in the text. */
import type { DocumentLayout } from '../../shared/document.ts';
import type { Highlight, Passage } from '../../shared/domain.ts';
import { placePassage, type PlacedPassage } from './segments.ts';

export interface NumberedHighlight {
  number: number;
  /** Which of the rules under overlapping passages is its own: 0 is nearest to the text. */
  slot: number;
  highlight: Highlight;
  /** The passages that have a place in the text, in the order of the text. */
  placed: PlacedPassage[];
  /** The others, and why. */
  lost: { passage: Passage; why: string }[];
}

function whyLost(text: string, { start, end, exact, status }: Passage): string | undefined {
  if (status === 'review') return 'its words were not found for sure in the present text';
  if (status === 'unanchored') return 'it was left without a place in the present text';
  if (start >= end) return 'it covers no text';
  if (end > text.length) return 'it reaches beyond the end of the text';
  if (exact !== '' && text.slice(start, end) !== exact) {
    return 'the text at its place is not the text that was highlighted';
  }
  return undefined;
}

function placesOf(
  layout: DocumentLayout,
  highlight: Highlight,
): Omit<NumberedHighlight, 'number' | 'slot'> {
  const placed: PlacedPassage[] = [];
  const lost: NumberedHighlight['lost'] = [];
  for (const passage of highlight.passages) {
    const why = whyLost(layout.text, passage);
    const place = why === undefined ? placePassage(layout, 0, passage) : undefined;
    if (place !== undefined) placed.push(place);
    else lost.push({ passage, why: why ?? 'it covers no text' });
  }
  placed.sort((a, b) => a.start - b.start || a.end - b.end);
  return { highlight, placed, lost };
}

/**
 * Gives every highlight its slot: the longest first, so that the rules farthest from the text, and
 * nearest to the next line, are the short ones.
 */
function assignSlots(numbered: readonly NumberedHighlight[]): void {
  const lengthOf = ({ placed }: NumberedHighlight) =>
    placed.reduce((sum, { start, end }) => sum + end - start, 0);
  const settled: NumberedHighlight[] = [];
  for (const one of numbered.toSorted((a, b) => lengthOf(b) - lengthOf(a))) {
    const taken = new Set(settled.filter((other) => overlap(one, other)).map(({ slot }) => slot));
    while (taken.has(one.slot)) one.slot += 1;
    settled.push(one);
  }
}

function overlap(one: NumberedHighlight, other: NumberedHighlight): boolean {
  return one.placed.some((a) => other.placed.some((b) => a.start < b.end && a.end > b.start));
}

/**
 * Numbers the highlights of one source by their place, from `first` on; those that have no place
 * in the text come last.
 */
export function numberHighlights(
  layout: DocumentLayout,
  highlights: readonly Highlight[],
  first: number,
): NumberedHighlight[] {
  const found = highlights.map((highlight) => placesOf(layout, highlight));
  const keyOf = ({ placed: [place] }: (typeof found)[number]) =>
    place === undefined ? [Infinity, Infinity] : [place.start, place.end];
  found.sort((a, b) => {
    const [[startA = 0, endA = 0], [startB = 0, endB = 0]] = [keyOf(a), keyOf(b)];
    if (startA !== startB) return startA < startB ? -1 : 1;
    if (endA !== endB) return endA < endB ? -1 : 1;
    return a.highlight.id < b.highlight.id ? -1 : 1;
  });
  const numbered = found.map((one, index) => {
    const number = first + index;
    return { ...one, number, slot: 0, placed: one.placed.map((place) => ({ ...place, number })) };
  });
  assignSlots(numbered);
  return numbered;
}
