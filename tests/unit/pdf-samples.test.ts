/** The PDF of the sample case files, looked at from the outside. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, onTestFinished, test } from 'vitest';
import { assembleCase, type CaseParts } from '../../core/export/case-document.ts';
import { findFontFolders } from '../../core/export/fonts.ts';
import { typesetPdf } from '../../core/export/pdf.ts';
import { storedPath } from '../../core/file-store.ts';
import type { ExportOptions } from '../../shared/domain.ts';
import { caseParts, CONTEXT, options, summedUp } from '../fixtures/export/parts.ts';
import {
  type Bookmark,
  bookmarksOf,
  hasTool,
  linksOf,
  openPdf,
  rolesOf,
  wordsOf,
} from '../fixtures/export/pdf-structure.ts';
import {
  everythingCase,
  largeCase,
  longSourceCase,
  PICTURE,
  PICTURE_SHA256,
  specialTitlesCase,
} from '../fixtures/export/samples.ts';

const files = mkdtempSync(join(tmpdir(), 'casebook-samples-'));
const picture = storedPath(files, PICTURE_SHA256);
mkdirSync(dirname(picture), { recursive: true });
writeFileSync(picture, PICTURE);
afterAll(() => rmSync(files, { recursive: true, force: true }));

function typeset(parts: CaseParts, given: Partial<ExportOptions> = {}) {
  return typesetPdf(assembleCase(parts, options(given), CONTEXT), {
    pdfFolder: fileURLToPath(new URL('../../resources/pdf', import.meta.url)),
    fontFolders: findFontFolders(),
    filesFolder: files,
  });
}

async function opened(bytes: Uint8Array) {
  const { pdf, close } = await openPdf(bytes);
  onTestFinished(close);
  return pdf;
}

/** What headings and bookmarks say alike: without marks of direction, white space or joined letters. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '');
}

/** The entries of the contents: titles with the page that is printed after them. */
async function contentsOf(pdf: Awaited<ReturnType<typeof opened>>) {
  const entries: string[] = [];
  for (let page = 2; page < 12; page += 1) {
    const words = await wordsOf(pdf, page);
    if (!words.includes('. . . .')) break;
    entries.push(words);
  }
  return [...entries.join(' ').matchAll(/(?: \.| \.)+\s*(\d+)(?= |$)/g)].map(([, page]) =>
    Number(page),
  );
}

const SAMPLES: ReadonlyArray<[name: string, make: () => CaseParts, warnings: number]> = [
  ['of every block, feature and script', everythingCase, 0],
  ['with titles of special characters', specialTitlesCase, 3],
  ['of 200 sources with 800 comments', () => largeCase(200), 0],
  ['with a source of 300 pages', () => longSourceCase(2000), 0],
  ['without anything', () => caseParts({ title: 'Nothing yet' }), 0],
];

describe.each(SAMPLES)('a case file %s', (_, make, warnings) => {
  const made = typeset(make());

  it('is accepted as PDF/UA-1, and what is replaced is told', () => {
    expect(made.warnings).toHaveLength(warnings);
  });

  it('has an outline whose entries are where they lead, and levels without a gap', async () => {
    const pdf = await opened(made.bytes);
    const bookmarks = await bookmarksOf(pdf);
    expect(bookmarks.map(({ title }) => title)).toContain('Export record');
    for (const { title, page } of bookmarks.slice(0, 40)) {
      const words = plain(await wordsOf(pdf, page));
      // Right-to-left words are drawn in another order than they are read.
      if (!/[\p{Script=Arabic}\p{Script=Hebrew}\u202E]/u.test(title)) {
        expect(words).toContain(plain(title).slice(0, 30));
      }
    }
    const levels = bookmarks.map(({ level }: Bookmark) => level);
    levels.forEach((level, at) => expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1));
    expect(bookmarks.map(({ page }) => page)).toEqual(
      bookmarks.map(({ page }) => page).toSorted((a, b) => a - b),
    );
  });

  it('has links that all land on one of its pages', async () => {
    const pdf = await opened(made.bytes);
    for (let page = 1; page <= Math.min(made.pages, 40); page += 1) {
      for (const target of await linksOf(pdf, page)) {
        expect(target).toBeGreaterThanOrEqual(1);
        expect(target).toBeLessThanOrEqual(made.pages);
      }
    }
  });

  it('says in its contents where the links lead', async () => {
    const pdf = await opened(made.bytes);
    const printed = await contentsOf(pdf);
    const links: number[] = [];
    for (let page = 2; links.length < printed.length && page < 12; page += 1) {
      links.push(...(await linksOf(pdf, page)));
    }
    // A title over two lines is two links to one page.
    const led = new Set(links);
    for (const page of printed) expect(led).toContain(page);
    expect(printed.length).toBeGreaterThan(0);
  });

  it('carries its title and language', async () => {
    const pdf = await opened(made.bytes);
    const { info } = (await pdf.getMetadata()) as { info: Record<string, unknown> };
    expect(info['Language']).toMatch(/^en/);
    expect(info['Title']).not.toBe('');
    expect(String(info['CreationDate'])).toContain('20261122');
  });
});

