import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import type { ImportDecision, ImportItem } from '../../shared/imports.ts';
import { withIndex } from '../screens/items/with-index.ts';
import { useRoving } from '../ui/use-roving.ts';
import styles from './item-list.module.css';
import { ItemRow, rowHeight } from './item-row.tsx';
import { isOpen } from './standing.ts';

interface ItemListProps {
  items: readonly ImportItem[];
  /** The item that the detail shows. */
  shown: string | undefined;
  /** Decisions can be taken. */
  decidable: boolean;
  onShow: (item: ImportItem) => void;
  /** Enter: on to the detail. */
  onEnter: () => void;
  onDecide: (item: ImportItem, decision: ImportDecision) => void;
}

/** What is to be added: virtual, with one stop for Tab, arrows inside it, and Space to choose. */
export function ItemList(props: ItemListProps) {
  const { items, shown, decidable, onShow, onEnter, onDecide } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const keys = useMemo(() => items.map(({ key }) => key), [items]);
  const reveal = useRef<(index: number) => void>(undefined);
  const roving = useRoving(keys, { start: shown, reveal: (index) => reveal.current?.(index) });
  const stop = roving.current === undefined ? -1 : keys.indexOf(roving.current);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const item = items[index];
      return item === undefined ? 56 : rowHeight(item);
    },
    getItemKey: (index) => keys[index] ?? index,
    overscan: 8,
    rangeExtractor: (range) => withIndex(defaultRangeExtractor(range), stop),
  });
  useEffect(() => {
    reveal.current = (index) => virtual.scrollToIndex(index);
  }, [virtual]);
  // The heights follow from the items, so that they change when these do.
  useEffect(() => virtual.measure(), [virtual, items]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLButtonElement) {
      const item = items[stop];
      if (event.key === ' ' && item !== undefined) {
        event.preventDefault();
        if (decidable && isOpen(item)) onDecide(item, item.decision === 'skip' ? 'new' : 'skip');
        return;
      }
      if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        onEnter();
        return;
      }
    }
    roving.onKeyDown(event);
  };

  return (
    <div ref={scroller} className={styles.scroller}>
      <ul
        className={styles.list}
        style={{ height: virtual.getTotalSize() }}
        aria-label="Items"
        onKeyDown={onKeyDown}
      >
        {virtual.getVirtualItems().map(({ index, start, size, key }) => {
          const item = items[index];
          if (item === undefined) return null;
          const { ref, tabIndex, onFocus } = roving.rowProps(item.key);
          return (
            <ItemRow
              key={key}
              item={item}
              index={index}
              count={items.length}
              shown={item.key === shown}
              decidable={decidable}
              style={{ transform: `translateY(${start}px)`, height: size }}
              button={{
                ref,
                tabIndex,
                onFocus: () => {
                  onFocus();
                  onShow(item);
                },
              }}
              onShow={() => onShow(item)}
              onDecide={(decision) => onDecide(item, decision)}
            />
          );
        })}
      </ul>
    </div>
  );
}
