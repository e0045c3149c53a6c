import type { ImportItem } from '../../shared/imports.ts';

/** Items read at once: small enough that reading one slice never stalls the window. */
const SLICE = 100;
/** Rest between two readings of the whole list, in milliseconds. */
const REST_MS = 250;

interface BookProps {
  read: (offset: number, limit: number) => Promise<readonly ImportItem[]>;
  onItems: (items: readonly ImportItem[]) => void;
  onError: (error: unknown) => void;
}

export interface ItemBook {
  /** Reads the list again, now or as soon as the reading under way is done. */
  refresh: () => void;
  /**
   * Shows a change before the notebook has confirmed it; what was read before counts no more. Read
   * again once it has.
   */
  edit: (change: (item: ImportItem) => ImportItem) => void;
  /** Ends it; nothing is heard of it any more. */
  stop: () => void;
}

/**
 * Keeps the items of an import session, slice by slice. An item that did not change stays the same
 * object, so that its row need not be drawn again.
 */
export function createItemBook({ read, onItems, onError }: BookProps): ItemBook {
  let known = new Map<string, { text: string; item: ImportItem }>();
  let items: readonly ImportItem[] = [];
  let running = false;
  let stale = false;
  let stopped = false;
  let edits = 0;

  const readAll = async () => {
    const before = edits;
    const next: ImportItem[] = [];
    const seen: typeof known = new Map();
    for (let offset = 0; ; offset += SLICE) {
      const slice = await read(offset, SLICE);
      if (stopped || edits !== before) return;
      for (const item of slice) {
        // Places shift while archives are opened: it may have been read with the slice before.
        if (seen.has(item.key)) continue;
        const text = JSON.stringify(item);
        const old = known.get(item.key);
        const kept = old?.text === text ? old : { text, item };
        seen.set(item.key, kept);
        next.push(kept.item);
      }
      // The first time, what is there is shown at once.
      if (slice.length < SLICE) break;
      if (next.length > items.length) show([...next]);
    }
    known = seen;
    const isSame =
      next.length === items.length && next.every((item, index) => item === items[index]);
    if (!isSame) show(next);
  };
  const show = (next: readonly ImportItem[]) => {
    items = next;
    onItems(next);
  };
  const run = async () => {
    running = true;
    try {
      while (stale && !stopped) {
        stale = false;
        await readAll();
        await new Promise((resolve) => setTimeout(resolve, REST_MS));
      }
    } catch (error) {
      if (!stopped) onError(error);
    } finally {
      running = false;
    }
  };
  return {
    refresh: () => {
      stale = true;
      if (!running) void run();
    },
    edit: (change) => {
      edits += 1;
      show(
        items.map((item) => {
          const changed = change(item);
          if (changed !== item) known.delete(item.key);
          return changed;
        }),
      );
    },
    stop: () => {
      stopped = true;
    },
  };
}
