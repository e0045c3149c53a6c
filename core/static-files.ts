import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.ttf': 'font/ttf',
};

/** Stands in index.html where the nonce for the styles that libraries add themselves goes. */
const NONCE_MARK = '__CSP_NONCE__';

/** Only the program's own scripts, styles, fonts and pictures; nothing from anywhere else. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** What a worker of the window may do: run its own script, and ask nobody for anything. */
const WORKER_POLICY = "default-src 'none'; script-src 'self'";

const COMMON = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=()',
};

function notFound(path: string): Response {
  return new Response(`Casebook has no page at ${path}.`, {
    status: 404,
    headers: { ...COMMON, 'content-type': 'text/plain; charset=utf-8' },
  });
}

/** Answers with one file of the built renderer; `/` is its page, with a strict content policy. */
export async function serveStatic(folder: string, pathname: string): Promise<Response> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return notFound(pathname);
  }
  const path = normalize(join(folder, decoded === '/' ? 'index.html' : decoded));
  const type = TYPES[extname(path)];
  if (!path.startsWith(folder + sep) || type === undefined) return notFound(pathname);
  let bytes: Buffer<ArrayBuffer>;
  try {
    bytes = await readFile(path);
  } catch {
    return notFound(pathname);
  }
  if (!path.endsWith('index.html')) {
    // Built names carry a hash of their content, so they can be kept for good.
    const cache = decoded.startsWith('/assets/')
      ? 'private, max-age=31536000, immutable'
      : 'no-cache';
    return new Response(bytes, {
      headers: {
        ...COMMON,
        'content-type': type,
        'cache-control': cache,
        // A worker goes by the policy that its own program came with.
        ...(type.startsWith('text/javascript') ? { 'content-security-policy': WORKER_POLICY } : {}),
      },
    });
  }
  const nonce = randomBytes(18).toString('base64');
  return new Response(bytes.toString('utf8').replaceAll(NONCE_MARK, nonce), {
    headers: {
      ...COMMON,
      'content-type': type,
      'cache-control': 'no-store',
      'content-security-policy': policy(nonce),
    },
  });
}
