import { useEffect, useRef, type RefObject } from 'react';
import type { Highlight } from '../../shared/domain.ts';
import { isPlaced } from '../../shared/segments.ts';
import type { TextPosition } from '../../shared/selectors.ts';
import { useStore } from '../ui/store.ts';
import { choose, chosen } from './chosen.ts';
import { reveal } from './scrolling.ts';
import { useReturning } from './use-reading-place.ts';

/** Where the address asks to go; `visit` differs each time, so that the same place flashes again. */
export interface Going {
  at: TextPosition | undefined;
  highlightId: string | undefined;
  visit: string;
}

interface GoingProps {
  column: RefObject<HTMLElement | null>;
  going: Going;
  highlights: readonly Highlight[];
  flash: (position: TextPosition) => void;
}

/** Goes where the address asks to go, and to a highlight that is chosen by its card. */
export function useGoing({ column, going, highlights, flash }: GoingProps): void {
  const { visit, at, highlightId } = going;
  const done = useRef<string>(undefined);
  const returning = useReturning(visit);
  useEffect(() => {
    if (done.current === visit) return;
    if (returning) {
      // Back where one was; what the address once asked for was seen then.
      done.current = visit;
      return;
    }
    const asked = highlights.find(({ id }) => id === highlightId);
    // The highlights may still be on their way.
    if (highlightId !== undefined && asked === undefined && at === undefined) return;
    done.current = visit;
    if (asked !== undefined) choose(asked.id, 'address');
    const placed = asked?.passages.find(isPlaced);
    // Of a highlight without a place only the card is shown.
    const passage = asked !== undefined && placed === undefined ? undefined : (at ?? placed);
    if (passage !== undefined) flash(passage);
  }, [visit, returning, at, highlightId, highlights, flash]);

  const now = useStore(chosen);
  const cardId = now?.by === 'card' ? now.id : undefined;
  const latest = useRef(highlights);
  useEffect(() => {
    latest.current = highlights;
  });
  useEffect(() => {
    const passage = latest.current.find(({ id }) => id === cardId)?.passages.find(isPlaced);
    if (column.current === null || passage === undefined) return undefined;
    return reveal(column.current, passage);
  }, [column, cardId]);
}
