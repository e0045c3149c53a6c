import type { SavedSearch } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';

/** How many things each saved search finds now, by its id; counted again whenever something changes. */
export function useTotals(searches: readonly SavedSearch[]): ReadonlyMap<string, number> {
  const queries = searches.map(({ query }) => query);
  const totals = useCall(
    'search.count',
    { queries },
    { enabled: queries.length > 0, keepPrevious: true },
  ).data?.totals;
  // The totals of the list before fit none of another length.
  if (totals?.length !== searches.length) return new Map();
  return new Map(searches.map(({ id }, index) => [id, totals[index] ?? 0]));
}
