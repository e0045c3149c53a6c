import { useId } from 'react';
import type { ImportItem } from '../../shared/imports.ts';
import { Button } from '../ui/button.tsx';
import { countText, numberText } from '../ui/counts.ts';
import styles from './list-tools.module.css';
import { countToAdd } from './phase.ts';
import { doubtsOf, FILTERS, filterCounts, isOpen, type Filter } from './standing.ts';

interface ListToolsProps {
  items: readonly ImportItem[];
  /** Those that the filter lets through; the buttons mean these. */
  shown: readonly ImportItem[];
  filter: Filter;
  onFilter: (filter: Filter) => void;
  decidable: boolean;
  onChoose: (items: readonly ImportItem[], chosen: boolean) => void;
}

/** Over the list: which items it shows, and choosing many of them at once. */
export function ListTools(props: ListToolsProps) {
  const { items, shown, filter, onFilter, decidable, onChoose } = props;
  const id = useId();
  const counts = filterCounts(items);
  const open = shown.filter(isOpen);
  const plain = (item: ImportItem) => doubtsOf(item).length === 0;
  return (
    <div className={styles.tools}>
      <label htmlFor={id} className="visually-hidden">
        Show
      </label>
      <select id={id} value={filter} onChange={({ target }) => onFilter(target.value as Filter)}>
        {FILTERS.filter(
          ({ value }) => value === 'all' || value === filter || counts[value] > 0,
        ).map(({ value, label }) => (
          <option key={value} value={value}>
            {label} ({numberText(counts[value])})
          </option>
        ))}
      </select>
      <span className={styles.count} role="status">
        {countText(countToAdd(items), 'source')} to add
      </span>
      {decidable && open.length > 0 && (
        <span className={styles.choose} role="group" aria-label="Choose of those shown">
          <Button variant="quiet" onClick={() => onChoose(open, true)}>
            All
          </Button>
          <Button variant="quiet" onClick={() => onChoose(open, false)}>
            None
          </Button>
          <Button
            variant="quiet"
            onClick={() => {
              onChoose(open.filter(plain), true);
              onChoose(
                open.filter((item) => !plain(item)),
                false,
              );
            }}
          >
            Without remarks
          </Button>
        </span>
      )}
    </div>
  );
}
