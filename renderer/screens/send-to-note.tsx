import { Quote } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Highlight } from '../../shared/domain.ts';
import { quoteAllInNote } from '../inspector/quote-in-note.ts';
import { NoteMenu } from '../reader/note-menu.tsx';
import { Button } from '../ui/button.tsx';

interface SendToNoteProps {
  /** In the order in which they are quoted. */
  highlights: readonly Highlight[];
  caseId: string | undefined;
  onSent: () => void;
}

/** Quotes the chosen highlights in a note, one after the other. */
export function SendToNote({ highlights, caseId, onSent }: SendToNoteProps) {
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  return (
    <NoteMenu
      caseId={caseId}
      open={open}
      onOpenChange={setOpen}
      onPick={(noteId) =>
        void quoteAllInNote(highlights, {
          noteId,
          caseId,
          open: (path) => void navigate(path),
        }).then((done) => done && onSent())
      }
    >
      <Button>
        <Quote size={15} aria-hidden="true" /> Send to a note
      </Button>
    </NoteMenu>
  );
}
