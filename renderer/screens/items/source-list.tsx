import { Copy, FileOutput, FileText, NotebookPen } from 'lucide-react';
import type { SourceSummary } from '../../../shared/domain.ts';
import { useCall } from '../../api/use-call.ts';
import { copyCitations } from '../../citations/copy-citations.ts';
import { moveAllToTrash } from '../../commands/trash.ts';
import { write } from '../../commands/write.ts';
import { openDialog } from '../../shell/open-dialog.ts';
import { paths } from '../../shell/paths.ts';
import { numberText } from '../../ui/counts.ts';
import { dayText } from '../../ui/dates.ts';
import type { MenuEntry } from '../../ui/menu.tsx';
import styles from './columns.module.css';
import { ItemList } from './item-list.tsx';
import { membershipEntries } from './membership-entries.tsx';
import { sortSources, type SourceSort } from './sort.ts';
import { SortBar } from './sort-bar.tsx';
import { SourceFacts } from './source-facts.tsx';

/** A source in a list; in a case file's list it is known by its place in the outline. */
export interface SourceRow {
  id: string;
  source: SourceSummary;
}

interface SourceListProps {
  rows: readonly SourceRow[];
  /** The case file whose list it is. */
  caseId?: string | undefined;
  sort: SourceSort;
  onSort: (sort: SourceSort) => void;
}

const COLUMNS = [
  { sort: 'words', text: 'Words', align: 'end', className: `${styles.number} ${styles.wide}` },
  { sort: 'highlights', text: 'Highlights', align: 'end', className: styles.number },
  { sort: 'added', text: 'Added', align: 'end', className: `${styles.date} ${styles.wide}` },
] as const;

function detailsEntry({ source }: SourceRow): MenuEntry {
  return {
    kind: 'do',
    label: 'Edit details…',
    icon: <NotebookPen size={15} />,
    takesFocus: true,
    run: () => openDialog.set({ name: 'details', sourceId: source.id }),
  };
}

function citationEntry(rows: readonly SourceRow[]): MenuEntry {
  const sourceIds = rows.map(({ source }) => source.id);
  return {
    kind: 'do',
    label: rows.length === 1 ? 'Copy citation' : 'Copy citations',
    icon: <Copy size={15} />,
    run: () => void copyCitations({ sourceIds }),
  };
}

function exportEntry(rows: readonly SourceRow[]): MenuEntry {
  const sourceIds = rows.map(({ source }) => source.id);
  return {
    kind: 'do',
    label: 'Export…',
    icon: <FileOutput size={15} />,
    run: () => openDialog.set({ name: 'export', of: { sourceIds } }),
  };
}

/** Sources with what is recorded about them; every one of them opens on Enter. */
export function SourceList({ rows, caseId, sort, onSort }: SourceListProps) {
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
        label="Sources"
        noun="source"
        items={sortSources(rows, sort, ({ source }) => source)}
        idOf={({ id }) => id}
        titleOf={({ source }) => source.title}
        hrefOf={({ source }) => paths.source(source.id, { caseId })}
        rowHeight={58}
        lead={({ id }) => (
          <span className={styles.lead}>
            {caseId === undefined ? (
              <FileText size={16} aria-hidden />
            ) : (
              rows.findIndex((row) => row.id === id) + 1
            )}
          </span>
        )}
        body={({ source }, title) => (
          <>
            {title}
            <SourceFacts source={source} cases={caseId === undefined ? cases : undefined} />
          </>
        )}
        tail={({ source }) => (
          <>
            <span className={`${styles.number} ${styles.wide}`}>{numberText(source.words)}</span>
            <span className={styles.number}>{numberText(source.highlights)}</span>
            <span className={`${styles.date} ${styles.wide}`}>{dayText(source.createdAt)}</span>
          </>
        )}
        onRename={({ source }, title) =>
          void write('sources.update', { id: source.id, csl: { title } })
        }
        onTrash={(chosen) =>
          moveAllToTrash(chosen.map(({ source: { id, title } }) => ({ kind: 'source', id, title })))
        }
        selectionEntries={(chosen) => [citationEntry(chosen), exportEntry(chosen)]}
        onMove={
          ordered ? (itemId, before) => void write('outline.move', { itemId, before }) : undefined
        }
        entries={(row) => [
          detailsEntry(row),
          ...membershipEntries({
            member: { kind: 'source', id: row.source.id },
            caseIds: row.source.caseIds,
            cases,
            caseId,
          }),
          citationEntry([row]),
          exportEntry([row]),
        ]}
      />
    </>
  );
}
