import { createStore } from '../ui/store.ts';

/** What of a review is on the screen. */
export type Reviewing = { sourceId: string } & (
  | {
      kind: 'dialog';
      /** The highlight to begin with; the first when absent. */
      highlightId?: string | undefined;
    }
  /** The next selection of text is to be the place of a passage. */
  | { kind: 'choose'; highlightId: string; passage: number }
);

export const reviewing = createStore<Reviewing | null>(null);

/** Opens the review of a source's highlights, if need be at one of them. */
export function review(sourceId: string, highlightId?: string): void {
  reviewing.set({ kind: 'dialog', sourceId, highlightId });
}

/** Ends the review, or the choosing of a place. */
export function endReview(): void {
  reviewing.set(null);
}
