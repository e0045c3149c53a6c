import type { Job } from '../../shared/domain.ts';
import { invoke } from '../api/client.ts';
import { saveFile } from '../dialogs/save-file.ts';
import { notify } from '../ui/toast.tsx';
import { write } from './write.ts';

/** Between two looks at the export, in milliseconds. It takes a moment only. */
const LOOK_EVERY = 100;

async function ended(started: Job): Promise<Job | undefined> {
  let job = started;
  while (job.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    const reply = await invoke('jobs.get', { id: job.id });
    if (!reply.ok) {
      notify({ kind: 'error', text: reply.error.message });
      return undefined;
    }
    job = reply.value;
  }
  return job;
}

/** Saves the highlights of a case file as W3C web annotations. */
export async function exportAnnotations(caseId: string): Promise<void> {
  const started = await write('exports.create', { caseId, format: 'annotations' });
  const job = started && (await ended(started));
  if (job?.result !== undefined) saveFile(job.result);
  else if (job?.error !== undefined) notify({ kind: 'error', text: job.error.message });
}
