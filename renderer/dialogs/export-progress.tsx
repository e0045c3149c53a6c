import { FileCheck2 } from 'lucide-react';
import type { Job } from '../../shared/domain.ts';
import { Button } from '../ui/button.tsx';
import { countText } from '../ui/counts.ts';
import { sizeText } from './export-choice.ts';
import styles from './export-dialog.module.css';
import form from './form.module.css';
import { saveFile } from './save-file.ts';

/** What the export is doing, and how far it is when that can be told. */
export function ExportProgress({ job }: { job: Job }) {
  return (
    <div className={styles.progress}>
      <p role="status">{job.step}…</p>
      <div className={form.progress}>
        <progress
          aria-label="Export"
          {...(job.progress === undefined ? {} : { value: job.progress, max: 1 })}
        />
      </div>
    </div>
  );
}

/** The file that was made and saved, with its pages and size. */
export function ExportDone({ result }: { result: NonNullable<Job['result']> }) {
  const { name, bytes, pages } = result;
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
        <Button onClick={() => saveFile(result)}>Save again</Button>
      </div>
    </div>
  );
}
