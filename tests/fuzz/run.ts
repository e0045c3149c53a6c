/** Reading many spoiled files of one format in the reading processes, and judging what comes of each. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReaderPool, type ReaderPool } from '../../core/import/read-in-worker.ts';
import { ARCHIVE, type FuzzedFormat } from './formats.ts';
import { wrongWithFailure, wrongWithSource } from './judge.ts';
import { mutate } from './mutate.ts';
import { randomFrom } from './random.ts';

const workerUrl = new URL('../../core/import/import-worker.ts', import.meta.url);

export interface FuzzOptions {
  count: number;
  seed: number;
  /** Longest that one case may take, in milliseconds. */
  timeoutMs: number;
  /** Where cases that fail are written. */
  folder: string;
  /** Largest case, in bytes. */
  mostBytes?: number | undefined;
  /** Most failures before the rest of a format is given up. */
  mostFailures?: number;
}

export interface FuzzFailure {
  /** The file with the case. */
  file: string;
  reason: string;
}

export interface FuzzResult {
  mediaType: string;
  count: number;
  read: number;
  refused: number;
  /** Milliseconds of the slowest case, and which that was. */
  slowest: number;
  slowestCase: number;
  /** Megabytes that the reading processes held at most, all together. */
  peakMb: number;
  failures: FuzzFailure[];
}

/** Growth of the least memory held, in megabytes, that no cache of a reader explains. */
const LEAK_MB = 500;
const WINDOWS = 5;

/** A number of its own for each case of each format, so that one can be made again alone. */
export function caseSeed(seed: number, mediaType: string, number: number): number {
  let hash = seed ^ Math.imul(number + 1, 0x9e3779b1);
  for (const char of mediaType) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash | 0;
}

/** Reads one case; gives whether it was read, or throws what is wrong with the outcome. */
async function tryCase(
  pool: ReaderPool,
  { mediaType, ending }: FuzzedFormat,
  bytes: Uint8Array,
  scratch: string,
  number: number,
): Promise<{ read: boolean; wrong: string | undefined }> {
  const name = `case-${number}.${ending}`;
  try {
    if (mediaType === ARCHIVE) {
      const path = join(scratch, name);
      const folder = join(scratch, `out-${number}`);
      writeFileSync(path, bytes);
      mkdirSync(folder);
      try {
        const left = { bytes: 50_000_000, entries: 2000 };
        await pool.run({ kind: 'expand', name, path, folder, stem: 'f', left });
      } finally {
        rmSync(folder, { recursive: true });
        rmSync(path);
      }
      return { read: true, wrong: undefined };
    }
    const { sources } = await pool.readAll({ name, bytes }, { mediaType });
    if (sources.length === 0) return { read: true, wrong: 'it was read into nothing' };
    const wrong = sources.map(wrongWithSource).find((reason) => reason !== undefined);
    return { read: true, wrong };
  } catch (error) {
    return { read: false, wrong: wrongWithFailure(error) };
  }
}

/** The case of a number, made again. */
export function caseOf(format: FuzzedFormat, seed: number, number: number): Buffer {
  return mutate(format, randomFrom(caseSeed(seed, format.mediaType, number)));
}

/** Fuzzes one format. Never throws for what a reader does; that is among the failures. */
export async function fuzz(format: FuzzedFormat, options: FuzzOptions): Promise<FuzzResult> {
  const { count, seed, timeoutMs, folder, mostBytes, mostFailures = 5 } = options;
  const scratch = mkdtempSync(join(tmpdir(), 'casebook-fuzz-'));
  const pool = createReaderPool({ workerUrl, timeoutMs });
  const result: FuzzResult = {
    mediaType: format.mediaType,
    count: 0,
    read: 0,
    refused: 0,
    slowest: 0,
    slowestCase: 0,
    peakMb: 0,
    failures: [],
  };
  const least: number[] = [];
  const fail = (number: number, bytes: Uint8Array, reason: string): void => {
    mkdirSync(folder, { recursive: true });
    const stem = format.mediaType.replace(/[^a-z0-9]+/gi, '-');
    const file = join(folder, `${stem}-${seed}-${number}.${format.ending}`);
    writeFileSync(file, bytes);
    result.failures.push({ file, reason });
  };
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count && result.failures.length < mostFailures) {
      const number = next++;
      const bytes = caseOf({ ...format, most: mostBytes }, seed, number);
      const begun = performance.now();
      const { read, wrong } = await tryCase(pool, format, bytes, scratch, number);
      const took = performance.now() - begun;
      result.count += 1;
      if (read) result.read += 1;
      else result.refused += 1;
      if (took > result.slowest) {
        result.slowest = took;
        result.slowestCase = number;
      }
      if (wrong !== undefined) fail(number, bytes, wrong);
      const rss = pool.heldMb();
      result.peakMb = Math.max(result.peakMb, rss);
      const window = Math.floor((number / count) * WINDOWS);
      least[window] = Math.min(least[window] ?? Infinity, rss);
    }
  };
  try {
    // Starting the processes is no file's doing.
    const warm = (number: number): Promise<unknown> =>
      tryCase(pool, format, Buffer.from('x'), scratch, number);
    await Promise.all([warm(count), warm(count + 1)]);
    await Promise.all([work(), work()]);
  } finally {
    await pool.close();
    rmSync(scratch, { recursive: true });
  }
  const [, early] = least;
  const late = least[WINDOWS - 1];
  if (early !== undefined && late !== undefined && count >= 1000 && late - early > LEAK_MB) {
    fail(count, new Uint8Array(), `memory grew by ${Math.round(late - early)} MB over the run`);
  }
  return result;
}
