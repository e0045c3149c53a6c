// @ts-check
/** `npm start`: sets up what is missing, then opens the notebook in a window or in a browser. */
import { builtEntry } from './lib/build.mjs';
import { ensureElectron, whyNoWindow } from './lib/electron.mjs';
import { hostFlags } from './lib/node.mjs';
import { prepare } from './lib/prepare.mjs';
import { become } from './lib/process.mjs';
import { Problem, ROOT, runScript, say } from './lib/terminal.mjs';

const USAGE = `Casebook.

Usage: npm start [-- OPTIONS]

  --electron     open a desktop window, or say why that can't be
  --browser      open in the browser; this is done anyway where there is no desktop window
  --no-open      with the browser: print the address only
  --port N       with the browser: listen on this port of 127.0.0.1
  --library DIR  the library's folder; CASEBOOK_LIBRARY, or Casebook among your documents, when left out
  --help         print this
`;

/** @param {readonly string[]} argv */
function readOptions(argv) {
  /** @type {{ electron: boolean, browser: boolean, help: boolean, rest: string[] }} */
  const options = { electron: false, browser: false, help: false, rest: [] };
  const words = [...argv];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [name = '', ...joined] = word.split('=');
    if (name === '--library' || name === '--port') {
      const value = joined.length > 0 ? joined.join('=') : words.shift();
      if (!value)
        throw new Problem(`${name} needs a value after it. See "npm start -- --help".`, 2);
      options.rest.push(name, value);
      if (name === '--port') options.browser = true;
    } else if (word === '--no-open') {
      options.rest.push(word);
      options.browser = true;
    } else if (word === '--browser') options.browser = true;
    else if (word === '--electron') options.electron = true;
    else if (word === '--help' || word === '-h') options.help = true;
    else throw new Problem(`There is no option "${word}". See "npm start -- --help".`, 2);
  }
  if (options.electron && options.browser) {
    throw new Problem('--electron does not go together with --browser, --no-open or --port.', 2);
  }
  return options;
}

/**
 * The desktop host's binary when it is wanted and can be used; says why when it can't.
 * @param {string} node
 * @param {{ electron: boolean, browser: boolean }} options
 */
async function electronFor(node, { electron, browser }) {
  if (browser) return undefined;
  const obstacle = whyNoWindow(process.platform, process.env, process.getuid?.());
  const binary = obstacle === undefined ? await ensureElectron(node, electron) : undefined;
  if (binary !== undefined) return binary;
  const why = obstacle ?? 'Electron, which draws it, could not be fetched';
  if (electron) throw new Problem(`The desktop window can't be opened: ${why}.`);
  say(`Casebook opens in the browser, because ${why}.`);
  return undefined;
}

await runScript(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const node = await prepare();
  const electron = await electronFor(node, options);
  // npm runs this in the project; a path is meant from where the person is.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  if (electron !== undefined) return become(electron, [ROOT, ...options.rest], { cwd });
  return become(node, [...hostFlags(), builtEntry('browser'), ...options.rest], {
    cwd,
    linked: true,
  });
});
