import { useEffect, useRef, type RefObject } from 'react';
import type { Highlight } from '../../shared/domain.ts';
import { textTops } from '../reader/cursor.ts';
import { chosen } from '../reader/chosen.ts';
import { scrollerOf } from '../reader/scrolling.ts';
import { firstFrom } from './annotation-order.ts';

/** Room above the card that is scrolled to, in CSS pixels. */
const MARGIN = 12;

/**
 * Scrolls the cards with the text: the card of the first highlight in sight is in sight. Not while
 * the researcher is in the cards, with the pointer or the keyboard.
 */
export function useFollowReading(
  list: RefObject<HTMLElement | null>,
  highlights: readonly Highlight[],
  enabled: boolean,
): void {
  const latest = useRef(highlights);
  useEffect(() => {
    latest.current = highlights;
  });
  const sourceId = highlights[0]?.sourceId;
  useEffect(() => {
    if (!enabled || sourceId === undefined) return undefined;
    let last: string | undefined;
    const follow = () => {
      const cards = list.current;
      const offset = textTops.get().get(sourceId);
      if (cards === null || offset === undefined) return;
      const id = firstFrom(latest.current, offset)?.id;
      if (id === undefined || id === last) return;
      last = id;
      if (cards.matches(':hover, :focus-within') || chosen.get()?.editing === true) return;
      const card = cards.querySelector(`[data-card="${CSS.escape(id)}"]`);
      if (card === null) return;
      const pane = scrollerOf(cards);
      const view = pane.getBoundingClientRect();
      const box = card.getBoundingClientRect();
      if (box.top >= view.top && box.bottom <= view.bottom) return;
      pane.scrollTop += box.top - view.top - MARGIN;
    };
    return textTops.subscribe(follow);
  }, [list, sourceId, enabled]);
}
