import type { ExportFormatId } from '../../shared/export-formats.ts';
import type { Exported } from '../dialogs/export-dialog.tsx';
import type { LibraryTask } from '../library/library-dialog.tsx';
import { createStore } from '../ui/store.ts';

/** The dialogs of the frame; one at a time. */
export type FrameDialog =
  /** With `beside`, what is chosen opens beside the screen. */
  | { name: 'palette'; beside?: boolean }
  /** With `batch`, an import that is under way. */
  | { name: 'import'; caseId?: string | undefined; batch?: string }
  | { name: 'export'; of: Exported; format?: ExportFormatId }
  | { name: 'bundle'; file: File }
  | { name: 'details'; sourceId: string }
  /** Without a case file, the style of the library, with all its sources. */
  | { name: 'bibliography'; caseId?: string }
  | { name: 'new-case' }
  | { name: 'rename-case'; caseId: string; title: string }
  | { name: 'labels' }
  | { name: 'check' }
  | { name: 'library'; task: LibraryTask }
  | { name: 'shortcuts' };

export const openDialog = createStore<FrameDialog | undefined>(undefined);

/** Closes whichever dialog of the frame is open. */
export function closeDialog(): void {
  openDialog.set(undefined);
}
