import type { Highlight, LabelId } from '../../shared/domain.ts';
import { needsReview } from '../review/pending.ts';

/** What of the highlights is shown; an absent property lets everything through. */
export interface AnnotationFilter {
  label?: LabelId | undefined;
  tag?: string | undefined;
  withComment?: boolean | undefined;
  needsReview?: boolean | undefined;
}

/** The highlights that pass the filter, in their order. */
export function filterHighlights<
  H extends Pick<Highlight, 'label' | 'tags' | 'annotation' | 'passages'>,
>(
  highlights: readonly H[],
  { label, tag, withComment, needsReview: waits }: AnnotationFilter,
): H[] {
  return highlights.filter(
    (highlight) =>
      (label === undefined || highlight.label === label) &&
      (tag === undefined || highlight.tags.includes(tag)) &&
      (withComment !== true || highlight.annotation.text.trim() !== '') &&
      (waits !== true || needsReview(highlight)),
  );
}

/** The tags in use among the highlights, in the order of the alphabet. */
export function tagsAmong(highlights: ReadonlyArray<Pick<Highlight, 'tags'>>): string[] {
  return [...new Set(highlights.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b));
}

/** A highlight's quotation on one line; several passages are joined by "…". */
export function quoteText({ passages }: Pick<Highlight, 'passages'>): string {
  return passages.map(({ exact }) => exact.replace(/\s+/g, ' ')).join(' … ');
}
