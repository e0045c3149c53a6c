/** Starting Casebook in a process of its own, and asking it. */
import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { hostFlags } from '../../../scripts/lib/node.mjs';
import type { Asked, Found, Request, Typed, Change } from './program.ts';

const RESOURCES = resolve(import.meta.dirname, '../../../resources');

export interface Casebook {
  /** From the start of the process until the given queries were answered, in ms. */
  startMs: number;
  find(asked: Asked): Promise<Found>;
  type(asked: Asked[]): Promise<Typed>;
  call<T>(name: string, args: unknown): Promise<T>;
  change(changes: Change[]): Promise<number[]>;
  /** Resident set size of the whole process, in bytes. */
  memory(): Promise<number>;
  close(): Promise<void>;
}

export interface StartOptions {
  program: string;
  folder: string;
  host?: 'browser' | 'cli';
  queries?: Asked[];
}

/** Starts the bundled program on a library's folder. */
export async function startCasebook({
  program,
  folder,
  host = 'browser',
  queries = [],
}: StartOptions): Promise<Casebook> {
  const began = performance.timeOrigin + performance.now();
  const args = JSON.stringify({ folder, host, queries, resources: RESOURCES });
  const child = fork(program, [args], {
    execArgv: hostFlags(),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { ready } = (await messageOf(child)) as { ready: number };
  const ask = async <T>(request: Request): Promise<T> => {
    child.send(request);
    const reply = (await messageOf(child)) as { value: T; error?: string };
    if (reply.error !== undefined) throw new Error(reply.error);
    return reply.value;
  };
  return {
    startMs: ready - began,
    find: (asked) => ask({ do: 'find', asked }),
    type: (asked) => ask({ do: 'type', asked }),
    call: (name, callArgs) => ask({ do: 'call', name, args: callArgs }),
    change: (changes) => ask({ do: 'change', changes }),
    memory: () => ask({ do: 'memory' }),
    async close() {
      const exited = once(child, 'exit');
      child.send({ do: 'close' } satisfies Request);
      await exited;
    },
  };
}

/** Longer than anything that is measured takes, in ms. */
const PATIENCE = 20 * 60_000;

/** The next message of a process; fails when it ends instead, or never answers. */
export function messageOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new Error(`The measured process did not answer in ${PATIENCE} ms.`));
      child.kill('SIGKILL');
    }, PATIENCE);
    const ended = (code: number | null, signal: string | null) => {
      clearTimeout(late);
      reject(new Error(`The measured process ended (${signal ?? code}).`));
    };
    child.once('exit', ended);
    child.once('message', (message) => {
      clearTimeout(late);
      child.off('exit', ended);
      resolve(message);
    });
  });
}

/** Has the system forget a file's pages, so that the next reader reads the disk; says whether it did. */
export function evict(file: string): boolean {
  return (
    spawnSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' }).status === 0
  );
}
