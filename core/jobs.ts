import type { NotebookEvent } from '../shared/contract.ts';
import type { Job } from '../shared/domain.ts';
import { Refusal } from '../shared/result.ts';

/** What a running job may do. */
export interface JobControl {
  id: string;
  signal: AbortSignal;
  /**
   * Says what is being done, how far it is from 0 to 1 when that can be told, and what there is to
   * fetch already.
   */
  report(step: string, progress?: number, result?: Job['result']): void;
}

export interface Jobs {
  /** Starts work that goes on after the call has answered. */
  start(kind: Job['kind'], work: (control: JobControl) => Promise<Job['result']>): Job;
  /** The same for work that the call waits for: it is told of as a job, and its outcome given back. */
  run<T>(kind: Job['kind'], work: (control: JobControl) => Promise<T>): Promise<T>;
  get(id: string): Job;
  /** Asks a running job to stop; one that has ended stays as it ended. */
  cancel(id: string): Job;
  /** Cancels all and waits for their ends. */
  close(): Promise<void>;
}

/** Ended jobs that are remembered, so that a late question still has its answer. */
const REMEMBERED = 100;

/** Keeps the long jobs of one open library. */
export function createJobs(newId: () => string, emit: (event: NotebookEvent) => void): Jobs {
  const jobs = new Map<string, Job>();
  const running = new Map<string, { abort: AbortController; ended: Promise<void> }>();

  const update = (id: string, change: Partial<Job>): Job => {
    const job = { ...find(id), ...change };
    jobs.set(id, job);
    emit({ type: 'job', job });
    return job;
  };

  const find = (id: string): Job => {
    const job = jobs.get(id);
    if (job === undefined) {
      throw new Refusal('not-found', 'There is no such job any more. Start it again.');
    }
    return job;
  };

  const endingOf = (error: unknown, aborted: boolean): Partial<Job> => {
    if (aborted) return { state: 'cancelled', step: 'Cancelled' };
    const { code, message } =
      error instanceof Refusal ? error : { code: 'internal', message: String(error) };
    return { state: 'failed', step: 'Failed', error: { code, message } };
  };

  const jobsOfLibrary: Jobs = {
    start(kind, work) {
      const id = newId();
      const abort = new AbortController();
      jobs.set(id, { id, kind, state: 'running', step: 'Starting' });
      for (const old of [...jobs.keys()].slice(0, -REMEMBERED)) {
        if (!running.has(old)) jobs.delete(old);
      }
      const control: JobControl = {
        id,
        signal: abort.signal,
        report: (step, progress, result) => {
          // A worker may still have something to say when its job has ended.
          if (find(id).state !== 'running') return;
          update(id, {
            step,
            ...(progress === undefined ? {} : { progress }),
            ...(result === undefined ? {} : { result }),
          });
        },
      };
      const ended = work(control)
        .then((result): Partial<Job> => ({ state: 'done', step: 'Done', progress: 1, result }))
        .catch((error: unknown) => endingOf(error, abort.signal.aborted))
        .then((ending) => {
          running.delete(id);
          update(id, ending);
        });
      running.set(id, { abort, ended });
      return find(id);
    },
    run<T>(kind: Job['kind'], work: (control: JobControl) => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        jobsOfLibrary.start(kind, async (control) => {
          const done = work(control);
          done.then(resolve, reject);
          await done;
          return undefined;
        });
      });
    },
    get: find,
    cancel(id) {
      running.get(id)?.abort.abort();
      return find(id);
    },
    async close() {
      const all = [...running.values()];
      all.forEach(({ abort }) => abort.abort());
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
  return jobsOfLibrary;
}
