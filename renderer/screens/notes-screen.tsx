import { FileUp, NotebookPen, Plus } from 'lucide-react';
import { useParams } from 'react-router';
import { useCall } from '../api/use-call.ts';
import { shortcutOf } from '../commands/platform.ts';
import { runCommand } from '../commands/registry.ts';
import { TabActions } from '../shell/tab-actions.tsx';
import { Button } from '../ui/button.tsx';
import { countText } from '../ui/counts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { NoteList, type NoteRow } from './items/note-list.tsx';
import { useSort } from './items/use-sort.ts';
import { Screen } from './screen.tsx';

const SORTS = ['order', 'title', 'words', 'changed'] as const;

function NoNotes() {
  return (
    <EmptyState
      page
      icon={<NotebookPen size={24} />}
      title="No notes yet"
      text={`Write down what you think, ask or conclude, and quote passages of your sources in it. ${shortcutOf('note.new') ?? ''} starts one from anywhere.`}
    >
      <Button variant="primary" onClick={() => runCommand('note.new')}>
        <Plus size={16} aria-hidden />
        New note
      </Button>
      <Button variant="quiet" onClick={() => runCommand('note.import')}>
        <FileUp size={16} aria-hidden />
        Import Markdown…
      </Button>
    </EmptyState>
  );
}

function NewNoteAction() {
  return (
    <TabActions>
      <Button variant="quiet" onClick={() => runCommand('note.import')}>
        <FileUp size={16} aria-hidden />
        Import Markdown…
      </Button>
      <Button variant="quiet" onClick={() => runCommand('note.new')}>
        <Plus size={16} aria-hidden />
        New note
      </Button>
    </TabActions>
  );
}

/** The notes of one case file, in its order. */
export function CaseNotesScreen() {
  const { caseId = '' } = useParams();
  const query = useCall('cases.get', { id: caseId });
  const [sort, setSort] = useSort('case-notes', 'order', SORTS);
  return (
    <Loaded query={query}>
      {({ outline }) => {
        const rows = outline.flatMap((item): NoteRow[] => (item.kind === 'note' ? [item] : []));
        if (rows.length === 0) return <NoNotes />;
        return (
          <Screen title="Notes" lead={`${countText(rows.length, 'note')} in this case file`}>
            <NewNoteAction />
            <NoteList rows={rows} caseId={caseId} sort={sort} onSort={setSort} />
          </Screen>
        );
      }}
    </Loaded>
  );
}

/** All notes of the library. */
export function NotesScreen() {
  const query = useCall('notes.list', {});
  const [sort, setSort] = useSort('notes', 'changed', SORTS);
  return (
    <Loaded query={query}>
      {(notes) => {
        if (notes.length === 0) return <NoNotes />;
        return (
          <Screen title="Notes" lead={`${countText(notes.length, 'note')} in the library`}>
            <NewNoteAction />
            <NoteList
              rows={notes.map((note) => ({ id: note.id, note }))}
              sort={sort}
              onSort={setSort}
            />
          </Screen>
        );
      }}
    </Loaded>
  );
}
