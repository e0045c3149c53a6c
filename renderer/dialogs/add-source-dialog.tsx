import { useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { contract } from '../../shared/contract.ts';
import type { Result } from '../../shared/result.ts';
import { invoke, messageOf } from '../api/client.ts';
import { refresh } from '../api/use-call.ts';
import { addressOf } from '../search/open-target.ts';
import { Button } from '../ui/button.tsx';
import { countText } from '../ui/counts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { notify } from '../ui/toast.tsx';
import { CaseSelect } from './case-select.tsx';
import { DropAnywhere } from './drop-anywhere.tsx';
import { FileDrop } from './file-drop.tsx';
import { FileRows } from './file-rows.tsx';
import styles from './form.module.css';
import { outcomesOf, reportText, type FileRow } from './import-outcome.ts';
import { ImportProgress, ImportResult } from './import-result.tsx';
import { NO_DRAFT, PasteForm, type PasteDraft } from './paste-form.tsx';
import { useImport } from './use-import.ts';

interface AddSourceDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The case file that is open; new sources are put there unless another is chosen. */
  caseId?: string | undefined;
  /** Files that were dropped on the window. */
  files?: readonly File[] | undefined;
}

/** Adds sources: by pasting, by choosing files, by dropping them. Begins afresh each time. */
export function AddSourceDialog(props: AddSourceDialogProps) {
  return props.open ? <OpenDialog {...props} /> : null;
}

const PASTED = 'Pasted text';

/** Makes a source of the pasted text. */
async function paste(
  { pasted, title, url }: PasteDraft,
  caseId: string | undefined,
): Promise<Result<FileRow>> {
  const reply = await invoke('sources.paste', {
    text: pasted.text,
    ...(pasted.html === undefined ? {} : { html: pasted.html }),
    ...(title.trim() === '' ? {} : { title }),
    ...(url.trim() === '' ? {} : { url }),
    ...(caseId === undefined ? {} : { caseId }),
  });
  if (!reply.ok) return reply;
  refresh(contract['sources.paste'].topics);
  const { imported, skipped, failed } = reply.value;
  const name = [...imported, ...skipped, ...failed][0]?.file ?? PASTED;
  const [state = { kind: 'waiting' }] = outcomesOf([name], reply.value);
  return { ok: true, value: { name: PASTED, state } };
}

function OpenDialog({ onOpenChange, caseId: openCase, files: dropped = [] }: AddSourceDialogProps) {
  const navigate = useNavigate();
  const [caseId, setCaseId] = useState(openCase);
  const [files, setFiles] = useState<readonly File[]>(dropped);
  const [draft, setDraft] = useState(NO_DRAFT);
  const [error, setError] = useState<{ field: 'text' | 'url'; message: string }>();
  const [pasting, setPasting] = useState(false);
  const [report, setReport] = useState<readonly FileRow[]>();
  const importing = useImport();
  const composing = !importing.running && report === undefined;

  const open = async (id: string) => {
    try {
      const address = await addressOf({ kind: 'source', id }, caseId);
      onOpenChange(false);
      await navigate(address);
    } catch (failure) {
      notify({ kind: 'error', text: messageOf(failure) });
    }
  };
  const finish = async (rows: readonly FileRow[]) => {
    const [first, ...others] = rows;
    if (first?.state.kind === 'added' && others.length === 0) {
      const { id, title, words } = first.state;
      notify({ kind: 'info', text: `Added “${title}”, ${countText(words, 'word')}.` });
      await open(id);
    } else {
      setReport(rows);
    }
  };
  const add = async () => {
    if (pasting || !composing) return;
    setError(undefined);
    if (files.length > 0) return finish(await importing.run(files, caseId));
    setPasting(true);
    const outcome = await paste(draft, caseId);
    setPasting(false);
    if (outcome.ok) return finish([outcome.value]);
    const { code, message } = outcome.error;
    setError({ field: code === 'bad-arguments' && draft.url !== '' ? 'url' : 'text', message });
  };
  const addFiles = (more: readonly File[]) => {
    if (importing.running) return;
    setReport(undefined);
    setFiles((all) => (composing ? [...all, ...more] : more));
  };
  const again = () => {
    setReport(undefined);
    setFiles([]);
    setDraft(NO_DRAFT);
  };
  const copyReport = async (rows: readonly FileRow[]) => {
    try {
      await navigator.clipboard.writeText(reportText(rows));
      notify({ kind: 'info', text: 'The report is on the clipboard.' });
    } catch (failure) {
      notify({ kind: 'error', text: `The report was not copied: ${messageOf(failure)}` });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void add();
  };

  let footer;
  if (importing.running) {
    footer = <Button onClick={importing.stop}>Stop</Button>;
  } else if (report !== undefined) {
    footer = (
      <>
        <Button className={styles.pushed} onClick={() => void copyReport(report)}>
          Copy the report
        </Button>
        <Button onClick={again}>Add more</Button>
        <Button key="done" variant="primary" autoFocus onClick={() => onOpenChange(false)}>
          Done
        </Button>
      </>
    );
  } else {
    footer = (
      <>
        <CaseSelect value={caseId} onChange={setCaseId} />
        <Button onClick={() => onOpenChange(false)}>Cancel</Button>
        <Button
          variant="primary"
          disabled={pasting}
          data-autofocus={files.length > 0 || undefined}
          onClick={() => void add()}
        >
          {files.length > 1 ? `Add ${countText(files.length, 'source')}` : 'Add source'}
        </Button>
      </>
    );
  }

  return (
    <Dialog
      open
      // Closing while files are on their way stops the rest; what was added is then reported.
      onOpenChange={(next) => (importing.running ? importing.stop() : onOpenChange(next))}
      title="Add a source"
      width="660px"
      footer={footer}
    >
      {importing.running && <ImportProgress rows={importing.rows} />}
      {!importing.running && report && (
        <ImportResult rows={report} onOpen={(id) => void open(id)} />
      )}
      {composing && (
        <div className={styles.form} onKeyDown={onKeyDown}>
          {files.length > 0 ? (
            <FileRows
              rows={files.map(({ name }) => ({ name, state: { kind: 'waiting' } }))}
              onRemove={(index) => setFiles((all) => all.filter((_, at) => at !== index))}
            />
          ) : (
            <PasteForm
              draft={draft}
              error={error}
              onFiles={addFiles}
              onChange={(next) => {
                setDraft(next);
                setError(undefined);
              }}
            />
          )}
          <FileDrop onFiles={addFiles} more={files.length > 0} />
        </div>
      )}
      <DropAnywhere onFiles={addFiles} />
    </Dialog>
  );
}
