/** Building peers' indexes, each in a fresh process, and asking them. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cacheFolder, hashOf, hashOfCode } from '../cache.ts';
import { messageOf } from '../casebook.ts';
import type { Corpus } from '../corpus.ts';
import type { PeerName, PeerQuery } from './peer.ts';
import type { PeerBuilt, PeerTask } from './process.ts';

/** What one peer may take: of time to build, and of JavaScript's memory. */
export const BUDGET = { buildMs: 240_000, heapMB: 6144 };

export interface BuiltPeer {
  peer: PeerName;
  built: PeerBuilt;
  task: PeerTask;
}

export interface RunningPeer {
  peer: PeerName;
  loadMs: number;
  /** After loading, in bytes. */
  rss: number;
  /** Rejects, saying why, when it ends instead; from then on it can't be asked. */
  find(query: PeerQuery): Promise<{ ms: number; ids: number[] }>;
  close(): Promise<void>;
}

function forked(task: PeerTask) {
  return fork(resolve(import.meta.dirname, 'process.ts'), [JSON.stringify(task)], {
    execArgv: [`--max-old-space-size=${BUDGET.heapMB}`],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
}

/** Builds a peer's index, or finds the one built before of the same corpus. */
export async function ensurePeer(
  corpus: Corpus,
  sources: number,
  peer: PeerName,
): Promise<BuiltPeer> {
  const key = hashOf(corpus.hash, sources, hashOfCode('tests/bench/search/peers'));
  const at = (name: string) => join(cacheFolder(), `peer-${name}-${sources}-${key}`);
  const task: PeerTask = { peer, texts: `${at('FTS5')}.sqlite`, file: `${at(peer)}.index` };
  const manifest = `${at(peer)}.json`;
  if (existsSync(manifest)) {
    return { peer, task, built: JSON.parse(readFileSync(manifest, 'utf8')) as PeerBuilt };
  }
  const child = forked({ ...task, build: { corpus, sources, budgetMs: BUDGET.buildMs } });
  let said = '';
  child.stderr?.on('data', (data: Buffer) => (said += data.toString()));
  let built: PeerBuilt;
  try {
    built = (await messageOf(child)) as PeerBuilt;
    if (child.exitCode === null) await once(child, 'exit');
  } catch {
    const reason = /heap out of memory|invalid string length/i.exec(said)?.[0] ?? lastLine(said);
    built = { leftOut: `it ended while building (${reason})` };
  }
  writeFileSync(manifest, JSON.stringify(built));
  return { peer, task, built };
}

/** Starts a peer that was built; gives a sentence when it can't load what it saved. */
export async function startPeer({ peer, task }: BuiltPeer): Promise<RunningPeer | string> {
  const child = forked(task);
  let said = '';
  child.stderr?.on('data', (data: Buffer) => (said += data.toString()));
  try {
    const loaded = (await messageOf(child)) as { loadMs: number; rss: number };
    return {
      peer,
      ...loaded,
      async find(query) {
        child.send(query);
        try {
          return (await messageOf(child)) as { ms: number; ids: number[] };
        } catch (error) {
          throw new Error(`It ended at “${query.text}” (${lastLine(said)})`, { cause: error });
        }
      },
      async close() {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const exited = once(child, 'exit');
        child.send('close');
        await exited;
      },
    };
  } catch {
    return `its saved index can't be loaded (${lastLine(said)})`;
  }
}

/** What a process said last of an error: the line that names it, or else the last one. */
function lastLine(said: string): string {
  const lines = said.trim().split('\n');
  return lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? '';
}
