import { History } from 'lucide-react';
import { useCall } from '../api/use-call.ts';
import { Button } from '../ui/button.tsx';
import { whenText } from '../ui/dates.ts';
import { Notice } from '../ui/notice.tsx';

interface RevisionBarProps {
  sourceId: string;
  /** The number of the revision that is being read, which is not the present one. */
  number: number;
  /** How many there are. */
  revisions: number;
  onBack: () => void;
}

/** Over an older text: which one it is, and the way back. */
export function RevisionBar({ sourceId, number, revisions, onBack }: RevisionBarProps) {
  const next = useCall('sources.revisions', { id: sourceId }).data?.find(
    (revision) => revision.number === number + 1,
  );
  const replaced = next === undefined ? '' : `, replaced ${whenText(next.createdAt)}`;
  return (
    <Notice
      icon={<History size={16} aria-hidden="true" />}
      label="Older revision"
      actions={
        <Button variant="primary" onClick={onBack}>
          Back to the current one
        </Button>
      }
    >
      Revision {number} of {revisions}
      {replaced}. Highlights are on the current one.
    </Notice>
  );
}
