/** How long answers take: typing and queries, alone and in turn with the peers, and corrections. */
import { setTimeout } from 'node:timers/promises';
import { quantile } from '../measure.ts';
import { startCasebook, type Casebook } from './casebook.ts';
import type { Figure } from './figures.ts';
import type { PeerQuery } from './peers/peer.ts';
import type { RunningPeer } from './peers/start.ts';
import type { Asked } from './program.ts';
import { KINDS, plain, type BenchQuery, type errorsByUse, type QuerySet } from './queries.ts';
import { askedOf, figure, SETTLED_MS, type Say, type Subject } from './subject.ts';

/** What one peer may take for all the typing, or all the queries, in ms; then it is asked no more. */
const PEER_PATIENCE = 60_000;

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
  const ended: string[] = [];
  const measured = async () => ({
    first: await casebook.type(strokes),
    second: await casebook.type(strokes),
    finished: await casebook.type(queries.map(askedOf)),
    turns: await inTurn(
      casebook,
      peers,
      [...keystrokes.map((text): PeerQuery => ({ text, kind: 'typing' })), ...queries],
      ended,
    ),
  });
  const { first, second, finished, turns } = await measured().finally(() => casebook.close());

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
      ...(ended.length > 0 && { note: ended.join('; ') }),
    }),
  );
}

interface Turn {
  query: PeerQuery;
  casebook: number;
  peers: Map<RunningPeer, number>;
}

/**
 * One query after the other, each of Casebook and of every peer before the next. A peer that ends is
 * asked no more, and `ended` says why.
 */
async function inTurn(
  casebook: Casebook,
  peers: readonly RunningPeer[],
  queries: readonly PeerQuery[],
  ended: string[],
): Promise<Turn[]> {
  const turns: Turn[] = [];
  const spent = new Map<string, number>();
  const asking = new Set(peers);
  for (const query of queries) {
    const asked =
      query.kind === 'typing' ? { query: query.text, typing: true } : askedOf(query as BenchQuery);
    const turn: Turn = { query, casebook: (await casebook.find(asked)).ms, peers: new Map() };
    for (const peer of asking) {
      const purse = `${peer.peer} ${query.kind === 'typing'}`;
      const before = spent.get(purse) ?? 0;
      if (before > PEER_PATIENCE) continue;
      try {
        const { ms } = await peer.find(query);
        spent.set(purse, before + ms);
        turn.peers.set(peer, ms);
      } catch (error) {
        asking.delete(peer);
        ended.push(`${peer.peer}: ${error instanceof Error ? error.message : String(error)}`);
      }
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
  const casebook = await startCasebook({
    program,
    folder,
    queries: [{ query: 'warm up', typing: true }],
  });
  // The words of the library are read while nothing else is asked.
  await setTimeout(SETTLED_MS);
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
