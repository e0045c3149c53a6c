// @ts-check
/** A Node that can run the program: this one, or the one that comes as a dependency. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { capture } from './process.mjs';
import { Problem, ROOT, say, tail } from './terminal.mjs';

/** The oldest that runs TypeScript as it is, which the tests and the benchmarks do. */
const OLDEST = { major: 22, minor: 18 };

const PACKAGE = join(ROOT, 'node_modules', 'node');
const BROUGHT = join(PACKAGE, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * What Node is given before the program of a host: so many threads for V8's own work that a core is
 * left. On two cores, its usual four kept the thread that carries requests waiting for up to 15 ms.
 * @returns {string[]}
 */
export function hostFlags() {
  return [`--v8-pool-size=${Math.min(4, Math.max(1, availableParallelism() - 1))}`];
}

function isNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
}

/** npm does not run the package's own set-up when install scripts are switched off. */
async function bringNode() {
  const installer = 'installArchSpecificPackage.js';
  if (!existsSync(join(PACKAGE, installer))) return 'The package "node" is not installed.';
  say(`Fetching a newer Node for Casebook (this is ${process.versions.node})…`);
  const { output } = await capture(process.execPath, [installer], { cwd: PACKAGE, seconds: 300 });
  return output;
}

/**
 * The absolute path of a Node that is new enough; fetched when there is none yet.
 * @returns {Promise<string>}
 */
export async function ensureNode() {
  if (isNewEnough()) return process.execPath;
  if (existsSync(BROUGHT)) return BROUGHT;
  const output = await withLock('node', bringNode);
  if (existsSync(BROUGHT)) return BROUGHT;
  say(tail(output));
  throw new Problem(
    `Casebook needs Node ${OLDEST.major}.${OLDEST.minor} or later, and fetching one did not work. Install one yourself, or try again with a network connection.`,
  );
}
