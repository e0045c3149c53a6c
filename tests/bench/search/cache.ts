/** What is kept between runs in a temporary folder, by a hash of what it was made from. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');
/** Caches that nobody has used for so long are thrown away, in ms. */
const KEPT_MS = 3 * 24 * 60 * 60 * 1000;

/** The folder of the cache; made when it is not there. */
export function cacheFolder(): string {
  const folder = process.env.CASEBOOK_BENCH_CACHE ?? join(tmpdir(), 'casebook-bench-search');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Throws away what was made from other sources than these, except what was used lately. */
export function pruneCache(prefix: string, keep: ReadonlySet<string>): void {
  const folder = cacheFolder();
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix) || keep.has(name)) continue;
    const path = join(folder, name);
    if (Date.now() - statSync(path).mtimeMs > KEPT_MS) rmSync(path, { recursive: true });
  }
}

/** Throws away everything that was built of the corpus, but not the corpus. */
export function forgetBuilt(): void {
  for (const name of readdirSync(cacheFolder())) {
    if (/^(?:library|peer)-/.test(name)) rmSync(join(cacheFolder(), name), { recursive: true });
  }
}

/** A short hash of some values. */
export function hashOf(...values: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 12);
}

/** A hash of program files, by their path from the project's root; folders with all in them. */
export function hashOfCode(...paths: string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    const whole = join(ROOT, path);
    const files = statSync(whole).isDirectory()
      ? readdirSync(whole, { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.ts'))
          .sort()
          .map((name) => join(whole, name))
      : [whole];
    for (const file of files) hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}
