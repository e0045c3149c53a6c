import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { finished, openDoor, temporaryFolder, type Door } from './open.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let door: Door;
let home: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  home = join(folder.path, 'Library');
  door = await openDoor(home);
});

afterEach(async () => {
  await door.library.close();
  await folder.dispose();
});

async function pack(): Promise<Buffer> {
  const job = await finished(door, (await door.call('library.pack', {})).id);
  expect(job.error).toBeUndefined();
  const response = await door.app(new Request(`casebook://app${job.result?.path}`));
  return Buffer.from(await response.arrayBuffer());
}

const titles = async () => (await door.call('cases.list', {})).map(({ title }) => title);

test('a library in one file takes the place of what it became, which is kept aside', async () => {
  const before = await titles();
  const bytes = await pack();
  await door.call('cases.create', { title: 'Made afterwards' });
  const upload = await door.upload('library.tar', bytes);
  const restored = await door.call('library.restore', { from: { upload } });
  expect(restored).toMatchObject({ folder: home, opened: true });
  expect(await titles()).toEqual(before);
  expect((await door.call('library.check', {})).problems).toEqual([]);
  expect(existsSync(join(restored.keptAside ?? '', 'library.sqlite'))).toBe(true);
  await door.call('cases.create', { title: 'It goes on' });
  expect(await titles()).toContain('It goes on');
});

test('packing it counts as a backup, and restoring and moving tell how far they are', async () => {
  const told: string[] = [];
  door.library.subscribe((event) => {
    if (event.type === 'job' && event.job.progress !== undefined) told.push(event.job.step);
  });
  const before = (await door.call('library.info', {})).lastBackupAt ?? '';
  const upload = await door.upload('library.tar', await pack());
  const { lastBackupAt = '' } = await door.call('library.info', {});
  expect(lastBackupAt > before).toBe(true);
  await door.call('library.restore', { from: { upload } });
  expect(told).toContain('Unpacking and checking the files');
  await door.call('sources.paste', { text: 'A text.', title: 'A text' });
  await door.call('library.move', { folder: join(folder.path, 'Elsewhere') });
  expect(told).toContain('Copying and checking the files');
});

test('it is restored into another folder, and only into an empty one', async () => {
  const path = join(folder.path, 'backup.tar');
  writeFileSync(path, await pack());
  const other = join(folder.path, 'Other');
  expect(await door.call('library.restore', { from: { path }, folder: other })).toEqual({
    folder: other,
    opened: false,
  });
  const again = await door.ask('library.restore', { from: { path }, folder: other });
  expect(again).toMatchObject({ ok: false, error: { code: 'not-writable' } });
  const second = await openDoor(other);
  expect((await second.call('library.check', {})).problems).toEqual([]);
  expect(await second.call('cases.list', {})).toEqual(await door.call('cases.list', {}));
  await second.library.close();
});

test('what is damaged, cut off or something else changes nothing', async () => {
  const bytes = await pack();
  const flipped = Buffer.from(bytes);
  flipped[2000] = (flipped[2000] ?? 0) ^ 1;
  const cases: Array<[name: string, content: Buffer, sentence: RegExp]> = [
    ['flipped', flipped, /Nothing was changed\.$/],
    ['cut off', bytes.subarray(0, bytes.length - 1024 - 512), /it is cut off/],
    ['half', bytes.subarray(0, bytes.length >> 1), /it is cut off/],
    ['empty', Buffer.alloc(0), /it is cut off/],
    ['nothing', Buffer.alloc(1024), /Nothing was changed\.$/],
    ['text', Buffer.from('This is no archive. '.repeat(100)), /is no library in one file/],
    ['bundle', Buffer.from(`PK\u0003\u0004${'bundle'.repeat(100)}`), /If it is a bundle/],
  ];
  await door.call('cases.create', { title: 'Still here' });
  for (const [name, content, sentence] of cases) {
    const upload = await door.upload(`${name}.tar`, content);
    const reply = await door.ask('library.restore', { from: { upload } });
    expect(reply, name).toMatchObject({
      ok: false,
      error: { code: 'reader-failed', message: expect.stringMatching(sentence) },
    });
  }
  expect(await titles()).toContain('Still here');
});

test('the library moves, opens in its new place, and is found from its old one', async () => {
  const place = join(folder.path, 'Elsewhere', 'Casebook');
  mkdirSync(join(folder.path, 'Elsewhere'));
  const moved = await door.call('library.move', { folder: place });
  expect(moved).toMatchObject({ folder: place, opened: true });
  expect(existsSync(join(moved.keptAside ?? '', 'library.sqlite'))).toBe(true);
  await door.call('cases.create', { title: 'In the new place' });
  expect((await door.call('library.info', {})).folder).toBe(place);
  expect((await door.call('library.check', {})).problems).toEqual([]);
  await door.library.close();
  expect(JSON.parse(readFileSync(join(home, 'library.moved.json'), 'utf8'))).toEqual({ to: place });
  door = await openDoor(home);
  expect(await titles()).toContain('In the new place');
});

test.each([['relative/path'], ['']])('a place like “%s” is met with a sentence', async (place) => {
  expect(await door.ask('library.move', { folder: place })).toMatchObject({ ok: false });
});

test('the library does not move into itself, nor among other files', async () => {
  const full = join(folder.path, 'Full');
  mkdirSync(full);
  writeFileSync(join(full, 'letter.txt'), 'Dear');
  for (const place of [join(home, 'inside'), home, full]) {
    expect(await door.ask('library.move', { folder: place })).toMatchObject({ ok: false });
  }
  expect(readFileSync(join(full, 'letter.txt'), 'utf8')).toBe('Dear');
});
