import { useEffect, useRef, useState } from 'react';
import type { Note, NoteVersion } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { Button } from '../ui/button.tsx';
import { countText } from '../ui/counts.ts';
import { whenText } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { useRoving } from '../ui/use-roving.ts';
import { restoreVersion } from './restore-version.ts';
import { TextComparison, type NoteText } from './text-comparison.tsx';
import styles from './versions-dialog.module.css';

interface VersionsDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  note: Note;
  /** The text as it stands in the editor. */
  current: NoteText;
  /** Has what was typed saved; says whether all of it is. */
  save: () => Promise<boolean>;
}

const REASONS: Readonly<Record<NoteVersion['reason'], string>> = {
  interval: 'Kept while you wrote',
  removal: 'Kept before much of it was deleted',
  restore: 'Replaced by a restored version',
  conflict: 'Set aside when two windows wrote',
  replacement: 'Kept before words were replaced',
};

function capital(text: string): string {
  return text.replace(/^./, (first) => first.toUpperCase());
}

interface VersionListProps {
  versions: readonly NoteVersion[];
  chosen: string;
  onChoose: (id: string) => void;
}

function VersionList({ versions, chosen, onChoose }: VersionListProps) {
  const roving = useRoving(
    versions.map(({ id }) => id),
    { start: chosen },
  );
  const list = useRef<HTMLOListElement>(null);
  // They are read after the dialog has opened, when its focus is already somewhere.
  useEffect(() => list.current?.querySelector('button')?.focus(), []);
  return (
    <ol ref={list} className={styles.list} aria-label="Versions" onKeyDown={roving.onKeyDown}>
      {versions.map(({ id, createdAt, words, reason }) => {
        const { onFocus, ...row } = roving.rowProps(id);
        return (
          <li key={id}>
            <button
              type="button"
              {...row}
              className={styles.version}
              aria-current={id === chosen}
              onFocus={() => {
                onFocus();
                onChoose(id);
              }}
              onClick={() => onChoose(id)}
            >
              <span className={styles.when}>{capital(whenText(createdAt))}</span>
              <span className={styles.facts}>{countText(words, 'word')}</span>
              <span className={styles.facts}>{REASONS[reason]}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function Compared({ version, current }: { version: NoteVersion; current: NoteText }) {
  const query = useCall('notes.version', { versionId: version.id });
  return (
    <Loaded query={query}>
      {(text) => (
        <TextComparison
          key={version.id}
          before={text}
          after={current}
          beforeName={capital(whenText(version.createdAt))}
          afterName="Now"
        />
      )}
    </Loaded>
  );
}

interface VersionsProps extends Omit<VersionsDialogProps, 'open'> {
  versions: readonly NoteVersion[];
}

function Versions({ versions, note, current, save, onOpenChange }: VersionsProps) {
  const [wanted, setWanted] = useState<string>();
  const [busy, setBusy] = useState(false);
  const version = versions.find(({ id }) => id === wanted) ?? versions[0];
  if (version === undefined) {
    return (
      <p className={styles.none}>
        No earlier text of this note is kept yet. While you write, one is kept every five minutes,
        and one before much of it is deleted or replaced; for 90 days.
      </p>
    );
  }
  const restore = async () => {
    setBusy(true);
    const restored = await restoreVersion(note.id, version, save);
    setBusy(false);
    if (restored) onOpenChange(false);
  };
  return (
    <div className={styles.frame}>
      <div className={styles.side}>
        <VersionList versions={versions} chosen={version.id} onChoose={setWanted} />
        <p className={styles.kept}>Versions are kept for 90 days.</p>
      </div>
      <div className={styles.texts} role="region" aria-label="Differences" tabIndex={0}>
        <Compared version={version} current={current} />
      </div>
      <div className={styles.foot}>
        <p>Restoring keeps the text of now as a version.</p>
        <Button onClick={() => onOpenChange(false)}>Close</Button>
        <Button variant="primary" disabled={busy} onClick={() => void restore()}>
          Restore this version
        </Button>
      </div>
    </div>
  );
}

/** The earlier texts of a note: what is different in them, and the way back to one. */
export function VersionsDialog(props: VersionsDialogProps) {
  const { open, onOpenChange, note } = props;
  const query = useCall('notes.versions', { id: note.id }, { enabled: open });
  const title = note.title === '' ? 'this note' : `“${note.title}”`;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Versions of ${title}`}
      width={query.data?.length === 0 ? '480px' : '1120px'}
    >
      <Loaded query={query}>{(versions) => <Versions {...props} versions={versions} />}</Loaded>
    </Dialog>
  );
}
