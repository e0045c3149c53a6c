import { useMemo, useRef, useState } from 'react';
import type { ImportItem } from '../../shared/imports.ts';
import { DoubtMark } from './doubt-mark.tsx';
import { ItemDetail, type ItemChange } from './item-detail.tsx';
import { ItemList } from './item-list.tsx';
import { ListTools } from './list-tools.tsx';
import styles from './review.module.css';
import { filtered, ignoredText, type Filter } from './standing.ts';
import type { BatchView } from './use-batch.ts';

interface ReviewProps {
  view: BatchView;
  onReadNow: (key: string) => void;
  onOpen: (sourceId: string) => void;
}

/** What is to be added, to be looked through: a list and one item of it, or the only item. */
export function Review({ view, onReadNow, onOpen }: ReviewProps) {
  const { session, items, phase, decidable, change } = view;
  const [filter, setFilter] = useState<Filter>('all');
  const [wanted, setWanted] = useState<ImportItem>();
  const detail = useRef<HTMLElement>(null);
  const inFilter = useMemo(() => filtered(items, filter), [items, filter]);
  // Files on their way are known by their paths, and by keys once the notebook has them.
  const shown =
    inFilter.find(({ key }) => key === wanted?.key) ??
    inFilter.find(({ file }) => file === wanted?.file) ??
    inFilter[0];
  const only = items.length === 1;

  const about = shown !== undefined && (
    <ItemDetail
      ref={detail}
      item={shown}
      sessionId={session?.id}
      compact={!only}
      onChange={(wish: ItemChange) => void change([shown.key], wish)}
      onOpen={onOpen}
      // Alone it would only do what *Add* does.
      onReadNow={only || phase === 'ended' ? undefined : () => onReadNow(shown.key)}
    />
  );
  if (only) return <div className={styles.only}>{about}</div>;
  return (
    <div className={styles.review}>
      <div className={styles.list}>
        <ListTools
          items={items}
          shown={inFilter}
          filter={filter}
          onFilter={setFilter}
          decidable={decidable}
          onChoose={(some, chosen) =>
            void change(
              // What is to be a revision stays one.
              some.filter(({ decision }) => (decision === 'skip') === chosen).map(({ key }) => key),
              { decision: chosen ? 'new' : 'skip' },
            )
          }
        />
        {session !== undefined && session.warnings.length + session.ignored > 0 && (
          <ul className={styles.warnings} aria-label="What was left out">
            {session.warnings.map((text) => (
              <li key={text}>
                <DoubtMark doubt={{ kind: 'doubt', text }} whole />
              </li>
            ))}
            {session.ignored > 0 && <li>{ignoredText(session.ignored)}</li>}
          </ul>
        )}
        {inFilter.length === 0 && <p className={styles.none}>No item is of this kind.</p>}
        <ItemList
          items={inFilter}
          shown={shown?.key}
          decidable={decidable}
          onShow={setWanted}
          onEnter={() => detail.current?.focus()}
          onDecide={(item, decision) => void change([item.key], { decision })}
        />
      </div>
      {about}
    </div>
  );
}
