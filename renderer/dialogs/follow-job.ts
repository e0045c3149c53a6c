import type { Job } from '../../shared/domain.ts';
import { invoke } from '../api/client.ts';
import { onJob } from '../api/events.ts';

/** How often a running job is asked for, should its events not arrive. */
const ASK_MS = 1000;

/** Tells of a job until it has ended, or why nothing more is known of it; gives a way to stop. */
export function followJob(
  id: string,
  hear: (job: Job) => void,
  lose: (message: string) => void,
): () => void {
  let over = false;
  const stop = () => {
    over = true;
    stopHearing();
    clearInterval(timer);
  };
  const take = (job: Job) => {
    if (over || job.id !== id) return;
    if (job.state !== 'running') stop();
    hear(job);
  };
  const ask = async () => {
    const reply = await invoke('jobs.get', { id });
    if (over) return;
    if (reply.ok) return take(reply.value);
    stop();
    lose(reply.error.message);
  };
  const stopHearing = onJob(take);
  const timer = setInterval(() => void ask(), ASK_MS);
  // It may have ended before the first event could be heard.
  void ask();
  return stop;
}
