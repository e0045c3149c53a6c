/**
 * The desktop host against a recorded stand-in for Electron's own modules: what it asks Electron
 * for, and how it answers what Electron would tell it. Electron itself does not run here.
 */
import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CasebookHost } from '../../electron/preload.ts';

const electron = vi.hoisted(() => ({
  shell: {
    openExternal: vi.fn(() => Promise.resolve()),
    openPath: vi.fn(() => Promise.resolve('')),
    showItemInFolder: vi.fn(),
  },
  dialog: { showSaveDialog: vi.fn() },
  protocol: { registerSchemesAsPrivileged: vi.fn(), handle: vi.fn() },
  Menu: { buildFromTemplate: vi.fn((template: unknown) => template), setApplicationMenu: vi.fn() },
  ipcMain: undefined as unknown as EventEmitter,
  nativeTheme: { shouldUseDarkColors: true },
  screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 25, width: 1920, height: 1055 } }] },
  BrowserWindow: undefined as unknown as new () => EventEmitter,
  contextBridge: { exposeInMainWorld: vi.fn() },
  ipcRenderer: undefined as unknown as EventEmitter & { send: ReturnType<typeof vi.fn> },
}));
vi.mock('electron', () => electron);

class Contents extends EventEmitter {
  openHandler: ((details: { url: string }) => unknown) | undefined;
  readonly send = vi.fn();
  setWindowOpenHandler(handler: (details: { url: string }) => unknown) {
    this.openHandler = handler;
  }
}

class Window extends EventEmitter {
  static readonly made: Window[] = [];
  readonly options: Record<string, unknown>;
  readonly webContents = new Contents();
  readonly maximize = vi.fn();
  readonly show = vi.fn();
  readonly loadURL = vi.fn(() => Promise.resolve());
  closed = false;
  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    Window.made.push(this);
  }
  isDestroyed() {
    return this.closed;
  }
  isMaximized() {
    return false;
  }
  getNormalBounds() {
    return { x: 10, y: 40, width: 1000, height: 700 };
  }
  /** As Electron does: asks the listeners first. */
  close() {
    const event = cancelable();
    this.emit('close', event);
    if (event.preventDefault.mock.calls.length > 0) return;
    this.closed = true;
    this.emit('closed');
  }
}

function cancelable<T extends object>(details: T = {} as T) {
  return { ...details, preventDefault: vi.fn() };
}

const handlers = new Map<string, (...args: unknown[]) => unknown>();
electron.ipcMain = Object.assign(new EventEmitter(), {
  handle: (channel: string, handler: (...args: unknown[]) => unknown) =>
    void handlers.set(channel, handler),
});
electron.ipcRenderer = Object.assign(new EventEmitter(), { send: vi.fn() });
electron.BrowserWindow = Window as never;

const { guardNavigation, guardSession, saveDownloads } = await import('../../electron/guards.ts');
const { menuTemplate, setMenu } = await import('../../electron/menu.ts');
const { registerScheme, serveApp } = await import('../../electron/protocol.ts');
const { answerSaving } = await import('../../electron/saving.ts');
const { openWindow } = await import('../../electron/window.ts');
const { fitState } = await import('../../electron/window-state.ts');
const { libraryArgument } = await import('../../electron/arguments.ts');
const { COMMAND_LIST } = await import('../../shared/commands.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casebook-electron-'));
  Window.made.length = 0;
  electron.ipcMain.removeAllListeners();
  vi.clearAllMocks();
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

function opened(): Window {
  openWindow({ preloadFile: '/p/preload.cjs', stateFile: join(folder, 'window.json') });
  return Window.made[0]!;
}

