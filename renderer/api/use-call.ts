import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import {
  contract,
  isCallName,
  type CallInput,
  type CallName,
  type CallReply,
} from '../../shared/contract.ts';
import type { Topic } from '../../shared/topics.ts';
import { notify } from '../ui/toast.tsx';
import { invokeOrThrow, messageOf } from './client.ts';

/** Views of data, never the truth: refetched when the notebook says that something changed. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: Infinity, refetchOnWindowFocus: false } },
});

/** Has every view that depends on one of the topics read again. */
export function refresh(topics: readonly Topic[]): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [name] }) =>
      typeof name === 'string' &&
      isCallName(name) &&
      contract[name].topics.some((topic) => topics.includes(topic)),
  });
}

/** Reads by a call of the contract and keeps the view up to date. */
export function useCall<N extends CallName>(
  name: N,
  args: CallInput<N>,
  options: { enabled?: boolean; keepPrevious?: boolean } = {},
): UseQueryResult<CallReply<N>> {
  return useQuery({
    queryKey: [name, args],
    queryFn: () => invokeOrThrow(name, args),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Writes by a call of the contract. A failure is shown; nothing fails silently. */
export function useWrite<N extends CallName>(
  name: N,
): UseMutationResult<CallReply<N>, Error, CallInput<N>> {
  return useMutation({
    mutationFn: (args: CallInput<N>) => invokeOrThrow(name, args),
    onSuccess: () => refresh(contract[name].topics),
    onError: (error) => notify({ kind: 'error', text: messageOf(error) }),
  });
}
