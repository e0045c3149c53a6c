// @ts-check
/** The test suites: how each is run, and how its tests are counted. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureTestTools } from './chromium.mjs';
import { become } from './process.mjs';
import { ROOT, say } from './terminal.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const RESULTS = join(ROOT, 'test-results');
const MODULES = join(ROOT, 'node_modules');

/** @param {string} name */
function freshReport(name) {
  mkdirSync(RESULTS, { recursive: true });
  const file = join(RESULTS, name);
  rmSync(file, { force: true });
  return file;
}

/**
 * The report of a run. One that broke down before it could report counts as one failed test.
 * @template T
 * @param {string} file
 * @param {number} code
 * @param {(report: T) => Counts} read
 * @returns {Counts}
 */
function countsOf(file, code, read) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const counts = read(JSON.parse(readFileSync(file, 'utf8')));
  if (code === 0 || counts.failed > 0) return counts;
  return { ...counts, failed: 1 };
}

/**
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ status: string, assertionResults: unknown[] }[]} testResults
 */

/**
 * Everything but the end-to-end tests.
 * @param {string} node
 * @returns {Promise<Counts>}
 */
export async function runVitest(node) {
  const report = freshReport('vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await become(node, [join(MODULES, 'vitest', 'vitest.mjs'), ...args]);
  return countsOf(report, code, (/** @type {VitestReport} */ found) => {
    const unloadable = found.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    );
    return {
      passed: found.numPassedTests,
      failed: found.numFailedTests + unloadable.length,
      skipped: found.numPendingTests + found.numTodoTests,
    };
  });
}

/**
 * @typedef {object} PlaywrightReport
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {unknown[]} errors
 */

/**
 * The end-to-end tests, on the built program in a real Chromium.
 * @param {string} node
 * @returns {Promise<Counts>}
 */
export async function runPlaywright(node) {
  const tools = await ensureTestTools(node);
  if ('missing' in tools) {
    say(`The end-to-end tests are skipped: ${tools.missing}.`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const report = freshReport('e2e.json');
  const args = ['test', '--reporter=list,json'];
  const code = await become(node, [join(MODULES, '@playwright', 'test', 'cli.js'), ...args], {
    env: {
      ...process.env,
      CASEBOOK_CHROMIUM: tools.chromium,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    },
  });
  return countsOf(report, code, (/** @type {PlaywrightReport} */ { stats, errors }) => {
    if (stats.flaky > 0) {
      say(`${stats.flaky} passed only at the second try; the list above names them. Look at why.`);
    }
    return {
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected + errors.length,
      skipped: stats.skipped,
    };
  });
}
