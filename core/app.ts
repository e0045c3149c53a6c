import { Hono } from 'hono';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { NotebookEvent } from '../shared/contract.ts';
import type { Job } from '../shared/domain.ts';
import type { Failure, Result } from '../shared/result.ts';
import { resultPath } from './export-result.ts';
import { failureOf } from './failure.ts';
import { storedPath } from './file-store.ts';
import { newId } from './ids.ts';
import type { Library } from './library.ts';
import { serveStatic } from './static-files.ts';
import { receiveUpload } from './uploads.ts';

/** The notebook as a fetch handler; hosts carry requests to it and know nothing of what they say. */
export type App = (request: Request) => Promise<Response>;

export interface AppOptions {
  /** Absolute path of the built renderer; null for a host without windows. */
  rendererFolder: string | null;
}

const STATUS: Partial<Record<Failure['code'], 200 | 400 | 404 | 409 | 413 | 500>> = {
  // A search that the next key overtook is nothing that went wrong; browsers log the others.
  cancelled: 200,
  'not-found': 404,
  'unknown-call': 404,
  conflict: 409,
  'too-large': 413,
  disk: 500,
  internal: 500,
};

function reply(result: Result<unknown>): Response {
  const status = result.ok ? 200 : (STATUS[result.error.code] ?? 400);
  return Response.json(result, { status, headers: { 'cache-control': 'no-store' } });
}

function refuse(code: Failure['code'], message: string): Response {
  return reply({ ok: false, error: { code, message } });
}

/** How often an idle event stream sends an empty line, so that a lost window is noticed. */
const HEARTBEAT_MS = 15_000;

function eventStream(library: Library): Response {
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const encoder = new TextEncoder();
      const send = (line: string) => controller.enqueue(encoder.encode(`${line}\n`));
      const unsubscribe = library.subscribe((event: NotebookEvent) => send(JSON.stringify(event)));
      const beat = setInterval(() => send(''), HEARTBEAT_MS);
      beat.unref();
      stop = () => {
        clearInterval(beat);
        unsubscribe();
      };
      // The first bytes tell the client that it hears everything from here on.
      send('');
    },
    cancel: () => stop(),
  });
  return new Response(body, {
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
  });
}

/** Pictures that may be shown in the window; everything else is a download. */
const INLINE = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

function disposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replaceAll(/[^ -~]|["\\]/g, '_');
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

function fileResponse(path: string, mediaType: string, name: string, cache: string): Response {
  if (!existsSync(path))
    return refuse('not-found', `The file "${name}" is missing from the library.`);
  const shown = INLINE.has(mediaType);
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
  return new Response(body, {
    headers: {
      'content-type': shown ? mediaType : 'application/octet-stream',
      'content-length': String(statSync(path).size),
      'content-disposition': disposition(shown ? 'inline' : 'attachment', name),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': cache,
    },
  });
}

async function readArguments(request: Request): Promise<Result<unknown>> {
  const text = await request.text();
  try {
    return { ok: true, value: text === '' ? {} : JSON.parse(text) };
  } catch {
    return {
      ok: false,
      error: { code: 'bad-arguments', message: 'The arguments of a call must be JSON.' },
    };
  }
}

/** Makes the fetch handler of an open library: calls, events, files, uploads, static files. */
export function createApp(library: Library, { rendererFolder }: AppOptions): App {
  const routes = new Hono();

  routes.post('/api/calls/:name', async ({ req }) => {
    const args = await readArguments(req.raw);
    return reply(args.ok ? await library.call(req.param('name'), args.value) : args);
  });

  routes.get('/api/events', () => eventStream(library));

  routes.post('/api/uploads', async ({ req }) => {
    const name = (req.query('name') ?? '').split(/[\\/]/).pop()?.slice(0, 250) ?? '';
    if (name.trim() === '') return refuse('bad-arguments', 'An upload needs the name of its file.');
    const id = newId(() => new Date());
    await receiveUpload(library.paths.temporary, { id, name, body: req.raw.body });
    return reply({ ok: true, value: { id } });
  });

  routes.get('/files/:sha256{[0-9a-f]{64}}', async ({ req }) => {
    const file = await library.file(req.param('sha256'));
    if (file === undefined) return refuse('not-found', 'There is no such file in the library.');
    const path = storedPath(library.paths.files, file.sha256);
    return fileResponse(path, file.mediaType, file.name, 'private, max-age=31536000, immutable');
  });

  routes.get('/results/:id', async ({ req }) => {
    const id = req.param('id');
    const job = await library.call('jobs.get', { id });
    if (!job.ok) return reply(job);
    // The contract's own reply; a job without a result has made no file.
    const { result } = job.value as Job;
    if (result === undefined)
      return refuse('not-found', 'This export has no file yet, or was stopped.');
    const path = resultPath(library.paths.temporary, id, result.name);
    return fileResponse(path, 'application/octet-stream', result.name, 'no-store');
  });

  routes.all('/api/*', () => refuse('not-found', 'Casebook has nothing at this address.'));

  routes.get('*', ({ req }) =>
    rendererFolder === null
      ? refuse('not-found', 'This program has no window to show.')
      : serveStatic(rendererFolder, new URL(req.url).pathname),
  );

  routes.notFound(() => refuse('not-found', 'Casebook has nothing at this address.'));
  routes.onError((error) => reply({ ok: false, error: failureOf(error) }));

  return async (request) => routes.fetch(request);
}
