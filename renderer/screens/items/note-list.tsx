import { NotebookPen } from 'lucide-react';
import type { NoteSummary } from '../../../shared/domain.ts';
import { useCall } from '../../api/use-call.ts';
import { moveAllToTrash } from '../../commands/trash.ts';
import { write } from '../../commands/write.ts';
import { paths } from '../../shell/paths.ts';
import { numberText } from '../../ui/counts.ts';
import { dayText } from '../../ui/dates.ts';
import styles from './columns.module.css';
import { ItemList } from './item-list.tsx';
import { membershipEntries } from './membership-entries.tsx';
import { NoteFacts } from './note-facts.tsx';
import { renameNote } from './rename-note.ts';
import { sortNotes, type NoteSort } from './sort.ts';
import { SortBar } from './sort-bar.tsx';

/** A note in a list; in a case file's list it is known by its place in the outline. */
export interface NoteRow {
  id: string;
  note: NoteSummary;
}

interface NoteListProps {
  rows: readonly NoteRow[];
  /** The case file whose list it is. */
  caseId?: string | undefined;
  sort: NoteSort;
  onSort: (sort: NoteSort) => void;
}

const COLUMNS = [
  { sort: 'words', text: 'Words', align: 'end', className: styles.number },
  { sort: 'changed', text: 'Changed', align: 'end', className: `${styles.date} ${styles.wide}` },
] as const;

/** Notes with how they begin; every one of them opens on Enter. */
export function NoteList({ rows, caseId, sort, onSort }: NoteListProps) {
  const cases = useCall('cases.list', {}).data ?? [];
  const ordered = caseId !== undefined && sort === 'order';
  return (
    <>
      <SortBar
        order={caseId === undefined ? undefined : 'order'}
        columns={[{ sort: 'title', text: 'Title', className: styles.first }, ...COLUMNS]}
        sort={sort}
        onSort={onSort}
      />
      <ItemList
        label="Notes"
        noun="note"
        items={sortNotes(rows, sort, ({ note }) => note)}
        idOf={({ id }) => id}
        titleOf={({ note }) => note.title}
        hrefOf={({ note }) => paths.note(note.id, { caseId })}
        rowHeight={58}
        lead={({ id }) => (
          <span className={styles.lead}>
            {caseId === undefined ? (
              <NotebookPen size={16} aria-hidden />
            ) : (
              rows.findIndex((row) => row.id === id) + 1
            )}
          </span>
        )}
        body={({ note }, title) => (
          <>
            {title}
            <NoteFacts note={note} cases={caseId === undefined ? cases : undefined} />
          </>
        )}
        tail={({ note }) => (
          <>
            <span className={styles.number}>{numberText(note.words)}</span>
            <span className={`${styles.date} ${styles.wide}`}>{dayText(note.updatedAt)}</span>
          </>
        )}
        onRename={({ note }, title) => void renameNote(note.id, title)}
        onTrash={(chosen) =>
          moveAllToTrash(chosen.map(({ note: { id, title } }) => ({ kind: 'note', id, title })))
        }
        onMove={
          ordered ? (itemId, before) => void write('outline.move', { itemId, before }) : undefined
        }
        entries={({ note }) =>
          membershipEntries({
            member: { kind: 'note', id: note.id },
            caseIds: note.caseIds,
            cases,
            caseId,
          })
        }
      />
    </>
  );
}
