import type { CaseSummary, SourceSummary } from '../../../shared/domain.ts';
import styles from './columns.module.css';
import { recordedFacts } from './facts.ts';

interface SourceFactsProps {
  source: SourceSummary;
  /** Case files to name, when the list is not already one case file's. */
  cases?: readonly CaseSummary[] | undefined;
}

/** The line under a source's title: what is recorded about it, where it is used, its tags. */
export function SourceFacts({ source, cases }: SourceFactsProps) {
  const facts = recordedFacts(source.csl);
  const inCases = (cases ?? []).filter(({ id }) => source.caseIds.includes(id));
  return (
    <span className={styles.meta}>
      {facts.length > 0 ? (
        <span className={styles.facts}>{facts.join(' · ')}</span>
      ) : (
        <span className={`${styles.facts} ${styles.unknown}`}>Author and date not recorded</span>
      )}
      {inCases.map(({ id, title, color }) => (
        <span key={id} className={styles.case} title={title}>
          <span className={styles.square} style={{ background: `var(--${color}-rule)` }} />
          <span>{title}</span>
        </span>
      ))}
      {source.tags.map((tag) => (
        <span key={tag} className={styles.tag}>
          {tag}
        </span>
      ))}
    </span>
  );
}
