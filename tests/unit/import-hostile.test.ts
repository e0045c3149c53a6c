import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collectFiles } from '../../cli/collect-files.ts';
import { createReaderPool, type ReaderPool } from '../../core/import/read-in-worker.ts';
import type { ReadSource } from '../../core/import/reader.ts';
import { allRuns } from '../../shared/runs-in.ts';
import { layoutDocument } from '../../shared/document.ts';
import { Refusal } from '../../shared/result.ts';
import { wrongWithFailure, wrongWithSource } from '../fuzz/judge.ts';
import { encode } from './encoders.ts';

const scratch = mkdtempSync(join(tmpdir(), 'casebook-hostile-'));
const workerUrl = new URL('../../core/import/import-worker.ts', import.meta.url);
const HOSTILE = new URL('../fixtures/import/hostile/', import.meta.url);
let pool: ReaderPool;
beforeAll(() => {
  pool = createReaderPool({ workerUrl });
});
afterAll(async () => {
  await pool.close();
  rmSync(scratch, { recursive: true });
});

/** Reads a file as the program does; a refusal comes back as its code and sentence. */
async function outcome(name: string, bytes: Uint8Array): Promise<ReadSource[] | Refusal> {
  try {
    const { sources } = await pool.readAll({ name, bytes });
    expect(sources.map(wrongWithSource).filter((wrong) => wrong !== undefined)).toEqual([]);
    return sources;
  } catch (error) {
    expect(wrongWithFailure(error)).toBeUndefined();
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Why a file was refused; empty when it was read. */
function sentenceOf(read: unknown): string {
  return read instanceof Refusal ? read.message : '';
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const PNG = Buffer.concat([latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), Buffer.alloc(200)]);
const ZIP = Buffer.concat([latin1('PK\x03\x04'), Buffer.alloc(200)]);
const ELF = Buffer.concat([latin1('\x7fELF\x02\x01\x01'), Buffer.alloc(200)]);
const EXE = Buffer.concat([latin1('MZ\x90\0\x03'), Buffer.alloc(200)]);
const SQLITE = Buffer.concat([latin1('SQLite format 3\0'), Buffer.alloc(200)]);
const MP4 = Buffer.concat([latin1('\0\0\0\x18ftypmp42'), Buffer.alloc(200)]);
const GZIP = gzipSync('words');
const WORDS = 'The pilot stood on the quay. ';

describe('files that are not what they say', () => {
  const REFUSED: ReadonlyArray<readonly [name: string, bytes: Uint8Array, says: RegExp]> = [
    ['notes.md', ZIP, /zip archive/],
    ['list.csv', GZIP, /compressed/],
    ['page.html', ELF, /a program/],
    ['readme.txt', EXE, /a program/],
    ['notes.enex', SQLITE, /.+/],
    ['data.csv', SQLITE, /a database/],
    ['film.txt', MP4, /sound or video/],
    ['text.txt', latin1('BM\x9a\0\0\0\0\0\0\0\x36\0\0\0'), /BMP picture/],
    ['font.md', Buffer.concat([latin1('wOF2'), Buffer.alloc(60)]), /a font/],
    ['drawing.txt', latin1('%!PS-Adobe-3.0\nshowpage\n'), /PostScript/],
    [
      'bundle.txt',
      Buffer.concat([Buffer.alloc(257, 'a'), latin1('ustar\x0000'), Buffer.alloc(400)]),
      /an archive/,
    ],
    ['empty.txt', Buffer.alloc(0), /empty/],
    ['empty.md', Buffer.alloc(0), /empty/],
    ['empty.csv', Buffer.alloc(0), /empty/],
    ['empty.enex', Buffer.alloc(0), /empty/],
    ['blank.md', Buffer.from(' \n\n\t\n'), /no text/],
    ['blank.csv', Buffer.from(',,,\n,,,\n'), /no text/],
    ['mark.txt', latin1('\xef\xbb\xbf'), /no text/],
    ['nul.txt', Buffer.from('line\0\nline\0\n'.repeat(20)), /not a text file/],
    ['nul.md', Buffer.alloc(5000), /not a text file/],
    ['control.csv', Buffer.from(Array.from({ length: 500 }, (_, at) => at % 9)), /not a text file/],
    ['no notes.enex', Buffer.from('<en-export></en-export>'), /no notes/],
    ['words.enex', Buffer.from(WORDS), /.+/],
  ];
  test.each(REFUSED)('%s', async (name, bytes, says) => {
    const refused = await outcome(name, bytes);
    expect(refused).toBeInstanceOf(Refusal);
    expect(sentenceOf(refused)).toContain(`“${name}”`);
    expect(sentenceOf(refused)).toMatch(says);
  });

  test('a picture that calls itself text is never read as text', async () => {
    const read = await outcome('picture.txt', PNG);
    expect(read).toBeInstanceOf(Refusal);
    expect(sentenceOf(read)).toMatch(/“picture\.txt”.*picture/i);
  });

  test('a file past the limit is refused before it is loaded', async () => {
    const path = join(scratch, 'huge.txt');
    writeFileSync(path, '');
    truncateSync(path, 8 * 1024 ** 3);
    const refused = await pool.readAll({ name: 'huge.txt', path }).catch((error: unknown) => error);
    expect(sentenceOf(refused)).toMatch(
      /“huge\.txt” has 8192 MB; files of up to 100 MB can be read/,
    );
  });

  test('UTF-16 that ends in the middle of a character loses no more than that', async () => {
    const bytes = encode(`\uFEFF${WORDS.repeat(3)}`, 'utf-16le');
    const read = await outcome('odd.txt', bytes.subarray(0, bytes.length - 1));
    expect(read).not.toBeInstanceOf(Refusal);
  });
});

describe('names that mean harm', () => {
  test.each([
    ['../../../etc/passwd.txt', 'passwd'],
    ['C:\\Windows\\evil.txt', 'evil'],
    ['report\u202Etxt.exe', 'reporttxt'],
    ['a\nb\0c\x1b[31m.txt', 'a bc[31m'],
    ['\u2066hidden\u2069.md', 'hidden'],
    [`${'x'.repeat(5000)}.txt`, 'x'.repeat(500)],
    ['__proto__.md', 'proto'],
    ['CON.txt', 'CON'],
  ])('%j', async (name, title) => {
    const read = await outcome(name, Buffer.from(WORDS.repeat(3)));
    expect(read).not.toBeInstanceOf(Refusal);
    expect(read instanceof Refusal ? '' : read[0]?.csl.title).toBe(title);
  });

  test('are told without what turns a sentence round', async () => {
    const refused = await outcome('a\u202Eb\n.txt', Buffer.alloc(0));
    expect(sentenceOf(refused)).toContain('“ab .txt”');
  });
});

describe('depth and length', () => {
  const LEVELS = 10_000;
  test.each([
    ['quotes.md', '> '.repeat(LEVELS)],
    ['items.md', '- '.repeat(LEVELS)],
    ['brackets.md', '['.repeat(LEVELS)],
    ['pictures.md', '!['.repeat(LEVELS)],
    ['links.md', '[a]('.repeat(LEVELS)],
    ['stars.md', '*a '.repeat(LEVELS)],
    ['wiki.md', '[['.repeat(LEVELS)],
    ['comments.md', '%%a '.repeat(LEVELS)],
    ['code.md', `%% a ${'`'.repeat(LEVELS)} `],
    ['code2.md', `a %% ${'```` ` '.repeat(LEVELS)} `],
    [
      'hanging.txt',
      `- ${'words of an item that goes on and on, and on, and on, and on, and\n  '.repeat(LEVELS * 4)}`,
    ],
    ['names.ris', `TY  - BOOK\n${'AU  - Kim, A.\n'.repeat(LEVELS * 4)}TI  - T\nER  - \n`],
    ['elements.md', '<div><ul><li>'.repeat(LEVELS)],
    ['yaml.md', `---\na: ${'['.repeat(LEVELS)}\n---\n`],
    ['toml.md', `+++\na = ${'['.repeat(LEVELS)}\n+++\n`],
    ['quotes.csv', '"'.repeat(LEVELS)],
    ['quotes.txt', '> '.repeat(LEVELS)],
    ['notes.enex', '<en-export>' + '<note>'.repeat(LEVELS)],
    [
      'notes2.enex',
      `<en-export><note><title>T</title><content><![CDATA[<en-note>${'<b><table><tr><td>'.repeat(LEVELS)}`,
    ],
    [
      'notes3.enex',
      `<en-export><note><title>T</title><content><![CDATA[<en-note>${'<ul><li>a'.repeat(LEVELS)}`,
    ],
    ['page.html', '<blockquote>'.repeat(LEVELS)],
    ['list.json', '['.repeat(LEVELS)],
    ['list.bib', `@book{a, title = ${'{'.repeat(LEVELS)}`],
    ['text.rtf', `{\\rtf1 ${'{'.repeat(LEVELS)}`],
  ])('%s with 10,000 levels', { timeout: 60_000 }, async (name, text) => {
    const read = await outcome(name, Buffer.from(`${text}the end\n`));
    if (!(read instanceof Refusal)) expect(read.length).toBeGreaterThan(0);
  });

  test.each([
    ['line.txt', 'a'],
    ['words.txt', 'word '],
    ['cells.csv', 'a,'],
    ['tags.html', '<b>'],
    ['line.md', 'a'],
  ])('%s of one line of 50 MB ends in time', { timeout: 180_000 }, async (name, piece) => {
    const bytes = Buffer.alloc(50 * 1024 * 1024, piece);
    const ended = await pool.readAll({ name, bytes }).then(
      ({ sources }) => sources.length > 0,
      (error: unknown) => error instanceof Refusal,
    );
    // Past its time or memory a file is given up, and the program goes on.
    expect(ended).toBe(true);
    expect(await outcome('next.txt', Buffer.from(WORDS))).not.toBeInstanceOf(Refusal);
  });

  test('front matter whose aliases would grow without end is kept as text', async () => {
    const read = await outcome('bomb.md', readFileSync(new URL('front-matter-bomb.md', HOSTILE)));
    if (read instanceof Refusal) throw read;
    expect(read[0]?.warnings.join()).toContain('not valid YAML');
    expect(layoutDocument(read[0]?.document ?? { blocks: [] }).text).toContain('after the bomb');
  });
});

describe('what would reach out', () => {
  const files = readdirSync(HOSTILE, { withFileTypes: true }).filter((entry) => entry.isFile());
  test.each(files.map(({ name }) => name))('%s', { timeout: 60_000 }, async (name) => {
    const read = await outcome(name, readFileSync(new URL(name, HOSTILE)));
    for (const { document, files: pictures = [] } of read instanceof Refusal ? [] : read) {
      expect(pictures).toEqual([]);
      const links = allRuns(document.blocks).flatMap(({ href }) => href ?? []);
      expect(links.filter((href) => !/^(?:https?|mailto):/.test(href))).toEqual([]);
      // Lines of files of this machine.
      expect(layoutDocument(document).text).not.toMatch(/root:x:0|127\.0\.0\.1\s+localhost/);
    }
  });

  test('links of the disk are not followed out of a folder', async () => {
    const secret = join(scratch, 'secret');
    const folder = join(scratch, 'folder');
    mkdirSync(secret);
    mkdirSync(folder);
    writeFileSync(join(secret, 'key.txt'), 'secret');
    writeFileSync(join(folder, 'note.txt'), WORDS);
    symlinkSync(secret, join(folder, 'link'));
    symlinkSync(join(secret, 'key.txt'), join(folder, 'key.txt'));
    symlinkSync(folder, join(folder, 'loop'));
    const found = await collectFiles(['folder'], scratch, () => Promise.resolve(new Uint8Array()));
    expect(found.map(({ file }) => file)).toEqual([join('folder', 'note.txt')]);
  });
});
