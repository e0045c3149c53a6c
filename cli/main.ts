/** The command-line host: the same fetch handler, no window. No rule of the notebook is in here. */
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { styleText } from 'node:util';
import { createApp } from '../core/app.ts';
import { defaultLibraryFolder } from '../core/library-folder.ts';
import { openLibrary } from '../core/library.ts';
import { documentsFolder, findProgram } from '../core/program.ts';
import { runCli, type OpenNotebook } from './run.ts';

const { stdout, stderr } = process;
const program = findProgram(import.meta.url);
const documents = documentsFolder(process.env, process.platform);

async function open(folder: string): Promise<OpenNotebook> {
  const library = await openLibrary({
    folder,
    host: { kind: 'cli' },
    version: program.version,
    resourcesFolder: program.resourcesFolder,
  });
  return { app: createApp(library, { rendererFolder: null }), close: () => library.close() };
}

function write(output: string | Uint8Array): Promise<void> {
  return new Promise((done) => stdout.write(output, () => done()));
}

let watched = false;

/** Takes the line that shows progress away again. */
function clearLine(): void {
  if (watched) stderr.write('\r\u001b[K');
  watched = false;
}

// Whoever reads the output may stop before its end, as `head` does; that is no failure.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCli(process.argv.slice(2), {
  version: program.version,
  directory: process.cwd(),
  defaultLibrary: resolve(defaultLibraryFolder(documents, process.env)),
  open,
  write: async (output) => {
    clearLine();
    await write(output);
  },
  say: (sentence) => {
    clearLine();
    stderr.write(`${sentence}\n`);
  },
  progress: (text) => {
    if (!stderr.isTTY) return;
    clearLine();
    stderr.write(text);
    watched = true;
  },
  readStdin: () => buffer(process.stdin),
  strong: (text) => styleText('bold', text, { stream: stdout }),
});
