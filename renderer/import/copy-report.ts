import { invokeOrThrow, messageOf } from '../api/client.ts';
import { notify } from '../ui/toast.tsx';
import type { Batch } from './batches.ts';
import { reportText } from './report-rows.ts';

/** Puts the report of an import on the clipboard, with the files that never arrived. */
export async function copyReport({ sessionId, unsent }: Batch): Promise<void> {
  try {
    const outcome =
      sessionId === undefined
        ? { added: [], revised: [], skipped: [], failed: [], text: '' }
        : await invokeOrThrow('imports.report', { id: sessionId });
    await navigator.clipboard.writeText(reportText(outcome, unsent));
    notify({ kind: 'info', topic: 'import', text: 'The report is on the clipboard.' });
  } catch (failure) {
    notify({
      kind: 'error',
      topic: 'import',
      text: `The report was not copied: ${messageOf(failure)}`,
    });
  }
}
