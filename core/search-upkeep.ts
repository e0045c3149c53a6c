/**
 * What the search index needs beside being kept in step: to be built when this program makes it in
 * another way, checked after the start, mended, and tidied up when nothing else is to do. All of it
 * in pieces of some milliseconds on the library's thread, between the calls.
 */
import { setImmediate, setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Jobs } from './jobs.ts';
import type { SearchWorkerData } from './search/search-worker.ts';
import { inTransaction, type WritableDB } from './store/connection.ts';
import {
  buildPiece,
  buildProgress,
  lastSeq,
  noteDifferences,
  rebuildDamaged,
} from './store/search-build.ts';
import { hasDue, indexDue } from './store/search-index.ts';
import { mergeIndex } from './store/search-tables.ts';

/** Things indexed in one piece. */
const PIECE = 40;
/** Numbers that are compared with the library at once. */
const RANGE = 2000;
/** When the check begins: after the first searches have been answered. */
const CHECK_AFTER_MS = 3000;
/** How long nothing has to be written before the index is tidied up, and the pauses while it is. */
const IDLE_MS = 2000;
const PAUSE_MS = 20;
/** Pages that are merged in one piece. */
const MERGED_PAGES = 60;
/** How often the progress of building is told. */
const REPORT_MS = 400;

export interface SearchUpkeep {
  /** To be called whenever something has been written. */
  written(): void;
  /** Builds an index that can't be read anew; once while the library is open. */
  mend(): void;
  /** Ends what is under way; it is gone on with at the next start. */
  stop(): void;
}

export interface UpkeepOptions {
  db: WritableDB;
  jobs: Jobs;
  databaseFile: string;
  workerUrl: URL;
  /** The library was not closed the last time, so the inside of the index is checked too. */
  wasCutOff: boolean;
}

/** Begins to look after the search index of an open library. */
export function keepSearchIndex(options: UpkeepOptions): SearchUpkeep {
  const { db, jobs } = options;
  const ended = new AbortController();
  const isOver = () => ended.signal.aborted || !db.open;
  let writtenAt = performance.now();
  let building = false;
  let mended = false;
  let catchingUp = false;
  let tidying = false;

  /** Builds the index as a job that windows show; does nothing when there is nothing to build. */
  function build(): void {
    if (building || buildProgress(db) === undefined) return;
    building = true;
    jobs.start('index', async ({ signal, report }) => {
      let reported = 0;
      try {
        while (!isOver() && !signal.aborted && buildPiece(db)) {
          if (performance.now() - reported > REPORT_MS) {
            reported = performance.now();
            report('Preparing the search', buildProgress(db) ?? 1);
          }
          await setImmediate();
        }
      } finally {
        building = false;
      }
      signal.throwIfAborted();
      return undefined;
    });
  }

  /** Works off what a call changed that was too much for its own transaction. */
  async function catchUp(): Promise<void> {
    if (catchingUp) return;
    catchingUp = true;
    while (!isOver() && inTransaction(db, () => indexDue(db, PIECE)) > 0) await setImmediate();
    catchingUp = false;
    // Where the index turned out to be damaged, it has begun to be built anew.
    build();
  }

  async function check(): Promise<void> {
    await setTimeout(CHECK_AFTER_MS, undefined, { ref: false });
    for (let from = 0; !isOver() && from <= lastSeq(db); from += RANGE) {
      noteDifferences(db, { from, until: from + RANGE });
      await setImmediate();
    }
    if (isOver()) return;
    await catchUp();
    if (!options.wasCutOff || isOver() || !(await isDamaged(options)) || isOver()) return;
    mend();
  }

  function mend(): void {
    if (mended || building || isOver()) return;
    mended = true;
    rebuildDamaged(db);
    build();
  }

  /** Merges the pieces that writing left behind, while nobody writes. */
  async function tidyUp(): Promise<void> {
    if (tidying) return;
    tidying = true;
    while (!isOver()) {
      const wait = IDLE_MS - (performance.now() - writtenAt);
      if (wait > 0) await setTimeout(wait, undefined, { ref: false });
      else if (isOver() || !mergeIndex(db, MERGED_PAGES)) break;
      else await setTimeout(PAUSE_MS, undefined, { ref: false });
    }
    tidying = false;
  }

  const run = (work: () => Promise<void>) => {
    work().catch((error: unknown) => {
      if (isOver()) return;
      // Shown as a job that failed. Nothing is lost: the next start goes on where this one ended.
      jobs.start('index', () =>
        Promise.reject(error instanceof Error ? error : new Error(String(error))),
      );
    });
  };

  build();
  run(async () => {
    await check();
    // What the last program left behind, or one that didn't stay, as the CLI.
    await tidyUp();
  });
  run(catchUp);
  return {
    written() {
      writtenAt = performance.now();
      if (hasDue(db)) run(catchUp);
      run(tidyUp);
    },
    mend,
    stop: () => ended.abort(),
  };
}

/** Has another thread read the whole index: it takes seconds. */
async function isDamaged({ databaseFile, workerUrl }: UpkeepOptions): Promise<boolean> {
  const workerData: SearchWorkerData = { databaseFile, check: true };
  const worker = new Worker(workerUrl, { workerData });
  worker.unref();
  return new Promise((resolve, reject) => {
    worker.once('message', (damages: string[]) => resolve(damages.length > 0));
    worker.once('error', reject);
    worker.once('exit', () => resolve(false));
  });
}

/** Does at once all that is left to do, for a program that doesn't stay. */
export function finishSearchIndex(db: WritableDB): void {
  while (buildPiece(db));
  while (inTransaction(db, () => indexDue(db)) > 0);
}
