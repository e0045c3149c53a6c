/** Markdown folders: names that every system takes, links that lead somewhere, and the way back. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { assembleCase, type CaseParts } from '../../core/export/case-document.ts';
import { picturesIn } from '../../core/export/document-tools.ts';
import { writeVault } from '../../core/export/vault/vault.ts';
import { openArchive } from '../../core/import/archive.ts';
import { besideIn } from '../../core/import/drop-index.ts';
import { readSource, type ReadSource } from '../../core/import/index.ts';
import { allRuns } from '../../shared/runs-in.ts';
import { nameText } from '../../shared/csl.ts';
import { layoutDocument } from '../../shared/document.ts';
import { caseParts, CONTEXT, options } from '../fixtures/export/parts.ts';
import { everyFeature, hostile } from './export-samples.ts';

const scratch = mkdtempSync(join(tmpdir(), 'casebook-vault-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const filesFolder = join(scratch, 'files');
mkdirSync(filesFolder);

/** The files of a case file's folder, by their paths. */
function written(parts: CaseParts): Map<string, Uint8Array> {
  const bytes = writeVault(assembleCase(parts, options(), CONTEXT), {
    picture: picturesIn(filesFolder),
    report: () => undefined,
    resourcesFolder: '',
  });
  const archive = openArchive(bytes, 'case.zip');
  expect(archive.warnings).toEqual([]);
  return new Map(archive.entries.map(({ path }) => [path, archive.read(path) ?? new Uint8Array()]));
}

function textOf(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  const bytes = files.get(path);
  if (bytes === undefined)
    throw new Error(`There is no ${path} among ${[...files.keys()].join(', ')}.`);
  return new TextDecoder().decode(bytes);
}

/** Every link to a file leads to one that is there. */
function expectLinked(files: ReadonlyMap<string, Uint8Array>): void {
  for (const path of files.keys()) {
    if (!path.endsWith('.md')) continue;
    for (const [, address = ''] of textOf(files, path).matchAll(
      /\]\(((?:\.\.\/|Notes|Sources|Annotations|files)[^\s)]*)/g,
    )) {
      const told = decodeURIComponent(address.replace(/#.*$/, ''));
      expect([...files.keys()]).toContain(join(dirname(path), told).replaceAll('\\', '/'));
    }
  }
}

/** Reads a file of the folder as the import of a whole folder does. */
async function readBack(files: ReadonlyMap<string, Uint8Array>, path: string): Promise<ReadSource> {
  const folder = mkdtempSync(join(scratch, 'drop-'));
  const index = join(folder, 'index.json');
  const disk = [...files.keys()].map((one): [string, string] => [one, join(folder, one)]);
  for (const [one, at] of disk) {
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, files.get(one) ?? new Uint8Array());
  }
  writeFileSync(index, JSON.stringify(disk));
  const bytes = files.get(path) ?? new Uint8Array();
  return readSource({ name: path, bytes, beside: besideIn(index, path, new Set()) });
}

describe('a Markdown folder of every feature', () => {
  const parts = everyFeature(filesFolder);
  const files = written(parts);

  it('has a page for the whole, for each note and source, and for the comments on each', () => {
    const pages = [...files.keys()].filter((path) => path.endsWith('.md'));
    expect(pages).toEqual([
      'Wounded on the river.md',
      'Notes/Every block.md',
      'Notes/Second thoughts.md',
      'Sources/The crossing.md',
      'Annotations/The crossing.md',
      'Sources/السفن.md',
      'Annotations/السفن.md',
      'Sources/강을 건너다.md',
    ]);
    expect([...files.keys()].at(-1)).toMatch(/^files\/[0-9a-f]{64}\.png$/);
    expectLinked(files);
  });

  it('has front matter that other programs read', () => {
    const [, matter = ''] =
      /^---\n([^]*?)\n---\n/.exec(textOf(files, 'Sources/The crossing.md')) ?? [];
    expect(parse(matter)).toMatchObject({
      casebook: 'source',
      title: 'The crossing',
      author: ['Berg, Ann', 'The Office'],
      date: '2024-12-24',
      'container-title': 'The Courier',
      url: 'https://example.org/crossing',
      language: 'en',
      tags: ['river', 'two words'],
      annotations: '[[Annotations/The crossing]]',
    });
  });

  it('marks highlights, and has the way from each comment to its paragraph', () => {
    const source = textOf(files, 'Sources/The crossing.md');
    expect(source).toContain('By noon, ==twelve people had been counted on the far bank==. ^p2\n');
    expect(source).toContain('\n==The ferryman said== that twenty');
    const page = textOf(files, 'Annotations/The crossing.md');
    expect(page).toContain(
      '## H1\n\n> twelve people had been counted\n>\n> — [The crossing, ¶ 2](../Sources/The%20crossing.md#^p2)',
    );
    expect(page).toContain('Figures · Ada Reader · 22 Nov 2026 · #figures · #to-check');
    expect(textOf(files, 'Notes/Second thoughts.md')).toContain(
      '[H1](../Annotations/The%20crossing.md#h1)',
    );
  });

  it('gives the sources back: text, titles, authors, dates, tags and links', async () => {
    for (const source of parts.sources) {
      const path = `Sources/${source.title}.md`;
      const back = await readBack(files, path);
      expect(layoutDocument(back.document).text).toBe(layoutDocument(source.document).text);
      expect(back.csl.title).toBe(source.title);
      expect((back.csl.author ?? []).map(nameText)).toEqual(
        (source.csl.author ?? []).map(nameText),
      );
      expect(back.csl.issued).toEqual(source.csl.issued);
      expect(back.csl.URL).toEqual(source.csl.URL);
      expect(back.tags ?? []).toEqual(source.tags);
    }
  });

  it('gives the notes back, with what they link to', async () => {
    const back = await readBack(files, 'Notes/Every block.md');
    expect(back.csl.title).toBe('Every block');
    expect(back.tags).toEqual(['start', 'figures']);
    const links = allRuns(back.document.blocks).flatMap(({ to }) => to?.id ?? []);
    expect(links).toEqual([
      'name:sources/the crossing',
      'name:notes/second thoughts',
      'name:sources/the crossing',
    ]);
    const { text } = layoutDocument(back.document);
    for (const words of [
      'What the ledger says',
      'def ferry(n):',
      '| 20 |',
      'ask the ferryman',
      'עברית',
    ]) {
      expect(text).toContain(words);
    }
  });
});

it('names files so that every system takes them, none twice, whatever titles hold', () => {
  const files = written(hostile());
  const paths = [...files.keys()];
  expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
  for (const name of paths.flatMap((path) => path.split('/'))) {
    expect(name).not.toMatch(
      /[<>:"\\|?*#^[\]\u0000-\u001f\u202e]|^[. ]|[. ]$|^(?:con|prn|aux|nul)\.md$/i,
    );
    expect(Buffer.byteLength(name)).toBeLessThan(256);
  }
  expectLinked(files);
  expect([...written(caseParts({ title: '' })).keys()]).toEqual(['Untitled case file.md']);
});
