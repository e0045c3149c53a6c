/** The options of `casebook export`, on a real library, and the files that they give. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runCli } from '../../cli/run.ts';
import { readSource } from '../../core/import/index.ts';
import { layoutDocument } from '../../shared/document.ts';
import { textToRichText } from '../../shared/rich-text.ts';
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

/** Runs one command line; gives what was said, and what progress was told. */
async function run(...words: string[]) {
  const said: string[] = [];
  const told: string[] = [];
  const written: string[] = [];
  const code = await runCli(words, {
    version: '0.0.0-test',
    directory: folder.path,
    defaultLibrary: join(folder.path, 'library'),
    open: () => Promise.resolve({ app: door.app, close: () => Promise.resolve() }),
    write: (output) => {
      written.push(typeof output === 'string' ? output : '');
      return Promise.resolve();
    },
    say: (sentence) => said.push(sentence),
    progress: (text) => told.push(text),
    readStdin: () => Promise.resolve(new Uint8Array()),
    strong: (text) => text,
  });
  return { code, told, said: said.join('\n'), written: written.join('') };
}

/** Exports the preloaded case file; gives what was said, and where the file is. */
async function exportWith(name: string, ...options: string[]) {
  const { code, said, written } = await run('export', title, '--out', name, ...options);
  return { code, said, written, bytes: () => readFileSync(join(folder.path, name)) };
}

test('a PDF of chosen parts, paper, extent and labels holds these and no others', async () => {
  const chosen = ['--only', 'Sources, comments', '--extent', 'quotations', '--paper', 'letter'];
  const made = await exportWith('chosen.pdf', ...chosen, '--labels', 'doubtful,BLUE');
  expect([made.code, made.said]).toEqual([0, '']);
  expect(made.written).toMatch(
    /^Not in it as in the library:\n(?:- .+\n)*- 2 notes: notes were not/m,
  );
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

describe('chosen sources', () => {
  const TITLES = ['The crossing', 'The pilots', 'Left at home'];
  const [first = '', second = '', other = ''] = TITLES;
  beforeAll(async () => {
    for (const one of TITLES) {
      const text = `${one}: ${'What was said of it. '.repeat(40)}`;
      const { imported } = await door.call('sources.paste', { text, title: one });
      await door.call('highlights.create', {
        sourceId: imported[0]?.id ?? '',
        passages: [{ quote: `${one}:` }],
        comment: textToRichText(`On ${one}.`),
      });
    }
  });
  const exported = async (out: string, ...options: string[]) => {
    const named = [first, second].flatMap((one) => ['--source', one]);
    const made = await run('export', ...named, '--out', out, ...options);
    expect([made.code, made.said]).toEqual([0, '']);
    return join(folder.path, out);
  };

  test.each(['html', 'annotations', 'csv', 'anki', 'bibtex', 'ris', 'csl-json'])(
    'leave as %s, and no others with them',
    async (format) => {
      const text = readFileSync(await exported(`some.${format}`, '--format', format), 'utf8');
      expect(text).toContain(first);
      expect(text).toContain(second);
      expect(text).not.toContain(other);
    },
  );

  test('leave as a Word document, which is read again', async () => {
    const bytes = readFileSync(await exported('some.docx', '--format', 'docx'));
    const { document } = await readSource({ name: 'some.docx', bytes });
    const { text } = layoutDocument(document);
    expect(text).toContain('What was said of it.');
    expect(text).toContain(second);
    expect(text).not.toContain(other);
  });

  test('leave as a folder of Markdown, which has to be new or empty', async () => {
    mkdirSync(join(folder.path, 'vault'));
    const vault = await exported('vault', '--format', 'markdown');
    expect(readdirSync(join(vault, 'Sources')).sort()).toEqual([`${first}.md`, `${second}.md`]);
    const again = await run('export', '--source', first, '--format', 'markdown', '--out', 'vault');
    expect(again.code).toBe(1);
    expect(again.said).toContain('is not empty, and nothing in it is to be overwritten');
    expect(readdirSync(join(vault, 'Sources'))).toHaveLength(2);
  });

  test('are not exported where no folder can be made, and nothing stays behind', async () => {
    writeFileSync(join(folder.path, 'a-file'), 'as it was');
    const places = [
      ['a-file', "a-file can't be the folder to export to. Name a new one"],
      ['a-file/vault', 'a-file does not exist, so nothing can be saved in it'],
      ['nowhere/vault', 'nowhere does not exist, so nothing can be saved in it'],
      ...(process.platform === 'linux' ? [['/proc/vault', '/proc/vault could not be']] : []),
    ];
    for (const [out = '', reason = ''] of places) {
      const words = ['export', '--source', first, '--format', 'markdown', '--out', out];
      const { code, said } = await run(...words);
      expect([code, said]).toEqual([1, expect.stringContaining(reason)]);
    }
    expect(readFileSync(join(folder.path, 'a-file'), 'utf8')).toBe('as it was');
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('are not exported as a PDF, or beside a case file', async () => {
    const asPdf = await run('export', '--source', first, '--out', 'x.pdf');
    expect([asPdf.code, asPdf.said]).toEqual([
      2,
      expect.stringContaining(`Sources alone can't be exported as "pdf". Use --format docx`),
    ]);
    const both = await run('export', title, '--source', first, '--out', 'x.docx');
    expect([both.code, both.said]).toEqual([2, expect.stringContaining('not both')]);
  });
});

test('an export says what it does, and how far it is', async () => {
  const { code, told } = await run('export', title, '--format', 'docx', '--out', 'told.docx');
  expect(code).toBe(0);
  expect(told).toContainEqual(expect.stringMatching(/^Writing the file, \d+%$/));
});
