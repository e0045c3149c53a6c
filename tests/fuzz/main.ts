/**
 * `npm run fuzz`: spoiled files for every reader.
 *
 *   npm run fuzz -- [--count 10000] [--seed 1] [--format text/markdown] [--timeout 30]
 *
 * A case that fails is written to test-results/fuzz; the same seed makes the same cases again.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fuzzedFormats } from './formats.ts';
import { fuzz, type FuzzResult } from './run.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    format: { type: 'string' },
    timeout: { type: 'string', default: '30' },
  },
});
const folder = join(fileURLToPath(new URL('../..', import.meta.url)), 'test-results', 'fuzz');
const seed = Number(values.seed);
const options = {
  count: Number(values.count),
  seed,
  timeoutMs: Number(values.timeout) * 1000,
  folder,
};

function line({
  mediaType,
  count,
  read,
  refused,
  slowest,
  slowestCase,
  peakMb,
}: FuzzResult): string {
  const name = mediaType.split('.').at(-1) ?? mediaType;
  return [
    (mediaType.length > 40 ? `…${name}` : mediaType).padEnd(40),
    String(count).padStart(7),
    String(read).padStart(7),
    String(refused).padStart(7),
    `${Math.round(slowest)} ms (case ${slowestCase})`.padStart(22),
    `${Math.round(peakMb)} MB`.padStart(8),
  ].join(' ');
}

console.log(`Seed ${seed}; ${options.count} spoiled files for each reader.\n`);
console.log(`${'reader'.padEnd(40)}   cases    read refused                slowest   memory`);
let failed = 0;
for (const format of fuzzedFormats()) {
  if (values.format !== undefined && format.mediaType !== values.format) continue;
  if (format.seeds.length === 0) {
    console.log(`${format.mediaType.padEnd(40)} has no fixture to start from`);
    failed += 1;
    continue;
  }
  const result = await fuzz(format, options);
  console.log(line(result));
  for (const { file, reason } of result.failures) console.log(`  ${reason}\n    ${file}`);
  failed += result.failures.length;
}
console.log(failed === 0 ? '\nNothing failed.' : `\n${failed} failed; the files above say how.`);
process.exitCode = failed === 0 ? 0 : 1;
