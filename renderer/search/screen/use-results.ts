import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { CallInput } from '../../../shared/contract.ts';
import type { Hit, SearchReply, SearchSort } from '../../../shared/domain.ts';
import { Refusal } from '../../../shared/result.ts';
import { invokeOrThrow, messageOf } from '../../api/client.ts';

const PAGE = 50;
const SNIPPETS = 3;
/** The most that a call may give. */
const LARGEST_PAGE = 500;
/** More are neither selected nor exported at once. */
export const MOST_TAKEN = 5000;

export interface Asked {
  query: string;
  sort: SearchSort;
  typing: boolean;
}

export interface Results {
  hits: readonly Hit[];
  /** The reply to the first page: totals, corrections, what failed. */
  reply: SearchReply | undefined;
  /** The query that the hits answer; it may be the one before. */
  answered: string;
  pending: boolean;
  failure: string | undefined;
  /** Reads the next page, when there is one and none is on its way. */
  more: () => void;
}

/** A query that a newer one of another window overtook is asked again. */
function askAgain(count: number, failure: Error): boolean {
  return count < 5 && failure instanceof Refusal && failure.code === 'cancelled';
}

/** The hits of a query, page after page. What was found last stays until the next is there. */
export function useResults(asked: Asked): Results {
  const {
    data,
    error,
    isPlaceholderData,
    isPending,
    hasNextPage,
    isFetchingNextPage,
    fetchNextPage,
  } = useInfiniteQuery({
    queryKey: ['search.find', asked, 'pages'],
    initialPageParam: 0,
    queryFn: async ({ signal, pageParam }) => {
      const args: CallInput<'search.find'> = {
        ...asked,
        limit: PAGE,
        offset: pageParam,
        snippets: SNIPPETS,
      };
      const reply = await invokeOrThrow('search.find', args, signal);
      return { reply, answered: asked.query };
    },
    getNextPageParam: (last, pages) => {
      const read = pages.reduce((sum, { reply }) => sum + reply.hits.length, 0);
      return last.reply.hits.length === 0 || read >= last.reply.total ? undefined : read;
    },
    enabled: asked.query.trim() !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    retry: askAgain,
    retryDelay: 50,
  });
  const pages = data?.pages ?? [];
  return {
    hits: pages.flatMap(({ reply }) => reply.hits),
    reply: pages[0]?.reply,
    answered: pages[0]?.answered ?? '',
    pending: isPlaceholderData || isPending,
    failure: error === null ? undefined : messageOf(error),
    more: () => {
      if (hasNextPage && !isFetchingNextPage && !isPlaceholderData) void fetchNextPage();
    },
  };
}

/** What the matches of a query can be narrowed by, with counts. Waits until `enabled`. */
export function useFacets(
  { query, typing }: Omit<Asked, 'sort'>,
  enabled: boolean,
): SearchReply['facets'] {
  const args: CallInput<'search.find'> = { query, typing, limit: 1, facets: true };
  return useQuery({
    queryKey: ['search.find', args, 'facets'],
    queryFn: ({ signal }) => invokeOrThrow('search.find', args, signal),
    enabled: enabled && query.trim() !== '',
    placeholderData: keepPreviousData,
    retry: askAgain,
    retryDelay: 50,
  }).data?.facets;
}

/** Every hit of a query, without waiting for it to be scrolled to; the first 5,000. */
export async function allHits(
  { query, sort, typing }: Asked,
  snippets = 1,
  most = MOST_TAKEN,
): Promise<Hit[]> {
  const hits: Hit[] = [];
  for (;;) {
    const limit = Math.min(LARGEST_PAGE, most - hits.length);
    const args = { query, sort, typing, snippets, limit, offset: hits.length };
    const reply = await invokeOrThrow('search.find', args);
    hits.push(...reply.hits);
    if (reply.hits.length < limit || hits.length >= most) return hits;
  }
}
