import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  addAll,
  article,
  drop,
  fixture,
  itemsOf,
  pngOf,
  preview,
  until,
  when,
  zipOf,
} from './import-drop.ts';
import { openDoor, temporaryFolder, type Door } from './open.ts';

// Some of these import hundreds of files, or wait for one that takes too long.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let door: Door;
beforeEach(async () => {
  folder = await temporaryFolder();
  door = await openDoor(folder.path);
});
afterEach(async () => {
  await door.library.close();
  await folder.dispose();
});

const PNG = pngOf(120, 90);

const titles = async () => (await door.call('sources.list', {})).map(({ title }) => title);
const sessionFolders = () =>
  readdirSync(door.library.paths.temporary).filter((name) => name.startsWith('import-'));

/** Ten things as people drop them: pages, notes, texts, a picture, an archive; one is broken. */
const TEN = {
  'news.html': fixture('news-article.html'),
  'study/page.html': fixture('academic-page.html'),
  'study/notes.md': fixture('notes.md'),
  'study/.DS_Store': 'left by a file manager',
  'forum.htm': fixture('forum-thread.html'),
  'plain.txt': article(1),
  'copy of plain.txt': article(1),
  'broken.pdf': new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 1, 2, 3]),
  'scan.png': PNG,
  'letters.zip': zipOf({ 'may.txt': article(2), 'june.txt': article(3) }),
};

