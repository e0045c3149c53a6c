/**
 * Libraries that exchange bundles of a case file, in any order, end with the same content, whatever
 * was changed in each and deleted from it meanwhile.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textToRichText } from '../../shared/rich-text.ts';
import { bundleOf, contentOf, openPeer, take, type Peer } from './bundle-libraries.ts';

let peers: Peer[];

beforeAll(async () => {
  peers = await Promise.all(['Anna', 'Boris', 'Chen'].map((author) => openPeer(author)));
});

afterAll(async () => {
  await Promise.all(peers.map((peer) => peer.dispose()));
});

const TEXT =
  'The first paragraph speaks of rivers and of boats.\n\nThe second one tells of a market.\n\nThe third is about the weather of that year.';

/** Things of the case file in a library, by numbers that wrap around. */
async function thingsOf(peer: Peer, caseId: string) {
  const { outline } = await peer.call('cases.get', { id: caseId });
  const highlights = await peer.call('highlights.list', { caseId });
  return { outline, highlights };
}

const at = <T>(list: readonly T[], index: number): T | undefined =>
  list[index % (list.length || 1)];

type Deed = (peer: Peer, caseId: string, a: number, b: number) => Promise<unknown>;

async function sourceOf(peer: Peer, caseId: string, index: number) {
  const { outline } = await thingsOf(peer, caseId);
  const sources = outline.flatMap((item) => (item.kind === 'source' ? [item.source] : []));
  return at(sources, index);
}

async function noteOf(peer: Peer, caseId: string, index: number) {
  const { outline } = await thingsOf(peer, caseId);
  const notes = outline.flatMap((item) => (item.kind === 'note' ? [item.note] : []));
  return at(notes, index);
}

const highlightOf = async (peer: Peer, caseId: string, index: number) =>
  at((await thingsOf(peer, caseId)).highlights, index);

/** What people do, each with two numbers that say to which thing, and how. */
const DEEDS: Record<string, Deed> = {
  cite: (peer, id, a, b) =>
    peer.call('cases.update', {
      id,
      citationStyle: [null, 'ieee', 'vancouver'][a % 3] ?? null,
      citationLocale: [null, 'de-DE', 'fr-FR'][b % 3] as 'de-DE' | null,
    }),
  rename: (peer, id, a) => peer.call('cases.update', { id, title: `Title ${a}` }),
  ask: (peer, id, a) => peer.call('cases.update', { id, question: `Question ${a}?` }),
  addNote: (peer, caseId, a) =>
    peer.call('notes.create', { caseId, title: `Note ${a}`, body: textToRichText(`Text ${a}`) }),
  addSource: (peer, caseId, a) =>
    peer.call('sources.paste', { caseId, title: `Source ${a}`, text: `${TEXT}\n\nOnly in ${a}.` }),
  write: async (peer, caseId, a, b) => {
    const note = await noteOf(peer, caseId, a);
    if (note === undefined) return;
    const { version } = await peer.call('notes.get', { id: note.id });
    const body = textToRichText(`Written ${b}`);
    await peer.call('notes.save', { id: note.id, title: `Note ${b}`, body, version });
  },
  highlight: async (peer, caseId, a, b) => {
    const source = await sourceOf(peer, caseId, a);
    const quote = ['first paragraph', 'second one', 'weather'][b % 3] ?? '';
    if (source !== undefined) {
      await peer.ask('highlights.create', { sourceId: source.id, passages: [{ quote }] });
    }
  },
  comment: async (peer, caseId, a, b) => {
    const highlight = await highlightOf(peer, caseId, a);
    if (highlight === undefined) return;
    await peer.call('annotations.save', {
      highlightId: highlight.id,
      body: textToRichText(`Comment ${b}`),
      version: highlight.annotation.version,
    });
  },
  relabel: async (peer, caseId, a, b) => {
    const highlight = await highlightOf(peer, caseId, a);
    const label = (['red', 'blue', 'green'] as const)[b % 3] ?? 'red';
    if (highlight !== undefined) await peer.call('highlights.relabel', { id: highlight.id, label });
  },
  tag: async (peer, caseId, a, b) => {
    const tags = [['War'], ['war', 'river'], []][b % 3] ?? [];
    const note = await noteOf(peer, caseId, a);
    const source = await sourceOf(peer, caseId, b);
    if (note !== undefined) await peer.call('tags.set', { kind: 'note', id: note.id, tags });
    if (source !== undefined) await peer.call('tags.set', { kind: 'source', id: source.id, tags });
  },
  describe: async (peer, caseId, a, b) => {
    const source = await sourceOf(peer, caseId, a);
    const csl = [{ publisher: `Publisher ${b}` }, { publisher: null }, { genre: `Genre ${b}` }];
    if (source !== undefined) {
      await peer.call('sources.update', { id: source.id, csl: csl[b % 3] ?? {} });
    }
  },
  revise: async (peer, caseId, a, b) => {
    const source = await sourceOf(peer, caseId, a);
    if (source === undefined) return;
    const text = `Before all else, ${b}.\n\n${TEXT}`;
    await peer.ask('sources.revise', { id: source.id, by: { text } });
  },
  move: async (peer, caseId, a, b) => {
    const { outline } = await thingsOf(peer, caseId);
    const [item, before] = [at(outline, a), at(outline, b)];
    if (item === undefined || before === undefined || item.id === before.id) return;
    await peer.call('outline.move', { itemId: item.id, before: before.id });
  },
  takeOut: async (peer, caseId, a) => {
    const item = at((await thingsOf(peer, caseId)).outline, a);
    if (item !== undefined) await peer.call('outline.remove', { itemId: item.id });
  },
  trash: async (peer, caseId, a, b) => {
    const { outline, highlights } = await thingsOf(peer, caseId);
    const item = at(outline, a);
    const highlight = at(highlights, a);
    if (b % 3 === 0 && highlight !== undefined) {
      await peer.call('trash.put', { kind: 'highlight', id: highlight.id });
    } else if (item !== undefined) {
      const id = item.kind === 'note' ? item.note.id : item.source.id;
      await peer.call('trash.put', { kind: item.kind, id });
    }
  },
  restore: async (peer, caseId, a) => {
    const trashed = (await peer.call('trash.list', {})).filter(({ kind }) => kind !== 'case');
    const one = at(trashed, a);
    if (one !== undefined) await peer.call('trash.restore', { kind: one.kind, id: one.id });
    return caseId;
  },
  empty: (peer) => peer.call('trash.empty', {}),
  undo: (peer) => peer.call('history.undo', {}),
};

