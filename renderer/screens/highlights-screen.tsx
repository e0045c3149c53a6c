import { useVirtualizer } from '@tanstack/react-virtual';
import { Copy, Highlighter } from 'lucide-react';
import {
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Highlight, Label } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { copyPlaces } from '../citations/copy-citations.ts';
import { moveAllToTrash } from '../commands/trash.ts';
import { useItemCommands } from '../commands/use-item-commands.ts';
import {
  authorsAmong,
  filterHighlights,
  quoteText,
  tagsAmong,
  type AnnotationFilter,
} from '../inspector/annotation-filter.ts';
import { FilterRow } from '../inspector/filter-row.tsx';
import { scrollerOf } from '../reader/scrolling.ts';
import { needsReview } from '../review/pending.ts';
import { paths } from '../shell/paths.ts';
import { Button } from '../ui/button.tsx';
import { countText } from '../ui/counts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { RowCheck } from '../ui/row-check.tsx';
import { SelectionBar } from '../ui/selection-bar.tsx';
import { useRoving } from '../ui/use-roving.ts';
import { useSelection } from '../ui/use-selection.ts';
import { HighlightRow } from '../inspector/highlight-row.tsx';
import { SendToNote } from './send-to-note.tsx';
import styles from './highlights-screen.module.css';

interface HighlightsScreenProps {
  /** Only those of the sources of one case file; of the address when absent. */
  caseId?: string | undefined;
}

/** All highlights of the library or of a case file, with filters; each opens at its passage. */
export function HighlightsScreen({ caseId: given }: HighlightsScreenProps) {
  const { caseId: inAddress = given } = useParams();
  const [picked, setPicked] = useState<string>();
  const caseId = inAddress ?? picked;
  const cases = useCall('cases.list', {}).data ?? [];
  const highlights = useCall('highlights.list', caseId === undefined ? {} : { caseId });
  const labels = useCall('labels.list', {}).data ?? [];
  return (
    <Loaded query={highlights}>
      {(all) =>
        all.length === 0 && picked === undefined ? (
          <EmptyState
            page
            icon={<Highlighter size={22} />}
            title="No highlights yet"
            text="Open a source and select a few words: what you highlight there is gathered here, with your comments."
          />
        ) : (
          <HighlightList
            key={caseId}
            highlights={all}
            labels={labels}
            caseId={caseId}
            scope={
              inAddress === undefined && (
                <select
                  className={styles.scope}
                  aria-label="Of which case file"
                  value={picked ?? ''}
                  onChange={({ target }) =>
                    setPicked(target.value === '' ? undefined : target.value)
                  }
                >
                  <option value="">The whole library</option>
                  {cases.map(({ id, title }) => (
                    <option key={id} value={id}>
                      {title}
                    </option>
                  ))}
                </select>
              )
            }
          />
        )
      }
    </Loaded>
  );
}

interface HighlightListProps {
  highlights: readonly Highlight[];
  labels: readonly Label[];
  caseId: string | undefined;
  /** Chooses whose highlights are listed. */
  scope: ReactNode;
}

function HighlightList({ highlights, labels, caseId, scope }: HighlightListProps) {
  const navigate = useNavigate();
  const list = useRef<HTMLUListElement>(null);
  const [filter, setFilter] = useState<AnnotationFilter>({});
  const tags = useMemo(() => tagsAmong(highlights), [highlights]);
  const authors = useMemo(() => authorsAmong(highlights), [highlights]);
  const shown = useMemo(() => filterHighlights(highlights, filter), [highlights, filter]);
  const rows = useRows(list, shown);
  const ids = shown.map(({ id }) => id);
  const roving = useRoving(ids, { reveal: (index) => rows.scrollToIndex(index) });
  const selection = useSelection(ids);
  const { selected } = selection;

  function trash(gone: readonly string[]): void {
    const next = ids.slice(ids.findLastIndex((id) => gone.includes(id)) + 1)[0];
    const stays = next ?? ids.findLast((id) => !gone.includes(id));
    if (stays !== undefined) roving.focus(stays);
    selection.clear();
    void moveAllToTrash(
      shown
        .filter(({ id }) => gone.includes(id))
        .map((highlight) => ({
          kind: 'highlight',
          id: highlight.id,
          title: quoteText(highlight),
        })),
    );
  }
  useItemCommands(list, (id) => ({ trash: () => trash(selected.length > 0 ? selected : [id]) }));

  function onKeyDown(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    const id = target?.closest<HTMLElement>('[data-item]')?.dataset['item'];
    if (!selection.onKeyDown(event, id)) roving.onKeyDown(event);
  }
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
          <FilterRow
            filter={filter}
            onChange={setFilter}
            labels={labels}
            tags={tags}
            authors={authors}
            waiting={highlights.filter(needsReview).length}
          >
            {scope}
          </FilterRow>
        </div>
      </header>
      <ul
        ref={list}
        className={styles.list}
        aria-label="Highlights"
        data-selecting={selected.length > 0}
        style={{ height: rows.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const highlight = shown[index];
          if (highlight === undefined) return null;
          return (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              data-item={highlight.id}
              data-selected={selection.isSelected(highlight.id)}
              className={styles.row}
              style={{ transform: `translateY(${start - rows.options.scrollMargin}px)` }}
            >
              <HighlightRow
                highlight={highlight}
                labels={labels}
                row={roving.rowProps(highlight.id)}
                onOpen={(event) => {
                  if (selection.onClick(event, highlight.id)) return;
                  void navigate(
                    paths.source(highlight.sourceId, { caseId, highlight: highlight.id }),
                  );
                }}
              />
              <RowCheck
                className={styles.check}
                name={quoteText(highlight)}
                checked={selection.isSelected(highlight.id)}
                onToggle={() => selection.toggle(highlight.id)}
              />
            </li>
          );
        })}
      </ul>
      <SelectionBar
        what={selected.length === 0 ? undefined : countText(selected.length, 'highlight')}
        onTrash={() => trash(selected)}
        onClear={selection.clear}
      >
        <SendToNote
          highlights={shown.filter(({ id }) => selection.isSelected(id))}
          caseId={caseId}
          onSent={selection.clear}
        />
        <Button onClick={() => void copyPlaces(selected, caseId)}>
          <Copy size={15} aria-hidden />
          {selected.length === 1 ? 'Copy citation' : 'Copy citations'}
        </Button>
      </SelectionBar>
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
