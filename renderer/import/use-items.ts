import { useEffect, useRef, useState } from 'react';
import type { ImportItem } from '../../shared/imports.ts';
import { invoke, invokeOrThrow, messageOf } from '../api/client.ts';
import { notify } from '../ui/toast.tsx';
import type { CallInput } from '../../shared/contract.ts';
import { createItemBook, type ItemBook } from './item-book.ts';

type Change = Omit<CallInput<'imports.change'>, 'id' | 'keys'>;

/** Changes items, and shows it at once. */
export type ItemsChange = (keys: readonly string[], change: Change) => Promise<void>;

interface UsedItems {
  items: readonly ImportItem[];
  change: ItemsChange;
  /** Waits until the changes under way are made. */
  settled: () => Promise<void>;
}

const NONE: readonly ImportItem[] = [];

/** How an item looks with a change, as far as that is known before the notebook has made it. */
function withChange(item: ImportItem, { decision, tags }: Change): ImportItem {
  return {
    ...item,
    ...(decision === undefined ? {} : { decision }),
    ...(tags === undefined ? {} : { tags }),
  };
}

/** The items of a session; `version` says that they may have changed. */
export function useItems(sessionId: string | undefined, version: unknown): UsedItems {
  const [read, setRead] = useState<{ of: string; items: readonly ImportItem[] }>();
  const book = useRef<ItemBook>(undefined);
  useEffect(() => {
    if (sessionId === undefined) return undefined;
    const made = createItemBook({
      read: (offset, limit) => invokeOrThrow('imports.items', { id: sessionId, offset, limit }),
      onItems: (items) => setRead({ of: sessionId, items }),
      onError: (error) => notify({ kind: 'error', topic: 'import', text: messageOf(error) }),
    });
    book.current = made;
    return () => {
      made.stop();
      book.current = undefined;
    };
  }, [sessionId]);
  useEffect(() => book.current?.refresh(), [sessionId, version]);

  const under = useRef<Promise<unknown>>(Promise.resolve());
  const change: ItemsChange = async (keys, wanted) => {
    if (sessionId === undefined || keys.length === 0) return;
    const meant = new Set(keys);
    book.current?.edit((item) => (meant.has(item.key) ? withChange(item, wanted) : item));
    // One after the other, so that the last one counts.
    const made = under.current.then(async () => {
      const reply = await invoke('imports.change', { id: sessionId, keys: [...keys], ...wanted });
      if (!reply.ok) notify({ kind: 'error', topic: 'import', text: reply.error.message });
      book.current?.refresh();
    });
    under.current = made;
    await made;
  };
  const settled = async () => {
    await under.current;
  };
  // Those of the session that was shown before are nobody's.
  return { items: read?.of === sessionId ? (read?.items ?? NONE) : NONE, change, settled };
}
