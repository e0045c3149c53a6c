import { useEffect, useState } from 'react';
import type { CallInput } from '../../shared/contract.ts';
import type { Job } from '../../shared/domain.ts';
import { invoke } from '../api/client.ts';
import { onJob } from '../api/events.ts';
import { saveFile } from './save-file.ts';

/** How often a running export is asked for, should its events not arrive. */
const ASK_MS = 1000;

interface ExportState {
  /** The export that runs, or ran last. */
  job: Job | undefined;
  /** The sentence to show when it could not be made. */
  failure: string | undefined;
  start: (request: CallInput<'exports.create'>) => Promise<void>;
  /** Asks the running export to stop. */
  cancel: () => Promise<void>;
}

/** Runs an export, follows it, and saves the file that it makes. */
export function useExport(): ExportState {
  const [job, setJob] = useState<Job>();
  const [failure, setFailure] = useState<string>();
  const runningId = job?.state === 'running' ? job.id : undefined;

  useEffect(() => {
    if (runningId === undefined) return undefined;
    let over = false;
    const hear = (next: Job) => {
      if (over || next.id !== runningId) return;
      over = next.state !== 'running';
      setJob(next);
      if (next.state === 'failed') setFailure(next.error?.message);
      if (next.state === 'done' && next.result) saveFile(next.result);
    };
    const ask = async () => {
      const reply = await invoke('jobs.get', { id: runningId });
      if (over) return;
      if (reply.ok) return hear(reply.value);
      over = true;
      setJob(undefined);
      setFailure(reply.error.message);
    };
    const stopHearing = onJob(hear);
    const timer = setInterval(() => void ask(), ASK_MS);
    // It may have ended before the first event could be heard.
    void ask();
    return () => {
      over = true;
      stopHearing();
      clearInterval(timer);
    };
  }, [runningId]);

  return {
    job,
    failure,
    async start(request) {
      setFailure(undefined);
      const reply = await invoke('exports.create', request);
      if (reply.ok) setJob(reply.value);
      else setFailure(reply.error.message);
    },
    async cancel() {
      if (runningId === undefined) return;
      const reply = await invoke('jobs.cancel', { id: runningId });
      if (!reply.ok) setFailure(reply.error.message);
    },
  };
}
