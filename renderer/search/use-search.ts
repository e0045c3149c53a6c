import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CallInput } from '../../shared/contract.ts';
import type { HitKind, SearchReply } from '../../shared/domain.ts';
import { Refusal } from '../../shared/result.ts';
import { invokeOrThrow, messageOf } from '../api/client.ts';
import { queryClient } from '../api/use-call.ts';

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
  /** How many match of each kind, also of those filtered out, as far as is known. */
  counts: SearchReply['counts'];
  /** A newer reply than the one given is under way. */
  pending: boolean;
  /** The sentence to show when the search failed. */
  failure: string | undefined;
}

interface Answer {
  answered: string;
  reply: SearchReply;
}

function argsOf(query: string, { caseId, kinds }: Scope): CallInput<'search.find'> {
  return {
    query,
    typing: true,
    limit: SHOWN,
    ...(caseId === undefined ? {} : { caseId }),
    ...(kinds.length === 0 ? {} : { kinds: [...kinds] }),
  };
}

function keyOf(query: string, scope: Scope) {
  return ['search.find', argsOf(query, scope), 'as-you-type'] as const;
}

/**
 * Searches as the researcher types. The last reply stays until the next is there; a request that was
 * overtaken is given up, so its reply can never come after a newer one.
 */
export function useSearch(query: string, scope: Scope): SearchState {
  const { data, error, isPlaceholderData, isPending } = useQuery({
    queryKey: keyOf(query, scope),
    queryFn: async ({ signal }): Promise<Answer> => ({
      answered: query,
      reply: await invokeOrThrow('search.find', argsOf(query, scope), signal),
    }),
    enabled: query.trim() !== '',
    placeholderData: keepPreviousData,
    gcTime: 30_000,
    // The core answers the newest of all windows; one that another window overtook asks again.
    retry: (count, failure) =>
      count < 5 && failure instanceof Refusal && failure.code === 'cancelled',
    retryDelay: 50,
  });
  // A search among notes counts notes only; the other counts are those of the search before.
  const every = queryClient.getQueryData<Answer>(keyOf(query, { ...scope, kinds: [] }));
  return {
    answered: data?.answered ?? '',
    reply: data?.reply,
    counts: { ...every?.reply.counts, ...data?.reply.counts },
    pending: isPlaceholderData || isPending,
    failure: error === null ? undefined : messageOf(error),
  };
}
