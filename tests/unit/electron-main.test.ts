/** The desktop host from its start to its end, on a real library; Electron is a stand-in. */
import { EventEmitter } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDoor, temporaryFolder } from '../contract/open.ts';

class Window extends EventEmitter {
  static readonly made: Window[] = [];
  readonly webContents = Object.assign(new EventEmitter(), { setWindowOpenHandler: vi.fn() });
  readonly loadURL = vi.fn(() => Promise.resolve());
  readonly focus = vi.fn();
  readonly restore = vi.fn();
  constructor() {
    super();
    Window.made.push(this);
  }
  isMinimized() {
    return true;
  }
}

function standIn(first: boolean, userData: string) {
  const ended = vi.fn();
  const app = Object.assign(new EventEmitter(), {
    whenReady: () => Promise.resolve(),
    getPath: () => userData,
    setAboutPanelOptions: vi.fn(),
    enableSandbox: vi.fn(),
    requestSingleInstanceLock: vi.fn(() => first),
    exit: ended,
    /** As Electron does: asks the listeners first. */
    quit: () => {
      let prevented = false;
      app.emit('will-quit', { preventDefault: () => (prevented = true) });
      if (!prevented) ended(0);
    },
  });
  return {
    app,
    ended,
    BrowserWindow: Window,
    dialog: { showErrorBox: vi.fn(), showMessageBox: vi.fn(() => Promise.resolve()) },
    ipcMain: Object.assign(new EventEmitter(), { handle: vi.fn() }),
    Menu: { buildFromTemplate: vi.fn(), setApplicationMenu: vi.fn() },
    nativeTheme: { shouldUseDarkColors: false },
    protocol: { registerSchemesAsPrivileged: vi.fn(), handle: vi.fn() },
    screen: { getAllDisplays: () => [] },
    session: {
      defaultSession: Object.assign(new EventEmitter(), {
        setPermissionRequestHandler: vi.fn(),
        setPermissionCheckHandler: vi.fn(),
        setDevicePermissionHandler: vi.fn(),
        webRequest: { onBeforeRequest: vi.fn() },
      }),
    },
    shell: {},
  };
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let library: string;
const signals = ['SIGINT', 'SIGTERM'] as const;
const before = signals.map((signal) => process.listeners(signal));
beforeEach(async () => {
  folder = await temporaryFolder();
  library = join(folder.path, 'library');
  Window.made.length = 0;
  vi.resetModules();
  vi.stubEnv('CASEBOOK_LIBRARY', library);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.doUnmock('electron');
  signals.forEach((signal, at) => {
    for (const listener of process.listeners(signal)) {
      if (!before[at]!.includes(listener)) process.off(signal, listener);
    }
  });
  await folder.dispose();
});

async function start(first = true) {
  const electron = standIn(first, folder.path);
  vi.doMock('electron', () => electron);
  await import('../../electron/main.ts');
  return electron;
}

test('opens the library, answers the scheme, shows one window, and closes before it ends', async () => {
  const { app, protocol, Menu, ended } = await start();
  await vi.waitFor(() => expect(Window.made).toHaveLength(1), { timeout: 10_000 });
  expect(app.enableSandbox).toHaveBeenCalledOnce();
  expect(Menu.setApplicationMenu).toHaveBeenCalledOnce();
  expect(protocol.registerSchemesAsPrivileged).toHaveBeenCalledOnce();
  const [, answer] = protocol.handle.mock.calls[0]! as [
    string,
    (request: Request) => Promise<Response>,
  ];
  const reply = await answer(
    new Request('casebook://app/api/calls/library.info', { method: 'POST', body: '{}' }),
  );
  expect(await reply.json()).toMatchObject({ ok: true, value: { folder: library } });

  app.emit('window-all-closed');
  expect(ended).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(ended).toHaveBeenCalledExactlyOnceWith(0), { timeout: 10_000 });
  // Nothing is left of a database that was closed but the database.
  expect(readdirSync(library)).not.toContain('library.sqlite-wal');
});

test('says why a library can not be opened, and ends with 1', async () => {
  const first = await openDoor(library);
  const { dialog, ended } = await start();
  await vi.waitFor(() => expect(ended).toHaveBeenCalledExactlyOnceWith(1), { timeout: 10_000 });
  expect(dialog.showErrorBox).toHaveBeenCalledExactlyOnceWith(
    'Casebook could not open the library',
    expect.stringContaining(library),
  );
  expect(Window.made).toEqual([]);
  await first.library.close();
});

test('a folder in the way is a sentence too', async () => {
  writeFileSync(library, 'a file');
  const { dialog, ended } = await start();
  await vi.waitFor(() => expect(ended).toHaveBeenCalledExactlyOnceWith(1), { timeout: 10_000 });
  expect(dialog.showErrorBox.mock.calls[0]![1]).toContain(library);
});

test('a second start opens nothing and ends; the first shows its window', async () => {
  const second = await start(false);
  expect(second.app.requestSingleInstanceLock).toHaveBeenCalledWith({ folder: library });
  expect(second.ended).toHaveBeenCalledExactlyOnceWith(0);
  expect(Window.made).toEqual([]);

  vi.resetModules();
  const first = await start();
  await vi.waitFor(() => expect(Window.made).toHaveLength(1), { timeout: 10_000 });
  const window = Window.made[0]!;
  first.app.emit('second-instance', {}, [], '', { folder: library });
  expect(window.restore).toHaveBeenCalledOnce();
  expect(window.focus).toHaveBeenCalledOnce();
  expect(first.dialog.showMessageBox).not.toHaveBeenCalled();
  first.app.emit('second-instance', {}, [], '', { folder: '/other' });
  expect(first.dialog.showMessageBox).toHaveBeenCalledExactlyOnceWith(
    window,
    expect.objectContaining({ detail: expect.stringContaining('/other') as string }),
  );
  first.app.quit();
  await vi.waitFor(() => expect(first.ended).toHaveBeenCalledOnce(), { timeout: 10_000 });
});
