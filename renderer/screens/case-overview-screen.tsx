import { BookMarked } from 'lucide-react';
import { useParams } from 'react-router';
import type { CaseDetail, NoteSummary, SourceSummary } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { openDialog } from '../shell/open-dialog.ts';
import { countText } from '../ui/counts.ts';
import { Button } from '../ui/button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import styles from './case-overview-screen.module.css';
import { latest, toContinue } from './overview/choose.ts';
import { CaseHeading } from './overview/case-heading.tsx';
import { Highlights, Notes, Sources } from './overview/sections.tsx';

const SHOWN = 5;

function Overview({ detail }: { detail: CaseDetail }) {
  const highlights = useCall('highlights.list', { caseId: detail.id });
  const opened = useCall('recents.get', {}).data?.opened ?? [];
  const { outline } = detail;
  const sources = outline.flatMap((item): SourceSummary[] =>
    item.kind === 'source' ? [item.source] : [],
  );
  const notes = outline.flatMap((item): NoteSummary[] => (item.kind === 'note' ? [item.note] : []));
  return (
    <div className={styles.screen}>
      <CaseHeading detail={detail} />
      <div className={styles.counts}>
        <p>
          {[
            countText(detail.sources, 'source'),
            countText(detail.highlights, 'highlight'),
            countText(detail.notes, 'note'),
          ].join(' · ')}
        </p>
        <Button onClick={() => openDialog.set({ name: 'bibliography', caseId: detail.id })}>
          <BookMarked size={15} aria-hidden /> Bibliography
        </Button>
      </div>
      <div className={styles.columns}>
        <div className={styles.column}>
          <Sources
            caseId={detail.id}
            sources={toContinue(
              sources,
              opened.map(({ id }) => id),
            ).slice(0, SHOWN)}
            more={sources.length - SHOWN}
          />
          <Notes caseId={detail.id} notes={notes.slice(0, SHOWN)} more={notes.length - SHOWN} />
        </div>
        <div className={styles.column}>
          <Highlights
            caseId={detail.id}
            highlights={latest(highlights.data ?? [], SHOWN)}
            known={highlights.data !== undefined}
          />
        </div>
      </div>
    </div>
  );
}

/** A case file at a glance: its question, and where to go on. */
export function CaseOverviewScreen() {
  const { caseId = '' } = useParams();
  const query = useCall('cases.get', { id: caseId });
  return <Loaded query={query}>{(detail) => <Overview key={caseId} detail={detail} />}</Loaded>;
}
