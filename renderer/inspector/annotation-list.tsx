import { CircleAlert, Highlighter } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { Highlight, Label } from '../../shared/domain.ts';
import { reviewText } from '../review/pending.ts';
import { review } from '../review/reviewing.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useRoving } from '../ui/use-roving.ts';
import { useStore } from '../ui/store.ts';
import { chosen } from '../reader/chosen.ts';
import {
  filterHighlights,
  authorsAmong,
  tagsAmong,
  type AnnotationFilter,
} from './annotation-filter.ts';
import { AnnotationCard } from './annotation-card.tsx';
import { hasPlace, inOrder, type CardOrder } from './annotation-order.ts';
import { FilterRow } from './filter-row.tsx';
import { useFollowReading } from './use-follow-reading.ts';
import styles from './annotation-list.module.css';

/** Fewer cards than this are seen at a glance and need no filter. */
const FILTER_FROM = 6;

interface AnnotationListProps {
  /** In reading order. */
  highlights: readonly Highlight[];
  labels: readonly Label[];
  caseId: string | undefined;
}

/** The highlights of a source as cards. */
export function AnnotationList({ highlights, labels, caseId }: AnnotationListProps) {
  const lists = useRef<HTMLDivElement>(null);
  const [filter, setFilter] = useState<AnnotationFilter>({});
  const [order, setOrder] = useState<CardOrder>('place');
  const now = useStore(chosen);
  const tags = useMemo(() => tagsAmong(highlights), [highlights]);
  const authors = useMemo(() => authorsAmong(highlights), [highlights]);
  const filtered = highlights.length >= FILTER_FROM || authors.length > 1;
  const passing = new Set(filtered ? filterHighlights(highlights, filter) : highlights);
  // What is being worked on stays, also when it no longer passes.
  const shown = highlights.filter(
    (highlight) => passing.has(highlight) || highlight.id === now?.id,
  );
  const placed = inOrder(shown.filter(hasPlace), filtered ? order : 'place');
  const unplaced = shown.filter((highlight) => !hasPlace(highlight));
  const roving = useRoving(
    [...placed, ...unplaced].map(({ id }) => id),
    { start: now?.id },
  );
  useFollowReading(lists, highlights, order === 'place');
  const numbers = new Map(highlights.map(({ id }, index) => [id, index + 1]));
  const waiting = reviewText(highlights);
  const sourceId = highlights[0]?.sourceId;

  if (sourceId === undefined) {
    return (
      <EmptyState
        icon={<Highlighter size={22} />}
        title="Nothing highlighted yet"
        text="Select a few words in the text and press 1 to 5, or choose a colour from the bar that appears. C adds a comment. With the keyboard: step to a paragraph with ↓, take words with Shift →."
      />
    );
  }
  const cardOf = (highlight: Highlight) => (
    <AnnotationCard
      key={highlight.id}
      highlight={highlight}
      number={numbers.get(highlight.id) ?? 0}
      labels={labels}
      caseId={caseId}
      chosen={highlight.id === now?.id ? now : undefined}
      row={roving.rowProps(highlight.id)}
    />
  );
  return (
    <div className={styles.pane} ref={lists}>
      {waiting !== undefined && (
        <p className={styles.waiting}>
          <CircleAlert size={15} aria-hidden="true" />
          <span>{waiting}</span>
          <button type="button" className={styles.clear} onClick={() => review(sourceId)}>
            Review…
          </button>
        </p>
      )}
      {filtered && (
        <FilterRow
          filter={filter}
          onChange={setFilter}
          labels={labels}
          tags={tags}
          authors={authors}
        >
          <select
            className={styles.order}
            aria-label="Order of the cards"
            value={order}
            onChange={({ target }) => setOrder(target.value === 'date' ? 'date' : 'place')}
          >
            <option value="place">By place</option>
            <option value="date">Newest first</option>
          </select>
        </FilterRow>
      )}
      {shown.length === 0 && (
        <p className={styles.none}>
          None of the {highlights.length} highlights passes.{' '}
          <button type="button" className={styles.clear} onClick={() => setFilter({})}>
            Show all
          </button>
        </p>
      )}
      <ul
        className={styles.list}
        aria-label="Annotations"
        data-highlights=""
        onKeyDown={roving.onKeyDown}
      >
        {placed.map(cardOf)}
      </ul>
      {unplaced.length > 0 && (
        <section aria-labelledby="annotations-unplaced">
          <h2 id="annotations-unplaced" className={styles.heading}>
            Without a place
          </h2>
          <ul
            className={styles.list}
            aria-label="Annotations without a place"
            data-highlights=""
            onKeyDown={roving.onKeyDown}
          >
            {unplaced.map(cardOf)}
          </ul>
        </section>
      )}
    </div>
  );
}
