// @ts-check
/** `npm run -s casebook -- COMMAND ...`: the command line, after setting up what is missing. */
import { builtEntry } from './lib/build.mjs';
import { prepare } from './lib/prepare.mjs';
import { become } from './lib/process.mjs';
import { runScript } from './lib/terminal.mjs';

await runScript(async () => {
  const node = await prepare();
  // npm runs this in the project; files are named from where the person is.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return become(node, [builtEntry('cli'), ...process.argv.slice(2)], { cwd });
});
