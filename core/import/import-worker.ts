/**
 * The thread that untrusted files are read in. Takes `ReadJob` messages and answers each with a
 * `ReadReply`; the pool in `read-in-worker.ts` starts it, limits it and ends it.
 */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { Refusal, type Failure } from '../../shared/result.ts';
import { checkSize, readSources } from './index.ts';
import type { FilesSources, ReadJob, ReadReply } from './read-job.ts';
import { nameInSentence } from './reader.ts';

/** The bytes of a file on disk, unless it is too large or no file. */
function load(name: string, path: string, maxBytes: number | undefined): Uint8Array {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) {
      throw new Refusal(
        'unsupported-format',
        `${nameInSentence(name)} is not a file. Choose the files inside it.`,
      );
    }
    checkSize(name, stats.size, maxBytes);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') {
      throw new Refusal('not-found', `${nameInSentence(name)} was not found. Choose it again.`);
    }
    throw new Refusal(
      'disk',
      `${nameInSentence(name)} could not be opened (${code}). Check that you may read it, and try again.`,
    );
  }
}

async function read(job: ReadJob): Promise<FilesSources> {
  const { name, options } = job;
  const bytes = job.bytes ?? load(name, job.path, options.maxBytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { byteLength } = bytes;
  const sources = await readSources({ name, bytes }, options);
  return { sources, sha256, byteLength };
}

function failureOf(error: unknown, name: string): Failure {
  if (error instanceof Refusal) return { code: error.code, message: error.message };
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: 'reader-failed',
    message: `${nameInSentence(name)} could not be read: ${reason}.`,
  };
}

async function reply(job: ReadJob): Promise<ReadReply> {
  try {
    return { id: job.id, ok: true, value: await read(job) };
  } catch (error) {
    return { id: job.id, ok: false, error: failureOf(error, job.name) };
  }
}

parentPort?.on('message', (job: ReadJob) => {
  void reply(job).then((answer) => parentPort?.postMessage(answer));
});
parentPort?.postMessage('ready');
