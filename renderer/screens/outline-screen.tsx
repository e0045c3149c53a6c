import { BookmarkCheck, FileText, ListTree, NotebookPen, Plus } from 'lucide-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { OutlineItem } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { moveAllToTrash } from '../commands/trash.ts';
import { write } from '../commands/write.ts';
import { paths } from '../shell/paths.ts';
import { TabActions } from '../shell/tab-actions.tsx';
import { Button } from '../ui/button.tsx';
import { countText } from '../ui/counts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import type { MenuEntry } from '../ui/menu.tsx';
import { AddExistingDialog } from './add-existing-dialog.tsx';
import styles from './items/columns.module.css';
import { ItemList } from './items/item-list.tsx';
import { membershipEntries } from './items/membership-entries.tsx';
import { NoteFacts } from './items/note-facts.tsx';
import { renameNote } from './items/rename-note.ts';
import { SourceFacts } from './items/source-facts.tsx';
import { Screen } from './screen.tsx';

function held(item: OutlineItem) {
  return item.kind === 'source' ? item.source : item.note;
}

function rename(item: OutlineItem, title: string): void {
  if (item.kind === 'note') void renameNote(item.note.id, title);
  else void write('sources.update', { id: item.source.id, csl: { title } });
}

interface OutlineListProps {
  items: readonly OutlineItem[];
  caseId: string;
  summaryNoteId: string | undefined;
}

/** Makes a note the summary of its case file, or leaves that without one. */
function summaryEntry(caseId: string, noteId: string, isSummary: boolean): MenuEntry {
  return {
    kind: 'do',
    label: isSummary ? 'No longer the summary' : 'Use as the summary',
    icon: <BookmarkCheck size={15} />,
    run: () => void write('cases.update', { id: caseId, summaryNoteId: isSummary ? null : noteId }),
  };
}

function OutlineList({ items, caseId, summaryNoteId }: OutlineListProps) {
  const cases = useCall('cases.list', {}).data ?? [];
  return (
    <ItemList
      label="Outline"
      noun="item"
      items={items}
      idOf={({ id }) => id}
      titleOf={(item) => held(item).title}
      hrefOf={(item) =>
        item.kind === 'source'
          ? paths.source(item.source.id, { caseId })
          : paths.note(item.note.id, { caseId })
      }
      rowHeight={58}
      lead={(item, index) => (
        <>
          <span className={styles.lead}>{index + 1}</span>
          <span className={styles.lead}>
            {item.kind === 'source' ? (
              <FileText size={16} aria-label="Source" />
            ) : (
              <NotebookPen size={16} aria-label="Note" />
            )}
          </span>
        </>
      )}
      body={(item, title) => (
        <>
          {title}
          {item.kind === 'source' ? (
            <SourceFacts source={item.source} />
          ) : (
            <NoteFacts note={item.note} isSummary={item.note.id === summaryNoteId} />
          )}
        </>
      )}
      tail={(item) => (
        <span className={`${styles.words} ${styles.wide}`}>
          {countText(held(item).words, 'word')}
        </span>
      )}
      onRename={rename}
      onTrash={(chosen) =>
        moveAllToTrash(
          chosen.map((item) => ({ kind: item.kind, id: held(item).id, title: held(item).title })),
        )
      }
      onMove={(itemId, before) => void write('outline.move', { itemId, before })}
      entries={(item) => [
        ...(item.kind === 'note'
          ? [summaryEntry(caseId, item.note.id, item.note.id === summaryNoteId)]
          : []),
        ...membershipEntries({
          member: { kind: item.kind, id: held(item).id },
          caseIds: held(item).caseIds,
          cases,
          caseId,
        }),
      ]}
    />
  );
}

/** The case file from its beginning to its end, as the export prints it. */
export function OutlineScreen() {
  const { caseId = '' } = useParams();
  const query = useCall('cases.get', { id: caseId });
  const [adding, setAdding] = useState(false);
  const add = (
    <Button variant="quiet" onClick={() => setAdding(true)}>
      <Plus size={16} aria-hidden />
      Add from the library
    </Button>
  );
  return (
    <Loaded query={query}>
      {({ outline, summaryNoteId }) => (
        <>
          <TabActions>{add}</TabActions>
          {outline.length === 0 ? (
            <EmptyState
              page
              icon={<ListTree size={24} />}
              title="Nothing in the outline yet"
              text="Sources and notes that you add to this case file stand here. Their order is the order of the export."
            >
              <Button variant="primary" onClick={() => setAdding(true)}>
                <Plus size={16} aria-hidden />
                Add from the library
              </Button>
            </EmptyState>
          ) : (
            <Screen
              title="Outline"
              lead="The order of the export. Drag an item to move it, or press Alt and an arrow."
            >
              <OutlineList items={outline} caseId={caseId} summaryNoteId={summaryNoteId} />
            </Screen>
          )}
          <AddExistingDialog
            open={adding}
            onOpenChange={setAdding}
            caseId={caseId}
            outline={outline}
          />
        </>
      )}
    </Loaded>
  );
}
