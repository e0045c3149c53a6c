/**
 * Who may talk to the browser host. Any page of any site can send requests to a loopback port, so
 * being on this computer proves nothing: the person proves it with the address that was printed.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { page } from './page.ts';

type FetchHandler = (request: Request) => Promise<Response>;

export interface Access {
  port: number;
  /** In the printed address; used up by the first request that brings it. */
  token: string;
}

/** A secret of 256 random bits that can stand in an address and in a cookie. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares without telling by its duration how much was right. */
function isSame(given: string | null | undefined, secret: string): boolean {
  const left = Buffer.from(given ?? '');
  const right = Buffer.from(secret);
  return left.length === right.length && timingSafeEqual(left, right);
}

function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Seconds that the browser keeps the cookie; it is worthless as soon as the program has ended. */
const COOKIE_LASTS = 7 * 24 * 60 * 60;

const FROM_ELSEWHERE =
  'This request came from another page or program, so Casebook did not answer it. Open the address that Casebook printed when it started.';

/**
 * The fetch handler behind its door: Host and Origin must be this server's own (against rebound
 * names and requests from other sites), and the cookie is needed, which the token buys once.
 */
export function guardAccess(app: FetchHandler, { port, token }: Access): FetchHandler {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  // Cookies don't tell ports apart, so the name has to.
  const cookieName = `casebook-${port}`;
  const session = newSecret();
  let tokenLeft = true;

  function enter(request: Request, given: string): Response {
    if (!tokenLeft || !isSame(given, token)) {
      return page(
        403,
        'This address has been used before, or belongs to an earlier start. Casebook prints a fresh one each time it starts: end it, start it again and open the new address.',
      );
    }
    tokenLeft = false;
    const cookie = `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${COOKIE_LASTS}`;
    const headers = { 'set-cookie': cookie };
    const site = request.headers.get('sec-fetch-site') ?? 'none';
    if (site === 'none' || site === 'same-origin') {
      return new Response(null, {
        status: 303,
        headers: { ...headers, location: '/', 'referrer-policy': 'no-referrer' },
      });
    }
    // After a click in another site's page a redirect would not bring the strict cookie along.
    return page(200, 'Opening Casebook…', { ...headers, refresh: '0; url=/' });
  }

  return async (request) => {
    const url = new URL(request.url);
    const host = request.headers.get('host') ?? '';
    if (!hosts.includes(host)) return page(421, FROM_ELSEWHERE);

    const origin = request.headers.get('origin');
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (origin === null ? !isRead : origin !== `http://${host}`) return page(403, FROM_ELSEWHERE);

    const isKnown = isSame(cookieOf(request, cookieName), session);
    const given = url.searchParams.get('token');
    if (given !== null && url.pathname === '/' && isRead) {
      // Going back to the printed address in the same browser is no reason to be turned away.
      if (!isKnown) return enter(request, given);
      return new Response(null, { status: 303, headers: { location: '/' } });
    }
    if (!isKnown) return unknown(url);
    // A page on another port of this computer counts as the same site: its cookie would come along.
    const site = request.headers.get('sec-fetch-site');
    if (site === 'same-site' || site === 'cross-site') return page(403, FROM_ELSEWHERE);
    return app(request);
  };
}

function unknown(url: URL): Response {
  const sentence =
    'Casebook does not know this browser. Open the address that Casebook printed when it started; it has a token in it that works once.';
  if (!url.pathname.startsWith('/api/')) return page(401, sentence);
  return Response.json(
    { ok: false, error: { code: 'internal', message: sentence } },
    { status: 401 },
  );
}
