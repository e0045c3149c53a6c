import { CircleAlert, CircleCheck } from 'lucide-react';
import type { CheckReport } from '../../shared/domain.ts';
import { Button } from '../ui/button.tsx';
import { countText } from '../ui/counts.ts';
import { Dialog } from '../ui/dialog.tsx';
import styles from './check-dialog.module.css';

interface CheckDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  report: CheckReport;
}

/** What looking through the whole library found. */
export function CheckDialog({ open, onOpenChange, report }: CheckDialogProps) {
  const { sources, highlights, notes, files } = report.checked;
  const checked = [
    countText(sources, 'source'),
    countText(highlights, 'highlight'),
    countText(notes, 'note'),
    countText(files, 'file'),
  ].join(', ');
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={report.ok ? 'The library is sound' : 'The library needs attention'}
      description={`Checked the database, the search index, ${checked}.`}
      footer={
        <Button variant="primary" onClick={() => onOpenChange(false)}>
          Close
        </Button>
      }
    >
      {report.ok ? (
        <p className={styles.line} data-ok>
          <CircleCheck size={18} aria-hidden />
          Everything is there and nothing is damaged.
        </p>
      ) : (
        <ul className={styles.problems}>
          {report.problems.map((problem) => (
            <li key={problem} className={styles.line}>
              <CircleAlert size={18} aria-hidden />
              {problem}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
