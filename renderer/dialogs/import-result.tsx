import { FileRows } from './file-rows.tsx';
import styles from './form.module.css';
import { summaryOf, type FileRow } from './import-outcome.ts';

interface ImportProgressProps {
  rows: readonly FileRow[];
}

/** How far an import has come, as a whole and for each file. */
export function ImportProgress({ rows }: ImportProgressProps) {
  const done = rows.filter(({ state }) => !['waiting', 'sending', 'reading'].includes(state.kind));
  const said = `${done.length} of ${rows.length} files`;
  return (
    <div className={styles.form}>
      <div className={styles.progress}>
        <progress value={done.length} max={rows.length} aria-label="Adding files" />
        <span aria-live="polite">{said}</span>
      </div>
      <FileRows rows={rows} />
    </div>
  );
}

interface ImportResultProps {
  rows: readonly FileRow[];
  onOpen: (id: string) => void;
}

/** What became of everything that was to be added. */
export function ImportResult({ rows, onOpen }: ImportResultProps) {
  return (
    <div className={styles.form}>
      <p role="status">{summaryOf(rows)}</p>
      <FileRows rows={rows} onOpen={onOpen} />
    </div>
  );
}
