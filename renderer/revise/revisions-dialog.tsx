import { useCall } from '../api/use-call.ts';
import { Button } from '../ui/button.tsx';
import { countText } from '../ui/counts.ts';
import { whenText } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Loaded } from '../ui/loaded.tsx';
import styles from './revise.module.css';

interface RevisionsDialogProps {
  sourceId: string;
  /** The number of the present revision, and of the one that is being read. */
  current: number;
  shown: number;
  onOpen: (number: number) => void;
  onClose: () => void;
}

/** Every text that a source has had, the newest first. */
export function RevisionsDialog({
  sourceId,
  current,
  shown,
  onOpen,
  onClose,
}: RevisionsDialogProps) {
  const revisions = useCall('sources.revisions', { id: sourceId });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Revisions"
      description="Every text that this source has had. Older ones can be read; highlights belong to the present one."
      width="600px"
    >
      <Loaded query={revisions}>
        {(all) => (
          <ol className={styles.revisions} aria-label="Revisions">
            {all.map(({ id, number, createdAt, words, textSha256 }) => (
              <li key={id} className={styles.revision}>
                <span className={styles.number}>
                  Revision {number}
                  {number === current && ', the present one'}
                </span>
                <span className={styles.facts}>
                  <span>{whenText(createdAt)}</span>
                  <span>{countText(words, 'word')}</span>
                  <code title={`SHA-256 of the text: ${textSha256}`}>
                    {textSha256.slice(0, 12)}…
                  </code>
                </span>
                {number === shown ? (
                  <span className={styles.open}>Open now</span>
                ) : (
                  <Button
                    onClick={() => {
                      onOpen(number);
                      onClose();
                    }}
                  >
                    Read<span className="visually-hidden"> revision {number}</span>
                  </Button>
                )}
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Dialog>
  );
}
