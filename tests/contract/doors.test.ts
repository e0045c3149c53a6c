import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '../../shared/result.ts';
import { finished, openDoor, temporaryFolder, type Door } from './open.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.dispose());

/** What opening a folder is refused with. */
async function refusalOf(path: string): Promise<Refusal> {
  const outcome: unknown = await openDoor(path).then(
    (door) => door.library.close(),
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(Refusal);
  return outcome as Refusal;
}

describe('a library folder', () => {
  test('that can not be written is refused with its name and a way out', async () => {
    const file = join(folder.path, 'a file');
    writeFileSync(file, 'in the way');
    const refusal = await refusalOf(join(file, 'library'));
    expect(refusal.code).toBe('not-writable');
    expect(refusal.message).toContain(file);
    expect(refusal.message).toContain('--library DIR');
  });

  test.runIf(process.platform === 'linux')('where nothing can be made is refused', async () => {
    expect((await refusalOf('/proc/casebook/library')).code).toBe('not-writable');
  });

  test.each([
    ['a text file', (path: string) => writeFileSync(path, 'not a database at all, only text')],
    [
      'a database of another program',
      (path: string) => {
        const db = new Database(path);
        db.exec('CREATE TABLE theirs (id INTEGER)');
        db.close();
      },
    ],
  ])('whose library.sqlite is %s is refused and left untouched', async (_, make) => {
    const path = join(folder.path, 'library.sqlite');
    make(path);
    const before = readFileSync(path);
    expect((await refusalOf(folder.path)).code).toBe('not-a-library');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('from a newer program is refused and left untouched', async () => {
    const door = await openDoor(folder.path);
    await door.library.close();
    const path = join(folder.path, 'library.sqlite');
    const db = new Database(path);
    db.pragma('user_version = 99');
    db.close();
    const before = readFileSync(path);
    const refusal = await refusalOf(folder.path);
    expect(refusal.code).toBe('newer-library');
    expect(refusal.message).toContain('newer Casebook');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('full of other things is not made into a library', async () => {
    writeFileSync(join(folder.path, 'thesis.docx'), 'mine');
    expect((await refusalOf(folder.path)).message).toContain('thesis.docx');
    expect(readdirSync(folder.path)).toEqual(['thesis.docx']);
  });

  test('is made with all its parents', async () => {
    const door = await openDoor(join(folder.path, 'a', 'b', 'Casebook'));
    expect(readdirSync(door.library.paths.folder)).toEqual(
      expect.arrayContaining(['backups', 'files', 'library.sqlite']),
    );
    await door.library.close();
  });

  test('in use: the second window is told where the first is, and damages nothing', async () => {
    const first = await openDoor(folder.path, {
      host: { kind: 'browser', address: 'http://127.0.0.1:4321' },
    });
    const refusal = await refusalOf(folder.path);
    expect(refusal.code).toBe('library-in-use');
    expect(refusal.message).toContain('http://127.0.0.1:4321');
    expect(refusal.message).toContain(String(process.pid));
    expect((await first.call('library.check', {})).ok).toBe(true);
    await first.library.close();
    await (await openDoor(folder.path)).library.close();
  });

  test('in use by a window: the command line works beside it, and the window hears of it', async () => {
    const window = await openDoor(folder.path);
    const heard = new Promise((resolve) => {
      window.library.subscribe((event) => {
        if (event.type === 'changed' && event.topics.includes('notes')) resolve(event);
      });
    });
    const cli = await openDoor(folder.path, { host: { kind: 'cli' } });
    const { id } = await cli.call('notes.create', { title: 'From beside' });
    await heard;
    expect((await window.call('notes.get', { id })).title).toBe('From beside');
    const found = await window.call('search.find', { query: 'beside' });
    expect(found.hits.some((hit) => hit.id === id)).toBe(true);
    await cli.library.close();
    await window.library.close();
  });
});

describe('a call', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor(folder.path);
  });
  afterEach(() => door.library.close());

  const post = (path: string, body?: BodyInit) =>
    door.app(new Request(`casebook://app${path}`, { method: 'POST', ...(body ? { body } : {}) }));

  test.each([
    ['/api/calls/notes.burn', '{}', 404, 'unknown-call'],
    ['/api/calls/toString', '{}', 404, 'unknown-call'],
    ['/api/calls/notes.get', '{"id":"1"}', 400, 'bad-arguments'],
    ['/api/calls/notes.get', 'not json', 400, 'bad-arguments'],
    ['/api/calls/notes.get', '[]', 400, 'bad-arguments'],
    ['/api/calls/notes.get', '{"id":"01890000-0000-7000-8000-000000000000"}', 404, 'not-found'],
    ['/api/calls/cases.create', '{"title":"   "}', 400, 'bad-arguments'],
    ['/api/calls/sources.paste', '{"text":"  \\n "}', 400, 'empty'],
    ['/api/uploads', 'bytes without a name', 400, 'bad-arguments'],
    ['/api/nothing', '', 404, 'not-found'],
  ])('%s with %s answers %i %s and a sentence', async (path, body, status, code) => {
    const response = await post(path, body);
    expect(response.status).toBe(status);
    const reply = (await response.json()) as {
      ok: boolean;
      error: { code: string; message: string };
    };
    expect(reply).toMatchObject({ ok: false, error: { code } });
    expect(reply.error.message).toMatch(/^\S.{15,}[.?!]?$/s);
  });

  test('files: text is imported, kept byte for byte, and served as a download', async () => {
    const text = 'A plain title\n\nThe first paragraph of a source that was typed by hand.\n';
    const report = await door.call('sources.import', {
      uploads: [await door.upload('../../evil/notes.txt', text)],
    });
    expect(report).toMatchObject({
      imported: [{ file: 'notes.txt', title: 'A plain title', paragraphs: 1 }],
    });
    const { original } = await door.call('sources.get', { id: report.imported[0]?.id ?? '' });
    const response = await door.app(new Request(`casebook://app/files/${original?.sha256}`));
    expect(await response.text()).toBe(text);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-disposition': expect.stringContaining('attachment') as string,
      'x-content-type-options': 'nosniff',
    });
    const again = await door.call('sources.import', {
      uploads: [await door.upload('copy.txt', text)],
    });
    expect(again).toMatchObject({ imported: [], skipped: [{ file: 'copy.txt' }] });
    expect((await door.call('library.check', {})).problems).toEqual([]);
  });

  test.each([
    [
      'picture.txt',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
      'not-text',
    ],
    ['empty.md', new Uint8Array(), 'empty'],
  ])('%s is reported as failed, and the others go on', async (name, bytes, code) => {
    const report = await door.call('sources.import', {
      uploads: [await door.upload(name, bytes), await door.upload('good.md', '# Good\n\nText.')],
    });
    expect(report.failed).toMatchObject([{ file: name, code }]);
    expect(report.failed[0]?.message).toContain(name);
    expect(report.imported).toMatchObject([{ file: 'good.md', title: 'Good' }]);
  });

  test('pasted HTML becomes blocks, and nothing of its scripts', async () => {
    const report = await door.call('sources.paste', {
      text: '',
      html: '<h2>Heading</h2><script>alert(1)</script><p onclick="x()">One <b>bold</b> <a href="javascript:x()">word</a></p>',
      title: 'Pasted',
    });
    const { document } = await door.call('sources.revision', {
      id: report.imported[0]?.id ?? '',
      number: 1,
    });
    expect(document.blocks).toEqual([
      { type: 'heading', level: 2, runs: [{ text: 'Heading' }] },
      {
        type: 'paragraph',
        runs: [{ text: 'One ' }, { text: 'bold', marks: ['bold'] }, { text: ' word' }],
      },
    ]);
  });

  test('an export ends in a PDF that can be fetched', async () => {
    const [file] = await door.call('cases.list', {});
    const { id } = await door.call('exports.create', { caseId: file?.id ?? '', format: 'pdf' });
    const job = await finished(door, id);
    expect(job).toMatchObject({
      state: 'done',
      result: { name: 'North Korean soldiers in Russia.pdf' },
    });
    const response = await door.app(new Request(`casebook://app${job.result?.path}`));
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(new TextDecoder().decode(bytes.slice(0, 5))).toBe('%PDF-');
    expect(bytes.length).toBe(job.result?.bytes);
  });

  test('a cancelled export leaves no file', async () => {
    const [file] = await door.call('cases.list', {});
    const { id } = await door.call('exports.create', { caseId: file?.id ?? '', format: 'pdf' });
    await door.call('jobs.cancel', { id });
    expect(await finished(door, id)).toMatchObject({ state: 'cancelled' });
    expect(readdirSync(door.library.paths.temporary).filter((name) => name.includes(id))).toEqual(
      [],
    );
  });

  test('a backup can be opened as a library of its own', async () => {
    const note = await door.call('notes.create', { title: 'Kept' });
    const { path } = await door.call('library.backup', {});
    const other = await temporaryFolder();
    mkdirSync(join(other.path, 'restored'));
    writeFileSync(join(other.path, 'restored', 'library.sqlite'), readFileSync(path));
    const restored = await openDoor(join(other.path, 'restored'));
    expect((await restored.call('notes.get', { id: note.id })).title).toBe('Kept');
    await restored.library.close();
    await other.dispose();
  });

  test('a check names a file that was changed behind the library', async () => {
    const [source] = await door.call('sources.list', {});
    const { original } = await door.call('sources.get', { id: source?.id ?? '' });
    const sha256 = original?.sha256 ?? '';
    writeFileSync(join(door.library.paths.files, sha256.slice(0, 2), sha256), 'changed');
    const report = await door.call('library.check', {});
    expect(report.ok).toBe(false);
    expect(report.problems.join()).toContain('article.txt');
  });
});

test('everything said to be saved is there after kill -9', async () => {
  // A process of its own saves notes as fast as it can and prints the name of each once saved.
  const script = join(import.meta.dirname, 'saving-process.ts');
  const killed = spawnSync(process.execPath, [script, folder.path], { encoding: 'utf8' });
  expect(killed.signal).toBe('SIGKILL');
  const saved = killed.stdout.trim().split('\n');
  expect(saved.length).toBeGreaterThan(10);
  const door = await openDoor(folder.path);
  const titles = (await door.call('notes.list', {})).map((note) => note.title);
  expect(titles).toEqual(expect.arrayContaining(saved));
  expect((await door.call('library.check', {})).problems).toEqual([]);
  const last = saved.at(-1) ?? '';
  expect((await door.call('search.find', { query: last })).hits[0]?.title).toBe(last);
  await door.library.close();
});
