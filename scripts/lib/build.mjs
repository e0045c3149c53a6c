// @ts-check
/** The built program in out/, made anew when its sources have changed. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { withLock } from './lock.mjs';
import { capture } from './process.mjs';
import { Problem, ROOT, say, tail } from './terminal.mjs';

const OUT = join(ROOT, 'out');
const STAMP = join(OUT, '.stamp');
const FOLDERS = ['browser', 'cli', 'core', 'electron', 'renderer', 'shared'];
const FILES = ['electron.vite.config.ts', 'package.json', 'package-lock.json'];

/**
 * @param {string} folder
 * @returns {string[]} Absolute paths, in a fixed order.
 */
function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(path) : [path];
    });
}

/** One hash over the names and contents of everything that is built from. */
function hashOfSources() {
  const hash = createHash('sha256');
  const paths = [
    ...FILES.map((file) => join(ROOT, file)),
    ...FOLDERS.flatMap((folder) => filesIn(join(ROOT, folder))),
  ];
  for (const path of paths) {
    hash.update(`${relative(ROOT, path)}\0`);
    hash.update(readFileSync(path));
    hash.update('\0');
  }
  return hash.digest('hex');
}

/**
 * Builds the program when it is missing or its sources have changed.
 * @param {string} node The Node to build with.
 */
export async function ensureBuild(node) {
  const wanted = hashOfSources();
  const isDone = () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted;
  if (isDone()) return;
  await withLock('build', async () => {
    if (isDone()) return;
    say('Building Casebook…');
    rmSync(STAMP, { force: true });
    const tool = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    const { code, output } = await capture(node, [tool, 'build'], {
      env: { ...process.env, NODE_ENV: 'production' },
    });
    if (code !== 0) {
      say(tail(output));
      throw new Problem(
        'Casebook could not be built from these sources. What went wrong is above.',
      );
    }
    writeFileSync(STAMP, wanted);
  });
}

/**
 * The absolute path of a built entry.
 * @param {'electron' | 'browser' | 'cli'} name
 */
export function builtEntry(name) {
  return join(OUT, 'main', `${name}.js`);
}
