import { describe, expect, test } from 'vitest';
import { guardAccess } from '../../browser/access.ts';

const PORT = 4321;
const TOKEN = 'a-token-for-this-test';
const ORIGIN = `http://127.0.0.1:${PORT}`;

function door() {
  const reached: Request[] = [];
  const handler = guardAccess(
    (request) => {
      reached.push(request);
      return Promise.resolve(new Response('inside'));
    },
    { port: PORT, token: TOKEN },
  );
  const send = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    handler(
      new Request(`${ORIGIN}${path}`, {
        method,
        headers: { host: `127.0.0.1:${PORT}`, ...headers },
      }),
    );
  return { send, reached };
}

async function enter(send: ReturnType<typeof door>['send']): Promise<string> {
  const reply = await send(`/?token=${TOKEN}`);
  return reply.headers.get('set-cookie')!.split(';')[0]!;
}

describe('the token', () => {
  test('buys a cookie that scripts can not read and other sites do not send', async () => {
    const { send } = door();
    const reply = await send(`/?token=${TOKEN}`);
    expect(reply.status).toBe(303);
    expect(reply.headers.get('location')).toBe('/');
    const cookie = reply.headers.get('set-cookie')!;
    expect(cookie).toMatch(/^casebook-4321=[\w-]{40,}; Path=\/; HttpOnly; SameSite=Strict;/);
    expect(cookie).not.toContain(TOKEN);
  });

  test('works once', async () => {
    const { send, reached } = door();
    await enter(send);
    const again = await send(`/?token=${TOKEN}`);
    expect(again.status).toBe(403);
    expect(again.headers.get('set-cookie')).toBeNull();
    expect(await again.text()).toContain('prints a fresh one each time');
    expect(reached).toEqual([]);
  });

  test('is not used up by a wrong one, nor by a post', async () => {
    const { send } = door();
    expect((await send('/?token=wrong')).status).toBe(403);
    expect((await send(`/?token=${TOKEN}`, { origin: ORIGIN }, 'POST')).status).toBe(401);
    expect((await send(`/?token=${TOKEN}`)).status).toBe(303);
  });

  test('in the address leads on when the cookie is there already', async () => {
    const { send } = door();
    const cookie = await enter(send);
    const again = await send(`/?token=${TOKEN}`, { cookie });
    expect([again.status, again.headers.get('location')]).toEqual([303, '/']);
  });

  test('also works from a link in another page, which a redirect would leave outside', async () => {
    const { send } = door();
    const reply = await send(`/?token=${TOKEN}`, { 'sec-fetch-site': 'cross-site' });
    expect([reply.status, reply.headers.get('refresh')]).toEqual([200, '0; url=/']);
    expect(reply.headers.get('set-cookie')).toContain('HttpOnly');
  });
});

describe('the cookie', () => {
  test('opens the door', async () => {
    const { send, reached } = door();
    const cookie = await enter(send);
    expect(await (await send('/files/x', { cookie })).text()).toBe('inside');
    const post = await send('/api/calls/notes.save', { cookie, origin: ORIGIN }, 'POST');
    expect(await post.text()).toBe('inside');
    expect(reached).toHaveLength(2);
  });

  test.each([
    ['none', {}],
    ['an empty one', { cookie: `casebook-${PORT}=` }],
    ['a wrong one', { cookie: `casebook-${PORT}=${'x'.repeat(43)}` }],
    ['the token itself', { cookie: `casebook-${PORT}=${TOKEN}` }],
    ['that of another port', { cookie: 'casebook-4322=whatever' }],
  ])('with %s, a page says to open the printed address', async (_name, headers) => {
    const { send, reached } = door();
    await enter(send);
    const reply = await send('/', headers);
    expect(reply.status).toBe(401);
    expect(await reply.text()).toContain('Open the address that Casebook printed');
    expect(reached).toEqual([]);
  });

  test('missing on a call gives the sentence as a failure that the window can show', async () => {
    const reply = await door().send('/api/calls/cases.list', { origin: ORIGIN }, 'POST');
    expect(reply.status).toBe(401);
    expect(await reply.json()).toMatchObject({ ok: false, error: { code: 'internal' } });
  });
});

describe('requests from elsewhere', () => {
  test.each([
    ['a rebound name', { host: `evil.example:${PORT}` }, 'GET', 421],
    ['another port', { host: '127.0.0.1:80' }, 'GET', 421],
    ['another site', { origin: 'https://evil.example' }, 'POST', 403],
    ['another site, reading', { origin: 'https://evil.example' }, 'GET', 403],
    ['a page on another port', { origin: 'http://127.0.0.1:9999' }, 'POST', 403],
    ['an opaque origin', { origin: 'null' }, 'POST', 403],
    ['no origin at all, writing', {}, 'POST', 403],
    ['an image in a page on another port', { 'sec-fetch-site': 'same-site' }, 'GET', 403],
  ])('are refused even with the cookie: %s', async (_name, headers, method, status) => {
    const { send, reached } = door();
    const cookie = await enter(send);
    const reply = await send('/api/calls/cases.list', { cookie, ...headers }, method);
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(reached).toEqual([]);
  });

  test('localhost is as good a name as 127.0.0.1', async () => {
    const { send } = door();
    const cookie = await enter(send);
    const headers = { host: `localhost:${PORT}`, origin: `http://localhost:${PORT}`, cookie };
    expect((await send('/api/calls/cases.list', headers, 'POST')).status).toBe(200);
  });
});