describe('a mixed drop', () => {
  test('is shown, added as one step, told of, and taken back with one undo', async () => {
    const before = await titles();
    const { id, items } = await preview(door, TEN);
    expect(items.map(({ file, standing, decision }) => [file, standing, decision])).toEqual([
      ['broken.pdf', 'failed', 'new'],
      ['copy of plain.txt', 'ready', expect.anything()],
      ['forum.htm', 'ready', 'new'],
      ['letters.zip/june.txt', 'ready', 'new'],
      ['letters.zip/may.txt', 'ready', 'new'],
      ['news.html', 'ready', 'new'],
      ['plain.txt', 'ready', expect.anything()],
      ['scan.png', 'ready', 'new'],
      ['study/notes.md', 'ready', 'new'],
      ['study/page.html', 'ready', 'new'],
    ]);
    // Of two that are the same, whichever is read second is the duplicate.
    const twins = items.filter(({ file }) => file.endsWith('plain.txt'));
    expect(twins.map(({ decision }) => decision).toSorted()).toEqual(['new', 'skip']);
    const second = twins.find(({ decision }) => decision === 'skip');
    expect(second?.duplicate).toMatchObject({ by: 'bytes', likeness: 1 });
    expect(twins.map(({ key }) => key)).toContain(second?.duplicate?.key);
    expect(await door.call('imports.get', { id })).toMatchObject({
      state: 'ready',
      ignored: 1,
      standings: { failed: 1, ready: 9 },
      decisions: { new: 8, skip: 1 },
    });
    expect(await titles()).toEqual(before);

    const report = await addAll(door, id, { newCase: { title: 'Ten things' }, tags: ['dropped'] });
    expect(report.added).toHaveLength(8);
    expect(report.skipped).toMatchObject([{ file: second?.file }]);
    expect(report.failed).toMatchObject([{ file: 'broken.pdf' }]);
    expect(report.text).toContain('Imported 8 sources. 1 left out, 1 failed.');
    expect(report.text).toContain('- broken.pdf: ');
    const file = (await door.call('cases.list', {})).find(({ title }) => title === 'Ten things');
    expect(file).toMatchObject({ sources: 8 });
    const sources = await door.call('sources.list', { caseId: file?.id });
    expect(sources.every(({ tags }) => tags.includes('dropped'))).toBe(true);
    const [step] = await door.call('history.list', {});
    expect(step).toMatchObject({ label: 'Imported 8 sources', undone: false });
    expect((await door.call('search.find', { query: 'Ten things' })).total).toBeGreaterThan(0);
    expect(sessionFolders()).toEqual([]);

    expect(await door.call('history.undo', {})).toEqual({ label: 'Imported 8 sources' });
    expect(await titles()).toEqual(before);
    expect(await door.call('cases.list', {})).not.toContainEqual(
      expect.objectContaining({ title: 'Ten things' }),
    );
    expect((await door.call('library.check', {})).problems).toEqual([]);
    await door.call('history.redo', {});
    expect(await titles()).toHaveLength(before.length + 8);
  });

  test('can be added in parts, while others are still read, as one step all the same', async () => {
    const id = await drop(door, {
      'a.txt': article(1),
      'b.txt': article(2),
      'c.txt': article(3),
    });
    await door.call('imports.add', { id, keys: ['1'] });
    await when(door, id, ({ added }) => added === 1);
    const report = await addAll(door, id);
    expect(report.added).toHaveLength(3);
    expect(await door.call('history.undo', {})).toEqual({ label: 'Imported 3 sources' });
    expect(await door.call('trash.list', {})).toHaveLength(3);
  });

  test('can be changed before it is added', async () => {
    const { id, items } = await preview(door, { 'a.txt': article(1), 'b.txt': article(2) });
    const [first, second] = items;
    await door.call('imports.change', {
      id,
      keys: [first?.key ?? ''],
      csl: { title: 'A better title', author: [{ family: 'Roe' }] },
      tags: ['one', 'two'],
    });
    await door.call('imports.change', { id, keys: [second?.key ?? ''], decision: 'skip' });
    const refused = await door.ask('imports.change', { id, csl: { URL: 'javascript:alert(1)' } });
    expect(refused).toMatchObject({ ok: false, error: { code: 'bad-arguments' } });
    const report = await addAll(door, id);
    expect(report.skipped).toMatchObject([{ file: 'b.txt', reason: 'You chose to leave it out.' }]);
    const [source] = report.added;
    expect(await door.call('sources.get', { id: source?.id ?? '' })).toMatchObject({
      title: 'A better title',
      csl: { title: 'A better title', author: [{ family: 'Roe' }] },
      tags: ['one', 'two'],
      original: { name: 'a.txt' },
    });
  });

  test('a page is read whole when that is asked for', async () => {
    const { id, items } = await preview(door, { 'news.html': fixture('news-article.html') });
    const [before] = items;
    await door.call('imports.change', { id, page: 'whole' });
    await until(door, id, 'ready');
    await when(door, id, ({ standings }) => standings.reading === undefined);
    const [after] = await itemsOf(door, id);
    expect(after).toMatchObject({ page: 'whole', standing: 'ready', key: before?.key });
    expect(after?.words).toBeGreaterThan(before?.words ?? Infinity);
  });

  test('cancelled, it leaves nothing behind', async () => {
    const before = await titles();
    const { id } = await preview(door, TEN);
    expect(await door.call('imports.cancel', { id })).toMatchObject({ state: 'cancelled' });
    expect(await door.ask('imports.add', { id })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    expect(await titles()).toEqual(before);
    await door.library.close();
    door = await openDoor(folder.path);
    expect(sessionFolders()).toEqual([]);
  });

  test('undone while it goes on, it stops; the rest can still be added', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 120 }, (_, index) => [`${index}.txt`, article(index, 100)]),
    );
    const before = await titles();
    const id = await drop(door, files);
    await door.call('imports.add', { id });
    await when(door, id, ({ added }) => added > 0);
    await door.call('history.undo', {});
    await until(door, id, 'reading', 'ready');
    expect(await titles()).toEqual(before);
    const stopped = await until(door, id, 'ready');
    expect(stopped.standings.ready).toBe(120 - stopped.added);
    const report = await addAll(door, id);
    expect(report.added).toHaveLength(120);
    expect(await titles()).toHaveLength(before.length + 120 - stopped.added);
  });

  test('a file that takes too long is given up, and holds nobody else up', async () => {
    await door.call('settings.update', { importSeconds: 5 });
    // Code spans that never end, each searched for to the end of the text.
    const slow = Array.from({ length: 6000 }, (_, at) => '`'.repeat(at + 1)).join(' ');
    const id = await drop(door, { 'a-slow.md': slow, 'b.txt': article(1), 'c.txt': article(2) });
    await door.call('imports.add', { id });
    expect(await when(door, id, ({ added }) => added === 2)).toMatchObject({
      state: 'adding',
      standings: { reading: 1, added: 2 },
    });
    await until(door, id, 'done');
    const { failed } = await door.call('imports.report', { id });
    expect(failed).toMatchObject([{ file: 'a-slow.md', code: 'reader-failed' }]);
    expect(failed[0]?.message).toContain('took longer than 5 seconds');
  });

  test('cancelled while a file is read, it ends at once', async () => {
    const slow = Array.from({ length: 6000 }, (_, at) => '`'.repeat(at + 1)).join(' ');
    const id = await drop(door, { 'slow.md': slow });
    await when(door, id, ({ standings }) => standings.reading === 1);
    await door.call('imports.cancel', { id });
    await door.library.close();
    door = await openDoor(folder.path);
    expect(sessionFolders()).toEqual([]);
  });

  test('two at once bring what both hold only once', async () => {
    const files = { 'a.txt': article(1), 'b.txt': article(2) };
    const one = await preview(door, { ...files, 'c.txt': article(3) });
    const other = await preview(door, { ...files, 'd.txt': article(4) });
    const [first, second] = await Promise.all([addAll(door, one.id), addAll(door, other.id)]);
    expect(first.added.length + second.added.length).toBe(4);
    expect(first.skipped.length + second.skipped.length).toBe(2);
  });
});

