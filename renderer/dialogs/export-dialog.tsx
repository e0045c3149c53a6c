import { useState, type ReactNode } from 'react';
import type { CallInput } from '../../shared/contract.ts';
import { type ExportOptions, exportOptionsSchema } from '../../shared/domain.ts';
import { type ExportFormatId, isDocumentFormat } from '../../shared/export-formats.ts';
import { useCall, useWrite } from '../api/use-call.ts';
import { Button } from '../ui/button.tsx';
import { countText } from '../ui/counts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { notify } from '../ui/toast.tsx';
import styles from './export-dialog.module.css';
import { CardSides, FormatSelect } from './export-format-form.tsx';
import { ExportOptionsForm } from './export-options-form.tsx';
import { ExportPreview } from './export-preview.tsx';
import { ExportDone, ExportProgress } from './export-progress.tsx';
import form from './form.module.css';
import { useExport } from './use-export.ts';
import { usePreview } from './use-preview.ts';

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

function timeZoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function SourcesExport({
  onOpenChange,
  sourceIds,
  format,
}: ExportDialogProps & { sourceIds: readonly string[] }) {
  const labels = useCall('labels.list', {}).data ?? [];
  const paper = useCall('settings.get', {}).data?.paper;
  const [chosen, setChosen] = useState<ExportOptions>();
  const options = chosen ?? exportOptionsSchema.parse({ paper });
  return (
    <ExportFrame
      onOpenChange={onOpenChange}
      first={format ?? 'bibtex'}
      titleOf={() => `Export ${countText(sourceIds.length, 'source')}`}
      ofSources
      request={(now) => ({
        sourceIds: [...sourceIds],
        format: now,
        options,
        timeZone: timeZoneHere(),
      })}
      options={(now) => {
        const form = { options, onChange: setChosen };
        if (now === 'anki') return <CardSides {...form} />;
        if (!isDocumentFormat(now)) return null;
        return <ExportOptionsForm {...form} labels={labels} format={now} ofSources />;
      }}
    />
  );
}

function CaseExport({ onOpenChange, caseId, format }: ExportDialogProps & { caseId: string }) {
  const kept = useCall('exports.options', { caseId }).data;
  const labels = useCall('labels.list', {}).data ?? [];
  const settings = useCall('settings.get', {}).data;
  const updateSettings = useWrite('settings.update');
  const keepOptions = useWrite('exports.keepOptions');
  const [chosen, setChosen] = useState<ExportOptions>();
  const [isPdf, setIsPdf] = useState((format ?? 'pdf') === 'pdf');
  const options = chosen ?? kept;
  const preview = usePreview(caseId, isPdf ? options : undefined);
  return (
    <ExportFrame
      onOpenChange={onOpenChange}
      first={format ?? 'pdf'}
      onFormat={(next) => setIsPdf(next === 'pdf')}
      titleOf={(now) => (now === 'pdf' ? 'Export the case file to PDF' : 'Export the case file')}
      ready={options !== undefined}
      request={(now) => {
        if (options !== undefined) keepOptions.mutate({ caseId, options });
        // The paper that was chosen last is the one that other case files begin with.
        if (options !== undefined && settings !== undefined && settings.paper !== options.paper) {
          updateSettings.mutate({ paper: options.paper });
        }
        return { caseId, format: now, options: options ?? {}, timeZone: timeZoneHere() };
      }}
      options={(now) => {
        if (options === undefined) return null;
        const form = { options, onChange: setChosen };
        if (now === 'anki') return <CardSides {...form} />;
        if (now !== 'pdf' && !isDocumentFormat(now)) return null;
        return <ExportOptionsForm {...form} labels={labels} format={now} />;
      }}
      beside={(now) => now === 'pdf' && <ExportPreview preview={preview} />}
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
  /** What stands beside the options, as high as the window allows. */
  beside?: (format: ExportFormatId) => ReactNode;
  /** Told when another format is chosen. */
  onFormat?: (format: ExportFormatId) => void;
}

function ExportFrame(props: ExportFrameProps) {
  const { onOpenChange, ofSources = false, ready = true, onFormat } = props;
  const [format, setFormat] = useState(props.first);
  const { job, saved, failure, start, cancel, save } = useExport();
  const running = job?.state === 'running';
  const result = job?.state === 'done' ? job.result : undefined;
  const beside = props.beside?.(format);

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

  const options = (
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
      {result && <ExportDone result={result} saved={saved} onSave={save} />}
      {!running && !result && (
        <>
          <FormatSelect
            value={format}
            ofSources={ofSources}
            onChange={(next) => {
              setFormat(next);
              onFormat?.(next);
            }}
          />
          {props.options(format)}
        </>
      )}
    </div>
  );
  return (
    <Dialog
      open
      onOpenChange={close}
      title={props.titleOf(format)}
      width={beside ? '1120px' : '560px'}
      fill={Boolean(beside)}
      footer={footer}
    >
      {beside ? (
        <>
          <div className={styles.side}>{options}</div>
          {beside}
        </>
      ) : (
        options
      )}
    </Dialog>
  );
}