describe('the window', () => {
  test('is shut in: sandbox, own context, no Node', () => {
    const window = opened();
    expect(window.options['webPreferences']).toMatchObject({
      preload: '/p/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(window.options).toMatchObject({ title: 'Casebook', minWidth: 900, minHeight: 600 });
    expect(window.loadURL).toHaveBeenCalledWith('casebook://app/');
  });

  test('is shown once there is something to see', () => {
    const window = opened();
    expect(window.options['show']).toBe(false);
    window.emit('ready-to-show');
    expect(window.show).toHaveBeenCalledOnce();
  });

  test('remembers its place', () => {
    opened().close();
    expect(JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8'))).toEqual({
      x: 10,
      y: 40,
      width: 1000,
      height: 700,
      maximized: false,
    });
    Window.made.length = 0;
    expect(opened().options).toMatchObject({ x: 10, y: 40, width: 1000, height: 700 });
  });

  test('opens at its usual size when what was kept can not be read', () => {
    writeFileSync(join(folder, 'window.json'), '{"x": 3');
    expect(opened().options).toMatchObject({ width: 1440, height: 900 });
  });

  test('closes only when the page has saved, if the page asked for that', () => {
    const window = opened();
    const page = { sender: window.webContents };
    electron.ipcMain.emit('waits-for-closing', page);
    window.close();
    expect(window.closed).toBe(false);
    expect(window.webContents.send).toHaveBeenCalledWith('closing');
    electron.ipcMain.emit('may-close', { sender: 'somebody else' });
    expect(window.closed).toBe(false);
    electron.ipcMain.emit('may-close', page);
    expect(window.closed).toBe(true);
  });

  test('closes all the same when the page does not answer', () => {
    vi.useFakeTimers();
    const window = opened();
    electron.ipcMain.emit('waits-for-closing', { sender: window.webContents });
    window.close();
    vi.runAllTimers();
    expect(window.closed).toBe(true);
  });
});

describe('the place of the window', () => {
  const display = { x: 0, y: 0, width: 1280, height: 800 };
  const kept = { x: 50, y: 50, width: 1000, height: 700 };

  test.each([
    ['on the display', kept, { position: { x: 50, y: 50 }, width: 1000, height: 700 }],
    ['on a display that is gone', { ...kept, x: 3000 }, { width: 1000, height: 700 }],
    ['above the top', { ...kept, y: -200 }, { width: 1000, height: 700 }],
    [
      'too large',
      { ...kept, width: 5000, height: 9 },
      { position: { x: 50, y: 50 }, width: 1280, height: 600 },
    ],
    ['no numbers', { ...kept, width: 'wide' }, { width: 1280, height: 800 }],
    ['nothing', undefined, { width: 1280, height: 800 }],
  ])('%s', (_name, value, expected) => {
    const state = fitState(value, [display]);
    expect(state).toMatchObject(expected);
    expect('position' in state).toBe('position' in expected);
  });
});

describe('navigation', () => {
  function guarded() {
    const contents = new Contents();
    let time = 10_000;
    guardNavigation(contents as never, () => time);
    return {
      contents,
      click: () => contents.emit('input-event', {}, { type: 'mouseUp' }),
      hover: () => contents.emit('input-event', {}, { type: 'mouseMove' }),
      later: (ms: number) => (time += ms),
      open: (url: string) => contents.openHandler!({ url }),
    };
  }
  const { openExternal } = electron.shell;

  test('stays in the notebook', () => {
    const { contents } = guarded();
    const own = cancelable({ url: 'casebook://app/#/sources', isMainFrame: true });
    contents.emit('will-frame-navigate', own);
    expect(own.preventDefault).not.toHaveBeenCalled();
  });

  test.each([
    ['another site', 'https://example.org/', true],
    ['another host of the scheme', 'casebook://other/', true],
    ['a file', 'file:///etc/passwd', true],
    ['a script', 'javascript:alert(1)', true],
    ['a data address', 'data:text/html,x', true],
    ['a frame', 'casebook://app/', false],
  ])('is denied to %s', (_name, url, isMainFrame) => {
    const { contents } = guarded();
    const event = cancelable({ url, isMainFrame });
    contents.emit('will-frame-navigate', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
    expect(openExternal).not.toHaveBeenCalled();
  });

  test('opens no second window, and a link outside only after a click, once', () => {
    const { open, click, hover } = guarded();
    hover();
    expect(open('https://example.org/')).toEqual({ action: 'deny' });
    expect(openExternal).not.toHaveBeenCalled();
    click();
    expect(open('https://example.org/')).toEqual({ action: 'deny' });
    expect(open('https://example.org/again')).toEqual({ action: 'deny' });
    expect(openExternal.mock.calls).toEqual([['https://example.org/']]);
  });

  test('forgets a click that was a while ago', () => {
    const { open, click, later } = guarded();
    click();
    later(5000);
    open('https://example.org/');
    expect(openExternal).not.toHaveBeenCalled();
  });

  test.each(['mailto:a@example.org', 'http://example.org/', 'https://example.org/'])(
    'hands %s to the system',
    (url) => {
      const { open, click } = guarded();
      click();
      open(url);
      expect(openExternal).toHaveBeenCalledWith(url);
    },
  );

  test.each(['file:///etc/passwd', 'javascript:alert(1)', 'ms-msdt:/id', 'casebook://app/'])(
    'never hands %s to the system',
    (url) => {
      const { open, click } = guarded();
      click();
      open(url);
      expect(openExternal).not.toHaveBeenCalled();
    },
  );

  test('follows no redirect out, and attaches no webview', () => {
    const { contents } = guarded();
    const redirect = cancelable({ url: 'https://example.org/' });
    contents.emit('will-redirect', redirect);
    const webview = cancelable();
    contents.emit('will-attach-webview', webview);
    expect(redirect.preventDefault).toHaveBeenCalledOnce();
    expect(webview.preventDefault).toHaveBeenCalledOnce();
  });
});

describe('the session', () => {
  function session() {
    const handlers: Record<string, (...args: never[]) => unknown> = {};
    const take = (name: string) => (handler: (...args: never[]) => unknown) => {
      handlers[name] = handler;
    };
    const stand = Object.assign(new EventEmitter(), {
      setPermissionRequestHandler: take('request'),
      setPermissionCheckHandler: take('check'),
      setDevicePermissionHandler: take('device'),
      webRequest: { onBeforeRequest: take('load') },
    });
    return { stand, handlers };
  }

  test.each([
    ['media', false],
    ['geolocation', false],
    ['notifications', false],
    ['clipboard-read', false],
    // Copying a citation or a report needs it.
    ['clipboard-sanitized-write', true],
  ])('permits nothing but writing to the clipboard: %s', (permission, permitted) => {
    const { stand, handlers } = session();
    guardSession(stand as never);
    const decide = vi.fn();
    handlers['request']!(null as never, permission as never, decide as never);
    expect(decide).toHaveBeenCalledWith(permitted);
    expect(handlers['check']!(null as never, permission as never)).toBe(permitted);
    expect(handlers['device']!()).toBe(false);
  });

  test.each([
    ['casebook://app/api/events', false],
    ['blob:casebook://app/1', false],
    ['https://example.org/pixel.gif', true],
    ['file:///etc/passwd', true],
    ['casebook://other/', true],
  ])('loads from nobody but the notebook: %s', (url, cancel) => {
    const { stand, handlers } = session();
    guardSession(stand as never);
    const decide = vi.fn();
    handlers['load']!({ url } as never, decide as never);
    expect(decide).toHaveBeenCalledWith({ cancel });
  });

  test('asks where to save what the notebook hands out, and saves nothing else', () => {
    const { stand } = session();
    saveDownloads(stand as never, '/home/a/Documents');
    const setSaveDialogOptions = vi.fn();
    const item = (url: string) => ({
      getURL: () => url,
      getFilename: () => 'Case.pdf',
      setSaveDialogOptions,
    });
    const own = cancelable();
    stand.emit('will-download', own, item('casebook://app/results/1'));
    expect(setSaveDialogOptions).toHaveBeenCalledWith({
      defaultPath: join('/home/a/Documents', 'Case.pdf'),
    });
    const other = cancelable();
    stand.emit('will-download', other, item('https://example.org/x.exe'));
    expect([own.preventDefault.mock.calls.length, other.preventDefault.mock.calls.length]).toEqual([
      0, 1,
    ]);
  });
});

describe('the protocol', () => {
  test('is registered as a standard, secure scheme that can fetch and stream', () => {
    registerScheme();
    expect(electron.protocol.registerSchemesAsPrivileged).toHaveBeenCalledWith([
      {
        scheme: 'casebook',
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
      },
    ]);
  });

  test('gives the very replies of the fetch handler, and nothing under another host', async () => {
    const reply = new Response('inside');
    const app = vi.fn(() => Promise.resolve(reply));
    serveApp(app);
    const [scheme, handler] = electron.protocol.handle.mock.calls[0]! as [
      string,
      (request: Request) => Promise<Response>,
    ];
    const request = new Request('casebook://app/api/calls/cases.list', {
      method: 'POST',
      body: '{}',
    });
    expect(scheme).toBe('casebook');
    expect(await handler(request)).toBe(reply);
    expect(app).toHaveBeenCalledExactlyOnceWith(request);
    expect((await handler(new Request('casebook://other/'))).status).toBe(404);
    expect(app).toHaveBeenCalledOnce();
  });
});

describe('the menu', () => {
  interface Item {
    id?: string;
    label?: string;
    role?: string;
    type?: string;
    accelerator?: string;
    registerAccelerator?: boolean;
    submenu?: Item[];
    click?: () => void;
  }
  const bar = (platform: 'mac' | 'other', send: (id: string) => void = () => undefined) =>
    menuTemplate({ platform, send: send }) as Item[];
  const flat = (items: Item[]): Item[] => items.flatMap((item) => [item, ...(item.submenu ?? [])]);

  test('has every command that the table puts in a menu, once, where it puts it', () => {
    const items = flat(bar('other')).filter(({ id }) => id !== undefined);
    const wanted = COMMAND_LIST.filter(({ menu }) => menu !== undefined);
    expect(items.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
    const file = bar('other').find(({ label }) => label === 'File')!;
    expect(file.submenu!.map(({ id, type, role }) => id ?? role ?? type)).toEqual([
      'source.add',
      'note.new',
      'note.import',
      'bundle.import',
      'case.new',
      'separator',
      'case.rename',
      'case.bibliography',
      'export.pdf',
      'export.annotations',
      'export.bundle',
      'separator',
      'citations.style',
      'library.backup',
      'library.pack',
      'library.restore',
      'library.move',
      'library.check',
      'separator',
      'quit',
    ]);
  });

  test('shows the shortcuts of the table and leaves the keys to the window', () => {
    const items = flat(bar('other'));
    const search = items.find(({ id }) => id === 'search.open')!;
    expect(search).toMatchObject({
      accelerator: 'CommandOrControl+K',
      registerAccelerator: false,
    });
    expect(items.find(({ id }) => id === 'go.back')!.accelerator).toBe('Alt+Left');
    expect(items.find(({ id }) => id === 'item.trash')!.accelerator).toBeUndefined();
    const mac = flat(bar('mac'));
    expect(mac.find(({ id }) => id === 'go.back')!.accelerator).toBe('CommandOrControl+[');
  });

  test('has what every system expects', () => {
    expect(bar('other').map(({ label }) => label)).toEqual(['File', 'Edit', 'View', 'Go', 'Help']);
    expect(bar('mac').map(({ label, role }) => label ?? role)).toEqual([
      'appMenu',
      'File',
      'Edit',
      'View',
      'Go',
      'windowMenu',
      'Help',
    ]);
    const roles = flat(bar('other')).map(({ role }) => role);
    for (const role of ['cut', 'copy', 'paste', 'selectAll']) expect(roles).toContain(role);
  });

  test('begins Edit with undo and redo of the window, which knows what they mean', () => {
    const edit = bar('other').find(({ label }) => label === 'Edit')!;
    expect(edit.submenu!.slice(0, 4)).toMatchObject([
      { id: 'edit.undo', accelerator: 'CommandOrControl+Z', registerAccelerator: false },
      { id: 'edit.redo', accelerator: 'CommandOrControl+Shift+Z' },
      { type: 'separator' },
      { role: 'cut' },
    ]);
  });

  test('says what the window tells it that an entry would do, and only that window', () => {
    const window = opened();
    setMenu('other', () => window as never);
    const labels = { 'edit.undo': 'Undo: Renamed a & b', 'no.command': 'x', 'edit.redo': 7 };
    electron.ipcMain.emit('labels', { sender: {} }, labels);
    electron.ipcMain.emit('labels', { sender: window.webContents }, labels);
    const bars = electron.Menu.buildFromTemplate.mock.calls as Array<[Item[]]>;
    const labelsOf = (items: Item[] | undefined) =>
      flat(items ?? [])
        .filter(({ id }) => id?.startsWith('edit.'))
        .map(({ label }) => label);
    expect(labelsOf(bars.at(-2)?.[0])).toEqual(['Undo', 'Redo']);
    expect(labelsOf(bars.at(-1)?.[0])).toEqual(['Undo: Renamed a && b', 'Redo']);
  });

  test('sends the id of the chosen command to the window', () => {
    const window = opened();
    setMenu('other', () => window as never);
    const [template] = electron.Menu.buildFromTemplate.mock.calls[0]! as [Item[]];
    flat(template).find(({ id }) => id === 'note.new')!.click!();
    expect(window.webContents.send).toHaveBeenCalledWith('command', 'note.new');
  });
});

describe('the preload script', () => {
  test('gives the page its kind, menu commands, closing and saving, and nothing else', async () => {
    await import('../../electron/preload.ts');
    const [name, host] = electron.contextBridge.exposeInMainWorld.mock.calls[0]! as [
      string,
      CasebookHost,
    ];
    expect(name).toBe('casebookHost');
    expect(Object.keys(host).sort()).toEqual([
      'kind',
      'onClosing',
      'onCommand',
      'openSaved',
      'saveResult',
      'showLabels',
      'showSaved',
    ]);

    host.showLabels({ 'edit.undo': 'Undo: Renamed' });
    expect(electron.ipcRenderer.send).toHaveBeenCalledWith('labels', {
      'edit.undo': 'Undo: Renamed',
    });

    const heard: string[] = [];
    const stop = host.onCommand((id) => heard.push(id));
    electron.ipcRenderer.emit('command', {}, 'note.new');
    electron.ipcRenderer.emit('command', {}, { id: 'not a string' });
    stop();
    electron.ipcRenderer.emit('command', {}, 'case.new');
    expect(heard).toEqual(['note.new']);

    let saved = false;
    host.onClosing(() => {
      saved = true;
      return Promise.resolve();
    });
    expect(electron.ipcRenderer.send).toHaveBeenCalledWith('waits-for-closing');
    electron.ipcRenderer.emit('closing');
    await vi.waitFor(() => expect(electron.ipcRenderer.send).toHaveBeenCalledWith('may-close'));
    expect(saved).toBe(true);
  });
});

test('the library can be named among the flags of Chromium', () => {
  expect(libraryArgument(['electron', '.', '--library', '/x', '--inspect'])).toBe('/x');
  expect(libraryArgument(['electron', '--library=/a=b'])).toBe('/a=b');
  expect(libraryArgument(['electron', '.'])).toBeUndefined();
});

describe('saving what the notebook made', () => {
  /** The window's wishes, on an app that serves one result. */
  function saving() {
    const window = opened();
    const app = vi.fn((request: Request) =>
      Promise.resolve(
        new URL(request.url).pathname === '/results/1'
          ? new Response('%PDF-1.7')
          : new Response('gone', { status: 404 }),
      ),
    );
    answerSaving({ app, folder, window: () => window as never });
    const ask = (channel: string, ...args: unknown[]) =>
      handlers.get(channel)?.({ sender: window.webContents }, ...args);
    return { ask, app };
  }
  const choose = (filePath: string) =>
    electron.dialog.showSaveDialog.mockResolvedValueOnce({ canceled: filePath === '', filePath });

  test('writes it whole where the dialog says, and only then opens and shows it', async () => {
    const { ask } = saving();
    const path = join(folder, 'Case: 1.pdf');
    await ask('open-saved', path);
    expect(electron.shell.openPath).not.toHaveBeenCalled();
    choose(path);
    expect(await ask('save-result', '/results/1', 'Case: 1.pdf')).toEqual({ path });
    expect(readFileSync(path, 'utf8')).toBe('%PDF-1.7');
    expect(electron.dialog.showSaveDialog.mock.lastCall?.at(-1)).toEqual({
      defaultPath: join(folder, 'Case: 1.pdf'),
    });
    await ask('open-saved', path);
    await ask('show-saved', path);
    expect(electron.shell.openPath).toHaveBeenCalledWith(path);
    expect(electron.shell.showItemInFolder).toHaveBeenCalledWith(path);
  });

  test('leaves nothing when nobody wants it, when it is gone, or when it has no room', async () => {
    const { ask, app } = saving();
    choose('');
    expect(await ask('save-result', '/results/1', 'a.pdf')).toEqual({ path: null });
    choose(join(folder, 'a.pdf'));
    expect(await ask('save-result', '/results/2', 'a.pdf')).toEqual({
      failure: 'The file is gone. Export it once more.',
    });
    writeFileSync(join(folder, 'a file'), '');
    choose(join(folder, 'a file', 'a.pdf'));
    expect(await ask('save-result', '/results/1', 'a.pdf')).toMatchObject({
      failure: expect.stringContaining('could not be written') as string,
    });
    app.mockClear();
    for (const address of ['https://example.org/results/1', '/files/1', 'file:///etc/passwd']) {
      expect(await ask('save-result', address, 'a.pdf')).toEqual({
        failure: 'Only what the notebook made can be saved.',
      });
    }
    expect(app).not.toHaveBeenCalled();
  });
});
