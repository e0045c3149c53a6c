import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { CallReply } from '../../shared/contract.ts';
import type { Job } from '../../shared/domain.ts';
import { TOPICS } from '../../shared/topics.ts';
import { invoke, invokeOrThrow, messageOf, uploadFile } from '../api/client.ts';
import { onJob } from '../api/events.ts';
import { refresh, useCall } from '../api/use-call.ts';
import { OneOf } from '../dialogs/choices.tsx';
import { ExportDone, ExportProgress } from '../dialogs/export-progress.tsx';
import { Field } from '../dialogs/field.tsx';
import form from '../dialogs/form.module.css';
import { useExport } from '../dialogs/use-export.ts';
import { flushAll } from '../editor/use-autosave.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './library-dialog.module.css';

/** What is done with the whole library. */
export type LibraryTask = 'pack' | 'restore' | 'move';

interface LibraryDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  task: LibraryTask;
}

/** Backs up the library to one file, restores one, or moves the library to another folder. */
export function LibraryDialog({ open, onOpenChange, task }: LibraryDialogProps) {
  if (!open) return null;
  const close = () => onOpenChange(false);
  if (task === 'pack') return <PackDialog close={close} />;
  return task === 'restore' ? <RestoreDialog close={close} /> : <MoveDialog close={close} />;
}

function Where() {
  const folder = useCall('library.info', {}).data?.folder;
  return folder === undefined ? null : <p className={styles.path}>The library is in {folder}.</p>;
}

function Failure({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <p className={form.failure} role="alert">
      {text}
    </p>
  );
}

function PackDialog({ close }: { close: () => void }) {
  const { job, saved, failure, begin, save, cancel } = useExport();
  const running = job?.state === 'running';
  const result = job?.state === 'done' ? job.result : undefined;
  const isDone = result !== undefined;
  // The status line says when the last backup was.
  useEffect(() => {
    if (isDone) refresh(['library']);
  }, [isDone]);
  const run = async () => {
    await flushAll();
    await begin(invoke('library.pack', {}));
  };
  const leave = () => {
    if (running) void cancel();
    close();
  };
  return (
    <Dialog
      open
      onOpenChange={leave}
      title="Back up the library to one file"
      footer={
        result === undefined ? (
          <>
            <Button onClick={leave}>Cancel</Button>
            <Button variant="primary" data-autofocus disabled={running} onClick={() => void run()}>
              Back up
            </Button>
          </>
        ) : (
          <Button key="done" variant="primary" autoFocus onClick={close}>
            Done
          </Button>
        )
      }
    >
      <div className={form.form}>
        <Failure text={failure} />
        {running && <ExportProgress job={job} label="Backup" />}
        {result !== undefined && <ExportDone result={result} saved={saved} onSave={save} />}
        {!running && result === undefined && (
          <>
            <p>
              Everything goes into one file: all case files, sources, notes and highlights, with the
              original files and the history. Keep it on another disk.
            </p>
            <p className={form.text}>
              It is a tar archive, which other programs can open too; “Restore a library from a
              file” brings it back.
            </p>
            <Where />
          </>
        )}
      </div>
    </Dialog>
  );
}

type Moved = CallReply<'library.move'>;

function Done({ moved, verb }: { moved: Moved; verb: string }) {
  return (
    <div role="status" className={form.form}>
      <p>
        {verb} <span className={styles.folder}>{moved.folder}</span>
      </p>
      {moved.keptAside !== undefined && (
        <p className={form.text}>
          The library from before was kept in{' '}
          <span className={styles.folder}>{moved.keptAside}</span>. Delete that folder when you are
          sure that you don’t need it.
        </p>
      )}
    </div>
  );
}

/** Runs a call that may take long; what it gives is shown, what it throws too. */
function useLong<T>() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [done, setDone] = useState<T>();
  const [job, setJob] = useState<Job>();
  useEffect(() => {
    if (!busy) return undefined;
    return onJob((one) => {
      if (one.kind === 'backup') setJob(one);
    });
  }, [busy]);
  const run = async (work: () => Promise<T>) => {
    setBusy(true);
    setJob(undefined);
    setFailure(undefined);
    try {
      await flushAll();
      setDone(await work());
      refresh(TOPICS);
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, done, job, run, setFailure };
}

/** How far it is; what comes before and after the job has no measure. */
function Progress({ job, label, before }: { job: Job | undefined; label: string; before: string }) {
  const shown: Job =
    job?.state === 'running' ? job : { id: '', kind: 'backup', state: 'running', step: before };
  return <ExportProgress job={shown} label={label} />;
}

