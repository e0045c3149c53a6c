import { useEffect, useMemo } from 'react';
import { Link, useLocation, useParams, useSearchParams } from 'react-router';
import { inReadingOrder } from '../../shared/segments.ts';
import type { TextPosition } from '../../shared/selectors.ts';
import { useCall } from '../api/use-call.ts';
import { Inspector } from '../inspector/inspector.tsx';
import { unchoose } from '../reader/chosen.ts';
import { Reader } from '../reader/reader.tsx';
import { InspectorSlot } from '../shell/inspector-slot.tsx';
import { paths } from '../shell/paths.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { messageOf } from '../api/client.ts';

/** Reads `?at=12-40`; undefined when it is no position. */
function positionIn(text: string | null): TextPosition | undefined {
  const match = /^(\d+)-(\d+)$/.exec(text ?? '');
  if (match === null) return undefined;
  const [start, end] = [Number(match[1]), Number(match[2])];
  return start < end ? { start, end } : undefined;
}

/** A source: its text to read and highlight, and what is known of it in the inspector. */
export function SourceScreen() {
  const { sourceId = '', caseId } = useParams();
  const [query] = useSearchParams();
  const { key, search } = useLocation();
  const source = useCall('sources.get', { id: sourceId }, { enabled: sourceId !== '' });
  const highlights = useCall('highlights.list', { sourceId }, { enabled: sourceId !== '' });
  const labels = useCall('labels.list', {});
  const ordered = useMemo(() => inReadingOrder(highlights.data ?? []), [highlights.data]);

  useEffect(() => unchoose, [sourceId]);

  if (source.isError) {
    return (
      <EmptyState title="This source can’t be opened" text={messageOf(source.error)}>
        <Link to={paths.trash}>Look in the trash</Link>
        <Link to={paths.sources}>All sources</Link>
      </EmptyState>
    );
  }
  if (source.data === undefined || labels.data === undefined || highlights.isPending) return null;
  return (
    <>
      <Reader
        key={sourceId}
        source={source.data}
        highlights={ordered}
        labels={labels.data}
        caseId={caseId}
        going={{
          at: positionIn(query.get('at')),
          highlightId: query.get('highlight') ?? undefined,
          // An address written by hand has no key of its own.
          visit: key + search,
        }}
      />
      <InspectorSlot>
        <Inspector key={sourceId} sourceId={sourceId} caseId={caseId} />
      </InspectorSlot>
    </>
  );
}
