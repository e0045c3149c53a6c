/** Saving what the notebook hands out where the system's dialog says, and showing it there. */
import { join } from 'node:path';
import { dialog, ipcMain, shell, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import type { App } from '../core/app.ts';
import { writeDurably } from '../core/durable-file.ts';
import { CHANNELS } from './channels.ts';
import { APP_ORIGIN, isOwnAddress } from './protocol.ts';

/** Of a saved file its path; null when nobody wanted it; or a sentence on why it is not there. */
export type SaveOutcome = { path: string | null } | { failure: string };

interface Saving {
  app: App;
  /** Where the dialog begins. */
  folder: string;
  window: () => BrowserWindow | undefined;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Answers the window's wishes to save, open and show; only what was saved here is ever opened. */
export function answerSaving({ app, folder, window }: Saving): void {
  const saved = new Set<string>();
  const isOurs = ({ sender }: IpcMainInvokeEvent) => sender === window()?.webContents;

  const save = async (address: string, name: string): Promise<SaveOutcome> => {
    const url = new URL(address, APP_ORIGIN);
    if (!isOwnAddress(url.href) || !url.pathname.startsWith('/results/')) {
      return { failure: 'Only what the notebook made can be saved.' };
    }
    const parent = window();
    const options = { defaultPath: join(folder, name) };
    const { canceled, filePath } = await (parent === undefined
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(parent, options));
    if (canceled || filePath === '') return { path: null };
    const response = await app(new Request(url));
    if (!response.ok) return { failure: 'The file is gone. Export it once more.' };
    try {
      writeDurably(filePath, new Uint8Array(await response.arrayBuffer()));
    } catch (error) {
      return { failure: `“${filePath}” could not be written: ${reasonOf(error)}.` };
    }
    saved.add(filePath);
    return { path: filePath };
  };

  ipcMain.handle(CHANNELS.saveResult, (event, address: unknown, name: unknown) =>
    isOurs(event) && typeof address === 'string' && typeof name === 'string'
      ? save(address, name)
      : { failure: 'Only the window of the notebook can save.' },
  );
  ipcMain.handle(CHANNELS.openSaved, async (event, path: unknown): Promise<string> => {
    if (!isOurs(event) || typeof path !== 'string' || !saved.has(path)) return '';
    // Gives a sentence when no program opens it, and nothing when one does.
    return shell.openPath(path);
  });
  ipcMain.handle(CHANNELS.showSaved, (event, path: unknown) => {
    if (isOurs(event) && typeof path === 'string' && saved.has(path)) shell.showItemInFolder(path);
  });
}
