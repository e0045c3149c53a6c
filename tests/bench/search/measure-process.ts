/** What a process takes: to start, of memory, and of the disk. */
import { join } from 'node:path';
import { median } from '../measure.ts';
import { evict, startCasebook } from './casebook.ts';
import type { Figure } from './figures.ts';
import type { QuerySet } from './queries.ts';
import { askedOf, figure, MB, type Say, type Subject } from './subject.ts';

/** From the start of a fresh process to three answered queries, the file read from the disk. */
export async function measureStart(
  { library, program, effort }: Subject,
  { queries }: QuerySet,
  say: Say,
): Promise<void> {
  const { sources, folder } = library;
  const three = (['frequent', 'all words', 'rare'] as const).flatMap((kind) => {
    const query = queries.find((one) => one.kind === kind);
    return query === undefined ? [] : [askedOf(query)];
  });
  const starts: number[] = [];
  let evicted = true;
  for (let at = 0; at < effort.starts; at += 1) {
    evicted = evict(join(folder, 'library.sqlite')) && evicted;
    const casebook = await startCasebook({ program, folder, queries: three });
    starts.push(casebook.startMs);
    await casebook.close();
  }
  const note = evicted
    ? 'the library’s file was not in the system’s memory'
    : 'the file may have been in memory: there is no dd';
  say(
    figure('start median', median(starts), sources, { note: `${starts.length} starts; ${note}` }),
  );
  say(figure('start longest', Math.max(...starts), sources));
}

/** What a process takes after typing, less what it takes without search. */
export async function measureMemory(
  { library, program, peers }: Subject,
  { keystrokes }: QuerySet,
  say: Say,
): Promise<void> {
  const { sources, folder } = library;
  const resident = async (host: 'browser' | 'cli') => {
    const casebook = await startCasebook({ program, folder, host });
    if (host === 'browser')
      await casebook.type(keystrokes.map((query) => ({ query, typing: true })));
    const rss = await casebook.memory();
    await casebook.close();
    return rss / MB;
  };
  const withSearch = [
    await resident('browser'),
    await resident('browser'),
    await resident('browser'),
  ];
  const without = [await resident('cli'), await resident('cli'), await resident('cli')];
  const others: Figure['peers'] = {};
  for (const { peer, rss } of peers) others[peer] = { value: rss / MB };
  say(
    figure('memory', median(withSearch) - median(without), sources, {
      name: 'memory that search adds',
      unit: 'MB',
      note: `${median(withSearch).toFixed(0)} MB with search, ${median(without).toFixed(0)} without; of the others, their whole processes`,
      peers: others,
    }),
  );
}

/** How long it takes to add everything with its index, and for others to load what they saved. */
export function measureBuilding({ library, built, peers }: Subject, say: Say): void {
  const { sources, addingMs } = library;
  const buildings: Figure['peers'] = {};
  for (const { peer, built: one } of built) {
    if (!('leftOut' in one)) buildings[peer] = { value: one.buildMs };
  }
  const name = 'adding all, with their index';
  say(figure('build', addingMs, sources, { name, peers: buildings }));
  const loads: Figure['peers'] = {};
  for (const { peer, loadMs } of peers) loads[peer] = { value: loadMs };
  const note = 'what Casebook’s start is to others; see there';
  say(figure('load', NaN, sources, { name: 'loading a saved index', peers: loads, note }));
}

/** How large the index is. */
export function measureSizes({ library, built }: Subject, say: Say): void {
  const { sources, textBytes, indexBytes, fileBytes } = library;
  const peers: Figure['peers'] = {};
  for (const { peer, built: one } of built) {
    if ('leftOut' in one) continue;
    // FTS5's file holds the texts too.
    peers[peer] = { value: (one.bytes - (peer === 'FTS5' ? textBytes : 0)) / textBytes };
  }
  say(
    figure('index size', indexBytes / textBytes, sources, {
      unit: 'x',
      name: 'index size over text size',
      peers,
      note: `${(textBytes / MB).toFixed(0)} MB of text, ${(indexBytes / MB).toFixed(0)} MB of index, ${(fileBytes / MB).toFixed(0)} MB library`,
    }),
  );
}
