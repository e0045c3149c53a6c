// @ts-check
/** `npm run check`: format, lint, types and tests, each to its end. */
import { join } from 'node:path';
import { ensureDependencies, refuseOldNode } from './lib/dependencies.mjs';
import { ensureNode } from './lib/node.mjs';
import { become } from './lib/process.mjs';
import { ROOT, runScript, say } from './lib/terminal.mjs';

const MODULES = join(ROOT, 'node_modules');

/** @type {ReadonlyArray<readonly [name: string, ...words: string[]]>} */
const STEPS = [
  ['Format', join(MODULES, 'prettier', 'bin', 'prettier.cjs'), '--check', '--log-level=warn', '.'],
  [
    'Lint',
    join(MODULES, 'eslint', 'bin', 'eslint.js'),
    '--cache',
    '--cache-location',
    join(ROOT, '.cache', 'eslint'),
    '--max-warnings=0',
    '.',
  ],
  ['Types', join(MODULES, 'typescript', 'bin', 'tsc'), '--build'],
  ['Tests', join(ROOT, 'scripts', 'test.mjs')],
];

await runScript(async () => {
  refuseOldNode();
  await ensureDependencies();
  const node = await ensureNode();
  /** @type {string[]} */
  const failed = [];
  for (const [name, ...words] of STEPS) {
    say(`${name}…`);
    if ((await become(node, words)) !== 0) failed.push(name.toLowerCase());
  }
  if (failed.length > 0) say(`Not in order: ${failed.join(', ')}.`);
  return failed.length > 0 ? 1 : 0;
});
