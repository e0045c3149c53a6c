/** What a host's own thread loads before it starts the others: every start waits for it. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
/** Imports and re-exports of values; those of types are gone when the program runs. */
const IMPORT = /^(?:import|export) (?!type )[^;]*?['"]([^'"]+)['"];/gm;

function packagesOf(entry: string): Set<string> {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      if (from.startsWith('.')) visit(resolve(dirname(file), from));
      else if (!from.startsWith('node:')) packages.add(from);
    }
  };
  visit(resolve(ROOT, entry));
  return packages;
}

test.each(['browser/main.ts', 'electron/main.ts'])('%s leaves schemas and SQLite alone', (host) => {
  const packages = packagesOf(host);
  expect(packages).toContain('hono');
  expect(packages).not.toContain('zod');
  expect(packages).not.toContain('better-sqlite3');
});
