import { CircleAlert, CircleCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CheckReport } from '../../shared/domain.ts';
import type { Result } from '../../shared/result.ts';
import { invoke } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { countText } from '../ui/counts.ts';
import { Dialog } from '../ui/dialog.tsx';
import styles from './check-dialog.module.css';

interface CheckDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

function Problems({ problems }: { problems: readonly string[] }) {
  return (
    <ul className={styles.problems}>
      {problems.map((problem) => (
        <li key={problem} className={styles.line}>
          <CircleAlert size={18} aria-hidden />
          {problem}
        </li>
      ))}
    </ul>
  );
}

function Report({ report: { ok, problems, checked } }: { report: CheckReport }) {
  const { sources, highlights, notes, files } = checked;
  const counted = [
    countText(sources, 'source'),
    countText(highlights, 'highlight'),
    countText(notes, 'note'),
    countText(files, 'file'),
  ].join(', ');
  return (
    <>
      {ok ? (
        <p className={styles.line} data-ok>
          <CircleCheck size={18} aria-hidden />
          The library is sound: everything is there and nothing is damaged.
        </p>
      ) : (
        <Problems problems={problems} />
      )}
      <p className={styles.checked}>Checked the database, the search index, {counted}.</p>
    </>
  );
}

/** Looks through the whole library, once, and says what was found. */
function Check() {
  const [result, setResult] = useState<Result<CheckReport>>();
  useEffect(() => {
    let gone = false;
    void invoke('library.check', {}).then((reply) => {
      if (!gone) setResult(reply);
    });
    return () => {
      gone = true;
    };
  }, []);
  return (
    <div role="status">
      {result === undefined && <p>Looking through the database, the search index and the files…</p>}
      {result?.ok === true && <Report report={result.value} />}
      {result?.ok === false && <Problems problems={[result.error.message]} />}
    </div>
  );
}

/** The check of the library and its report. */
export function CheckDialog({ open, onOpenChange }: CheckDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Check of the library"
      footer={
        <Button variant="primary" data-autofocus onClick={() => onOpenChange(false)}>
          Close
        </Button>
      }
    >
      <Check />
    </Dialog>
  );
}
