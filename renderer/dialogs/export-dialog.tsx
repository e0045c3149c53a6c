import { useState, type ReactNode } from 'react';
import type { CallInput } from '../../shared/contract.ts';
import type { ExportOptions } from '../../shared/domain.ts';
import type { ExportFormatId } from '../../shared/export-formats.ts';
import { useCall, useWrite } from '../api/use-call.ts';
import { Button } from '../ui/button.tsx';
import { countText } from '../ui/counts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { notify } from '../ui/toast.tsx';
import { contentsOf, lastChoice, rememberChoice } from './export-choice.ts';
import styles from './export-dialog.module.css';
import { CardSides, FormatSelect } from './export-format-form.tsx';
import { ExportOptionsForm } from './export-options-form.tsx';
import { ExportDone, ExportProgress } from './export-progress.tsx';
import { ExportSummary } from './export-summary.tsx';
import form from './form.module.css';
import { useExport } from './use-export.ts';

/** What is exported: a case file, or chosen sources. */
export type Exported = { caseId: string } | { sourceIds: readonly string[] };

interface ExportDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  of: Exported;
  /** The format that is chosen at first; else a PDF, or references of sources. */
  format?: ExportFormatId | undefined;
}

/** Makes a file of a case file or of sources: what goes in, how far it is, and the file. */
export function ExportDialog(props: ExportDialogProps) {
  if (!props.open) return null;
  return 'caseId' in props.of ? (
    <CaseExport key={props.of.caseId} {...props} caseId={props.of.caseId} />
  ) : (
    <SourcesExport {...props} sourceIds={props.of.sourceIds} />
  );
}

function SourcesExport({
  onOpenChange,
  sourceIds,
  format,
}: ExportDialogProps & { sourceIds: readonly string[] }) {
  const [hides, setHides] = useState<ExportOptions['hides']>('comment');
  return (
    <ExportFrame
      onOpenChange={onOpenChange}
      first={format ?? 'bibtex'}
      titleOf={() => `Export ${countText(sourceIds.length, 'source')}`}
      ofSources
      request={(chosen) => ({ sourceIds: [...sourceIds], format: chosen, options: { hides } })}
      options={(chosen) => chosen === 'anki' && <CardSides hides={hides} onChange={setHides} />}
    />
  );
}

function CaseExport({ onOpenChange, caseId, format }: ExportDialogProps & { caseId: string }) {
  const caseFile = useCall('cases.get', { id: caseId }).data;
  const highlights = useCall('highlights.list', { caseId }).data;
  const settings = useCall('settings.get', {}).data;
  const updateSettings = useWrite('settings.update');
  const [choice, setChoice] = useState(() => lastChoice(caseId));
  const [paper, setPaper] = useState<ExportOptions['paper']>();
  const options: ExportOptions = { ...choice, paper: paper ?? settings?.paper ?? 'a4' };
  const change = ({ paper: nextPaper, ...next }: ExportOptions) => {
    setChoice(next);
    setPaper(nextPaper);
  };
  return (
    <ExportFrame
      onOpenChange={onOpenChange}
      first={format ?? 'pdf'}
      titleOf={(chosen) =>
        chosen === 'pdf' ? 'Export the case file to PDF' : 'Export the case file'
      }
      ready={caseFile !== undefined}
      request={(chosen) => {
        rememberChoice(caseId, choice);
        if (settings !== undefined && settings.paper !== options.paper) {
          updateSettings.mutate({ paper: options.paper });
        }
        const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
        return { caseId, format: chosen, options, timeZone };
      }}
      options={(chosen) => {
        if (chosen === 'anki') {
          return (
            <CardSides hides={options.hides} onChange={(hides) => change({ ...options, hides })} />
          );
        }
        return chosen === 'pdf' && <ExportOptionsForm options={options} onChange={change} />;
      }}
      summary={(chosen) =>
        chosen === 'pdf' &&
        caseFile && (
          <ExportSummary
            caseFile={caseFile}
            contents={contentsOf(caseFile, highlights ?? [])}
            options={options}
          />
        )
      }
    />
  );
}

interface ExportFrameProps {
  onOpenChange: (open: boolean) => void;
  first: ExportFormatId;
  titleOf: (format: ExportFormatId) => string;
  ofSources?: boolean;
  /** Whether all is there that the export is made of. */
  ready?: boolean;
  request: (format: ExportFormatId) => CallInput<'exports.create'>;
  /** What can be chosen for a format. */
  options: (format: ExportFormatId) => ReactNode;
  /** What stands beside the options. */
  summary?: (format: ExportFormatId) => ReactNode;
}

function ExportFrame(props: ExportFrameProps) {
  const { onOpenChange, ofSources = false, ready = true } = props;
  const [format, setFormat] = useState(props.first);
  const { job, failure, start, cancel } = useExport();
  const running = job?.state === 'running';
  const result = job?.state === 'done' ? job.result : undefined;
  const summary = props.summary?.(format);

  const close = () => {
    if (running) {
      void cancel();
      notify({ kind: 'info', text: 'The export was stopped; no file was made.' });
    }
    onOpenChange(false);
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
        <Button
          variant="primary"
          data-autofocus
          disabled={!ready}
          onClick={() => void start(props.request(format))}
        >
          {format === 'pdf' ? 'Export PDF' : 'Export'}
        </Button>
      </>
    );
  }

  return (
    <Dialog open onOpenChange={close} title={props.titleOf(format)} width="780px" footer={footer}>
      <div className={summary ? styles.columns : undefined}>
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
          {!running && !result && (
            <>
              <FormatSelect value={format} ofSources={ofSources} onChange={setFormat} />
              {props.options(format)}
            </>
          )}
        </div>
        {summary}
      </div>
    </Dialog>
  );
}
