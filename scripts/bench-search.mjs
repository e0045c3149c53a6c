// @ts-check
/** `npm run bench:search`: search at several sizes, beside other engines, after setting up what is missing. */
import { join } from 'node:path';
import { prepare } from './lib/prepare.mjs';
import { become } from './lib/process.mjs';
import { ROOT, runScript } from './lib/terminal.mjs';

await runScript(async () => {
  const node = await prepare();
  const main = join(ROOT, 'tests', 'bench', 'search', 'main.ts');
  return become(node, [main, ...process.argv.slice(2)]);
});