test.each([
  ['Summary', ['Summary', 'What is sure', 'Analysis']],
  ['In short', ['Summary', 'In short', 'What is sure', 'Analysis']],
])('a summary that is called “%s” is named once, without a gap', async (title, expected) => {
  const made = typeset(summedUp(title));
  expect(made.warnings).toEqual([]);
  const titles = (await bookmarksOf(await opened(made.bytes))).map((bookmark) => bookmark.title);
  expect(titles.slice(titles.indexOf('Summary'))).toEqual(expect.arrayContaining(expected));
  expect(titles.filter((one) => one === 'Summary')).toHaveLength(1);
});

test('every part is tagged for what it is', async () => {
  const { bytes, pages } = typeset(everythingCase());
  const pdf = await opened(bytes);
  const roles = new Set<string>();
  for (let page = 1; page <= pages; page += 1)
    for (const role of await rolesOf(pdf, page)) roles.add(role);
  for (const role of [
    'H1',
    'H2',
    'H3',
    'P',
    'L',
    'LI',
    'Table',
    'TR',
    'TH',
    'TD',
    'Figure',
    'Link',
    'Note',
    'Formula',
    'TOC',
    'TOCI',
  ]) {
    expect([...roles]).toContain(role);
  }
});

test('parts that are empty or not asked for are neither printed nor listed', async () => {
  const { bytes } = typeset(everythingCase(), {
    index: false,
    openQuestions: false,
    record: false,
    summary: false,
  });
  const titles = (await bookmarksOf(await opened(bytes))).map(({ title }) => title);
  for (const title of [
    'Index',
    'Open questions',
    'Export record',
    'Summary',
    'Key to the highlights',
  ]) {
    expect(titles).not.toContain(title);
  }
  expect(titles).toContain('Analysis');
});

test('the summary, the open questions and the index say what the case file holds', async () => {
  const { bytes } = typeset(everythingCase());
  const pdf = await opened(bytes);
  const bookmarks = await bookmarksOf(pdf);
  const textOf = async (title: string) =>
    wordsOf(pdf, bookmarks.find((bookmark) => bookmark.title === title)?.page ?? 0);
  expect(await textOf('Summary')).toContain('What this case file says');
  const questions = await textOf('Open questions');
  for (const words of [
    'Find the page of that day',
    'Write to the archive',
    'Ask the port for the list',
    'H5',
  ]) {
    expect(questions).toContain(words);
  }
  expect(questions).not.toContain('Read the letters');
  const index = await textOf('Index');
  expect(index).toMatch(/to check, \d+/);
  expect(index).toContain('van der Berg, Jan');
});

test.each(['a-2a', 'a-3a'] as const)('every block is accepted as PDF/%s', (standard) => {
  const { warnings, bytes } = typeset(everythingCase(), { standard });
  expect(warnings).toEqual([]);
  expect(Buffer.from(bytes).toString('latin1')).toContain('pdfaid:part');
});

describe.skipIf(!hasTool('pdftoppm'))('drawn', () => {
  /** Pages as grey pictures of 50 dots to the inch: width, height and bytes of each. */
  function drawn(bytes: Uint8Array) {
    const folder = mkdtempSync(join(tmpdir(), 'casebook-drawn-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'case.pdf');
    writeFileSync(file, bytes);
    spawnSync('pdftoppm', ['-r', '50', '-gray', file, join(folder, 'page')]);
    return spawnSync('ls', [folder], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter((name) => name.endsWith('.pgm'))
      .map((name) => {
        const data = readFileSync(join(folder, name));
        const [head = '', width = 0, height = 0] =
          /^P5\n(\d+) (\d+)\n\d+\n/.exec(data.toString('latin1', 0, 40)) ?? [];
        return { width: Number(width), height: Number(height), grey: data.subarray(head.length) };
      });
  }

  it('leaves the margins white: no text is cut off or hangs out', () => {
    // 210 mm are 413 dots; the text and its ¶ numbers keep 25 mm from either edge.
    const margin = 50;
    for (const { width, height, grey } of drawn(typeset(everythingCase()).bytes)) {
      for (let y = 0; y < height; y += 1) {
        const row = grey.subarray(y * width, (y + 1) * width);
        expect(
          Math.min(...row.subarray(0, margin), ...row.subarray(width - margin)),
        ).toBeGreaterThan(240);
      }
    }
  });
});

describe.skipIf(!hasTool('qpdf'))('for qpdf', () => {
  it('is sound', () => {
    const folder = mkdtempSync(join(tmpdir(), 'casebook-qpdf-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'case.pdf');
    writeFileSync(file, typeset(everythingCase()).bytes);
    const { status, stdout } = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' });
    expect(stdout).toContain('No syntax or stream encoding errors found');
    expect(status).toBe(0);
  });
});

if (!hasTool('qpdf'))
  console.log('Skipped: qpdf is not installed, so files are not checked by it.');
if (!hasTool('pdftoppm'))
  console.log('Skipped: pdftoppm is not installed, so margins are not looked at.');
