/** The options of `casebook export`, on a real library, and the files that they give. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runCli } from '../../cli/run.ts';
import { bookmarksOf, openPdf, wordsOf } from '../fixtures/export/pdf-structure.ts';
import { openDoor, temporaryFolder } from './open.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let door: Awaited<ReturnType<typeof openDoor>>;
let title: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  door = await openDoor(join(folder.path, 'library'), { host: { kind: 'cli' } });
  title = (await door.call('cases.list', {}))[0]?.title ?? '';
  await door.call('labels.rename', { id: 'red', name: 'Doubtful' });
});
afterAll(async () => {
  await door.library.close();
  await folder.dispose();
});

/** Exports the preloaded case file; gives what was said, and where the file is. */
async function exportWith(name: string, ...options: string[]) {
  const said: string[] = [];
  const code = await runCli(['export', title, '--out', name, ...options], {
    version: '0.0.0-test',
    directory: folder.path,
    defaultLibrary: join(folder.path, 'library'),
    open: () => Promise.resolve({ app: door.app, close: () => Promise.resolve() }),
    write: () => Promise.resolve(),
    say: (sentence) => said.push(sentence),
    progress: () => undefined,
    readStdin: () => Promise.resolve(new Uint8Array()),
    strong: (text) => text,
  });
  return { code, said: said.join('\n'), bytes: () => readFileSync(join(folder.path, name)) };
}

test('a PDF of chosen parts, paper, extent and labels holds these and no others', async () => {
  const chosen = ['--only', 'Sources, comments', '--extent', 'quotations', '--paper', 'letter'];
  const made = await exportWith('chosen.pdf', ...chosen, '--labels', 'doubtful,BLUE');
  expect([made.code, made.said]).toEqual([0, '']);
  const { pdf, close } = await openPdf(made.bytes());
  const titles = (await bookmarksOf(pdf)).map((bookmark) => bookmark.title);
  for (const absent of ['Analysis', 'Summary', 'Bibliography', 'Index', 'Export record']) {
    expect(titles).not.toContain(absent);
  }
  expect((await pdf.getPage(1)).view).toEqual([0, 0, 612, 792]);
  const pages = Array.from({ length: pdf.numPages }, (_, at) => wordsOf(pdf, at + 1));
  const words = (await Promise.all(pages)).join(' ');
  await close();
  const quotes = ['two dozen injured soldiers', 'deployed to assist', 'exceeded 3,000'];
  for (const quote of quotes) expect(words).toContain(quote);
  // Of the five highlights, the others have labels that were not named.
  expect(words).not.toMatch(/H[45]/);
});

test('a preset is where parts are left out from, and the bundle inside is the one that is exported', async () => {
  const words = ['--preset', 'notes', '--without', 'bibliography,record', '--attach-bundle'];
  const made = await exportWith('notes.pdf', ...words, '--standard', 'a-3a');
  expect([made.code, made.said]).toEqual([0, '']);
  const { pdf, close } = await openPdf(made.bytes());
  const titles = (await bookmarksOf(pdf)).map((bookmark) => bookmark.title);
  expect(titles).toContain('Analysis');
  for (const absent of ['Bibliography', 'Index', 'Export record']) {
    expect(titles).not.toContain(absent);
  }
  const name = String([...((await pdf.getAttachments()) ?? []).keys()][0]);
  const attached = await pdf.getAttachmentContent(name);
  await close();
  const bundle = await exportWith('case.casebook', '--format', 'bundle');
  expect(name).toMatch(/\.casebook$/);
  expect(Buffer.from(attached ?? []).equals(bundle.bytes())).toBe(true);
});

test.each([
  [['--preset', 'note'], 'Did you mean "notes"? It can be full, excerpts, quotations, notes.'],
  [['--paper', 'a5'], 'It can be a4, letter.'],
  [['--extent', 'half'], 'It can be full, excerpts, quotations.'],
  [['--standard', 'ua-2'], 'It can be ua-1, a-2a, a-3a.'],
  [['--without', 'sumary'], 'Did you mean "summary"?'],
  [['--without', ' , '], '"--without" needs at least one name after it.'],
  [['--only', 'notes', '--without', 'index'], 'Use either --without or --only, not both.'],
  [['--only', 'comments'], 'Use --only sources,comments.'],
  [['--labels', 'pink'], 'There is no label "pink". There are '],
  [['--labels', 'pink'], 'red ("Doubtful")'],
  [['--standard', 'a-2a', '--attach-bundle'], 'PDF/A-2a has no place for the bundle.'],
  [['--format', 'csv', '--extent', 'full'], '"--extent" says nothing of "csv".'],
  [['--format', 'html', '--attach-bundle'], 'Use --format pdf.'],
])('%j is refused with a sentence on what is possible', async (options, sentence) => {
  const { code, said, bytes } = await exportWith('refused.pdf', ...options);
  expect(code).toBe(2);
  expect(said).toContain(sentence);
  expect(bytes).toThrow('ENOENT');
});
