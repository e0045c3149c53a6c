import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fuzzedFormats } from '../fuzz/formats.ts';
import { fuzz } from '../fuzz/run.ts';

// `npm run fuzz` makes 10,000 of each; these are always the same.
const folder = join(mkdtempSync(join(tmpdir(), 'casebook-fuzz-')), 'cases');

test('every reader has fixtures to start from', () => {
  const without = fuzzedFormats().filter(({ seeds }) => seeds.length === 0);
  expect(without.map(({ mediaType }) => mediaType)).toEqual([]);
});

test.each(fuzzedFormats().filter(({ seeds }) => seeds.length > 0))(
  '150 spoiled files of $mediaType',
  { timeout: 240_000 },
  async (format) => {
    const result = await fuzz(format, {
      count: 150,
      seed: 42,
      timeoutMs: 30_000,
      folder,
      // Larger ones take their time; `npm run fuzz` makes them.
      mostBytes: 100_000,
    });
    expect(result.failures).toEqual([]);
    expect(result.read + result.refused).toBe(150);
  },
);
