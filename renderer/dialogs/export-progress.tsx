import { FileCheck2 } from 'lucide-react';
import type { Job } from '../../shared/domain.ts';
import { desktopHost } from '../commands/host.ts';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/toast.tsx';
import { countText } from '../ui/counts.ts';
import { sizeText } from './export-choice.ts';
import styles from './export-dialog.module.css';
import form from './form.module.css';
import type { Saved } from './save-file.ts';

/** What a job is doing, and how far it is when that can be told. */
export function ExportProgress({ job, label = 'Export' }: { job: Job; label?: string }) {
  return (
    <div className={styles.progress}>
      <p role="status">{job.step}…</p>
      <div className={form.progress}>
        <progress
          aria-label={label}
          {...(job.progress === undefined ? {} : { value: job.progress, max: 1 })}
        />
      </div>
    </div>
  );
}

interface ExportDoneProps {
  result: NonNullable<Job['result']>;
  /** Where it was saved; undefined while it is not. */
  saved: Saved | undefined;
  onSave: (result: NonNullable<Job['result']>) => Promise<void>;
}

function placeText(saved: Saved | undefined): string {
  if (saved === undefined) return 'It is not saved yet.';
  if (saved.place === 'disk') return saved.path;
  return saved.place === 'downloads'
    ? 'Your browser has saved it where it keeps downloads.'
    : 'It was not saved.';
}

/** What can be done with a file on the disk; in a browser that is the browser's own affair. */
function SavedActions({ path }: { path: string }) {
  const host = desktopHost();
  const open = async () => {
    const trouble = await host?.openSaved?.(path);
    if (trouble) notify({ kind: 'error', text: trouble });
  };
  return (
    <>
      <Button onClick={() => void open()}>Open</Button>
      <Button onClick={() => void host?.showSaved?.(path)}>Show in folder</Button>
    </>
  );
}

/** The file that was made, where it is, and what is not in it. */
export function ExportDone({ result, saved, onSave }: ExportDoneProps) {
  const { name, bytes, pages, leftOut = [] } = result;
  return (
    <div className={styles.done}>
      <FileCheck2 size={20} aria-hidden />
      <div className={styles.file}>
        <p role="status">The file is ready.</p>
        <p className={styles.name}>{name}</p>
        <p className={styles.figures}>
          {pages !== undefined && `${countText(pages, 'page')} · `}
          {sizeText(bytes)}
        </p>
        <p className={styles.where}>{placeText(saved)}</p>
        <div className={styles.actions}>
          {saved?.place === 'disk' && <SavedActions path={saved.path} />}
          <Button onClick={() => void onSave(result)}>
            {saved === undefined || saved.place === 'nowhere' ? 'Save' : 'Save again'}
          </Button>
        </div>
        {leftOut.length > 0 && (
          <details className={styles.left}>
            <summary>{countText(leftOut.length, 'thing')} not in it as in the library</summary>
            <ul>
              {leftOut.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </div>
  );
}
