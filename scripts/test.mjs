// @ts-check
/** `npm test`: every test there is. The last line on standard output counts them. */
import { prepare } from './lib/prepare.mjs';
import { runPlaywright, runVitest } from './lib/suites.mjs';
import { runScript } from './lib/terminal.mjs';

await runScript(async () => {
  const node = await prepare();
  const suites = [await runVitest(node), await runPlaywright(node)];
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    suites.reduce((total, counts) => total + counts[key], 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  const more = skipped > 0 ? `, ${skipped} skipped` : '';
  process.stdout.write(`${passed} passed, ${failed} failed${more}\n`);
  return failed > 0 || passed === 0 ? 1 : 0;
});
