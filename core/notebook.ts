import type { NotebookEvent } from '../shared/contract.ts';
import type { Citations } from './citations/citations.ts';
import type { HighlightPages } from './highlight-pages.ts';
import type { ImportSessions } from './import-session/sessions.ts';
import type { ReaderPool } from './import/read-in-worker.ts';
import type { Jobs } from './jobs.ts';
import type { LibraryPaths } from './library-folder.ts';
import type { WritableDB } from './store/connection.ts';
import type { Deps } from './store/rows.ts';

/** What the handlers of the contract work on: one open library, in its own thread. */
export interface Notebook {
  db: WritableDB;
  paths: LibraryPaths;
  /** The present and new ids. */
  deps: Deps;
  /** Of the program, for export records. */
  version: string;
  /** The program's resources/ folder. */
  resourcesFolder: string;
  readers: ReaderPool;
  jobs: Jobs;
  imports: ImportSessions;
  citations: Citations;
  highlightPages: HighlightPages;
  /** The step of the history that this call's changes belong to, when they can be undone. */
  step?: number;
  /** Sends an event to every window. */
  emit(event: NotebookEvent): void;
  /** Says whether a call waits for this thread, so that what takes long should let it in. */
  isAwaited(): boolean;
}
