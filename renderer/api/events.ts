import { eventSchema, type NotebookEvent } from '../../shared/contract.ts';
import type { Job } from '../../shared/domain.ts';
import { ROUTES } from '../../shared/routes.ts';
import { TOPICS } from '../../shared/topics.ts';
import { notify } from '../ui/toast.tsx';
import { refresh } from './use-call.ts';

const jobListeners = new Set<(job: Job) => void>();

/** Hears the progress of every job; gives the function that stops it. */
export function onJob(listener: (job: Job) => void): () => void {
  jobListeners.add(listener);
  return () => jobListeners.delete(listener);
}

function receive(event: NotebookEvent): void {
  if (event.type === 'changed') refresh(event.topics);
  else if (event.type === 'job') jobListeners.forEach((listener) => listener(event.job));
  else notify({ kind: 'error', text: event.error.message, lasting: true });
}

async function listen(signal: AbortSignal): Promise<void> {
  const response = await fetch(ROUTES.events, { signal });
  if (!response.ok || response.body === null) throw new Error(`events: ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (pending + value).split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) {
      if (line !== '') receive(eventSchema.parse(JSON.parse(line)));
    }
  }
}

/**
 * Follows the notebook's event stream until the signal aborts. A broken stream is opened again, and
 * everything is read anew, since events may have been missed.
 */
export async function followEvents(signal: AbortSignal): Promise<void> {
  let delay = 250;
  while (!signal.aborted) {
    try {
      await listen(signal);
      delay = 250;
    } catch {
      delay = Math.min(delay * 2, 5000);
    }
    await new Promise((resolve) => setTimeout(resolve, delay));
    if (!signal.aborted) refresh(TOPICS);
  }
}
