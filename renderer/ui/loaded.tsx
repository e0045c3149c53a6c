import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Refusal } from '../../shared/result.ts';
import { messageOf } from '../api/client.ts';
import { runCommand } from '../commands/registry.ts';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}

/**
 * What was read; nothing yet while it is being read; what went wrong and a way to try again. What
 * was read before stays when reading it again fails, unless it is gone.
 */
export function Loaded<T>({ query, children }: LoadedProps<T>) {
  const gone = query.error instanceof Refusal && query.error.code === 'not-found';
  if (query.data !== undefined && !gone) return children(query.data);
  if (!query.isError) return null;
  return (
    <EmptyState
      title={gone ? 'This is no longer here' : 'This could not be read'}
      text={messageOf(query.error)}
    >
      {gone && <Button onClick={() => runCommand('trash.open')}>Look in the trash</Button>}
      <Button onClick={() => void query.refetch()}>Try again</Button>
    </EmptyState>
  );
}
