import { useEffect, useState } from 'react';
import { openDialog } from './open-dialog.ts';
import { usePlace } from './use-place.ts';

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** Takes files that are dropped anywhere on the window; says whether some hover over it now. */
export function useFileDrop(): boolean {
  const { caseId } = usePlace();
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    // Without this the browser would leave the notebook and show the file.
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setHovering(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setHovering(false);
    };
    const drop = (event: DragEvent) => {
      setHovering(false);
      if (event.defaultPrevented || !holdsFiles(event)) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) openDialog.set({ name: 'add-source', caseId, files });
    };
    window.addEventListener('dragover', over, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener('drop', drop, { signal });
    return () => controller.abort();
  }, [caseId]);
  return hovering;
}
