/** Everything that is measured at one size. */
import { copyFileSync, mkdirSync, rmSync, existsSync } from 'node:fs';
import { fork } from 'node:child_process';
import { join, resolve } from 'node:path';
import { median, quantile } from '../measure.ts';
import { cacheFolder } from './cache.ts';
import { evict, messageOf, startCasebook, type Casebook } from './casebook.ts';
import { FRESH, LARGEST, articlesOf, type Article, type Corpus } from './corpus.ts';
import { goalOf, type Figure } from './figures.ts';
import type { BuiltLibrary } from './library.ts';
import { openFts5 } from './peers/fts5.ts';
import type { PeerQuery } from './peers/peer.ts';
import type { BuiltPeer, RunningPeer } from './peers/start.ts';
import type { Asked, Change } from './program.ts';
import {
  errorsByUse,
  KINDS,
  makeQueries,
  plain,
  type BenchQuery,
  type QuerySet,
} from './queries.ts';
import { seeded } from './random.ts';

export interface Subject {
  corpus: Corpus;
  library: BuiltLibrary;
  /** The bundled program. */
  program: string;
  /** The running ones, to be asked in turn. */
  peers: RunningPeer[];
  built: BuiltPeer[];
  effort: Effort;
}

export interface Effort {
  errors: number;
  starts: number;
  changes: number;
}

/** What one peer may take for all the typing, or all the queries, in ms; then it is asked no more. */
const PEER_PATIENCE = 60_000;
const QUERIES_FROM = 1000;
const MB = 1024 * 1024;

function askedOf({ kind, text }: BenchQuery): Asked {
  return { query: kind === 'phrase' ? `"${text}"` : text, typing: kind === 'prefix' };
}

/** The queries of a size; what is a word is told by FTS5's own vocabulary of it. */
export async function queriesOf(
  { corpus, built }: Pick<Subject, 'corpus' | 'built'>,
  errors: number,
) {
  const texts = openFts5(built[0]?.task.texts ?? '');
  const articles: Article[] = [];
  for await (const article of articlesOf(corpus, 0, QUERIES_FROM)) articles.push(article);
  const set = makeQueries(articles, texts.isWord);
  const mistakes = errorsByUse(articles, texts.isWord, errors);
  texts.close();
  return { set, mistakes };
}

type Say = (figure: Figure) => void;

function figure(id: string, casebook: number, sources: number, rest: Partial<Figure> = {}): Figure {
  const goal = goalOf(id, sources);
  return {
    id,
    name: id,
    unit: 'ms',
    casebook,
    peers: {},
    ...(goal === undefined ? {} : { goal }),
    ...rest,
  };
}

/** Typing and queries with nothing else going on, then in turn with the peers. */
export async function measureQueries(
  { library, program, peers }: Subject,
  { queries, keystrokes }: QuerySet,
  say: Say,
): Promise<void> {
  const { sources } = library;
  const casebook = await startCasebook({
    program,
    folder: library.folder,
    queries: [{ query: 'warm up', typing: true }],
  });
  const strokes = keystrokes.map((query): Asked => ({ query, typing: true }));
  const first = await casebook.type(strokes);
  const second = await casebook.type(strokes);
  const finished = await casebook.type(queries.map(askedOf));
  const turns = await inTurn(casebook, peers, [
    ...keystrokes.map((text): PeerQuery => ({ text, kind: 'typing' })),
    ...queries,
  ]);
  await casebook.close();

  for (const q of [0.5, 0.95, 0.99]) {
    const id = `typing p${q * 100}`;
    say(
      figure(id, quantile(first.ms, q), sources, {
        peers: compared(turns, ({ kind }) => kind === 'typing', q),
      }),
    );
  }
  for (const q of [0.5, 0.95, 0.99]) {
    say(
      figure(`typing again p${q * 100}`, quantile(second.ms, q), sources, {
        note: 'the same keystrokes a second time',
      }),
    );
  }
  const took = (kinds: readonly string[]) =>
    finished.ms.filter((_, at) => kinds.includes(queries[at]?.kind ?? ''));
  const groups: Array<[name: string, kinds: string[]]> = [
    ['word', ['frequent', 'rare']],
    ...KINDS.map((kind): [string, string[]] => [kind, [kind]]),
  ];
  for (const [name, kinds] of groups) {
    for (const q of [0.5, 0.95]) {
      const isOne = ({ kind }: PeerQuery) => kinds.includes(kind);
      say(
        figure(`${name} p${q * 100}`, quantile(took(kinds), q), sources, {
          peers: compared(turns, isOne, q),
        }),
      );
    }
  }
  say(
    figure('gap', Math.max(first.gap, second.gap), sources, {
      name: 'longest gap of the window’s thread',
    }),
  );
}

