import { useState } from 'react';
import type { ExportOptions } from '../../shared/domain.ts';
import { useCall, useWrite } from '../api/use-call.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { notify } from '../ui/toast.tsx';
import { contentsOf, lastChoice, rememberChoice } from './export-choice.ts';
import styles from './export-dialog.module.css';
import { ExportOptionsForm } from './export-options-form.tsx';
import { ExportDone, ExportProgress } from './export-progress.tsx';
import { ExportSummary } from './export-summary.tsx';
import form from './form.module.css';
import { useExport } from './use-export.ts';

interface ExportDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  caseId: string;
}

/** Makes a PDF of a case file: what goes in, how far it is, and the file. */
export function ExportDialog(props: ExportDialogProps) {
  return props.open ? <OpenDialog key={props.caseId} {...props} /> : null;
}

function OpenDialog({ onOpenChange, caseId }: ExportDialogProps) {
  const caseFile = useCall('cases.get', { id: caseId }).data;
  const highlights = useCall('highlights.list', { caseId }).data;
  const settings = useCall('settings.get', {}).data;
  const updateSettings = useWrite('settings.update');
  const [choice, setChoice] = useState(() => lastChoice(caseId));
  const [paper, setPaper] = useState<ExportOptions['paper']>();
  const { job, failure, start, cancel } = useExport();

  const options: ExportOptions = { ...choice, paper: paper ?? settings?.paper ?? 'a4' };
  const running = job?.state === 'running';
  const result = job?.state === 'done' ? job.result : undefined;

  const close = () => {
    if (running) {
      void cancel();
      notify({ kind: 'info', text: 'The export was stopped; no file was made.' });
    }
    onOpenChange(false);
  };
  const change = ({ paper: nextPaper, ...next }: ExportOptions) => {
    setChoice(next);
    setPaper(nextPaper);
  };
  const run = () => {
    rememberChoice(caseId, choice);
    if (settings !== undefined && settings.paper !== options.paper) {
      updateSettings.mutate({ paper: options.paper });
    }
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    void start({ caseId, format: 'pdf', options, timeZone });
  };

  let footer;
  if (running) footer = <Button onClick={() => void cancel()}>Cancel the export</Button>;
  else if (result) {
    footer = (
      <Button key="done" variant="primary" autoFocus onClick={close}>
        Done
      </Button>
    );
  } else {
    footer = (
      <>
        <Button onClick={close}>Cancel</Button>
        <Button variant="primary" data-autofocus disabled={caseFile === undefined} onClick={run}>
          Export PDF
        </Button>
      </>
    );
  }

  return (
    <Dialog
      open
      onOpenChange={close}
      title="Export the case file to PDF"
      width="780px"
      footer={footer}
    >
      <div className={styles.columns}>
        <div className={styles.options}>
          {failure !== undefined && (
            <p className={form.failure} role="alert">
              {failure}
            </p>
          )}
          {job?.state === 'cancelled' && failure === undefined && (
            <p role="status">The export was cancelled; no file was made.</p>
          )}
          {running && <ExportProgress job={job} />}
          {result && <ExportDone result={result} />}
          {!running && !result && <ExportOptionsForm options={options} onChange={change} />}
        </div>
        {caseFile && (
          <ExportSummary
            caseFile={caseFile}
            contents={contentsOf(caseFile, highlights ?? [])}
            options={options}
          />
        )}
      </div>
    </Dialog>
  );
}
