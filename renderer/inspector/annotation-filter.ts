import type { Highlight, LabelId } from '../../shared/domain.ts';
import { needsReview } from '../review/pending.ts';

/** What of the highlights is shown; an absent property lets everything through. */
export interface AnnotationFilter {
  label?: LabelId | undefined;
  tag?: string | undefined;
  author?: string | undefined;
  withComment?: boolean | undefined;
  needsReview?: boolean | undefined;
}

/** The highlights that pass the filter, in their order. */
export function filterHighlights<
  H extends Pick<Highlight, 'label' | 'tags' | 'annotation' | 'passages'> &
    Partial<Pick<Highlight, 'author'>>,
>(
  highlights: readonly H[],
  { label, tag, author, withComment, needsReview: waits }: AnnotationFilter,
): H[] {
  return highlights.filter(
    (highlight) =>
      (label === undefined || highlight.label === label) &&
      (tag === undefined || highlight.tags.includes(tag)) &&
      (author === undefined || highlight.author === author) &&
      (withComment !== true || highlight.annotation.text.trim() !== '') &&
      (waits !== true || needsReview(highlight)),
  );
}

/** The tags in use among the highlights, in the order of the alphabet. */
export function tagsAmong(highlights: ReadonlyArray<Pick<Highlight, 'tags'>>): string[] {
  return [...new Set(highlights.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b));
}

/** The names of those who made the highlights, in the order of the alphabet; '' for unnamed ones. */
export function authorsAmong(highlights: ReadonlyArray<Pick<Highlight, 'author'>>): string[] {
  return [...new Set(highlights.map(({ author }) => author))].sort((a, b) => a.localeCompare(b));
}

/** A highlight's quotation on one line; several passages are joined by "…". */
export function quoteText({ passages }: Pick<Highlight, 'passages'>): string {
  return passages.map(({ exact }) => exact.replace(/\s+/g, ' ')).join(' … ');
}
