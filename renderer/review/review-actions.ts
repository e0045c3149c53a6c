/** What a person decides of a passage that was not found for sure. Each can be undone. */
import type { TextPosition } from '../../shared/selectors.ts';
import { attempt } from '../reader/attempt.ts';
import { showHighlight } from '../reader/highlight-cache.ts';

interface PassageKey {
  highlightId: string;
  passage: number;
}

/** Puts a passage at a place of the present text; says whether the notebook took it. */
export async function placePassage(
  { highlightId, passage }: PassageKey,
  { start, end }: TextPosition,
): Promise<boolean> {
  const placed = await attempt('highlights.anchor', { id: highlightId, passage, start, end });
  if (placed !== undefined) showHighlight(placed);
  return placed !== undefined;
}

/** Leaves a passage without a place, with its words and its comment. */
export async function keepUnplaced({ highlightId, passage }: PassageKey): Promise<boolean> {
  const left = await attempt('highlights.unanchor', { id: highlightId, passage });
  if (left !== undefined) showHighlight(left);
  return left !== undefined;
}
