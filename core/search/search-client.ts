// Stands here only until the search helper writes the real one.
import type { CallArgs, CallReply } from '../../shared/contract.ts';
import type { Result } from '../../shared/result.ts';

export interface SearchClient {
  find(args: CallArgs<'search.find'>): Promise<Result<CallReply<'search.find'>>>;
  close(): Promise<void>;
}
export function openSearch(_: { databaseFile: string; workerUrl: URL }): SearchClient {
  return {
    find: () => Promise.resolve({ ok: false, error: { code: 'internal', message: 'Search is not here yet.' } }),
    close: () => Promise.resolve(),
  };
}
