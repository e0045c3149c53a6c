import type { Batch } from './batches.ts';
import { ReportList } from './report-list.tsx';

/** Why an import came to nothing before it began. */
export function Refused({ batch }: { batch: Batch }) {
  return (
    <>
      <p role="alert">{batch.failure}</p>
      {batch.unsent.length > 0 && (
        <ReportList
          rows={batch.unsent.map(({ path, message }) => ({
            kind: 'failed',
            title: path,
            text: message,
          }))}
          onOpen={() => undefined}
        />
      )}
    </>
  );
}
