import type { Highlight } from '../../shared/domain.ts';
import { pageLocator, type PageRange } from '../../shared/pages.ts';
import { isPlaced } from '../../shared/segments.ts';
import { createStore, useStore } from '../ui/store.ts';

/** The pages of the sources that are open, by the source's id; the reader fills it. */
export const openPageRanges = createStore<ReadonlyMap<string, readonly PageRange[]>>(new Map());

/** Keeps the pages of a source while it is open; gives the function that lets them go. */
export function keepPageRanges(sourceId: string, ranges: readonly PageRange[]): () => void {
  openPageRanges.set((now) => new Map(now).set(sourceId, ranges));
  return () =>
    openPageRanges.set((now) => {
      if (now.get(sourceId) !== ranges) return now;
      const others = new Map(now);
      others.delete(sourceId);
      return others;
    });
}

/** Where a highlight is, for people: "p. 12, ¶ 4", "¶ 4"; empty without a place. */
export function usePlaceText({ sourceId, passages }: Highlight): string {
  const ranges = useStore(openPageRanges).get(sourceId) ?? [];
  const placed = passages.filter(isPlaced);
  const page = pageLocator(ranges, placed);
  const paragraph = placed[0]?.paragraph;
  return [
    ...(page === undefined ? [] : [`p. ${page}`]),
    ...(paragraph === undefined ? [] : [`¶ ${paragraph}`]),
  ].join(', ');
}
