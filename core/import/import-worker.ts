/**
 * The process that untrusted files are read in. Takes `ReadJob` messages and answers each with a
 * `ReadReply`; the pool in `read-in-worker.ts` starts it, limits it and ends it.
 */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { Refusal, type Failure } from '../../shared/result.ts';
import { sketchOf } from '../duplicates/sketch.ts';
import { workerUrl } from '../worker-url.ts';
import { besideIn } from './drop-index.ts';
import { expandArchive } from './expand.ts';
import { checkSize, readSources } from './index.ts';
import type {
  FilesSources,
  ReadAnswers,
  ReadJob,
  ReadOutcome,
  ReadReply,
  ReadTask,
  SpooledFile,
  SpoolTask,
} from './read-job.ts';
import { nameInSentence } from './reader.ts';
import { spoolSources } from './spool.ts';

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

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function read(task: ReadTask): Promise<FilesSources> {
  const { name, options } = task;
  const bytes = task.bytes ?? load(name, task.path, options.maxBytes);
  const sha256 = sha256Of(bytes);
  const { byteLength } = bytes;
  const sources = await readSources({ name, bytes }, options);
  return { sources, sha256, byteLength };
}

async function spool(task: SpoolTask): Promise<SpooledFile> {
  const { name, path, index, options } = task;
  const bytes = load(name, path, options.maxBytes);
  const sha256 = sha256Of(bytes);
  const { byteLength } = bytes;
  const used = new Set<string>();
  const beside = index === undefined ? undefined : besideIn(index, name, used);
  const sources = await readSources({ name, bytes, beside }, options);
  return { sources: spoolSources(task, sources), sha256, byteLength, used: [...used] };
}

function answer(job: ReadJob): Promise<ReadAnswers[keyof ReadAnswers]> {
  switch (job.kind) {
    case 'read':
      return read(job);
    case 'spool':
      return spool(job);
    case 'sketch':
      return Promise.resolve(sketchOf(job.text));
    case 'expand':
      return Promise.resolve(expandArchive(job, load(job.name, job.path, undefined)));
  }
}

function failureOf(error: unknown, name: string): Failure {
  if (error instanceof Refusal) return { code: error.code, message: error.message };
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: 'reader-failed',
    message: `${nameInSentence(name)} could not be read: ${reason}.`,
  };
}

async function outcomeOf(job: ReadJob): Promise<ReadOutcome> {
  try {
    return { ok: true, value: await answer(job) };
  } catch (error) {
    return { ok: false, error: failureOf(error, job.name) };
  }
}

function reply(id: number, outcome: ReadOutcome, last = false): void {
  const heldMb = process.memoryUsage.rss() / 1_048_576;
  const made: ReadReply = { id, heldMb, last, ...outcome };
  process.send?.(made, () => {
    if (last) process.exit(1);
  });
}

let current: ReadJob | undefined;

// pdf.js rejects promises that it has dropped; what is awaited says what became of a file.
process.on('unhandledRejection', () => undefined);
process.once('uncaughtException', (error) => {
  if (current === undefined) throw error;
  reply(current.id, { ok: false, error: failureOf(error, current.name) }, true);
});
process.on('message', (job: ReadJob) => {
  current = job;
  void outcomeOf(job).then((outcome) => reply(job.id, outcome));
});
// Whoever asked is gone.
process.once('disconnect', () => process.exit());
process.send?.('ready');

// Ends this process where the message about that can't be heard.
new Worker(workerUrl(import.meta.url, './import/watch-program.ts'), { workerData: process.ppid })
  .on('error', () => undefined)
  .unref();
