import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Hit } from '../../../shared/domain.ts';
import { useItemCommands } from '../../commands/use-item-commands.ts';
import { besideFor } from '../../shell/split/beside.ts';
import { useBesideActions } from '../../shell/split/use-beside.ts';
import type { useRoving } from '../../ui/use-roving.ts';
import type { useSelection } from '../../ui/use-selection.ts';
import { hitKey } from '../groups.ts';
import { hitPath } from '../hit-path.ts';
import styles from './result-list.module.css';
import { ResultRow } from './result-row.tsx';

/** Rows from the end at which the next page is asked for. */
const AHEAD = 15;
/** Height of a row that was not drawn yet, in CSS pixels. */
const USUAL_HEIGHT = 104;

interface ResultListProps {
  hits: readonly Hit[];
  /** All that were found, also those not read yet. */
  total: number;
  stale: boolean;
  roving: ReturnType<typeof useRoving>;
  selection: ReturnType<typeof useSelection>;
  /** Told how to bring a row into sight. */
  onReveal: (reveal: (index: number) => void) => void;
  onMore: () => void;
  onOpen: () => void;
}

/** What was found: virtual, with one stop for Tab, and page after page as it is scrolled. */
export function ResultList(props: ResultListProps) {
  const { hits, total, stale, roving, selection, onReveal, onMore, onOpen } = props;
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const scroller = list.current?.closest<HTMLElement>('[data-scroller]');
    if (!list.current || !scroller) return;
    const { top: own } = list.current.getBoundingClientRect();
    setTop(own - scroller.getBoundingClientRect().top + scroller.scrollTop);
  }, [hits]);
  const keys = hits.map(hitKey);
  const virtual = useVirtualizer<HTMLElement, HTMLLIElement>({
    count: hits.length,
    getScrollElement: () => list.current?.closest<HTMLElement>('[data-scroller]') ?? null,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: (index) => keys[index] ?? index,
    scrollMargin: top,
    overscan: 8,
  });
  useEffect(() => onReveal((index) => virtual.scrollToIndex(index)), [virtual, onReveal]);

  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const nearEnd = hits.length > 0 && last >= hits.length - AHEAD;
  useEffect(() => {
    if (nearEnd) onMore();
  });

  const besideActions = useBesideActions();
  useItemCommands(list, (key) => {
    const hit = hits[keys.indexOf(key)];
    const beside = hit && besideFor(hitPath(hit));
    return { openBeside: beside && (() => besideActions.open(beside)) };
  });

  function onKeyDown(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    const key = target?.closest<HTMLElement>('[data-item]')?.dataset['item'];
    if (!selection.onKeyDown(event, key)) roving.onKeyDown(event);
  }

  return (
    <ul
      ref={list}
      className={styles.list}
      aria-label="Results"
      data-stale={stale}
      data-selecting={selection.selected.length > 0}
      style={{ height: virtual.getTotalSize() }}
      onKeyDown={onKeyDown}
    >
      {shown.map(({ index, start }) => {
        const hit = hits[index];
        const key = keys[index];
        if (hit === undefined || key === undefined) return null;
        return (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            data-item={key}
            data-selected={selection.isSelected(key)}
            className={styles.row}
            style={{ transform: `translateY(${start - top}px)` }}
            aria-setsize={total}
            aria-posinset={index + 1}
          >
            <ResultRow
              hit={hit}
              selected={selection.isSelected(key)}
              current={roving.current === key}
              linkProps={roving.rowProps(key)}
              onToggle={() => selection.toggle(key)}
              onSelecting={(event) => selection.onClick(event, key)}
              onOpen={onOpen}
            />
          </li>
        );
      })}
    </ul>
  );
}
