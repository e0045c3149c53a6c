import { useMemo } from 'react';
import { useCall } from '../api/use-call.ts';
import { Loaded } from '../ui/loaded.tsx';
import { ReportList } from './report-list.tsx';
import { reportRows, summaryOf } from './report-rows.ts';
import type { BatchView } from './use-batch.ts';

interface ReportProps {
  view: BatchView;
  onOpen: (sourceId: string) => void;
}

/** What came of an import that has ended. */
export function Report({ view, onOpen }: ReportProps) {
  const { batch, session } = view;
  const report = useCall(
    'imports.report',
    { id: batch.sessionId ?? '' },
    { enabled: batch.sessionId !== undefined },
  );
  const { data } = report;
  const rows = useMemo(
    () => (data === undefined ? [] : reportRows(data, batch.unsent)),
    [data, batch.unsent],
  );
  return (
    <Loaded query={report}>
      {(outcome) => (
        <>
          <p>
            {session?.state === 'cancelled' && 'You stopped the import. '}
            {summaryOf(outcome, batch.unsent)}
          </p>
          {rows.length > 0 && <ReportList rows={rows} onOpen={onOpen} />}
        </>
      )}
    </Loaded>
  );
}
