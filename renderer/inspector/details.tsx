import type { SourceInfo } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { LinkedFrom } from '../notes/linked-from.tsx';
import { DetailsCases } from './details-cases.tsx';
import { DetailsFacts } from './details-facts.tsx';
import { DetailsSummary } from './details-summary.tsx';
import { usePlace } from '../shell/use-place.ts';
import styles from './details.module.css';

/** What is known of a source besides its text. */
export function Details({ source }: { source: SourceInfo }) {
  const { caseId } = usePlace();
  const backlinks = useCall('notes.backlinks', { kind: 'source', id: source.id }).data ?? [];
  return (
    <div className={styles.details}>
      <DetailsSummary source={source} />
      <DetailsCases source={source} />
      <LinkedFrom backlinks={backlinks} caseId={caseId} />
      <DetailsFacts source={source} />
    </div>
  );
}
