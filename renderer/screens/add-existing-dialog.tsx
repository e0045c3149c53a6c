import { Check, FileText, NotebookPen, Plus } from 'lucide-react';
import { useState } from 'react';
import type { OutlineItem } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './add-existing-dialog.module.css';
import { candidatesFor, type Candidate } from './candidates.ts';
import { putInCase } from './items/membership.ts';

/** More than these are not listed; the filter finds the rest. */
const SHOWN = 100;

interface AddExistingDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  caseId: string;
  outline: readonly OutlineItem[];
}

function CandidateRow({ candidate, caseId }: { candidate: Candidate; caseId: string }) {
  const { kind, id, title, isIn } = candidate;
  const name = title === '' ? 'Untitled' : title;
  return (
    <li className={styles.row}>
      {kind === 'source' ? (
        <FileText size={16} aria-label="Source" />
      ) : (
        <NotebookPen size={16} aria-label="Note" />
      )}
      <span className={styles.title} title={name}>
        {name}
      </span>
      {isIn ? (
        <span className={styles.in}>
          <Check size={14} aria-hidden />
          In the case file
        </span>
      ) : (
        <Button
          variant="quiet"
          aria-description={name}
          onClick={() => void putInCase(caseId, { kind, id })}
        >
          <Plus size={14} aria-hidden />
          Add
        </Button>
      )}
    </li>
  );
}

function Candidates({ caseId, outline }: Pick<AddExistingDialogProps, 'caseId' | 'outline'>) {
  const sources = useCall('sources.list', {}).data ?? [];
  const notes = useCall('notes.list', {}).data ?? [];
  const [filter, setFilter] = useState('');
  const candidates = candidatesFor({ sources, notes, outline, filter });
  return (
    <>
      <input
        data-autofocus
        type="search"
        className={styles.filter}
        aria-label="Part of a title"
        placeholder="Part of a title"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      {candidates.length === 0 ? (
        <p className={styles.none}>
          {filter === ''
            ? 'The library holds no sources or notes yet. Add a source or write a note first.'
            : 'No title has that in it.'}
        </p>
      ) : (
        <ul className={styles.list} aria-label="Sources and notes of the library">
          {candidates.slice(0, SHOWN).map((candidate) => (
            <CandidateRow key={candidate.id} candidate={candidate} caseId={caseId} />
          ))}
        </ul>
      )}
      {candidates.length > SHOWN && (
        <p className={styles.none}>
          {candidates.length - SHOWN} more; write part of a title to find them.
        </p>
      )}
    </>
  );
}

/** Puts sources and notes that the library already holds into a case file. */
export function AddExistingDialog({ open, onOpenChange, ...rest }: AddExistingDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Add from the library"
      description="A source or a note can be in many case files at once."
      width="600px"
      footer={
        <Button variant="primary" onClick={() => onOpenChange(false)}>
          Done
        </Button>
      }
    >
      <Candidates {...rest} />
    </Dialog>
  );
}
