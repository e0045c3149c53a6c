import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { HitKind, SearchReply } from '../../shared/domain.ts';
import { invokeOrThrow, messageOf } from '../api/client.ts';

/** How many hits are shown; typing on narrows better than scrolling. */
const SHOWN = 50;

export interface Scope {
  caseId?: string | undefined;
  /** Empty means every kind. */
  kinds: readonly HitKind[];
}

export interface SearchState {
  /** The query that `reply` answers; it may be an earlier one while the next reply is under way. */
  answered: string;
  reply: SearchReply | undefined;
  /** A newer reply than the one given is under way. */
  pending: boolean;
  /** The sentence to show when the search failed. */
  failure: string | undefined;
}

/**
 * Searches as the researcher types. The last reply stays until the next is there; a request that was
 * overtaken is given up, so its reply can never come after a newer one.
 */
export function useSearch(query: string, { caseId, kinds }: Scope): SearchState {
  const args = {
    query,
    typing: true,
    limit: SHOWN,
    ...(caseId === undefined ? {} : { caseId }),
    ...(kinds.length === 0 ? {} : { kinds: [...kinds] }),
  };
  const { data, error, isPlaceholderData, isPending } = useQuery({
    queryKey: ['search.find', args, 'as-you-type'],
    queryFn: async ({ signal }) => ({
      answered: query,
      reply: await invokeOrThrow('search.find', args, signal),
    }),
    enabled: query.trim() !== '',
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  return {
    answered: data?.answered ?? '',
    reply: data?.reply,
    pending: isPlaceholderData || isPending,
    failure: error === null ? undefined : messageOf(error),
  };
}
