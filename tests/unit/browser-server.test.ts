import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { guardAccess } from '../../browser/access.ts';
import { readArguments } from '../../browser/arguments.ts';
import { openerFor } from '../../browser/open.ts';
import { listen, listenFor, type Loopback } from '../../browser/server.ts';

const open: Loopback[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function started(handler: (request: Request) => Promise<Response>): Promise<Loopback> {
  const server = await listen(0);
  open.push(server);
  server.serve(handler);
  return server;
}

/** A request with any Host header, which fetch does not allow. */
function statusFor(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest({ port, host: '127.0.0.1', path: '/', headers: { host } }, (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the loopback server', () => {
  test('carries requests and replies as they are', async () => {
    const server = await started(async (request) => {
      const body = new Uint8Array(await request.arrayBuffer());
      return new Response(body.reverse(), {
        status: 418,
        headers: { 'x-asked': `${request.method} ${new URL(request.url).pathname}` },
      });
    });
    const reply = await fetch(`http://127.0.0.1:${server.port}/a/b?c`, {
      method: 'POST',
      body: new Uint8Array([0, 255, 7]),
    });
    expect([reply.status, reply.headers.get('x-asked')]).toEqual([418, 'POST /a/b']);
    expect([...new Uint8Array(await reply.arrayBuffer())]).toEqual([7, 255, 0]);
  });

  test('takes the same port for a library each time, and a free one when it is taken', async () => {
    const first = await listenFor('/a/library');
    const meanwhile = await listenFor('/a/library');
    open.push(meanwhile);
    expect(meanwhile.port).not.toBe(first.port);
    await first.close();
    const again = await listenFor('/a/library');
    open.push(again);
    expect(again.port).toBe(first.port);
  });

  test('sends a stream piece by piece, and ends it when it closes', async () => {
    const server = await started(() =>
      Promise.resolve(
        new Response(
          new ReadableStream({
            start: (stream) => stream.enqueue(new TextEncoder().encode('one')),
          }),
        ),
      ),
    );
    const reply = await fetch(`http://127.0.0.1:${server.port}/`);
    const reader = reply.body!.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('one');
    await server.close();
    open.length = 0;
    await expect(reader.read()).rejects.toThrow();
  });

  test('refuses other names for this computer', async () => {
    const server = await started((request) =>
      guardAccess(() => Promise.resolve(new Response('inside')), {
        port: server.port,
        token: 'token',
      })(request),
    );
    expect(await statusFor(server.port, 'evil.example')).toBe(421);
    expect(await statusFor(server.port, `127.0.0.1:${server.port}`)).toBe(401);
  });

  test('says which port is taken, and what to do', async () => {
    const { port } = await started(() => Promise.resolve(new Response()));
    await expect(listen(port)).rejects.toThrow(`Port ${port} is in use by another program.`);
  });

  test('refuses a port that browsers would not open', async () => {
    await expect(listen(10_080)).rejects.toThrow('Browsers refuse to open port 10080.');
  });
});

describe('the command line of the browser host', () => {
  test('reads its options', () => {
    expect(readArguments(['--browser', '--no-open', '--port', '80', '--library', 'x'])).toEqual({
      help: false,
      open: false,
      port: 80,
      library: 'x',
    });
    expect(readArguments([])).toEqual({ help: false, open: true, port: 0, library: undefined });
  });

  test.each([
    [['--port', 'many'], 'A port is a number from 0 to 65535; "many" is not.'],
    [['--port', '65536'], 'A port is a number'],
    [['--library', ''], '--library needs the path of a folder.'],
    [['--prot', '1'], '--prot'],
    [['stray'], 'stray'],
  ])('refuses %j', (argv, sentence) => {
    expect(() => readArguments(argv)).toThrow(sentence);
  });

  test('opens a browser only where there is a screen', () => {
    expect(openerFor('linux', {}, 'u')).toBeUndefined();
    expect(openerFor('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'u')).toEqual(['xdg-open', 'u']);
    expect(openerFor('darwin', {}, 'u')).toEqual(['open', 'u']);
  });
});
