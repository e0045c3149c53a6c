import { useEffect } from 'react';
import { useCall } from '../api/use-call.ts';
import { openDialog } from '../shell/open-dialog.ts';
import { useStore } from '../ui/store.ts';
import { adoptSession, batches, type Batch } from './batches.ts';
import styles from './import-status.module.css';
import { phaseOf, statusText } from './phase.ts';

/** Sessions that an earlier window left are taken up once. */
let adopted = false;

/** The imports under way, in the status line; each leads to its screen. */
export function ImportStatus() {
  const all = useStore(batches);
  const left = useCall('imports.list', {}, { enabled: !adopted }).data;
  useEffect(() => {
    if (left === undefined || adopted) return;
    adopted = true;
    left.forEach(adoptSession);
  }, [left]);
  return all.map((batch) => <OneImport key={batch.id} batch={batch} />);
}

function OneImport({ batch }: { batch: Batch }) {
  const { sessionId } = batch;
  const { data: session } = useCall(
    'imports.get',
    { id: sessionId ?? '' },
    { enabled: sessionId !== undefined },
  );
  const phase = phaseOf(batch, session);
  const said = statusText(phase, batch, session);
  return (
    <>
      <button
        type="button"
        className={styles.status}
        title={`${batch.name}: open the import`}
        onClick={() => openDialog.set({ name: 'import', batch: batch.id })}
      >
        {said}
      </button>
      <span className="visually-hidden" role="status">
        {phase === 'ready' || phase === 'ended' ? said : ''}
      </span>
    </>
  );
}
