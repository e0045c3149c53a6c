import { FileText, Inbox, Plus } from 'lucide-react';
import { useParams } from 'react-router';
import { useCall } from '../api/use-call.ts';
import { runCommand } from '../commands/registry.ts';
import { Button } from '../ui/button.tsx';
import { countText } from '../ui/counts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { SourceList, type SourceRow } from './items/source-list.tsx';
import { useSort } from './items/use-sort.ts';
import { Screen } from './screen.tsx';

const SORTS = ['order', 'title', 'words', 'highlights', 'added'] as const;

function AddButton() {
  return (
    <Button variant="primary" onClick={() => runCommand('source.add')}>
      <Plus size={16} aria-hidden />
      Add a source
    </Button>
  );
}

function NoSources({ place }: { place: 'case' | 'inbox' | 'library' }) {
  if (place === 'inbox') {
    return (
      <EmptyState
        page
        icon={<Inbox size={24} />}
        title="The inbox is empty"
        text="Sources that are in no case file wait here. Add one now, and put it into a case file when you know where it belongs."
      >
        <AddButton />
      </EmptyState>
    );
  }
  return (
    <EmptyState
      page
      icon={<FileText size={24} />}
      title={place === 'case' ? 'No sources in this case file yet' : 'No sources yet'}
      text="Paste an article, or add files; dropping them on the window works too. Then read, and highlight what matters."
    >
      <AddButton />
    </EmptyState>
  );
}

/** The sources of one case file, in its order. */
export function CaseSourcesScreen() {
  const { caseId = '' } = useParams();
  const query = useCall('cases.get', { id: caseId });
  const [sort, setSort] = useSort('case-sources', 'order', SORTS);
  return (
    <Loaded query={query}>
      {({ outline }) => {
        const rows = outline.flatMap((item): SourceRow[] => (item.kind === 'source' ? [item] : []));
        if (rows.length === 0) return <NoSources place="case" />;
        return (
          <Screen title="Sources" lead={`${countText(rows.length, 'source')} in this case file`}>
            <SourceList rows={rows} caseId={caseId} sort={sort} onSort={setSort} />
          </Screen>
        );
      }}
    </Loaded>
  );
}

/** All sources of the library, or those that are in no case file. */
export function SourcesScreen({ inbox = false }: { inbox?: boolean }) {
  const query = useCall('sources.list', inbox ? { inbox } : {});
  const [sort, setSort] = useSort('sources', 'added', SORTS);
  return (
    <Loaded query={query}>
      {(sources) => {
        if (sources.length === 0) return <NoSources place={inbox ? 'inbox' : 'library'} />;
        const lead = inbox
          ? `${countText(sources.length, 'source')} in no case file yet`
          : `${countText(sources.length, 'source')} in the library`;
        return (
          <Screen title={inbox ? 'Inbox' : 'All sources'} lead={lead}>
            <SourceList
              rows={sources.map((source) => ({ id: source.id, source }))}
              sort={sort}
              onSort={setSort}
            />
          </Screen>
        );
      }}
    </Loaded>
  );
}
