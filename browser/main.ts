/** The browser host: the notebook on a loopback port. No rule of the notebook is in here. */
import { resolve } from 'node:path';
import { createApp } from '../core/app.ts';
import { defaultLibraryFolder } from '../core/library-folder.ts';
import { openLibrary, type Library } from '../core/library.ts';
import { documentsFolder, findProgram } from '../core/program.ts';
import { guardAccess, newSecret } from './access.ts';
import { readArguments, USAGE, type Arguments } from './arguments.ts';
import { openerFor, openInBrowser } from './open.ts';
import { listen, listenFor, type Loopback } from './server.ts';

/** Said on standard error: standard output is for the address alone. */
function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

function fail(sentence: string, code: 1 | 2): never {
  say(sentence);
  process.exit(code);
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Ends when asked: no more requests, the library closed, then out. */
function endWhenAsked(server: Loopback, library: Library): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    server
      .close()
      .then(() => library.close())
      .then(
        () => process.exit(0),
        (error: unknown) => fail(sentenceOf(error), 1),
      );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
  // The script that started this program, and held a channel to it, was killed.
  process.on('disconnect', end);
}

async function start({ port, library: asked, open }: Arguments): Promise<void> {
  const program = findProgram(import.meta.url);
  if (program.rendererFolder === null) {
    throw new Error('Casebook has not been built. Start it with "npm start".');
  }
  const documents = documentsFolder(process.env, process.platform);
  const folder = resolve(asked ?? defaultLibraryFolder(documents, process.env));
  const server = await (port === 0 ? listenFor(folder) : listen(port));
  const library = await openLibrary({
    folder,
    host: { kind: 'browser', address: `http://127.0.0.1:${server.port}/` },
    version: program.version,
    resourcesFolder: program.resourcesFolder,
  });
  endWhenAsked(server, library);
  const token = newSecret();
  const app = createApp(library, { rendererFolder: program.rendererFolder });
  server.serve(guardAccess(app, { port: server.port, token }));

  const url = `http://127.0.0.1:${server.port}/?token=${token}`;
  process.stdout.write(`Casebook is at ${url}\n`);
  const opener = open ? openerFor(process.platform, process.env, url) : undefined;
  if (opener) {
    openInBrowser(opener, () => say('No browser could be opened: open the address yourself.'));
  }
}

function readOrFail(): Arguments {
  try {
    return readArguments(process.argv.slice(2));
  } catch (error) {
    return fail(`${sentenceOf(error)} See "npm start -- --browser --help".`, 2);
  }
}

const options = readOrFail();
if (options.help) process.stdout.write(USAGE);
else start(options).catch((error: unknown) => fail(sentenceOf(error), 1));