interface LongDialogProps<T extends Moved> {
  title: string;
  /** What the button says, before and while it is done. */
  label: string;
  doing: string;
  /** What is done before its job begins. */
  before: string;
  long: ReturnType<typeof useLong<T>>;
  /** What was done, in words that a folder follows. */
  doneText: (done: T) => string;
  onRun: () => void;
  close: () => void;
  children: ReactNode;
}

/** A dialog that asks, then shows how far it is, then what came of it. */
function LongDialog<T extends Moved>(props: LongDialogProps<T>) {
  const { title, label, doing, before, long, doneText, onRun, close, children } = props;
  const { busy, done, job } = long;
  return (
    <Dialog
      open
      onOpenChange={() => !busy && close()}
      title={title}
      footer={
        done !== undefined ? (
          <Button key="done" variant="primary" autoFocus onClick={close}>
            Done
          </Button>
        ) : (
          <>
            <Button disabled={busy} onClick={close}>
              Cancel
            </Button>
            <Button variant="primary" disabled={busy} onClick={onRun}>
              {busy ? `${doing}…` : label}
            </Button>
          </>
        )
      }
    >
      {done !== undefined ? (
        <Done moved={done} verb={doneText(done)} />
      ) : (
        <div className={form.form}>
          {busy && (
            <Progress
              job={job}
              label={doing}
              before={job === undefined ? before : 'Opening the library'}
            />
          )}
          {children}
          <Where />
        </div>
      )}
    </Dialog>
  );
}

function RestoreDialog({ close }: { close: () => void }) {
  const long = useLong<CallReply<'library.restore'>>();
  const { failure, run, setFailure } = long;
  const [file, setFile] = useState<File>();
  const [place, setPlace] = useState<'here' | 'folder'>('here');
  const [folder, setFolder] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const start = () => {
    if (file === undefined) {
      setFailure('Choose the file that the library was backed up to.');
      return;
    }
    if (place === 'folder' && folder.trim() === '') {
      setFailure('Write the whole path of the folder that it should be restored into.');
      return;
    }
    void run(async () =>
      invokeOrThrow('library.restore', {
        from: { upload: await uploadFile(file) },
        ...(place === 'folder' ? { folder: folder.trim() } : {}),
      }),
    );
  };
  return (
    <LongDialog
      title="Restore a library from a file"
      label="Restore"
      doing="Restoring"
      before="Reading the file"
      long={long}
      doneText={({ opened }) =>
        opened ? 'The library was restored, and is open:' : 'The library was restored into'
      }
      onRun={start}
      close={close}
    >
      <Failure text={failure} />
      <p>
        All of the file is checked before anything is replaced. What is in the library now is not
        lost: it is kept beside it.
      </p>
      <div className={styles.choose}>
        <Button data-autofocus onClick={() => input.current?.click()}>
          Choose a file…
        </Button>
        <span className={styles.path}>
          {file?.name ?? 'None chosen yet; such a file ends in .tar'}
        </span>
        <input
          ref={input}
          type="file"
          hidden
          accept=".tar"
          aria-label="Library in one file"
          onChange={({ target }) => {
            setFile(target.files?.[0]);
            setFailure(undefined);
          }}
        />
      </div>
      <OneOf
        legend="Where to?"
        value={place}
        onChange={setPlace}
        options={[
          {
            value: 'here',
            label: 'In the place of this library',
            explanation: 'It opens at once; this one is kept in a folder beside it.',
          },
          {
            value: 'folder',
            label: 'Into another folder',
            explanation:
              'This library stays open. Start Casebook with --library to open the other.',
          },
        ]}
      />
      {place === 'folder' && (
        <Field label="Folder" hint="The whole path of a new or empty folder.">
          {(control) => (
            <input {...control} value={folder} onChange={({ target }) => setFolder(target.value)} />
          )}
        </Field>
      )}
    </LongDialog>
  );
}

function MoveDialog({ close }: { close: () => void }) {
  const long = useLong<Moved>();
  const { failure, run, setFailure } = long;
  const [folder, setFolder] = useState('');
  const start = () => {
    const path = folder.trim();
    if (path === '') setFailure('Write the whole path of the folder that it should be moved to.');
    else void run(() => invokeOrThrow('library.move', { folder: path }));
  };
  return (
    <LongDialog
      title="Move the library"
      label="Move"
      doing="Moving"
      before="Copying the library"
      long={long}
      doneText={() => 'The library was moved, and is open:'}
      onRun={start}
      close={close}
    >
      <p>
        The library is copied and the copy is checked; then it is opened in its new place. The old
        one is kept until you delete it.
      </p>
      <Field
        label="New folder"
        hint="The whole path of a new or empty folder, on any disk."
        error={failure}
      >
        {(control) => (
          <input
            {...control}
            data-autofocus
            value={folder}
            onChange={({ target }) => setFolder(target.value)}
          />
        )}
      </Field>
    </LongDialog>
  );
}
