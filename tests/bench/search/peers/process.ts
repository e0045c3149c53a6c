/** One peer in a process of its own: builds its index and saves it, or loads it and answers. */
import { rmSync, statSync } from 'node:fs';
import { articlesOf, type Corpus } from '../corpus.ts';
import { openFlexSearch } from './flexsearch.ts';
import { openFts5 } from './fts5.ts';
import { openLunr } from './lunr.ts';
import { openMiniSearch } from './minisearch.ts';
import { openOrama } from './orama.ts';
import type { Peer, PeerDocument, PeerName, PeerQuery } from './peer.ts';
import { shownOf } from './snippets.ts';

export interface PeerTask {
  peer: PeerName;
  /** FTS5's file, which is the table of texts for the others. */
  texts: string;
  /** The others' saved index. */
  file: string;
  build?: { corpus: Corpus; sources: number; budgetMs: number };
}

export type PeerBuilt =
  | { buildMs: number; rss: number; heap: number; bytes: number }
  /** A sentence on why it was left out. */
  | { leftOut: string };

const BATCH = 200;
/** The share of the documents after which the rest can be foretold. */
const FORETELL = 0.05;

const task = JSON.parse(process.argv[2] ?? '') as PeerTask;

const OPENERS: Readonly<Record<Exclude<PeerName, 'FTS5'>, () => Peer>> = {
  MiniSearch: openMiniSearch,
  FlexSearch: openFlexSearch,
  Orama: openOrama,
  Lunr: openLunr,
};

/** FTS5 as a peer like the others; its file is both index and texts. */
function fts5Peer(): Peer {
  const opened = openFts5(task.texts);
  return {
    add: (documents) => Promise.resolve(opened.add(documents)),
    save: () => Promise.resolve(opened.settle()),
    load: () => Promise.resolve(),
    find: (query, limit) => Promise.resolve(opened.find(query, limit).map(({ id }) => id)),
  };
}

async function build(
  peer: Peer,
  { corpus, sources, budgetMs }: NonNullable<PeerTask['build']>,
): Promise<PeerBuilt> {
  let buildMs = 0;
  let done = 0;
  let batch: PeerDocument[] = [];
  const addBatch = async () => {
    const began = performance.now();
    await peer.add(batch);
    buildMs += performance.now() - began;
    done += batch.length;
    batch = [];
  };
  for await (const { title, paragraphs } of articlesOf(corpus, 0, sources)) {
    batch.push({ id: done + batch.length, title, body: paragraphs.join('\n\n') });
    if (batch.length < BATCH) continue;
    await addBatch();
    const whole = (buildMs / done) * sources;
    if (buildMs > budgetMs || (done > sources * FORETELL && whole > budgetMs * 1.25)) {
      return { leftOut: `building would take about ${Math.round(whole / 1000)} s` };
    }
  }
  await addBatch();
  const { rss, heapUsed } = process.memoryUsage();
  const began = performance.now();
  await peer.save(task.file);
  if (task.peer === 'Lunr' || task.peer === 'FTS5') buildMs += performance.now() - began;
  const bytes = statSync(task.peer === 'FTS5' ? task.texts : task.file).size;
  return { buildMs, rss, heap: heapUsed, bytes };
}

async function serve(): Promise<void> {
  const began = performance.now();
  const texts = openFts5(task.texts);
  const peer = task.peer === 'FTS5' ? undefined : OPENERS[task.peer]();
  await peer?.load(task.file);
  const loadMs = performance.now() - began;
  process.send?.({ loadMs, rss: process.memoryUsage().rss });
  process.on('message', (query: PeerQuery | 'close') => {
    if (query === 'close') {
      texts.close();
      process.disconnect?.();
      return;
    }
    void (async () => {
      const started = performance.now();
      const shown =
        peer === undefined
          ? texts.find(query, 20)
          : shownOf(texts, await peer.find(query, 20), query, 20);
      process.send?.({ ms: performance.now() - started, ids: shown.map(({ id }) => id) });
    })();
  });
}

process.on('disconnect', () => process.exit(0));
if (task.build === undefined) await serve();
else {
  const peer = task.peer === 'FTS5' ? fts5Peer() : OPENERS[task.peer]();
  const built = await build(peer, task.build);
  if ('leftOut' in built && task.peer !== 'FTS5') rmSync(task.file, { force: true });
  process.send?.(built);
  process.exit(0);
}
