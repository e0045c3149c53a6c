/** What of highlights waits for a person, and how sure a place is, in words. Pure. */
import type { AnchorStatus, Highlight, Passage } from '../../shared/domain.ts';

/** A passage that has no place in the present text, with where it stands in its highlight. */
export interface Pending {
  highlight: Highlight;
  /** Its number in the highlight, from 0. */
  index: number;
  passage: Passage;
}

function withStatus(highlights: readonly Highlight[], status: AnchorStatus): Pending[] {
  return highlights.flatMap((highlight) =>
    highlight.passages.flatMap((passage, index) =>
      passage.status === status ? [{ highlight, index, passage }] : [],
    ),
  );
}

/** The passages that wait for review, in the order of the highlights. */
export function pendingIn(highlights: readonly Highlight[]): Pending[] {
  return withStatus(highlights, 'review');
}

/** The passages that were left without a place. */
export function unanchoredIn(highlights: readonly Highlight[]): Pending[] {
  return withStatus(highlights, 'unanchored');
}

/** Says whether something of the highlight waits for review. */
export function needsReview({ passages }: Pick<Highlight, 'passages'>): boolean {
  return passages.some(({ status }) => status === 'review');
}

/** "1 highlight needs review"; undefined when none does. */
export function reviewText(highlights: readonly Highlight[]): string | undefined {
  const count = highlights.filter(needsReview).length;
  if (count === 0) return undefined;
  return count === 1 ? '1 highlight needs review' : `${count} highlights need review`;
}

/** How sure a place is, from a score between 0 and 1. */
export function sureness(score: number): string {
  if (score >= 0.7) return 'Very likely';
  return score >= 0.45 ? 'Likely' : 'Possible';
}

const STANDS: ReadonlyArray<readonly [AnchorStatus, one: string, many: string]> = [
  ['exact', 'stayed', 'stayed'],
  ['moved', 'moved', 'moved'],
  ['changed', 'has changed words', 'have changed words'],
  ['review', 'needs review', 'need review'],
  ['unanchored', 'is without a place', 'are without a place'],
];

/** What a revision did to the highlighted passages: "12 passages stayed, 2 moved, 1 needs review". */
export function anchorsText(anchors: Partial<Record<AnchorStatus, number>>): string {
  const parts = STANDS.flatMap(([status, one, many]) => {
    const count = anchors[status] ?? 0;
    return count === 0 ? [] : [{ count, verb: count === 1 ? one : many }];
  });
  if (parts.length === 0) return 'It had no highlights.';
  const said = parts.map(({ count, verb }, at) => {
    const noun = at > 0 ? '' : count === 1 ? 'highlighted passage ' : 'highlighted passages ';
    return `${count} ${noun}${verb}`;
  });
  return `${said.join(', ')}.`;
}
