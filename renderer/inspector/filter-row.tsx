import { CircleAlert, MessageSquare } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Label } from '../../shared/domain.ts';
import { LABEL_ORDER } from '../reader/highlight-actions.ts';
import { Swatch } from '../reader/swatch.tsx';
import type { AnnotationFilter } from './annotation-filter.ts';
import styles from './filter-row.module.css';

interface FilterRowProps {
  filter: AnnotationFilter;
  onChange: (filter: AnnotationFilter) => void;
  labels: readonly Label[];
  /** The tags to choose from; without them there is no choice of tags. */
  tags?: readonly string[];
  /** Who made them; a choice when it was more than one. */
  authors?: readonly string[];
  /** How many need review; without any there is no such choice. */
  waiting?: number;
  /** More to choose, after the filters. */
  children?: ReactNode;
}

function withChosen(values: readonly string[] = [], chosen: string | undefined): readonly string[] {
  return chosen === undefined || values.includes(chosen) ? values : [...values, chosen];
}

/** Narrows a list of highlights by label, comment and tag. */
export function FilterRow(props: FilterRowProps) {
  const { filter, onChange, labels, waiting = 0, children } = props;
  // What is filtered by is shown also when nothing has it any more.
  const tags = withChosen(props.tags, filter.tag);
  const authors = withChosen(props.authors, filter.author);
  return (
    <div className={styles.row} role="group" aria-label="Show only">
      {LABEL_ORDER.map((id) => {
        const label = labels.find((one) => one.id === id);
        const name = label?.name ?? id;
        const on = filter.label === id;
        return (
          <button
            key={id}
            type="button"
            className={styles.label}
            aria-label={`Only ${name}`}
            title={`Only ${name}`}
            aria-pressed={on}
            onClick={() => onChange({ ...filter, label: on ? undefined : id })}
          >
            <Swatch label={id} pattern={label?.pattern} />
          </button>
        );
      })}
      <button
        type="button"
        className={styles.toggle}
        aria-pressed={filter.withComment === true}
        onClick={() => onChange({ ...filter, withComment: filter.withComment !== true })}
      >
        <MessageSquare size={13} aria-hidden="true" /> With comment
      </button>
      {(waiting > 0 || filter.needsReview === true) && (
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={filter.needsReview === true}
          onClick={() => onChange({ ...filter, needsReview: filter.needsReview !== true })}
        >
          <CircleAlert size={13} aria-hidden="true" /> Needs review {waiting}
        </button>
      )}
      {(authors.length > 1 || filter.author !== undefined) && (
        <select
          className={styles.tags}
          aria-label="Only by"
          value={filter.author === undefined ? '' : `by:${filter.author}`}
          onChange={({ target }) =>
            onChange({
              ...filter,
              author: target.value === '' ? undefined : target.value.slice('by:'.length),
            })
          }
        >
          <option value="">By anyone</option>
          {authors.map((author) => (
            <option key={author} value={`by:${author}`}>
              {author === '' ? 'Without a name' : author}
            </option>
          ))}
        </select>
      )}
      {tags.length > 0 && (
        <select
          className={styles.tags}
          aria-label="Only with the tag"
          value={filter.tag ?? ''}
          onChange={({ target }) =>
            onChange({ ...filter, tag: target.value === '' ? undefined : target.value })
          }
        >
          <option value="">Any tag</option>
          {tags.map((tag) => (
            <option key={tag}>{tag}</option>
          ))}
        </select>
      )}
      {children}
    </div>
  );
}
