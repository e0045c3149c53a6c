import { useLayoutEffect, useRef, type RefObject } from 'react';
import { NavigationType, useNavigationType } from 'react-router';
import type { ReadingPlace } from '../../shared/domain.ts';
import { invoke } from '../api/client.ts';
import { queryClient } from '../api/use-call.ts';
import { notify } from '../ui/toast.tsx';
import { leafAt } from './in-sight.ts';
import { scrollerOf } from './scrolling.ts';
import { leafElements, startOf } from './selection.ts';
import type { Going } from './use-going.ts';

/** Where the researcher was at each visit of an address, for going back and forward. */
const visits = new Map<string, ReadingPlace>();

/** Has the library keep a place, for the next time the source opens. */
async function keepPlace(id: string, place: ReadingPlace | null): Promise<void> {
  queryClient.setQueryData(['sources.place', { id }], place);
  const kept = await invoke('sources.keepPlace', { id, place });
  if (!kept.ok) notify({ kind: 'error', text: kept.error.message });
}

function placeNow(root: Element, scroller: Element): ReadingPlace | undefined {
  if (scroller.scrollTop < 8) return undefined;
  const { top } = scroller.getBoundingClientRect();
  const leaf = leafAt(root, top);
  if (leaf?.hasAttribute('data-start') !== true) return undefined;
  return { offset: startOf(leaf), below: Math.round(top - leaf.getBoundingClientRect().top) };
}

const MOST_TRIES = 30;
/** Stored once the eyes rest, not at every line. */
const STORED_AFTER_MS = 700;

/**
 * Scrolls to a place and holds it there until what is above has taken its real height, or the
 * researcher scrolls. Gives the function that stops it.
 */
function goTo(
  root: HTMLElement,
  scroller: HTMLElement,
  { offset, below }: ReadingPlace,
): () => void {
  const leaves = leafElements(root);
  const leaf = leaves.find((one) => startOf(one) >= offset) ?? leaves.at(-1);
  let frame = 0;
  let tries = 0;
  let still = 0;
  const stop = () => {
    cancelAnimationFrame(frame);
    for (const type of ['wheel', 'pointerdown', 'keydown'] as const) {
      window.removeEventListener(type, stop, true);
    }
  };
  const settle = () => {
    if (leaf === undefined) return stop();
    const by = leaf.getBoundingClientRect().top - scroller.getBoundingClientRect().top + below;
    const before = scroller.scrollTop;
    if (Math.abs(by) >= 1) scroller.scrollTop += by;
    still = Math.abs(scroller.scrollTop - before) < 1 ? still + 1 : 0;
    tries += 1;
    if (still < 3 && tries < MOST_TRIES) frame = requestAnimationFrame(settle);
    else stop();
  };
  for (const type of ['wheel', 'pointerdown', 'keydown'] as const) {
    window.addEventListener(type, stop, true);
  }
  settle();
  return stop;
}

/** Says whether an address is gone back or forward to, so that it shows what it showed then. */
export function useReturning(visit: string): boolean {
  const way = useNavigationType();
  return way === NavigationType.Pop && visits.has(visit);
}

/**
 * Keeps where the researcher reads: by source, for the next time it opens; by visit, for going back
 * and forward; and while the column gets another width or its letters another size.
 */
export function useReadingPlace(
  column: RefObject<HTMLElement | null>,
  sourceId: string,
  going: Going,
  /** Where it was read last; null for its beginning. */
  kept: ReadingPlace | null,
): void {
  const { visit } = going;
  const returning = useReturning(visit);
  const asked = going.at !== undefined || going.highlightId !== undefined;
  const first = useRef(visit);
  const latest = useRef(visit);

  useLayoutEffect(() => {
    const root = column.current;
    latest.current = visit;
    const opens = first.current === visit && !asked;
    if (root === null || !(returning || opens)) return undefined;
    const place = returning ? visits.get(visit) : kept;
    if (place) return goTo(root, scrollerOf(root), place);
    scrollerOf(root).scrollTop = 0;
    return undefined;
    // Where to go is decided by each visit, once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [column, sourceId, visit]);

  useLayoutEffect(() => {
    const root = column.current;
    if (root === null) return undefined;
    const scroller = scrollerOf(root);
    let place: ReadingPlace | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let storing: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      place = placeNow(root, scroller);
      visits.set(latest.current, place ?? { offset: 0, below: -scroller.clientHeight });
    };
    const store = () => {
      storing = undefined;
      void keepPlace(sourceId, place ?? null);
    };
    const later = () => {
      timer ??= setTimeout(look, 150);
      clearTimeout(storing);
      storing = setTimeout(store, STORED_AFTER_MS);
    };
    const now = () => {
      if (storing === undefined) return;
      clearTimeout(timer);
      clearTimeout(storing);
      look();
      store();
    };
    scroller.addEventListener('scroll', later, { passive: true });
    window.addEventListener('pagehide', now);

    let width = root.clientWidth;
    let letters = getComputedStyle(root).font;
    let stop: (() => void) | undefined;
    const observer = new ResizeObserver(() => {
      const font = getComputedStyle(root).font;
      if (root.clientWidth === width && font === letters) return;
      width = root.clientWidth;
      letters = font;
      stop?.();
      if (place !== undefined) stop = goTo(root, scroller, place);
    });
    observer.observe(root);
    return () => {
      now();
      stop?.();
      observer.disconnect();
      scroller.removeEventListener('scroll', later);
      window.removeEventListener('pagehide', now);
    };
  }, [column, sourceId]);
}
