/** Has SQLite check a copy of a library, which takes seconds of a large one, and tells what is wrong. */
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal, type Result } from '../shared/result.ts';
import { checkCopy } from './store/health.ts';

/** The copy's database. */
export type CopyCheckTask = string;

/** A sentence when the copy is not sound; refused when it can't be opened. */
export type CopyCheckReply = Result<string | undefined>;

function check(file: CopyCheckTask): CopyCheckReply {
  try {
    return { ok: true, value: checkCopy(file) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, error: { code: error.code, message: error.message } };
  }
}

parentPort?.postMessage(check(workerData as CopyCheckTask));
