import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ReadingPlace } from '../../../shared/domain.ts';
import type { PageRange } from '../../../shared/pages.ts';
import { invoke } from '../../api/client.ts';
import { queryClient } from '../../api/use-call.ts';
import { notify } from '../../ui/toast.tsx';
import type { Going } from '../use-going.ts';
import { pageOfOffset } from './page-places.ts';

interface KeptPage {
  sourceId: string;
  going: Going;
  lastPlace: ReadingPlace | null;
  ranges: readonly PageRange[];
  /** The page in sight, from 0. */
  page: number;
  isOpen: boolean;
  goToPage: (page: number) => void;
}

/** Stored once the eyes rest. */
const STORED_AFTER_MS = 700;

/** Has the library keep the place that begins at an offset, for the next time the source opens. */
async function keepPlace(id: string, offset: number | null): Promise<void> {
  const place = offset === null ? null : { offset, below: 0 };
  queryClient.setQueryData(['sources.place', { id }], place);
  const kept = await invoke('sources.keepPlace', { id, place });
  if (!kept.ok) notify({ kind: 'error', text: kept.error.message });
}

/**
 * Opens the pages where the source was read last, and keeps the page that is read, as a place of
 * the text: so text and pages open at the same place.
 */
export function useKeptPage(props: KeptPage): void {
  const { sourceId, going, lastPlace, ranges, page, isOpen, goToPage } = props;
  const opened = useRef(false);
  useLayoutEffect(() => {
    if (!isOpen || opened.current) return;
    opened.current = true;
    if (going.at !== undefined || going.highlightId !== undefined || lastPlace === null) return;
    const last = pageOfOffset(ranges, lastPlace.offset);
    if (last !== undefined && last > 0) goToPage(last);
  }, [isOpen, going, lastPlace, ranges, goToPage]);

  const seen = useRef<number>(undefined);
  /** Stores what is not stored yet. */
  const pending = useRef<() => void>(undefined);
  useEffect(() => {
    if (!isOpen) return undefined;
    // What is in sight when the pages open was there before.
    seen.current ??= page;
    if (seen.current === page) return undefined;
    const store = () => {
      pending.current = undefined;
      seen.current = page;
      const start = ranges[page]?.start;
      void keepPlace(sourceId, start === undefined || page === 0 ? null : start);
    };
    pending.current = store;
    const timer = setTimeout(store, STORED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isOpen, page, ranges, sourceId]);

  useEffect(() => {
    const now = () => pending.current?.();
    window.addEventListener('pagehide', now);
    return () => {
      window.removeEventListener('pagehide', now);
      now();
    };
  }, []);
}
