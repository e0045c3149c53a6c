import { Trash2 } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { Note } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { moveToTrash } from '../commands/trash.ts';
import { membershipEntries } from '../screens/items/membership-entries.tsx';
import { paths } from '../shell/paths.ts';
import { TabActions } from '../shell/tab-actions.tsx';
import { ButtonMenu } from '../ui/menu.tsx';

interface NoteMenuProps {
  note: Note;
  caseId: string | undefined;
  /** Has what was typed saved before the note goes away. */
  flush: () => Promise<void>;
}

/** What can be done with the whole note: its case files, the trash. */
export function NoteMenu({ note, caseId, flush }: NoteMenuProps) {
  const cases = useCall('cases.list', {});
  const navigate = useNavigate();
  const trash = async () => {
    await flush();
    if (!(await moveToTrash('note', note.id, note.title))) return;
    await navigate(caseId === undefined ? paths.notes : paths.caseNotes(caseId));
  };
  return (
    <TabActions>
      <ButtonMenu
        label="More about this note"
        entries={[
          ...membershipEntries({
            member: { kind: 'note', id: note.id },
            caseIds: note.caseIds,
            cases: cases.data ?? [],
          }),
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
    </TabActions>
  );
}
