/**
 * Puts what a write gave back on the screen at once, in every list of highlights that is shown. The
 * lists are read again after every write; on a long source that takes a moment, and between a save
 * and the next read a card that opens again must start from what was saved.
 */
import type { Annotation, Highlight } from '../../shared/domain.ts';
import { queryClient } from '../api/use-call.ts';

const LISTS = ['highlights.list'] as const;

/** Shows a highlight that was made or changed. */
export function showHighlight(highlight: Highlight): void {
  const { id, sourceId } = highlight;
  queryClient.setQueriesData<Highlight[]>({ queryKey: LISTS }, (list) =>
    list?.map((one) => (one.id === id ? highlight : one)),
  );
  queryClient.setQueryData<Highlight[]>([...LISTS, { sourceId }], (list) =>
    list === undefined || list.some((one) => one.id === id) ? list : [...list, highlight],
  );
}

/** Shows no longer a highlight that is in the trash. */
export function hideHighlight(id: string): void {
  queryClient.setQueriesData<Highlight[]>({ queryKey: LISTS }, (list) =>
    list?.filter((one) => one.id !== id),
  );
}

/** The newest version of each comment that this window has seen. */
const versions = new Map<string, number>();

/** The newest version of a highlight's comment that this window has seen. */
export function knownVersion(highlight: Highlight): number {
  return Math.max(highlight.annotation.version, versions.get(highlight.id) ?? 0);
}

/** Shows a comment as it was saved. */
export function showComment(highlightId: string, annotation: Annotation): void {
  versions.set(highlightId, annotation.version);
  queryClient.setQueriesData<Highlight[]>({ queryKey: LISTS }, (list) =>
    list?.map((one) =>
      one.id === highlightId && one.annotation.version < annotation.version
        ? { ...one, annotation }
        : one,
    ),
  );
}
