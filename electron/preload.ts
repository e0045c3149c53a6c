/** All that the window can reach beside the notebook's own addresses. */
import { contextBridge, ipcRenderer } from 'electron';
import { CHANNELS } from './channels.ts';

const host = {
  kind: 'electron',
  /** Calls the listener with the id of every command chosen in the menu; gives a way to stop. */
  onCommand(listener: (id: string) => void): () => void {
    const receive = (_event: unknown, id: unknown) => {
      if (typeof id === 'string') listener(id);
    };
    ipcRenderer.on(CHANNELS.command, receive);
    return () => ipcRenderer.off(CHANNELS.command, receive);
  },
  /** Has entries of the menu show these labels, by the ids of their commands. */
  showLabels(labels: Readonly<Record<string, string>>): void {
    ipcRenderer.send(CHANNELS.labels, labels);
  },
  /**
   * Has the window wait, a few seconds at most, before it closes: until what is not saved yet is
   * saved. The last listener counts.
   */
  onClosing(listener: () => Promise<void>): void {
    ipcRenderer.removeAllListeners(CHANNELS.closing);
    ipcRenderer.on(CHANNELS.closing, () => {
      void listener().finally(() => ipcRenderer.send(CHANNELS.mayClose));
    });
    ipcRenderer.send(CHANNELS.waitsForClosing);
  },
  /** Saves what the notebook serves at an address where the system's dialog says. */
  saveResult(
    address: string,
    name: string,
  ): Promise<{ path: string | null } | { failure: string }> {
    return ipcRenderer.invoke(CHANNELS.saveResult, address, name) as Promise<
      { path: string | null } | { failure: string }
    >;
  },
  /** Opens a file that was saved here; gives a sentence when that fails, else nothing. */
  openSaved(path: string): Promise<string> {
    return ipcRenderer.invoke(CHANNELS.openSaved, path) as Promise<string>;
  },
  /** Shows a file that was saved here in its folder. */
  async showSaved(path: string): Promise<void> {
    await ipcRenderer.invoke(CHANNELS.showSaved, path);
  },
} as const;

/** What `window.casebookHost` is in the desktop host; in a browser there is none. */
export type CasebookHost = typeof host;

contextBridge.exposeInMainWorld('casebookHost', host);
