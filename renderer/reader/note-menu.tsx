import { FilePlus, NotebookPen, Quote } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useCall } from '../api/use-call.ts';
import base from '../ui/menu.module.css';
import styles from './menu.module.css';

/** The notes that can be quoted in: those of the case file, or of the library without one. */
export function useQuotableNotes(caseId: string | undefined) {
  return useCall('notes.list', caseId === undefined ? {} : { caseId }).data ?? [];
}

interface NoteMenuProps {
  caseId: string | undefined;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Called with a note's id, or with undefined for a new note. */
  onPick: (noteId: string | undefined) => void;
  /** The button that opens it. */
  children: ReactNode;
}

/** Asks which note to quote a passage in. */
export function NoteMenu({ caseId, open, onOpenChange, onPick, children }: NoteMenuProps) {
  const notes = useQuotableNotes(caseId);
  return (
    <DropdownMenu.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={base.menu}
          sideOffset={8}
          align="end"
          collisionPadding={8}
          // Else the press would end the selection that is about to be quoted.
          onMouseDown={(event) => event.preventDefault()}
        >
          <DropdownMenu.Label className={styles.heading}>
            <Quote size={13} aria-hidden="true" /> Quote in
          </DropdownMenu.Label>
          {notes.map((note) => (
            <DropdownMenu.Item key={note.id} className={base.item} onSelect={() => onPick(note.id)}>
              <NotebookPen size={15} aria-hidden="true" />
              <span className={base.label}>{note.title || note.excerpt || 'Untitled note'}</span>
            </DropdownMenu.Item>
          ))}
          {notes.length > 0 && <DropdownMenu.Separator className={base.line} />}
          <DropdownMenu.Item className={base.item} onSelect={() => onPick(undefined)}>
            <FilePlus size={15} aria-hidden="true" />
            New note
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
