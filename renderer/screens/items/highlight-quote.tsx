import { Link } from 'react-router';
import type { Highlight } from '../../../shared/domain.ts';
import { highlightPlace } from '../../../shared/place-text.ts';
import { paths } from '../../shell/paths.ts';
import styles from './highlight-quote.module.css';

interface HighlightQuoteProps {
  highlight: Highlight;
  caseId?: string | undefined;
}

/** A highlight as a quotation with its comment, leading to its passage. */
export function HighlightQuote({ highlight, caseId }: HighlightQuoteProps) {
  const { id, sourceId, sourceTitle, label, passages, annotation } = highlight;
  const [first] = passages;
  const place = highlightPlace(highlight);
  const quote = passages.map(({ exact }) => exact).join(' … ');
  return (
    <li className={styles.item}>
      <Link
        to={paths.source(sourceId, {
          caseId,
          highlight: id,
          at: first && { start: first.start, end: first.end },
        })}
        className={styles.card}
        style={{ borderLeftColor: `var(--${label}-rule)` }}
      >
        <span className={styles.quote}>{quote}</span>
        {annotation.text !== '' && <span className={styles.comment}>{annotation.text}</span>}
        <span className={styles.where}>
          <span className={styles.source}>{sourceTitle}</span>
          {place !== '' && <span>{place}</span>}
        </span>
      </Link>
    </li>
  );
}
