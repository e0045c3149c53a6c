import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { paths } from '../shell/paths.ts';
import { usePlace } from '../shell/use-place.ts';
import { takesTyping } from './keys.ts';

/** Escape goes from a source or a note to the list it stands in, unless something else wants it. */
export function useEscapeToList(): void {
  const navigate = useNavigate();
  const { caseId, sourceId, noteId } = usePlace();
  const list =
    sourceId !== undefined
      ? caseId === undefined
        ? paths.sources
        : paths.caseSources(caseId)
      : noteId !== undefined
        ? caseId === undefined
          ? paths.notes
          : paths.caseNotes(caseId)
        : undefined;
  useEffect(() => {
    if (list === undefined) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      const { activeElement } = document;
      const inMain = activeElement?.closest('main') !== null || activeElement === document.body;
      if (!inMain || takesTyping(activeElement as HTMLElement | null)) return;
      void navigate(list);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [list, navigate]);
}
