/**
 * Casebook in a process of its own, as a host runs it: the fetch handler of an opened library,
 * answered to the bench through messages. Bundled before it is measured, as the program ships.
 */
import { createApp } from '../../../core/app.ts';
import { openLibrary } from '../../../core/library.ts';
import type { SearchReply } from '../../../shared/domain.ts';
import { unwrap, type Result } from '../../../shared/result.ts';
import { ROUTES } from '../../../shared/routes.ts';

export interface Asked {
  query: string;
  typing: boolean;
}

export type Request =
  | { do: 'find'; asked: Asked }
  /** All of them in a row, and the longest gap of this thread meanwhile. */
  | { do: 'type'; asked: Asked[] }
  | { do: 'call'; name: string; args: unknown }
  /** Makes each change and searches until its word is found (`gone`: until it is not). */
  | { do: 'change'; changes: Change[] }
  | { do: 'memory' }
  | { do: 'close' };

export interface Change {
  name: string;
  args: unknown;
  word: string;
}

export interface Found {
  /** From the request to the parsed reply, in ms. */
  ms: number;
  /** What the search worker says that it took. */
  own: number;
  total: number;
  ids: string[];
  corrections: SearchReply['corrections'];
}

export interface Typed {
  ms: number[];
  /** The longest time for which the thread did nothing else, in ms. */
  gap: number;
}

const { folder, resources, host, queries } = JSON.parse(process.argv[2] ?? '') as {
  folder: string;
  resources: string;
  /** The host "cli" starts no search worker. */
  host: 'browser' | 'cli';
  /** Answered at once, to measure the start. */
  queries: Asked[];
};

const library = await openLibrary({
  folder,
  host: { kind: host, address: 'http://127.0.0.1:1' },
  version: '0.0.0-bench',
  resourcesFolder: resources,
});
const app = createApp(library, { rendererFolder: null });

async function call(name: string, args: unknown): Promise<unknown> {
  const request = new Request(`casebook://app${ROUTES.call(name)}`, {
    method: 'POST',
    body: JSON.stringify(args),
  });
  const response = await app(request);
  return unwrap((await response.json()) as Result<unknown>);
}

async function find({ query, typing }: Asked, limit = 20): Promise<Found> {
  const began = performance.now();
  const reply = (await call('search.find', { query, typing, limit })) as SearchReply;
  return {
    ms: performance.now() - began,
    own: reply.ms,
    total: reply.total,
    ids: reply.hits.map(({ kind, id }) => `${kind}:${id}`),
    corrections: reply.corrections,
  };
}

async function typed(asked: readonly Asked[]): Promise<Typed> {
  let last = performance.now();
  let gap = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    gap = Math.max(gap, now - last - 1);
    last = now;
  }, 1);
  const ms: number[] = [];
  for (const one of asked) ms.push((await find(one)).ms);
  clearInterval(timer);
  return { ms, gap };
}

/** How long a change may take to be found before the bench gives up, in ms. */
const PATIENCE = 10_000;

async function changed({ name, args, word }: Change): Promise<number> {
  const began = performance.now();
  await call(name, args);
  for (;;) {
    const { total, corrections } = await find({ query: word, typing: false });
    const ms = performance.now() - began;
    if (total > 0 && corrections.length === 0) return ms;
    if (ms > PATIENCE) throw new Error(`"${word}" was not found ${PATIENCE} ms after ${name}.`);
  }
}

async function answer(request: Exclude<Request, { do: 'close' }>): Promise<unknown> {
  switch (request.do) {
    case 'find':
      return find(request.asked);
    case 'type':
      return typed(request.asked);
    case 'call':
      return call(request.name, request.args);
    case 'change': {
      const ms: number[] = [];
      for (const change of request.changes) ms.push(await changed(change));
      return ms;
    }
    case 'memory':
      return process.memoryUsage().rss;
  }
}

for (const query of queries) await find(query);
process.send?.({ ready: performance.timeOrigin + performance.now() });

// The bench was ended: nobody waits for an answer any more.
process.on('disconnect', () => process.exit(0));
process.on('message', (request: Request) => {
  void (async () => {
    if (request.do === 'close') {
      await library.close();
      process.disconnect?.();
      return;
    }
    try {
      process.send?.({ value: await answer(request) });
    } catch (error) {
      process.send?.({
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  })();
});
