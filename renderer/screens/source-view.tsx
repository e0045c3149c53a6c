import { lazy, useEffect, useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { Highlight } from '../../shared/domain.ts';
import { inReadingOrder } from '../../shared/segments.ts';
import type { TextPosition } from '../../shared/selectors.ts';
import { messageOf } from '../api/client.ts';
import { useCall } from '../api/use-call.ts';
import { Inspector } from '../inspector/inspector.tsx';
import { unchoose } from '../reader/chosen.ts';
import { shownAsPages } from '../reader/pages/view-choice.ts';
import { ViewSwitch } from '../reader/pages/view-switch.tsx';
import { Reader } from '../reader/reader.tsx';
import type { Going } from '../reader/use-going.ts';
import { ReviewBar } from '../review/review-bar.tsx';
import { ReviewDialog } from '../review/review-dialog.tsx';
import { reviewing } from '../review/reviewing.ts';
import { RevisionBar } from '../revise/revision-bar.tsx';
import { SourceActions } from '../revise/source-actions.tsx';
import { InspectorSlot } from '../shell/inspector-slot.tsx';
import { paths } from '../shell/paths.ts';
import { ReadingActions } from '../shell/split/reading-actions.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useStore } from '../ui/store.ts';

/** What draws pages comes only when pages are shown. */
const PageReader = lazy(async () => ({
  default: (await import('../reader/pages/page-reader.tsx')).PageReader,
}));

/** Nothing is highlighted in a text that is not the present one. */
const NO_HIGHLIGHTS: readonly Highlight[] = [];

interface SourceViewProps {
  sourceId: string;
  caseId: string | undefined;
  going: Going;
}

/**
 * A source: its text to read and highlight, and what is known of it in the inspector. Give it a
 * `key` by the source's id.
 */
export function SourceView({ sourceId, caseId, going }: SourceViewProps) {
  const source = useCall('sources.get', { id: sourceId });
  /** The number of the older revision that is being read, if one is. */
  const [older, setOlder] = useState<number>();
  const [selected, setSelected] = useState<TextPosition>();
  const asPages = useStore(shownAsPages).includes(sourceId);
  const isChoosing = useStore(reviewing)?.kind === 'choose';
  const number = older ?? source.data?.revision.number;
  const text = useCall(
    'sources.revision',
    { id: sourceId, number: number ?? 1 },
    { enabled: number !== undefined, keepPrevious: true },
  );
  const highlights = useCall('highlights.list', { sourceId });
  const labels = useCall('labels.list', {});
  const place = useCall('sources.place', { id: sourceId });
  const ordered = useMemo(() => inReadingOrder(highlights.data ?? []), [highlights.data]);
  const readable = useMemo(
    () => source.data && text.data && { ...source.data, document: text.data.document },
    [source.data, text.data],
  );

  useEffect(() => unchoose, [sourceId]);

  const failed = source.error ?? text.error;
  if (failed !== null) {
    return (
      <EmptyState page title="This source can’t be opened" text={messageOf(failed)}>
        <Link to={paths.trash}>Look in the trash</Link>
        <Link to={paths.sources}>All sources</Link>
      </EmptyState>
    );
  }
  if (readable === undefined || labels.data === undefined || highlights.isPending) return null;
  if (place.isPending) return null;
  const { original } = readable;
  const pdf = original?.mediaType === 'application/pdf' ? original : undefined;
  // Pages have one text, the present one; passages are chosen for review in the text.
  const pages =
    pdf !== undefined && asPages && older === undefined && !isChoosing ? pdf : undefined;
  return (
    <>
      {pdf !== undefined && <ViewSwitch sourceId={sourceId} pages={pages !== undefined} />}
      <ReadingActions />
      <SourceActions
        source={readable}
        document={readable.document}
        highlights={ordered}
        older={older}
        onOlder={setOlder}
      />
      {older === undefined ? (
        <ReviewBar sourceId={sourceId} highlights={ordered} selected={selected} />
      ) : (
        <RevisionBar
          sourceId={sourceId}
          number={older}
          revisions={readable.revisions}
          onBack={() => setOlder(undefined)}
        />
      )}
      {pages !== undefined ? (
        <PageReader
          source={readable}
          highlights={ordered}
          labels={labels.data}
          caseId={caseId}
          going={going}
          lastPlace={place.data ?? null}
          sha256={pages.sha256}
        />
      ) : (
        <Reader
          source={readable}
          highlights={older === undefined ? ordered : NO_HIGHLIGHTS}
          labels={labels.data}
          caseId={caseId}
          going={going}
          lastPlace={place.data ?? null}
          mode={older !== undefined ? 'read' : isChoosing ? 'choose' : 'work'}
          onSelected={setSelected}
        />
      )}
      <ReviewDialog
        sourceId={sourceId}
        document={readable.document}
        highlights={ordered}
        labels={labels.data}
      />
      <InspectorSlot>
        <Inspector key={sourceId} sourceId={sourceId} caseId={caseId} />
      </InspectorSlot>
    </>
  );
}
