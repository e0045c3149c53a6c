/**
 * A thread beside a reading process that ends it once the program that started it is gone, however
 * that ended. A process in the midst of a long file hears nothing, and nobody is left to limit it.
 */
import { workerData } from 'node:worker_threads';

/** How often it looks, in milliseconds. */
const LOOK_MS = 1000;

const program: unknown = workerData;

function isGone(pid: number): boolean {
  // Elsewhere than on Windows, a process without a parent gets another one.
  if (process.platform !== 'win32') return process.ppid !== pid;
  try {
    return !process.kill(pid, 0);
  } catch {
    return true;
  }
}

setInterval(() => {
  if (typeof program === 'number' && isGone(program)) process.kill(process.pid, 'SIGKILL');
}, LOOK_MS);
