/**
 * `npm run bench:search`: search measured at several sizes, beside other engines on the same data in
 * the same run. What it measures and how to read it: docs/bench-search.md.
 */
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { bundleProgram } from './bundle.ts';
import { forgetBuilt } from './cache.ts';
import { ensureCorpus, LARGEST, type Corpus } from './corpus.ts';
import { verdictOf, type Figure } from './figures.ts';
import { ensureLibrary } from './library.ts';
import { measureBuilding, measureMemory, measureSizes, measureStart } from './measure-process.ts';
import { measureCorrections, measureQueries } from './measure-queries.ts';
import { measureWriting } from './measure-writing.ts';
import { PEERS, type PeerName } from './peers/peer.ts';
import { ensurePeer, startPeer, type BuiltPeer, type RunningPeer } from './peers/start.ts';
import { MORE_PROSE } from './prose-files.ts';
import { queriesOf, type Subject } from './subject.ts';
import { heading, row } from './table.ts';

const USAGE = `Usage: npm run bench:search -- [--sizes 1000,10000,50000,100000] [--peers FTS5,MiniSearch,FlexSearch,Orama,Lunr]
  [--quick] [--json FILE] [--fresh]
FTS5 is always measured: its words say which typing errors are words themselves.`;

const { values } = parseArgs({
  options: {
    sizes: { type: 'string' },
    peers: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function fail(sentence: string): never {
  console.error(`${sentence}\n${USAGE}`);
  process.exit(2);
}

function sizesOf(text: string): number[] {
  return text.split(',').map((part) => {
    const size = Number(part.replaceAll('_', ''));
    if (Number.isInteger(size) && size >= 1000 && size <= LARGEST) return size;
    return fail(`"${part}" is not a size from 1000 to ${LARGEST}.`);
  });
}

function peersOf(text: string): PeerName[] {
  const asked = text
    .split(',')
    .filter(Boolean)
    .map((name) => {
      const known = PEERS.find((peer) => peer.toLowerCase() === name.trim().toLowerCase());
      return known ?? fail(`There is no peer "${name}".`);
    });
  return PEERS.filter((peer) => peer === 'FTS5' || asked.includes(peer));
}

if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const sizes = sizesOf(values.sizes ?? (values.quick ? '1000' : '1000,10000,50000,100000'));
const peers = peersOf(values.peers ?? (values.quick ? 'FTS5,MiniSearch' : PEERS.join(',')));
const effort = values.quick
  ? { errors: 300, starts: 2, changes: 20 }
  : { errors: 1200, starts: 5, changes: 100 };

interface SizeResult {
  sources: number;
  words: number;
  textBytes: number;
  leftOut: Partial<Record<PeerName, string>>;
  figures: Figure[];
}

const results: SizeResult[] = [];
const started = Date.now();

function say(line = ''): void {
  console.log(line);
}

function keep(corpus: Corpus): void {
  if (values.json === undefined) return;
  const machine = {
    node: process.versions.node,
    cores: cpus().length,
    model: cpus()[0]?.model,
    memory: totalmem(),
  };
  writeFileSync(values.json, JSON.stringify({ machine, corpus, results }, undefined, 2));
}

function describe(corpus: Corpus): void {
  const number = (value: number) => value.toLocaleString('en');
  const share = ([name, words]: [string, number]) =>
    `${name} ${((100 * words) / corpus.words).toFixed(0)} %`;
  say(
    `Corpus: ${number(corpus.words)} words of real prose in ${number(corpus.distinct)} articles that share no paragraph,`,
  );
  say(
    `  from the documentation of ${corpus.origins.length} installed packages: ${corpus.origins.slice(0, 8).map(share).join(', ')} ...`,
  );
  say(
    `  in ${corpus.languages.length} languages: ${corpus.languages.slice(0, 10).map(share).join(', ')} ...`,
  );
  const most = Math.max(...sizes);
  if (most > corpus.distinct) {
    say(
      `  Of ${number(most)} sources, ${number(most - corpus.distinct)} are recombined from paragraphs of three of the others each.`,
    );
    say(`  More prose on Debian: ${MORE_PROSE}`);
  }
}

async function buildPeers(corpus: Corpus, sources: number): Promise<BuiltPeer[]> {
  const built: BuiltPeer[] = [];
  for (const peer of peers) built.push(await ensurePeer(corpus, sources, peer));
  return built;
}

async function startPeers(
  built: readonly BuiltPeer[],
  leftOut: SizeResult['leftOut'],
): Promise<RunningPeer[]> {
  const running: RunningPeer[] = [];
  for (const one of built) {
    const peer = 'leftOut' in one.built ? one.built.leftOut : await startPeer(one);
    if (typeof peer === 'string') leftOut[one.peer] = peer;
    else running.push(peer);
  }
  return running;
}

async function measure(corpus: Corpus, program: string, sources: number): Promise<void> {
  const built = await buildPeers(corpus, sources);
  const library = await ensureLibrary(corpus, sources);
  const { words, textBytes } = library;
  const result: SizeResult = { sources, words, textBytes, leftOut: {}, figures: [] };
  results.push(result);
  say(`\n== ${sources.toLocaleString('en')} sources, ${words.toLocaleString('en')} words ==`);
  say(heading());
  const print = (figure: Figure) => {
    result.figures.push(figure);
    say(row(figure));
    keep(corpus);
  };
  const subject: Subject = { corpus, library, program, built, peers: [], effort };
  const { set, mistakes } = await queriesOf(subject, effort.errors);
  await attempt('start', () => measureStart(subject, set, print));
  await attempt('corrections', () => measureCorrections(subject, mistakes, print));
  await attempt('writing', () => measureWriting(subject, set, print));
  const running = await startPeers(built, result.leftOut);
  try {
    const withPeers = { ...subject, peers: running };
    await attempt('queries', () => measureQueries(withPeers, set, print));
    await attempt('memory', () => measureMemory(withPeers, set, print));
    measureBuilding(withPeers, print);
    measureSizes(withPeers, print);
  } finally {
    for (const peer of running) await peer.close();
  }
  for (const [peer, reason] of Object.entries(result.leftOut))
    say(`${peer} is left out: ${reason}.`);
  summarise(result);
  keep(corpus);
}

/** One part that fails doesn't take the others with it, and the exit code tells. */
async function attempt(part: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    process.exitCode = 1;
    say(
      `!! ${part} could not be measured: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}

function summarise({ sources, figures }: SizeResult): void {
  const judged = figures.filter(({ goal }) => goal !== undefined);
  const missed = judged.filter((figure) => verdictOf(figure) !== 'reached');
  const minutes = ((Date.now() - started) / 60_000).toFixed(1);
  say(
    `${sources.toLocaleString('en')} sources: ${judged.length - missed.length} of ${judged.length} figures reached, after ${minutes} min.`,
  );
  for (const figure of missed) say(`  not reached: ${figure.name} (${verdictOf(figure)})`);
}

say(`Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`);
if (values.fresh) forgetBuilt();
const corpus = await ensureCorpus(say);
describe(corpus);
const program = await bundleProgram();
for (const size of sizes) await measure(corpus, program, size);
