import type { MouseEvent } from 'react';
import type { Highlight, Label } from '../../shared/domain.ts';
import { highlightPlace } from '../../shared/place-text.ts';
import type { useRoving } from '../ui/use-roving.ts';
import { dayText } from '../ui/dates.ts';
import { Swatch } from '../reader/swatch.tsx';
import { needsReview } from '../review/pending.ts';
import { quoteText } from './annotation-filter.ts';
import styles from './highlight-row.module.css';

interface HighlightRowProps {
  highlight: Highlight;
  labels: readonly Label[];
  row: ReturnType<ReturnType<typeof useRoving>['rowProps']>;
  onOpen: (event: MouseEvent) => void;
}

/** A highlight in a list over many sources. */
export function HighlightRow({ highlight, labels, row, onOpen }: HighlightRowProps) {
  const { annotation, author, label, sourceTitle, tags, updatedAt } = highlight;
  const named = labels.find(({ id }) => id === label);
  const name = named?.name ?? label;
  const place = highlightPlace(highlight);
  return (
    <button type="button" className={styles.row} data-label={label} onClick={onOpen} {...row}>
      <span className="visually-hidden">{`${name}: `}</span>
      <span className={styles.quote} dir="auto">
        {quoteText(highlight)}
      </span>
      {annotation.text.trim() !== '' && (
        <span className={styles.comment} dir="auto">
          {annotation.text}
        </span>
      )}
      <span className={styles.foot}>
        <span className={styles.label} title={name}>
          <Swatch label={label} pattern={named?.pattern} />
        </span>
        <span className={styles.source} title={sourceTitle}>
          {sourceTitle}
        </span>
        {place !== '' && <span>{place}</span>}
        {author !== '' && <span>{author}</span>}
        {needsReview(highlight) && <span className={styles.waits}>needs review</span>}
        {tags.map((tag) => (
          <span key={tag} className={styles.tag}>
            {tag}
          </span>
        ))}
        <span className={styles.date}>{dayText(updatedAt)}</span>
      </span>
    </button>
  );
}
