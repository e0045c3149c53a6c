import { useCall } from '../api/use-call.ts';
import { crumbsOf, type Crumb } from './crumbs.ts';
import { useOpenCase } from './use-open-case.ts';
import { usePlace } from './use-place.ts';

/** The way to where the window is, with the titles that have been read. */
export function useCrumbs(): Crumb[] {
  const place = usePlace();
  const openCase = useOpenCase();
  const { sourceId = '', noteId = '' } = place;
  // The screen reads them; a second reader could give it an older copy.
  const source = useCall('sources.get', { id: sourceId }, { enabled: false });
  const note = useCall('notes.get', { id: noteId }, { enabled: false });
  return crumbsOf(place, {
    case: openCase?.title,
    source: source.data?.title,
    note: note.data?.title,
  });
}
