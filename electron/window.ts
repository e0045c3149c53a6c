import { BrowserWindow, ipcMain, nativeTheme, screen, type IpcMainEvent } from 'electron';
import { CHANNELS } from './channels.ts';
import { guardNavigation } from './guards.ts';
import { APP_ORIGIN } from './protocol.ts';
import { fitState, MINIMUM, readState, writeState } from './window-state.ts';

/** Milliseconds that a window gets to save what it has not saved when it is closed. */
const CLOSING_LASTS = 3000;

/** The paper of the two themes, shown until the page has drawn. */
const PAPER = { light: '#faf8f4', dark: '#1c1b19' } as const;

export interface WindowOptions {
  /** Absolute path of the built preload script. */
  preloadFile: string;
  /** Absolute path of the JSON file that remembers the window's place. */
  stateFile: string;
}

/** Opens the one window, where it was last time, on the notebook. */
export function openWindow({ preloadFile, stateFile }: WindowOptions): BrowserWindow {
  const displays = screen.getAllDisplays().map((display) => display.workArea);
  const state = fitState(readState(stateFile), displays);
  const window = new BrowserWindow({
    title: 'Casebook',
    ...state.position,
    width: state.width,
    height: state.height,
    minWidth: MINIMUM.width,
    minHeight: MINIMUM.height,
    backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
    show: false,
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Except on a Mac, whose own checker is used, dictionaries would be fetched from the network.
      spellcheck: process.platform === 'darwin',
    },
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  guardNavigation(window.webContents, () => performance.now());
  closeWhenSaved(window, () =>
    writeState(stateFile, window.getNormalBounds(), window.isMaximized()),
  );
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}

/** Lets the window save before it closes, if it asked for that, but not for longer than said. */
function closeWhenSaved(window: BrowserWindow, onClose: () => void): void {
  let waits = false;
  let timer: NodeJS.Timeout | undefined;
  const isOurs = (event: IpcMainEvent) => event.sender === window.webContents;

  const onWaits = (event: IpcMainEvent) => {
    if (isOurs(event)) waits = true;
  };
  const closeNow = () => {
    clearTimeout(timer);
    waits = false;
    if (!window.isDestroyed()) window.close();
  };
  const onMayClose = (event: IpcMainEvent) => {
    if (isOurs(event) && timer !== undefined) closeNow();
  };
  ipcMain.on(CHANNELS.waitsForClosing, onWaits);
  ipcMain.on(CHANNELS.mayClose, onMayClose);

  window.on('close', (event) => {
    if (waits) {
      event.preventDefault();
      timer ??= setTimeout(closeNow, CLOSING_LASTS);
      window.webContents.send(CHANNELS.closing);
      return;
    }
    onClose();
  });
  // A page that is gone can't save any more, and one that starts anew asks anew.
  window.webContents.on('render-process-gone', () => (waits = false));
  window.webContents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) waits = false;
  });
  window.once('closed', () => {
    clearTimeout(timer);
    ipcMain.off(CHANNELS.waitsForClosing, onWaits);
    ipcMain.off(CHANNELS.mayClose, onMayClose);
  });
}
