/**
 * Keeps what the window knows of comments ahead of what it reads back: between a save and the next
 * read, a card that opens again must start from what was saved, at its version.
 */
import type { Annotation, Highlight } from '../../shared/domain.ts';
import { queryClient } from '../api/use-call.ts';

const versions = new Map<string, number>();

/** The newest version of a highlight's comment that this window has seen. */
export function knownVersion(highlight: Highlight): number {
  return Math.max(highlight.annotation.version, versions.get(highlight.id) ?? 0);
}

/** Notes what a save gave back, in every list of highlights that is on the screen. */
export function rememberComment(highlightId: string, annotation: Annotation): void {
  versions.set(highlightId, annotation.version);
  queryClient.setQueriesData<Highlight[]>({ queryKey: ['highlights.list'] }, (list) =>
    list?.map((highlight) =>
      highlight.id === highlightId && highlight.annotation.version < annotation.version
        ? { ...highlight, annotation }
        : highlight,
    ),
  );
}
