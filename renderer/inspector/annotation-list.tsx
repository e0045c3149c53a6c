import { Highlighter } from 'lucide-react';
import { useState } from 'react';
import type { Highlight, Label } from '../../shared/domain.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useRoving } from '../ui/use-roving.ts';
import { useStore } from '../ui/store.ts';
import { chosen } from '../reader/chosen.ts';
import { filterHighlights, type AnnotationFilter } from './annotation-filter.ts';
import { AnnotationCard } from './annotation-card.tsx';
import { FilterRow } from './filter-row.tsx';
import styles from './annotation-list.module.css';

/** Fewer cards than this are seen at a glance and need no filter. */
const FILTER_FROM = 6;

interface AnnotationListProps {
  /** In reading order. */
  highlights: readonly Highlight[];
  labels: readonly Label[];
  caseId: string | undefined;
}

/** The highlights of a source as cards, in the order of the text. */
export function AnnotationList({ highlights, labels, caseId }: AnnotationListProps) {
  const [filter, setFilter] = useState<AnnotationFilter>({});
  const now = useStore(chosen);
  const filtered = highlights.length >= FILTER_FROM;
  const passing = filtered ? filterHighlights(highlights, filter) : [...highlights];
  // What is being worked on stays, also when it no longer passes.
  const shown = highlights.filter(
    (highlight) => passing.includes(highlight) || highlight.id === now?.id,
  );
  const roving = useRoving(
    shown.map(({ id }) => id),
    { start: now?.id },
  );

  if (highlights.length === 0) {
    return (
      <EmptyState
        icon={<Highlighter size={22} />}
        title="Nothing highlighted yet"
        text="Select a few words in the text and press 1 to 5, or choose a colour from the bar that appears. C adds a comment. With the keyboard: step to a paragraph with ↓, take words with Shift →."
      />
    );
  }
  return (
    <div className={styles.pane}>
      {filtered && <FilterRow filter={filter} onChange={setFilter} labels={labels} />}
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
        {shown.map((highlight) => (
          <AnnotationCard
            key={highlight.id}
            highlight={highlight}
            number={highlights.indexOf(highlight) + 1}
            labels={labels}
            caseId={caseId}
            chosen={highlight.id === now?.id ? now : undefined}
            row={roving.rowProps(highlight.id)}
          />
        ))}
      </ul>
    </div>
  );
}
