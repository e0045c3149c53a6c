import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { messageOf } from '../api/client.ts';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}

/** What was read; nothing yet while it is being read; what went wrong and a way to try again. */
export function Loaded<T>({ query, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (!query.isError) return null;
  return (
    <EmptyState title="This could not be read" text={messageOf(query.error)}>
      <Button onClick={() => void query.refetch()}>Try again</Button>
    </EmptyState>
  );
}
