import { BookOpen, Plus } from 'lucide-react';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useCall } from '../api/use-call.ts';
import { runCommand } from '../commands/registry.ts';
import { paths } from '../shell/paths.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';

/** Where a start leads: the case file that was open last, else the first. */
export function HomeScreen() {
  const query = useCall('cases.list', {});
  const recents = useCall('recents.get', {});
  // A list that is being read again may still hold the case file that was just moved to the trash.
  if (query.isFetching || recents.isPending) return null;
  return (
    <Loaded query={query}>
      {(cases) => {
        const lastCase = recents.data?.caseId;
        const opened = cases.find(({ id }) => id === lastCase) ?? cases[0];
        if (opened !== undefined) return <LeadTo path={paths.case(opened.id)} />;
        return (
          <EmptyState
            page
            icon={<BookOpen size={24} />}
            title="Start with a question"
            text="A case file gathers the sources and notes that answer one question, and can be printed as a PDF. Make one, or add a source first and sort it later."
          >
            <Button onClick={() => runCommand('case.addPreloaded')}>Add the example case</Button>
            <Button onClick={() => runCommand('source.add')}>Add a source</Button>
            <Button variant="primary" onClick={() => runCommand('case.new')}>
              <Plus size={16} aria-hidden />
              New case file
            </Button>
          </EmptyState>
        );
      }}
    </Loaded>
  );
}

/** Leads on from here, unless somebody has gone elsewhere: the address says so before this screen gives way. */
function LeadTo({ path }: { path: string }) {
  const navigate = useNavigate();
  useEffect(() => {
    if (/^#?\/?(\?|$)/.test(window.location.hash)) void navigate(path, { replace: true });
  }, [navigate, path]);
  return null;
}
