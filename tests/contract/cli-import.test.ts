import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runCli } from '../../cli/run.ts';
import { article, zipOf, type Drop } from './import-drop.ts';
import { openDoor, temporaryFolder } from './open.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let directory: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  directory = join(folder.path, 'work');
  mkdirSync(directory);
});
afterEach(() => folder.dispose());

function write(files: Drop): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
}

/** Runs one command line on the real notebook. */
async function run(words: readonly string[], stdin = '') {
  const out: string[] = [];
  const said: string[] = [];
  const code = await runCli(words, {
    version: '0.0.0-test',
    directory,
    defaultLibrary: join(folder.path, 'library'),
    open: async (path) => {
      const { app, library } = await openDoor(path, { host: { kind: 'cli' } });
      return { app, close: () => library.close() };
    },
    write: (output) => {
      out.push(typeof output === 'string' ? output : Buffer.from(output).toString());
      return Promise.resolve();
    },
    say: (sentence) => said.push(sentence),
    progress: () => undefined,
    readStdin: () => Promise.resolve(new TextEncoder().encode(stdin)),
    strong: (text) => text,
  });
  const stdout = out.join('');
  return { code, said, stdout, json: () => JSON.parse(stdout) as never };
}

interface Report {
  imported: Array<{ file: string; id: string; title: string }>;
  revised: Array<{ file: string; id: string }>;
  skipped: Array<{ file: string; reason: string }>;
  failed: Array<{ file: string; code: string }>;
}

const page = (text: string) =>
  `<!doctype html><title>A page</title><link rel="canonical" href="https://news.example/story">
   <article><h1>A page</h1>${text
     .split('\n\n')
     .map((part) => `<p>${part}</p>`)
     .join('')}</article>`;

describe('casebook import', () => {
  test('takes files, folders and archives, and names them as they were typed', async () => {
    write({
      'one.txt': article(1),
      'papers/two.txt': article(2),
      'papers/deep/three.md': `# Three\n\n${article(3)}`,
      'papers/.DS_Store': 'x',
      'letters.zip': zipOf({ 'four.txt': article(4) }),
    });
    symlinkSync('/etc/hostname', join(directory, 'papers/link.txt'));
    const words = ['import', './one.txt', 'papers/', 'letters.zip', 'none.txt'];
    const { code, json, said } = await run([...words, '--tag', 'a', '--tag', 'b', '--json']);
    const report: Report = json();
    expect(code).toBe(1);
    expect(report.imported.map(({ file }) => file).toSorted()).toEqual([
      './one.txt',
      'letters.zip/four.txt',
      'papers/deep/three.md',
      'papers/two.txt',
    ]);
    expect(report.failed).toMatchObject([{ file: 'none.txt', code: 'not-found' }]);
    expect(said).toEqual(['1 file of 5 could not be imported.']);
    const listed = await run(['source', 'show', report.imported[0]?.id ?? '', '--json']);
    expect(listed.json()).toMatchObject({ tags: ['a', 'b'] });
    expect((await run(['undo'])).stdout).toBe('Undone: Imported 4 sources\n');
  });

  test('reads standard input', async () => {
    const { code, json } = await run(['import', '-', '--json'], `A title\n\n${article(1)}`);
    expect(code).toBe(0);
    expect((json() as Report).imported).toMatchObject([{ file: '-', title: 'A title' }]);
  });

  test('a dry run prints the preview and adds nothing', async () => {
    write({ 'one.txt': article(1), 'copy.txt': article(1), 'broken.pdf': '%PDF-' });
    const dry = await run(['import', 'one.txt', 'copy.txt', 'broken.pdf', '--dry-run', '--json']);
    expect(dry.code).toBe(1);
    const { items } = dry.json() as { items: Array<Record<string, unknown>> };
    expect(items).toHaveLength(3);
    expect(items).toContainEqual(
      expect.objectContaining({ file: 'one.txt', kind: 'Plain text', standing: 'ready' }),
    );
    expect(items).toContainEqual(
      expect.objectContaining({
        decision: 'skip',
        duplicate: expect.objectContaining({ by: 'bytes', likeness: 1 }) as unknown,
      }),
    );
    expect(items).toContainEqual(
      expect.objectContaining({ file: 'broken.pdf', standing: 'failed' }),
    );
    const told = await run(['import', 'one.txt', '--dry-run']);
    expect(told.stdout).toMatch(/^WOULD +KIND +WORDS +FILE +TITLE\nnew +Plain text +300 +one\.txt/);
    const sources: Array<{ title: string }> = (await run(['source', 'list', '--json'])).json();
    expect(sources).toHaveLength(1);
  });

  test.each([
    ['new', { imported: 1, revised: 0, skipped: 0 }],
    ['revision', { imported: 0, revised: 1, skipped: 0 }],
    ['skip', { imported: 0, revised: 0, skipped: 1 }],
  ])('--as %s says what becomes of what is there already', async (as, expected) => {
    write({ 'page.html': page(article(1)) });
    await run(['import', 'page.html']);
    write({ 'page.html': page(`${article(1)}\n\nA paragraph that came later.`) });
    const report: Report = (await run(['import', 'page.html', '--as', as, '--json'])).json();
    const { imported, revised, skipped } = report;
    expect({
      imported: imported.length,
      revised: revised.length,
      skipped: skipped.length,
    }).toEqual(expected);
  });

  test('--seconds says how long one file may take', async () => {
    // Code spans that never end, each searched for to the end of the text.
    const slow = Array.from({ length: 6000 }, (_, at) => '`'.repeat(at + 1)).join(' ');
    write({ 'slow.md': slow, 'one.txt': article(1) });
    const { code, stdout } = await run(['import', '.', '--seconds', '5']);
    expect(code).toBe(1);
    expect(stdout).toContain('one.txt: imported');
    expect(stdout).toContain('“slow.md” took longer than 5 seconds to read and was given up.');
  });

  test('tells what of an archive was left out', async () => {
    writeFileSync(
      join(directory, 'a.zip'),
      zipOf({ '../evil.txt': article(1), 'one.txt': article(2) }),
    );
    const sentence =
      '“../evil.txt” in “a.zip” has a name that leads out of the archive and was left out.';
    const preview = await run(['import', 'a.zip', '--dry-run', '--json']);
    expect(preview.json()).toMatchObject({ warnings: [sentence], items: [{ words: 300 }] });
    expect((await run(['import', 'a.zip'])).stdout).toContain(sentence);
  });

  test('puts sources in a case file and says what was skipped', async () => {
    write({ 'one.txt': article(1) });
    const first = await run(['import', 'one.txt', '--case', 'North Korean soldiers in Russia']);
    expect(first.stdout).toMatch(/^one\.txt: imported as ".+" \(300 words\), [0-9a-f-]{36}\n$/);
    const again = await run(['import', 'one.txt']);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('one.txt: skipped. The library has the same file already');
  });

  test.each([
    [['import'], 'needs more to go on'],
    [['import', 'a.txt', '--as', 'twice'], '--as takes new, revision, skip'],
    [['import', 'a.txt', '--page', 'half'], '--page takes auto, article, whole'],
    [['import', 'a.txt', '--seconds', '1'], '--seconds takes a whole number from 5 to 3600'],
    [['import', 'a.txt', '--memory', '1e9'], '--memory takes a whole number from 1024 to 16384'],
    [['import', 'a.txt', '--dry-rum'], 'Did you mean "--dry-run"?'],
  ])('%j is wrong usage', async (words, sentence) => {
    const { code, said } = await run(words);
    expect(code).toBe(2);
    expect(said[0]).toContain(sentence);
  });
});
