/** The same calls give the same answers through every host, on one real library. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { guardAccess } from '../../browser/access.ts';
import { listen, type Loopback } from '../../browser/server.ts';
import { runCli } from '../../cli/run.ts';
import { openDoor, temporaryFolder, type Door } from '../contract/open.ts';

const protocol = vi.hoisted(() => ({ handle: vi.fn() }));
vi.mock('electron', () => ({ protocol }));
const { serveApp } = await import('../../electron/protocol.ts');

type Send = (path: string, init?: { method: string; body: string }) => Promise<Response>;

const TOKEN = 'token';
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let door: Door;
let server: Loopback;
const hosts: Partial<Record<'core' | 'electron' | 'browser', Send>> = {};

beforeAll(async () => {
  folder = await temporaryFolder();
  door = await openDoor(folder.path);
  hosts.core = (path, init) => door.app(new Request(`casebook://app${path}`, init));

  serveApp(door.app);
  const [, answer] = protocol.handle.mock.calls[0]! as [string, typeof door.app];
  hosts.electron = (path, init) => answer(new Request(`casebook://app${path}`, init));

  server = await listen(0);
  server.serve(guardAccess(door.app, { port: server.port, token: TOKEN }));
  const origin = `http://127.0.0.1:${server.port}`;
  const entered = await fetch(`${origin}/?token=${TOKEN}`, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')!.split(';')[0]!;
  hosts.browser = (path, init) =>
    fetch(`${origin}${path}`, { ...init, headers: { cookie, origin } });
});
afterAll(async () => {
  await server.close();
  await door.library.close();
  await folder.dispose();
});

async function answers(path: string, init?: { method: string; body: string }) {
  const found = await Promise.all(
    Object.values(hosts).map(async (send) => {
      const response = await send(path, init);
      const headers = ['content-type', 'content-security-policy', 'x-content-type-options'];
      return {
        status: response.status,
        headers: headers.map((name) => response.headers.get(name)),
        body: (await response.text()).replace(/"ms":[\d.]+/, '"ms":0'),
      };
    }),
  );
  expect(found).toHaveLength(3);
  return found;
}

describe('the browser host, the desktop protocol and the core', () => {
  test.each([
    ['library.info', {}],
    ['cases.list', {}],
    ['sources.list', {}],
    ['labels.list', {}],
    ['settings.get', {}],
    ['notes.list', {}],
    ['highlights.list', {}],
    ['search.find', { query: 'soldiers' }],
    ['sources.get', { id: '00000000-0000-7000-8000-000000000000' }],
    ['sources.get', { id: 'nonsense' }],
    ['sources.paste', { text: '   ' }],
    ['no.such', {}],
    ['toString', {}],
  ])('answer %s %j alike', async (name, args) => {
    const init = { method: 'POST', body: JSON.stringify(args) };
    const [first, ...others] = await answers(`/api/calls/${name}`, init);
    for (const other of others) expect(other).toEqual(first);
  });

  test('answer a malformed call alike', async () => {
    const [first, ...others] = await answers('/api/calls/cases.list', {
      method: 'POST',
      body: '{',
    });
    expect(first!.status).toBe(400);
    for (const other of others) expect(other).toEqual(first);
  });

  test.each(['/files/' + '0'.repeat(64), '/results/nothing', '/api/nothing'])(
    'answer GET %s alike',
    async (path) => {
      const [first, ...others] = await answers(path);
      for (const other of others) expect(other).toEqual(first);
    },
  );
});

describe('the command line', () => {
  async function cli(...argv: string[]) {
    let stdout = '';
    const code = await runCli([...argv, '--json'], {
      version: '0',
      directory: folder.path,
      defaultLibrary: folder.path,
      open: () => Promise.resolve({ app: door.app, close: () => Promise.resolve() }),
      write: (output) => {
        stdout += output.toString();
        return Promise.resolve();
      },
      say: () => undefined,
      progress: () => undefined,
      readStdin: () => Promise.resolve(new Uint8Array()),
      strong: (text) => text,
    });
    return { code, value: JSON.parse(stdout) as never };
  }

  test('gives the values of the calls', async () => {
    expect(await cli('case', 'list')).toEqual({
      code: 0,
      value: await door.call('cases.list', {}),
    });
    const sources = await door.call('sources.list', {});
    expect(await cli('source', 'list')).toEqual({ code: 0, value: sources });
    const { id, title } = sources[0]!;
    const { text } = await door.call('sources.text', { id });
    expect(await cli('source', 'text', title)).toEqual({ code: 0, value: { id, title, text } });
    const info = await door.call('sources.get', { id });
    const { document } = await door.call('sources.revision', { id, number: 1 });
    expect(await cli('source', 'show', id)).toEqual({ code: 0, value: { ...info, document } });
  });

  test('gives the failures of the calls', async () => {
    const quote = 'these words are not in it';
    const [source] = await door.call('sources.list', {});
    const asked = await door.ask('highlights.create', {
      sourceId: source!.id,
      passages: [{ quote }],
    });
    expect(await cli('highlight', source!.id, '--quote', quote)).toEqual({
      code: 1,
      value: { error: asked.ok ? undefined : asked.error },
    });
  });
});
