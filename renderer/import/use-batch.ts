import { useMemo } from 'react';
import type { ImportItem, ImportSession } from '../../shared/imports.ts';
import { messageOf } from '../api/client.ts';
import { useCall } from '../api/use-call.ts';
import type { Batch } from './batches.ts';
import { phaseOf, type Phase } from './phase.ts';
import { unreadItems, unsentItems } from './stand-ins.ts';
import { useItems, type ItemsChange } from './use-items.ts';

export interface BatchView {
  batch: Batch;
  session: ImportSession | undefined;
  phase: Phase;
  items: readonly ImportItem[];
  /** Decisions can be taken: the notebook knows the items. */
  decidable: boolean;
  change: ItemsChange;
  /** Waits until the changes under way are made. */
  settled: () => Promise<void>;
}

/** A batch as the notebook sees it, kept up to date. */
export function useBatch(batch: Batch | undefined): BatchView | undefined {
  const sessionId = batch?.sessionId;
  const query = useCall(
    'imports.get',
    { id: sessionId ?? '' },
    { enabled: sessionId !== undefined },
  );
  const session = sessionId === undefined ? undefined : query.data;
  const { items: known, change, settled } = useItems(sessionId, query.dataUpdatedAt);
  const decidable = known.length > 0;
  const items = useMemo(() => {
    if (batch === undefined) return [];
    const first = unsentItems(batch.unsent);
    return [...first, ...(decidable ? known : unreadItems(batch))];
  }, [batch, known, decidable]);
  if (batch === undefined) return undefined;
  const failure = query.isError ? messageOf(query.error) : batch.failure;
  const judged = failure === undefined ? batch : { ...batch, failure };
  return {
    batch: judged,
    session,
    phase: phaseOf(judged, session),
    items,
    decidable,
    change,
    settled,
  };
}