interface Turn {
  query: PeerQuery;
  casebook: number;
  peers: Map<RunningPeer, number>;
}

/** One query after the other, each of Casebook and of every peer before the next. */
async function inTurn(
  casebook: Casebook,
  peers: readonly RunningPeer[],
  queries: readonly PeerQuery[],
): Promise<Turn[]> {
  const turns: Turn[] = [];
  const spent = new Map<string, number>();
  for (const query of queries) {
    const asked =
      query.kind === 'typing' ? { query: query.text, typing: true } : askedOf(query as BenchQuery);
    const turn: Turn = { query, casebook: (await casebook.find(asked)).ms, peers: new Map() };
    for (const peer of peers) {
      const purse = `${peer.peer} ${query.kind === 'typing'}`;
      const before = spent.get(purse) ?? 0;
      if (before > PEER_PATIENCE) continue;
      const { ms } = await peer.find(query);
      spent.set(purse, before + ms);
      turn.peers.set(peer, ms);
    }
    turns.push(turn);
  }
  return turns;
}

/** A quantile of each peer, and Casebook's over the same queries asked in turn. */
function compared(
  turns: readonly Turn[],
  wanted: (query: PeerQuery) => boolean,
  q: number,
): Figure['peers'] {
  const result: Figure['peers'] = {};
  const chosen = turns.filter(({ query }) => wanted(query));
  for (const peer of new Set(chosen.flatMap((turn) => [...turn.peers.keys()]))) {
    const both = chosen.filter((turn) => turn.peers.has(peer));
    const value = quantile(
      both.map((turn) => turn.peers.get(peer) ?? NaN),
      q,
    );
    result[peer.peer] = {
      value,
      ratio:
        quantile(
          both.map(({ casebook }) => casebook),
          q,
        ) / value,
    };
  }
  return result;
}

/** How often the meant word is named first, or among the first five, and how long that takes. */
export async function measureCorrections(
  { library, program }: Subject,
  { errors, areWords }: ReturnType<typeof errorsByUse>,
  say: Say,
): Promise<void> {
  const { sources, folder } = library;
  const casebook = await startCasebook({ program, folder });
  let first = 0;
  let five = 0;
  const ms: number[] = [];
  for (const { text, meant } of errors) {
    const found = await casebook.find({ query: text, typing: false });
    const named = found.corrections.map(({ to }) => plain(to));
    if (named[0] === meant) first += 1;
    if (named.slice(0, 5).includes(meant)) five += 1;
    ms.push(found.ms);
  }
  await casebook.close();
  const note = `${errors.length} errors; ${areWords} that made another word were left out`;
  say(figure('right word first', (100 * first) / errors.length, sources, { unit: '%', note }));
  say(figure('right word in five', (100 * five) / errors.length, sources, { unit: '%' }));
  for (const q of [0.5, 0.95]) say(figure(`repaired p${q * 100}`, quantile(ms, q), sources));
}

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
  { library, program, built, peers }: Subject,
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
  for (const [id, read] of [
    ['build', (one: BuiltPeer) => ('leftOut' in one.built ? undefined : one.built.buildMs)],
  ] as const) {
    const values: Figure['peers'] = {};
    for (const one of built) {
      const value = read(one);
      if (value !== undefined) values[one.peer] = { value };
    }
    say(
      figure(id, library.addingMs, sources, {
        name: 'adding all, with their index',
        peers: values,
      }),
    );
  }
  const loads: Figure['peers'] = {};
  for (const { peer, loadMs } of peers) loads[peer] = { value: loadMs };
  say(
    figure('load', NaN, sources, {
      name: 'loading a saved index',
      peers: loads,
      note: 'Casebook’s start is above',
    }),
  );
}

