import { useEffect, useRef } from 'react';
import { useCall } from '../../api/use-call.ts';
import { NoteView, SourceView } from '../parts.tsx';
import { usePlace } from '../use-place.ts';
import type { Beside } from './beside.ts';
import { activeHalf } from './half.ts';

/** The title of what stands beside, as far as it has been read. */
export function useBesideTitle(beside: Beside | undefined): string {
  const { kind, id = '' } = beside ?? {};
  // The half itself reads them; a second reader could give it an older copy.
  const source = useCall('sources.get', { id }, { enabled: false });
  const note = useCall('notes.get', { id }, { enabled: false });
  const title = kind === 'source' ? source.data?.title : note.data?.title;
  if (title !== undefined && title !== '') return title;
  return kind === 'source' ? 'Source' : 'Untitled note';
}

/** The source or note of the second half. */
export function BesidePart({ beside }: { beside: Beside }) {
  const { caseId } = usePlace();
  const { kind, id, at } = beside;
  const anchor = useRef<HTMLSpanElement>(null);

  // Opened by a key or a menu: the focus goes where the researcher looks now.
  useEffect(() => {
    const { activeElement } = document;
    if (activeHalf.get() !== 'second' || activeElement?.closest('[data-scroller]') === null) return;
    const scroller = anchor.current?.closest<HTMLElement>('[data-scroller]');
    if (scroller === null || scroller === undefined) return;
    scroller.dataset['quiet'] = '';
    scroller.focus({ preventScroll: true });
  }, [id]);

  const where = at === undefined ? '' : `${at.start}-${at.end}`;
  return (
    <>
      <span ref={anchor} hidden />
      {kind === 'note' ? (
        <NoteView key={id} id={id} caseId={caseId} />
      ) : (
        <SourceView
          key={id}
          sourceId={id}
          caseId={caseId}
          going={{ at, highlightId: undefined, visit: `beside ${id} ${where}` }}
        />
      )}
    </>
  );
}
