import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runCli } from '../../cli/run.ts';
import type { BundlePreview, BundleReport } from '../../shared/bundle/preview.ts';
import { richTextToPlain, textToRichText } from '../../shared/rich-text.ts';
import { bundleOf, openPeer, take, type Peer } from './bundle-libraries.ts';
import { openDoor, temporaryFolder, type Door } from './open.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let boris: Peer;
let caseId: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  boris = await openPeer('Boris');
  caseId = (await boris.call('cases.list', {}))[0]?.id ?? '';
});
afterAll(async () => {
  await boris.dispose();
  await folder.dispose();
});

const inFolder = (name: string) => join(folder.path, name);

/** Runs one command line on the library of that name. */
async function run(words: readonly string[], library = 'library') {
  const out: string[] = [];
  const said: string[] = [];
  const code = await runCli(words, {
    version: '0.0.0-test',
    directory: folder.path,
    defaultLibrary: inFolder(library),
    open: async (path) => {
      const door = await openDoor(path, { host: { kind: 'cli' } });
      return { app: door.app, close: () => door.library.close() };
    },
    write: (output) => {
      out.push(typeof output === 'string' ? output : Buffer.from(output).toString());
      return Promise.resolve();
    },
    say: (sentence) => said.push(sentence),
    progress: () => undefined,
    readStdin: () => Promise.resolve(new Uint8Array()),
    strong: (text) => text,
  });
  return { code, said: said.join('\n'), stdout: out.join('') };
}

/** What a command gives as JSON, when it did what it was asked. */
async function json<T>(words: readonly string[], library?: string): Promise<T> {
  const { code, stdout, said } = await run([...words, '--json'], library);
  expect([code, said]).toEqual([0, '']);
  return JSON.parse(stdout) as T;
}

/** Does something to the library of that name that has no command. */
async function inLibrary(name: string, work: (door: Door) => Promise<unknown>): Promise<void> {
  const door = await openDoor(inFolder(name));
  await work(door);
  await door.library.close();
}

const questionIn = async (library?: string) =>
  (await json<Array<{ id: string; question: string }>>(['case', 'list'], library)).find(
    ({ id }) => id === caseId,
  )?.question;

test('a bundle is looked through, imported, and nothing new the second time', async () => {
  await boris.call('cases.update', { id: caseId, question: 'Boris asks?' });
  await boris.call('notes.create', { caseId, title: 'His', body: textToRichText('A finding.') });
  writeFileSync(inFolder('x.casebook'), await bundleOf(boris, caseId));

  const dry = await run(['import', 'x.casebook', '--dry-run']);
  expect(dry.code).toBe(0);
  expect(dry.stdout).toMatch(/^“North Korean soldiers in Russia” from Boris$/m);
  expect(dry.stdout).toMatch(/^new +note +His/m);
  const seen = await json<BundlePreview>(['import', 'x.casebook', '--dry-run']);
  expect(seen).toMatchObject({ nothingNew: false, from: 'Boris', problems: [] });
  expect(await questionIn()).not.toBe('Boris asks?');

  const report = await json<BundleReport>(['import', 'x.casebook']);
  expect(report).toMatchObject({ caseId, nothingNew: false, problems: [] });
  expect(await questionIn()).toBe('Boris asks?');
  const again = await run(['import', './x.casebook']);
  expect(again.stdout).toBe('“North Korean soldiers in Russia”: Nothing new.\n');
  expect(again.code).toBe(0);

  // Out of this library it is the same content as it was out of his.
  await run(['export', caseId, '--format', 'bundle', '--out', 'back.casebook']);
  const back = await take(boris, readFileSync(inFolder('back.casebook')));
  expect(back.nothingNew).toBe(true);
});

test('--prefer keeps what is here, and that then holds there as well', async () => {
  writeFileSync(inFolder('x.casebook'), await bundleOf(boris, caseId));
  await run(['import', 'x.casebook'], 'prefers');
  await inLibrary('prefers', (door) =>
    door.call('cases.update', { id: caseId, question: 'Asked here?' }),
  );
  await boris.call('cases.update', { id: caseId, question: 'Asked later, there?' });
  writeFileSync(inFolder('later.casebook'), await bundleOf(boris, caseId));
  const kept = await run(['import', 'later.casebook', '--prefer', 'here'], 'prefers');
  expect(kept.stdout).toBe(
    '“North Korean soldiers in Russia”: nothing added, nothing changed.\n' +
      'In 1 thing a change made there gave way to what is here.\n',
  );
  expect(await questionIn('prefers')).toBe('Asked here?');
  const again = await run(['import', 'later.casebook', '--prefer', 'here'], 'prefers');
  expect(again.stdout).toMatch(/Nothing new\.$/m);
  await run(['export', caseId, '--format', 'bundle', '--out', 'mine.casebook'], 'prefers');
  await take(boris, readFileSync(inFolder('mine.casebook')));
  expect((await boris.call('cases.get', { id: caseId })).question).toBe('Asked here?');
});

const PREFERRED: ReadonlyArray<[string, string, texts: string[], kept: string[]]> = [
  ['there', 'Asked later, there?', ['Shared: Theirs, later'], ['Ours']],
  ['here', 'Asked here?', ['Shared: Ours'], ['Theirs, later']],
  // Of what is no note both can't be had: what was changed last holds.
  ['both', 'Asked later, there?', ['Shared (Chen): Theirs, later', 'Shared: Ours'], []],
];

