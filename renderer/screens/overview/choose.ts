import type { Highlight, SourceSummary } from '../../../shared/domain.ts';

/** Sources with those opened lately first, the latest at the top; the rest in their order. */
export function toContinue<S extends Pick<SourceSummary, 'id'>>(
  sources: readonly S[],
  recent: readonly string[],
): S[] {
  const place = (id: string) => {
    const index = recent.indexOf(id);
    return index === -1 ? recent.length : index;
  };
  return sources.toSorted((a, b) => place(a.id) - place(b.id));
}

/** The highlights that were made or changed last, the latest first. */
export function latest<H extends Pick<Highlight, 'updatedAt'>>(
  highlights: readonly H[],
  count: number,
): H[] {
  return highlights
    .toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : a.updatedAt > b.updatedAt ? -1 : 0))
    .slice(0, count);
}
