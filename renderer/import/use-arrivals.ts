import { openDialog } from '../shell/open-dialog.ts';
import { usePlace } from '../shell/use-place.ts';
import { openBundles } from '../bundle/open-bundle.ts';
import { droppedFiles } from './arrivals.ts';
import { importFiles, importPasted } from './batches.ts';
import { suggestedTitle } from './pasted.ts';
import { usePasting } from './use-pasting.ts';

/** Whether a dialog or a menu other than the import screen has the window to itself. */
function isElsewhere(): boolean {
  const hidden = document.querySelector('[data-pane="main"]')?.closest('[aria-hidden="true"]');
  return hidden !== null && hidden !== undefined && openDialog.get()?.name !== 'import';
}

/**
 * Takes what is pasted outside of fields to the import screen; gives what does so with what is
 * dropped on the window.
 */
export function useArrivals(): { onDrop: (data: DataTransfer) => void } {
  const { caseId } = usePlace();
  const show = (batch: string) => openDialog.set({ name: 'import', caseId, batch });
  usePasting(isElsewhere, (brought) => {
    if ('files' in brought) {
      if (openBundles(brought.files.map(({ file }) => file))) return;
      show(importFiles({ arrivals: brought.files, unreadable: [] }, caseId));
    } else {
      show(importPasted(brought.pasted, suggestedTitle(brought.pasted), caseId));
    }
  });
  return {
    onDrop: (data) => {
      if (!openBundles([...data.files])) show(importFiles(droppedFiles(data), caseId));
    },
  };
}