describe('what a drop holds', () => {
  test('archives in archives are opened, twice deep and no deeper', async () => {
    const deep = zipOf({ 'deepest.txt': article(4) });
    const { items } = await preview(door, {
      'outer.zip': zipOf({
        'one.txt': article(1),
        'inner.zip': zipOf({ 'two.txt': article(2), 'deep.zip': deep }),
        '__MACOSX/._one.txt': 'left by a system',
      }),
    });
    expect(items.map(({ file, standing }) => [file, standing])).toEqual([
      ['outer.zip/inner.zip/deep.zip', 'failed'],
      ['outer.zip/inner.zip/two.txt', 'ready'],
      ['outer.zip/one.txt', 'ready'],
    ]);
  });

  test('a saved page brings the pictures of its folder, which are no sources themselves', async () => {
    const page = `<!doctype html><title>Page</title><article><h1>Page</h1>
      <p>${article(1, 120)}</p><figure><img src="Page_files/scan.png" alt="A scan"><figcaption>A scan</figcaption></figure>
      <p>${article(2, 120)}</p></article>`;
    const { id, items } = await preview(door, {
      'Page.html': page,
      'Page_files/scan.png': PNG,
      'Page_files/style.css': 'p { color: red }',
      'loose.png': pngOf(120, 90, 1),
    });
    expect(items.map(({ file, pictures }) => [file, pictures])).toEqual([
      ['loose.png', 1],
      ['Page.html', 1],
    ]);
    const report = await addAll(door, id);
    const source = report.added.find(({ title }) => title === 'Page');
    const { document } = await door.call('sources.revision', { id: source?.id ?? '', number: 1 });
    const figure = document.blocks.find((block) => block.type === 'figure');
    const response = await door.app(new Request(`casebook://app/files/${figure?.file}`));
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(PNG);
    expect((await door.call('library.check', {})).problems).toEqual([]);
  });

  test('a pasted picture becomes a source with a figure, named by its date', async () => {
    const { id, items } = await preview(door, { 'image.png': PNG });
    expect(items).toMatchObject([{ kind: 'Picture', pictures: 1, words: 0 }]);
    expect(items[0]?.title).toMatch(/^Picture of \d/);
    const report = await addAll(door, id);
    const { document } = await door.call('sources.revision', {
      id: report.added[0]?.id ?? '',
      number: 1,
    });
    expect(document.blocks).toMatchObject([{ type: 'figure' }]);
  });

  test('pasted text and pasted HTML are previewed too', async () => {
    const { id } = await door.call('imports.start', {
      paste: {
        text: 'unseen',
        html: '<p>Some <b>bold</b> words</p>',
        title: 'Mine',
        url: 'https://a.example/page',
      },
    });
    await until(door, id, 'ready');
    expect(await itemsOf(door, id)).toMatchObject([
      { title: 'Mine', excerpt: 'Some bold words', csl: { URL: 'https://a.example/page' } },
    ]);
    const report = await addAll(door, id);
    const source = await door.call('sources.get', { id: report.added[0]?.id ?? '' });
    expect(source.original).toBeUndefined();
    expect((await door.call('history.list', {}))[0]).toMatchObject({ label: 'Added “Mine”' });
  });

  const NAMES: ReadonlyArray<readonly [string, unknown]> = [
    ['../../../etc/passwd.txt', 'etc/passwd.txt'],
    ['/absolute/file.txt', 'absolute/file.txt'],
    ['C:\\Users\\me\\file.txt', 'Users/me/file.txt'],
    ['a/./b/../c.txt', 'a/b/c.txt'],
    ['nul\u0000byte\u001b[31m.txt', 'nulbyte[31m.txt'],
    ['..', 'other.txt'],
    [`${'long/'.repeat(700)}file.txt`, expect.stringMatching(/^.{1000}$/) as unknown],
    ['<img src=x onerror=alert(1)>.txt', '<img src=x onerror=alert(1)>.txt'],
    ['__proto__/constructor.txt', '__proto__/constructor.txt'],
  ];
  test('names that lead out of the drop stay inside it', async () => {
    for (const [index, [path, shown]] of NAMES.entries()) {
      const upload = await door.upload('other.txt', article(index));
      const { id } = await door.call('imports.start', { uploads: [{ id: upload, path }] });
      await until(door, id, 'ready');
      expect((await itemsOf(door, id))[0]?.file).toEqual(shown);
      expect((await addAll(door, id)).added).toHaveLength(1);
    }
    expect((await door.call('library.check', {})).problems).toEqual([]);
  });

  test('an archive whose names lead out of it writes nothing outside', async () => {
    const { id, items } = await preview(door, {
      'evil.zip': zipOf({ '../../escaped.txt': article(1), 'good.txt': article(2) }),
    });
    expect(items.map(({ file }) => file)).toEqual(['evil.zip/good.txt']);
    expect((await door.call('imports.get', { id })).warnings.join()).toContain('leads out');
    expect(existsSync(join(folder.path, 'escaped.txt'))).toBe(false);
    expect(existsSync(join(folder.path, '..', 'escaped.txt'))).toBe(false);
  });

  test('nothing that can be read is said so', async () => {
    const { items } = await preview(door, { 'empty.zip': zipOf({ '.DS_Store': 'x' }) });
    expect(items).toMatchObject([
      { file: 'empty.zip', standing: 'failed', failure: { code: 'empty' } },
    ]);
    expect(await door.ask('imports.start', { uploads: [] })).toMatchObject({ ok: false });
  });
});

