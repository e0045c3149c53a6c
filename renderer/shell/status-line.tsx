import { useCall } from '../api/use-call.ts';
import { runCommand } from '../commands/registry.ts';
import { ImportStatus } from '../import/import-status.tsx';
import { countText } from '../ui/counts.ts';
import { whenText } from '../ui/dates.ts';
import { useSaveState, type SaveState } from '../ui/save-state.ts';
import styles from './status-line.module.css';
import { useOpenCase } from './use-open-case.ts';

function saveText(state: SaveState): string {
  if (state.kind === 'saved') return 'All changes saved';
  return state.kind === 'saving' ? 'Saving…' : state.message;
}

/** What is saved, what is there, where it is, and when it was last backed up. */
export function StatusLine() {
  const state = useSaveState();
  const library = useCall('library.info', {}).data;
  const openCase = useOpenCase();
  const counted = openCase ?? library;
  return (
    <footer className={styles.line} data-pane="status" tabIndex={-1} aria-label="Status">
      <span className={styles.saving} data-state={state.kind} role="status" title={saveText(state)}>
        {saveText(state)}
      </span>
      <ImportStatus />
      {counted !== undefined && (
        <span className={styles.counts}>
          {[
            countText(counted.sources, 'source'),
            countText(counted.highlights, 'highlight'),
            countText(counted.notes, 'note'),
          ].join(' · ')}
        </span>
      )}
      {library !== undefined && (
        <>
          <span className={styles.folder} title={library.folder}>
            Library: {library.folder}
          </span>
          <button
            type="button"
            className={styles.backup}
            title="Back up the library now"
            onClick={() => runCommand('library.backup')}
          >
            {library.lastBackupAt === undefined
              ? 'Not backed up yet'
              : `Backed up ${whenText(library.lastBackupAt)}`}
          </button>
        </>
      )}
    </footer>
  );
}