/** A copy of a library that may be written to. */
function copyOf(library: BuiltLibrary): { folder: string; dispose: () => void } {
  const folder = join(cacheFolder(), `work-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  copyFileSync(join(library.folder, 'library.sqlite'), join(folder, 'library.sqlite'));
  return { folder, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Imports while somebody types, then changes and adds single sources, in a copy of the library. */
export async function measureWriting(
  subject: Subject,
  { keystrokes }: QuerySet,
  say: Say,
): Promise<void> {
  const { library, program, corpus, effort } = subject;
  const { sources } = library;
  const copy = copyOf(library);
  try {
    const casebook = await startCasebook({
      program,
      folder: copy.folder,
      queries: [{ query: 'warm up', typing: true }],
    });
    const strokes = keystrokes.map((query): Asked => ({ query, typing: true }));
    await casebook.type(strokes);

    const lastTitle = `Qzlast${process.pid}xq`;
    const importer = fork(
      resolve(import.meta.dirname, 'importer.ts'),
      [
        JSON.stringify({
          corpus,
          folder: copy.folder,
          from: LARGEST,
          to: LARGEST + FRESH,
          lastTitle,
        }),
      ],
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    );
    await messageOf(importer);
    let ended: { ms: number; sources: number } | undefined;
    importer.once('message', (message) => (ended = message as typeof ended));
    const began = performance.now();
    importer.send('go');
    const ms: number[] = [];
    let gap = 0;
    while (ended === undefined) {
      const part = await casebook.type(strokes.slice(ms.length % strokes.length).slice(0, 24));
      ms.push(...part.ms);
      gap = Math.max(gap, part.gap);
    }
    while ((await casebook.find({ query: lastTitle, typing: false })).total === 0);
    const untilFound = performance.now() - began;
    const note = `${FRESH} sources; ${((1000 * FRESH) / untilFound).toFixed(0)} /s until the last was found`;
    say(
      figure('import', (1000 * ended.sources) / ended.ms, sources, {
        name: 'import while somebody types',
        unit: '/s',
        note,
      }),
    );
    for (const q of [0.5, 0.95, 0.99]) {
      say(
        figure(`typing p${q * 100} while importing`, quantile(ms, q), sources, {
          note: `${ms.length} keystrokes`,
        }),
      );
    }
    say(figure('gap while importing', gap, sources));
    await measureChanges(casebook, sources, effort.changes, say);
    await casebook.close();
  } finally {
    copy.dispose();
  }
}

async function measureChanges(
  casebook: Casebook,
  sources: number,
  count: number,
  say: Say,
): Promise<void> {
  const listed = await casebook.find({ query: 'type:source', typing: false });
  const ids = listed.ids.map((key) => key.slice(key.indexOf(':') + 1));
  const random = seeded(3);
  const word = (kind: string, at: number) =>
    `${kind}${at}q${Math.floor(random() * 1e9).toString(36)}z`;
  const changes = Array.from({ length: count }, (_, at): Change => {
    const id = ids[at % ids.length] ?? '';
    const added = word('revised', at);
    return {
      name: 'sources.revise',
      args: { id, by: { edits: [{ start: 0, end: 0, text: `${added} ` }] } },
      word: added,
    };
  });
  const retitled = Array.from({ length: count }, (_, at): Change => {
    const title = word('retitled', at);
    return {
      name: 'sources.update',
      args: { id: ids[at % ids.length] ?? '', csl: { title } },
      word: title,
    };
  });
  const pasted = Array.from({ length: count }, (_, at): Change => {
    const own = word('pasted', at);
    return {
      name: 'sources.paste',
      args: { text: `${own} was here.\n\nA second paragraph.`, title: own },
      word: own,
    };
  });
  // The first call of each kind brings its code along.
  await casebook.change([
    ...changes.splice(0, 1),
    ...retitled.splice(0, 1),
    ...pasted.splice(0, 1),
  ]);
  const revise = await casebook.change(changes);
  const retitle = await casebook.change(retitled);
  const paste = await casebook.change(pasted);
  say(
    figure('change p95', quantile([...revise, ...retitle], 0.95), sources, {
      name: 'changed source found, p95',
      note: `a new text p95 ${quantile(revise, 0.95).toFixed(1)}, a new title p95 ${quantile(retitle, 0.95).toFixed(1)} ms, the call and the search together`,
    }),
  );
  say(
    figure('change p50', quantile([...revise, ...retitle], 0.5), sources, {
      name: 'changed source found, p50',
    }),
  );
  say(
    figure('add p95', quantile(paste, 0.95), sources, {
      name: 'pasted source found, p95',
      note: 'its text is read in a thread of its own first',
    }),
  );
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

/** Says whether a library's file is still there. */
export function isThere({ folder }: BuiltLibrary): boolean {
  return existsSync(join(folder, 'library.sqlite'));
}
