import { useEffect, useState } from 'react';
import type { CallInput } from '../../shared/contract.ts';
import type { Job } from '../../shared/domain.ts';
import type { Result } from '../../shared/result.ts';
import { invoke } from '../api/client.ts';
import { followJob } from './follow-job.ts';
import { saveFile, type Saved } from './save-file.ts';

interface ExportState {
  /** The export that runs, or ran last. */
  job: Job | undefined;
  /** Where its file went; undefined until it was saved, or when nobody wanted it saved. */
  saved: Saved | undefined;
  /** The sentence to show when it could not be made or saved. */
  failure: string | undefined;
  start: (request: CallInput<'exports.create'>) => Promise<void>;
  /** The same for any other job that makes a file. */
  begin: (call: Promise<Result<Job>>) => Promise<void>;
  /** Asks the running export to stop. */
  cancel: () => Promise<void>;
  /** Saves the file once more. */
  save: (result: NonNullable<Job['result']>) => Promise<void>;
}

/** Runs an export, follows it, and saves the file that it makes. */
export function useExport(): ExportState {
  const [job, setJob] = useState<Job>();
  const [saved, setSaved] = useState<Saved>();
  const [failure, setFailure] = useState<string>();
  const runningId = job?.state === 'running' ? job.id : undefined;

  const save: ExportState['save'] = async (result) => {
    setFailure(undefined);
    const outcome = await saveFile(result);
    if ('failure' in outcome) setFailure(outcome.failure);
    else setSaved(outcome);
  };

  useEffect(() => {
    if (runningId === undefined) return undefined;
    return followJob(
      runningId,
      (next) => {
        setJob(next);
        if (next.state === 'failed') setFailure(next.error?.message);
        if (next.state === 'done' && next.result) void save(next.result);
      },
      (message) => {
        setJob(undefined);
        setFailure(message);
      },
    );
  }, [runningId]);

  const begin = async (call: Promise<Result<Job>>) => {
    setFailure(undefined);
    setSaved(undefined);
    const reply = await call;
    if (reply.ok) setJob(reply.value);
    else setFailure(reply.error.message);
  };

  return {
    job,
    saved,
    failure,
    save,
    begin,
    start: (request) => begin(invoke('exports.create', request)),
    async cancel() {
      if (runningId === undefined) return;
      const reply = await invoke('jobs.cancel', { id: runningId });
      if (!reply.ok) setFailure(reply.error.message);
    },
  };
}
