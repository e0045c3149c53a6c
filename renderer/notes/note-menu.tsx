import { ClipboardCopy, FileDown, FileUp, History, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Note } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { moveToTrash } from '../commands/trash.ts';
import { membershipEntries } from '../screens/items/membership-entries.tsx';
import { paths } from '../shell/paths.ts';
import { TabActions } from '../shell/tab-actions.tsx';
import { ButtonMenu } from '../ui/menu.tsx';
import { copyAsMarkdown, importMarkdown, saveAsMarkdown } from './note-markdown.ts';
import type { NoteText } from './text-comparison.tsx';
import { VersionsDialog } from './versions-dialog.tsx';

interface NoteMenuProps {
  note: Note;
  caseId: string | undefined;
  /** Has what was typed saved before the note goes away. */
  flush: () => Promise<void>;
  /** The text as it stands in the editor. */
  current: NoteText;
  /** Says whether all of it is saved. */
  isSaved: () => boolean;
}

/** What can be done with the whole note: its versions, its case files, Markdown, the trash. */
export function NoteMenu({ note, caseId, flush, current, isSaved }: NoteMenuProps) {
  const [versionsOpen, setVersionsOpen] = useState(false);
  const cases = useCall('cases.list', {});
  const navigate = useNavigate();
  const trash = async () => {
    await flush();
    if (!(await moveToTrash('note', note.id, note.title))) return;
    await navigate(caseId === undefined ? paths.notes : paths.caseNotes(caseId));
  };
  const saved = (then: typeof copyAsMarkdown) => async () => {
    await flush();
    await then({ id: note.id, caseId });
  };
  const bringIn = async () => {
    const made = await importMarkdown(caseId);
    if (made === undefined) return;
    await flush();
    await navigate(paths.note(made, { caseId }));
  };
  return (
    <TabActions>
      <ButtonMenu
        label="More about this note"
        entries={[
          {
            kind: 'do',
            label: 'Versions…',
            icon: <History size={15} />,
            takesFocus: true,
            run: () => setVersionsOpen(true),
          },
          ...membershipEntries({
            member: { kind: 'note', id: note.id },
            caseIds: note.caseIds,
            cases: cases.data ?? [],
          }),
          { kind: 'line' },
          {
            kind: 'do',
            label: 'Copy as Markdown',
            icon: <ClipboardCopy size={15} />,
            run: () => void saved(copyAsMarkdown)(),
          },
          {
            kind: 'do',
            label: 'Save as Markdown…',
            icon: <FileDown size={15} />,
            run: () => void saved(saveAsMarkdown)(),
          },
          {
            kind: 'do',
            label: 'Import Markdown as note…',
            icon: <FileUp size={15} />,
            run: () => void bringIn(),
          },
          { kind: 'line' },
          {
            kind: 'do',
            label: 'Move to the trash',
            icon: <Trash2 size={15} />,
            danger: true,
            run: () => void trash(),
          },
        ]}
      />
      <VersionsDialog
        open={versionsOpen}
        onOpenChange={setVersionsOpen}
        note={note}
        current={current}
        save={async () => {
          await flush();
          return isSaved();
        }}
      />
    </TabActions>
  );
}
