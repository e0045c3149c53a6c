import { useVirtualizer } from '@tanstack/react-virtual';
import { Highlighter } from 'lucide-react';
import { useMemo, useRef, useState, type RefObject } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Highlight, Label } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import {
  filterHighlights,
  tagsAmong,
  type AnnotationFilter,
} from '../inspector/annotation-filter.ts';
import { FilterRow } from '../inspector/filter-row.tsx';
import { scrollerOf } from '../reader/scrolling.ts';
import { paths } from '../shell/paths.ts';
import { countText } from '../ui/counts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { useRoving } from '../ui/use-roving.ts';
import { HighlightRow } from '../inspector/highlight-row.tsx';
import styles from './highlights-screen.module.css';

interface HighlightsScreenProps {
  /** Only those of the sources of one case file; of the address when absent. */
  caseId?: string | undefined;
}

/** All highlights of the library or of a case file, with filters; each opens at its passage. */
export function HighlightsScreen({ caseId: given }: HighlightsScreenProps) {
  const { caseId = given } = useParams();
  const highlights = useCall('highlights.list', caseId === undefined ? {} : { caseId });
  const labels = useCall('labels.list', {}).data ?? [];
  return (
    <Loaded query={highlights}>
      {(all) =>
        all.length === 0 ? (
          <EmptyState
            icon={<Highlighter size={22} />}
            title="No highlights yet"
            text="Open a source and select a few words: what you highlight there is gathered here, with your comments."
          />
        ) : (
          <HighlightList highlights={all} labels={labels} caseId={caseId} />
        )
      }
    </Loaded>
  );
}

interface HighlightListProps {
  highlights: readonly Highlight[];
  labels: readonly Label[];
  caseId: string | undefined;
}

function HighlightList({ highlights, labels, caseId }: HighlightListProps) {
  const navigate = useNavigate();
  const list = useRef<HTMLUListElement>(null);
  const [filter, setFilter] = useState<AnnotationFilter>({});
  const tags = useMemo(() => tagsAmong(highlights), [highlights]);
  const shown = useMemo(() => filterHighlights(highlights, filter), [highlights, filter]);
  const rows = useRows(list, shown);
  const roving = useRoving(
    shown.map(({ id }) => id),
    { reveal: (index) => rows.scrollToIndex(index) },
  );
  return (
    <div className={styles.screen}>
      <header className={styles.header}>
        <h1 className={styles.title}>Highlights</h1>
        <p className={styles.count} role="status">
          {shown.length === highlights.length
            ? countText(highlights.length, 'highlight')
            : `${shown.length} of ${countText(highlights.length, 'highlight')}`}
        </p>
        <div className={styles.filters}>
          <FilterRow filter={filter} onChange={setFilter} labels={labels} tags={tags} />
        </div>
      </header>
      <ul
        ref={list}
        className={styles.list}
        aria-label="Highlights"
        style={{ height: rows.getTotalSize() }}
        onKeyDown={roving.onKeyDown}
      >
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const highlight = shown[index];
          if (highlight === undefined) return null;
          return (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              className={styles.row}
              style={{ transform: `translateY(${start - rows.options.scrollMargin}px)` }}
            >
              <HighlightRow
                highlight={highlight}
                labels={labels}
                row={roving.rowProps(highlight.id)}
                onOpen={() =>
                  void navigate(
                    paths.source(highlight.sourceId, { caseId, highlight: highlight.id }),
                  )
                }
              />
            </li>
          );
        })}
      </ul>
      {shown.length === 0 && (
        <p className={styles.none}>No highlight passes these filters. Take one of them off.</p>
      )}
    </div>
  );
}

/** The rows in sight, of a list inside the pane that scrolls. */
function useRows(list: RefObject<HTMLElement | null>, shown: readonly Highlight[]) {
  'use no memo';
  return useVirtualizer({
    count: shown.length,
    getScrollElement: () => (list.current === null ? null : scrollerOf(list.current)),
    getItemKey: (index) => shown[index]?.id ?? index,
    estimateSize: () => 104,
    overscan: 6,
    scrollMargin: list.current?.offsetTop ?? 0,
  });
}