const peerIndex = fc.nat(2);
const deed = fc.record({
  by: peerIndex,
  // One in four steps brings a bundle from one to another, at once or after others were made.
  deed: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...Object.keys(DEEDS)) },
    { weight: 1, arbitrary: fc.constantFrom('send', 'post', 'deliver') },
  ),
  a: fc.nat(20),
  b: fc.nat(20),
});

/**
 * Sends everybody's bundle to everybody else, in an order, until nobody has anything new. The first
 * bundles cross: all are made before any arrives, so that two know of the same changes and have each
 * decided by themselves which holds.
 */
async function exchange(caseId: string, order: readonly number[]): Promise<number> {
  const pairs = order.map((code) => [peers[code % 3], peers[(code + 1 + (code % 2)) % 3]] as const);
  const ring = [0, 1, 2].flatMap((from) =>
    [1, 2].map((step) => [peers[from], peers[(from + step) % 3]] as const),
  );
  const crossing = await Promise.all(peers.map((peer) => bundleOf(peer, caseId)));
  let rounds = 0;
  for (let quiet = false; !quiet; rounds += 1) {
    quiet = true;
    if (rounds > 6) break;
    for (const [from, to] of [...(rounds === 0 ? pairs : []), ...ring]) {
      if (from === undefined || to === undefined || from === to) continue;
      const posted = rounds === 0 ? crossing[peers.indexOf(from)] : undefined;
      const report = await take(to, posted ?? (await bundleOf(from, caseId)));
      expect(report.problems).toEqual([]);
      if (!report.nothingNew) quiet = false;
    }
  }
  return rounds;
}

async function startCase(): Promise<string> {
  const [anna, boris, chen] = peers as [Peer, Peer, Peer];
  const { id } = await anna.call('cases.create', { title: 'Shared' });
  for (const name of ['A', 'B', 'C']) {
    await anna.call('notes.create', { caseId: id, title: name, body: textToRichText(name) });
  }
  const text = `${TEXT}\n\nOf the case ${id}.`;
  await anna.call('sources.paste', { caseId: id, title: 'Source', text });
  const bytes = await bundleOf(anna, id);
  await take(boris, bytes);
  await take(chen, bytes);
  return id;
}

test('three libraries end with the same, whatever they did and in whatever order they exchange', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(deed, { minLength: 4, maxLength: 16 }),
      fc.array(fc.nat(5), { maxLength: 4 }),
      async (deeds, order) => {
        const caseId = await startCase();
        const posted: Uint8Array[] = [];
        for (const { by, deed: name, a, b } of deeds) {
          const peer = peers[by] as Peer;
          if (!(await peer.ask('cases.get', { id: caseId })).ok) break;
          const other = peers[(by + 1 + (a % 2)) % 3] as Peer;
          const old = name === 'deliver' ? at(posted, b) : undefined;
          if (name === 'send') await take(other, await bundleOf(peer, caseId));
          else if (name === 'post') posted.push(await bundleOf(peer, caseId));
          else if (old !== undefined) await take(other, old);
          else await DEEDS[name]?.(peer, caseId, a, b);
        }
        // The case file itself may have gone by an undone import: then there is nothing to send.
        for (const peer of peers) {
          await peer.ask('trash.restore', { kind: 'case', id: caseId });
        }
        const rounds = await exchange(caseId, order);
        expect(rounds).toBeLessThan(7);
        const contents = await Promise.all(peers.map((peer) => contentOf(peer, caseId)));
        expect(new Set(contents).size).toBe(1);
      },
    ),
    { numRuns: 10 },
  );
  for (const peer of peers) {
    expect((await peer.call('library.check', {})).problems).toEqual([]);
  }
}, 600_000);
