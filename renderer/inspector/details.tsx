import type { SourceDetail } from '../../shared/domain.ts';
import { DetailsCases } from './details-cases.tsx';
import { DetailsFacts } from './details-facts.tsx';
import { DetailsForm } from './details-form.tsx';
import styles from './details.module.css';

/** What is known of a source besides its text. */
export function Details({ source }: { source: SourceDetail }) {
  return (
    <div className={styles.details}>
      <DetailsForm source={source} />
      <DetailsCases source={source} />
      <DetailsFacts source={source} />
    </div>
  );
}
