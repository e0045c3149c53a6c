import { useEffect, useRef, type RefObject } from 'react';
import type { Highlight } from '../../shared/domain.ts';
import type { TextPosition } from '../../shared/selectors.ts';
import { useStore } from '../ui/store.ts';
import { choose, chosen } from './chosen.ts';
import { reveal } from './scrolling.ts';

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
  useEffect(() => {
    if (done.current === visit) return;
    const asked = highlights.find(({ id }) => id === highlightId);
    // The highlights may still be on their way.
    if (highlightId !== undefined && asked === undefined && at === undefined) return;
    done.current = visit;
    if (asked !== undefined) choose(asked.id, 'address');
    const passage = at ?? asked?.passages[0];
    if (passage !== undefined) flash(passage);
  }, [visit, at, highlightId, highlights, flash]);

  const now = useStore(chosen);
  const cardId = now?.by === 'card' ? now.id : undefined;
  const latest = useRef(highlights);
  useEffect(() => {
    latest.current = highlights;
  });
  useEffect(() => {
    const passage = latest.current.find(({ id }) => id === cardId)?.passages[0];
    if (column.current === null || passage === undefined) return undefined;
    return reveal(column.current, passage);
  }, [column, cardId]);
}