test.each(PREFERRED)(
  '--prefer %s decides on what both changed',
  async (prefer, question, ...of) => {
    const [texts, kept] = of;
    const library = `prefers-${prefer}`;
    const peer = await openPeer('Chen');
    const id = (await peer.call('cases.list', {}))[0]?.id ?? '';
    const note = await peer.call('notes.create', { caseId: id, title: 'Shared' });
    const write = async (door: Pick<Door, 'call'>, body: string, asked: string) => {
      const { version } = await door.call('notes.get', { id: note.id });
      const content = { title: 'Shared', body: textToRichText(body) };
      await door.call('notes.save', { id: note.id, version, ...content });
      await door.call('cases.update', { id, question: asked });
    };
    writeFileSync(inFolder('first.casebook'), await bundleOf(peer, id));
    await run(['import', 'first.casebook'], library);
    await inLibrary(library, (door) => write(door, 'Ours', 'Asked here?'));
    await write(peer, 'Theirs, later', 'Asked later, there?');
    writeFileSync(inFolder('second.casebook'), await bundleOf(peer, id));
    await peer.dispose();

    const words = ['import', 'second.casebook', '--prefer', prefer];
    const report = await json<BundleReport>(words, library);
    expect(report).toMatchObject({ nothingNew: false, problems: [] });
    await inLibrary(library, async (door) => {
      expect((await door.call('cases.get', { id })).question).toBe(question);
      const notes = (await door.call('notes.list', { caseId: id })).filter(({ title }) =>
        title.startsWith('Shared'),
      );
      const held = notes.map(async ({ id: noteId, title }) => {
        const { body } = await door.call('notes.get', { id: noteId });
        return `${title}: ${richTextToPlain(body)}`;
      });
      expect((await Promise.all(held)).toSorted()).toEqual(texts);
      // The text that does not hold is among the versions.
      const versions = await door.call('notes.versions', { id: note.id });
      const old = await Promise.all(
        versions.map((version) => door.call('notes.version', { versionId: version.id })),
      );
      expect(old.map(({ body }) => richTextToPlain(body))).toEqual(expect.arrayContaining(kept));
    });
  },
);

test('every case file goes into a folder, and the whole library into a file and elsewhere', async () => {
  await inLibrary('whole', (door) =>
    door.call('cases.create', { title: 'North Korean soldiers in Russia' }),
  );
  const all = await run(['export', '--all', 'all'], 'whole');
  expect(all.code).toBe(0);
  expect(readdirSync(inFolder('all')).toSorted()).toEqual([
    'North Korean soldiers in Russia 2.casebook',
    'North Korean soldiers in Russia.casebook',
  ]);
  const cases = await json<unknown[]>(['case', 'list'], 'whole');

  const packed = await run(['backup', '--to', 'whole.tar'], 'whole');
  expect(packed.stdout).toContain(`The whole library is in ${inFolder('whole.tar')}`);
  const restored = await run(['restore', 'whole.tar', '--to', 'restored'], 'whole');
  expect(restored.stdout).toContain(`restored in ${inFolder('restored')}.`);
  expect(await json(['case', 'list'], 'restored')).toEqual(cases);

  const moved = await json<{ folder: string; keptAside: string }>(['move', 'moved'], 'whole');
  expect(moved.folder).toBe(inFolder('moved'));
  expect(existsSync(join(moved.keptAside, 'library.sqlite'))).toBe(true);
  expect(await json(['case', 'list'], 'moved')).toEqual(cases);
});

test('wrong input gets a sentence, and changes nothing', async () => {
  mkdirSync(inFolder('filled'));
  writeFileSync(inFolder('filled/a.txt'), 'a');
  writeFileSync(inFolder('text.casebook'), 'no bundle');
  writeFileSync(inFolder('cut.tar'), readFileSync(inFolder('whole.tar')).subarray(0, 20_000));
  const { id } = await boris.call('cases.create', { title: 'Not in the library yet' });
  writeFileSync(inFolder('unknown.casebook'), await bundleOf(boris, id));
  const cases = await json(['case', 'list']);
  const wrong: Array<[words: string, code: number, sentence: RegExp]> = [
    ['import x.casebook --prefer mine', 2, /--prefer takes here, there or both, and not "mine"/],
    ['import x.casebook filled/a.txt', 2, /import them by two commands/],
    ['import none.casebook', 1, /none\.casebook/],
    ['import text.casebook', 1, /bundle|zip/],
    ['import unknown.casebook text.casebook', 1, /^“text\.casebook” is no bundle/],
    ['export --all filled/a.txt', 1, /a\.txt is a file/],
    ['export --all', 2, /--all/],
    ['backup --to none/x.tar', 1, /none does not exist.*--to\.$/],
    ['restore none.tar', 1, /none\.tar/],
    ['restore cut.tar', 1, /cut off|damaged|whole/],
    ['restore whole.tar --to filled', 1, /filled.*empty/],
    ['move filled', 1, /filled.*empty/],
    ['move', 2, /FOLDER/],
  ];
  for (const [words, code, sentence] of wrong) {
    const answer = await run(words.split(' '));
    expect([words, answer.code, answer.said]).toEqual([
      words,
      code,
      expect.stringMatching(sentence),
    ]);
    expect(answer.said).not.toMatch(/E[A-Z]{4,}|undefined|\bat \w+ \(/);
  }
  expect(await json(['case', 'list'])).toEqual(cases);
});
