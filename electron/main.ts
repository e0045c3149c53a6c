/** The desktop host: one window on the notebook. No rule of the notebook is in here. */
import { join, resolve } from 'node:path';
import { app, dialog, session, type BrowserWindow } from 'electron';
import { createApp } from '../core/app.ts';
import { defaultLibraryFolder } from '../core/library-folder.ts';
import { openLibrary, type Library } from '../core/library.ts';
import { documentsFolder, findProgram } from '../core/program.ts';
import { platformOf } from '../shared/commands.ts';
import { libraryArgument } from './arguments.ts';
import { guardSession, saveDownloads } from './guards.ts';
import { setMenu } from './menu.ts';
import { registerScheme, serveApp } from './protocol.ts';
import { answerSaving } from './saving.ts';
import { openWindow } from './window.ts';

const program = findProgram(import.meta.url);
const documents = documentsFolder(process.env, process.platform);
let window: BrowserWindow | undefined;
let library: Library | undefined;

/** Ends the program once the library is closed, so that everything is on the disk. */
function closeLibraryBeforeQuitting(): void {
  app.on('will-quit', (event) => {
    if (library === undefined) return;
    const open = library;
    library = undefined;
    event.preventDefault();
    void open.close().finally(() => app.quit());
  });
  app.on('window-all-closed', () => app.quit());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
}

/** A second start shows the window of the first; on another library it says why it can't. */
function answerSecondStarts(folder: string): void {
  app.on('second-instance', (_event, _argv, _directory, data) => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
    const asked = typeof data === 'object' && data !== null && 'folder' in data && data.folder;
    if (typeof asked !== 'string' || asked === folder || window === undefined) return;
    void dialog.showMessageBox(window, {
      message: 'Casebook shows one library at a time.',
      detail: `This window shows ${folder}. Close it, then start Casebook again to open ${asked}.`,
    });
  });
}

function showWindow(): void {
  window = openWindow({
    preloadFile: program.preloadFile,
    stateFile: join(app.getPath('userData'), 'window.json'),
  });
  window.on('closed', () => (window = undefined));
}

async function start(folder: string): Promise<void> {
  await app.whenReady();
  library = await openLibrary({
    folder,
    host: { kind: 'electron' },
    version: program.version,
    resourcesFolder: program.resourcesFolder,
  });
  const answer = createApp(library, { rendererFolder: program.rendererFolder });
  serveApp(answer);
  answerSaving({ app: answer, folder: documents, window: () => window });
  guardSession(session.defaultSession);
  saveDownloads(session.defaultSession, documents);
  setMenu(platformOf(process.platform), () => window);
  showWindow();
}

app.setAboutPanelOptions({ applicationName: 'Casebook', applicationVersion: program.version });
app.enableSandbox();
registerScheme();
const folder = resolve(
  libraryArgument(process.argv) ?? defaultLibraryFolder(documents, process.env),
);
if (app.requestSingleInstanceLock({ folder })) {
  answerSecondStarts(folder);
  closeLibraryBeforeQuitting();
  start(folder).catch((error: unknown) => {
    const sentence = error instanceof Error ? error.message : String(error);
    dialog.showErrorBox('Casebook could not open the library', sentence);
    app.exit(1);
  });
} else {
  app.quit();
}