describe('a thousand files', () => {
  test('are all there, found, and taken back with one undo', async () => {
    const before = (await titles()).length;
    const files = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [
        `folder/${index}.txt`,
        `Report number ${index}\n\n${article(index, 120)}`,
      ]),
    );
    const id = await drop(door, files);
    const report = await addAll(door, id, { newCase: { title: 'Thousand' } });
    expect(report).toMatchObject({ failed: [], skipped: [], revised: [] });
    expect(report.added).toHaveLength(1000);
    expect(await titles()).toHaveLength(before + 1000);
    const found = await door.call('search.find', { query: 'Report number 777' });
    expect(found.hits[0]?.title).toBe('Report number 777');
    expect((await door.call('library.check', {})).problems).toEqual([]);
    expect(await door.call('history.undo', {})).toEqual({ label: 'Imported 1000 sources' });
    expect(await titles()).toHaveLength(before);
  });

  test('let calls in while they are added, and none is lost or comes twice by that', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`${index}.txt`, article(index, 120)]),
    );
    const { id } = await preview(door, files);
    const before = (await titles()).length;
    let isDone = false;
    const adding = addAll(door, id).finally(() => (isDone = true));
    const seen: number[] = [];
    while (!isDone) {
      await door.call('notes.create', { title: `Note ${seen.length}` });
      seen.push((await titles()).length - before);
      // Somebody who writes fast, and not a program that leaves the library no time at all.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect((await adding).added).toHaveLength(1000);
    // Nobody waiting, three steps lead from the first to the last: 50, 150 more and 450 more.
    expect(new Set(seen.filter((count) => count > 0 && count < 1000)).size).toBeGreaterThan(3);
    expect(new Set((await door.call('sources.list', {})).map((source) => source.id)).size).toBe(
      before + 1000,
    );
    expect((await door.call('library.check', {})).problems).toEqual([]);
  });
});

test('a process that is killed while it imports leaves whole sources only', async () => {
  await door.library.close();
  const script = join(import.meta.dirname, 'importing-process.ts');
  const killed = spawnSync(process.execPath, [script, folder.path], { encoding: 'utf8' });
  expect(killed.signal).toBe('SIGKILL');
  const told = Number(killed.stdout.trim().split('\n').at(-1));
  door = await openDoor(folder.path);
  const sources = (await door.call('sources.list', {})).filter(({ title }) =>
    title.startsWith('Report number'),
  );
  expect(sources.length).toBeGreaterThanOrEqual(told);
  expect(told).toBeGreaterThan(0);
  expect((await door.call('library.check', {})).problems).toEqual([]);
  const { original } = await door.call('sources.get', { id: sources[0]?.id ?? '' });
  const response = await door.app(new Request(`casebook://app/files/${original?.sha256}`));
  expect(await response.text()).toContain('Report number');
  // What was added stands in one step, which takes it back.
  await door.call('history.undo', {});
  expect(await titles()).not.toContainEqual(expect.stringContaining('Report number'));
});
