/** The loopback server: carries requests to a fetch handler, and nothing else. */
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { page } from './page.ts';

export interface Loopback {
  port: number;
  /** Answers every request from now on with the handler. */
  serve(handler: (request: Request) => Promise<Response>): void;
  /** Stops listening and ends the connections that are open. */
  close(): Promise<void>;
}

function sentenceOf(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is in use by another program. Choose another with --port, or leave it out and Casebook finds a free one.`;
  }
  if (error.code === 'EACCES') {
    return `Port ${port} is reserved by the system. Choose one from 1024 to 65535 with --port, or leave it out.`;
  }
  return `Casebook could not listen on port ${port} of this computer: ${error.message}.`;
}

/** Ports from 1024 on that browsers refuse to open: the "bad ports" of the Fetch standard. */
const REFUSED_BY_BROWSERS: ReadonlySet<number> = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669,
  6679, 6697, 10080,
]);

/** Listens on 127.0.0.1; port 0 takes a free one. Rejects with a sentence when it can't. */
export function listen(port: number): Promise<Loopback> {
  if (REFUSED_BY_BROWSERS.has(port)) {
    const message = `Browsers refuse to open port ${port}. Choose another with --port, or leave it out and Casebook finds a free one.`;
    return Promise.reject(new Error(message));
  }
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(sentenceOf(error, port))));
    server.listen(port, '127.0.0.1', () => resolve(loopbackOf(server)));
  });
}

/** Ports that no system hands out by itself, so that the same one is free again next time. */
const FIRST_PORT = 10_000;
const PORTS = 20_000;

/**
 * Listens on a port that is the same each time for a library, since browsers keep what a page
 * remembers by its port; on any free one when another program has it.
 */
export async function listenFor(libraryFolder: string): Promise<Loopback> {
  const hash = createHash('sha256').update(libraryFolder).digest().readUInt32BE();
  try {
    return await listen(FIRST_PORT + (hash % PORTS));
  } catch {
    return listen(0);
  }
}

function loopbackOf(server: Server): Loopback {
  const { port } = server.address() as AddressInfo;
  return {
    port,
    serve(handler) {
      const listener = getRequestListener(handler, {
        // The handler answers its own failures; this is for what went wrong around it.
        errorHandler: () => page(500, 'Casebook could not answer this request.'),
        overrideGlobalObjects: false,
      });
      server.on('request', (incoming, outgoing) => void listener(incoming, outgoing));
    },
    close() {
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
