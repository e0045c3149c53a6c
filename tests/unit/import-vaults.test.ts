import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { besideIn } from '../../core/import/drop-index.ts';
import { readSource, type ReadSource } from '../../core/import/index.ts';
import { allRuns } from '../../shared/runs-in.ts';
import { linkName, namesOf } from '../../core/import/source-names.ts';
import { layoutDocument, sourceDocumentSchema } from '../../shared/document.ts';

const FOLDER = fileURLToPath(new URL('../fixtures/import/markdown', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'casebook-vaults-'));
const index = join(scratch, 'index.json');

/** The files of the fixtures as one drop. */
const paths = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .map((disk): [string, string] => [disk.slice(FOLDER.length + 1).replaceAll('\\', '/'), disk]);
writeFileSync(index, JSON.stringify(paths));
afterAll(() => rmSync(scratch, { recursive: true }));

async function read(name: string): Promise<ReadSource> {
  const source = await readSource({
    name,
    bytes: readFileSync(join(FOLDER, name)),
    beside: besideIn(index, name, new Set()),
  });
  expect(sourceDocumentSchema.safeParse(source.document).success).toBe(true);
  return source;
}

function textOf(source: ReadSource): string {
  return layoutDocument(source.document).text;
}

function linksOf(source: ReadSource): string[] {
  return allRuns(source.document.blocks).flatMap(({ text, to }) =>
    to === undefined ? [] : [`${text} → ${to.id}`],
  );
}

interface Expected {
  file: string;
  title: string;
  authors: string[];
  date?: string;
  paragraphs: number;
  first: string;
  last: string;
  tags: string[];
  links: string[];
  pictures: number;
  warnings?: number;
}

const FILES: Expected[] = [
  {
    file: 'vault/Notes/Night ferries.md',
    title: 'Night ferries',
    authors: ['Berit Aas'],
    paragraphs: 7,
    first: 'The service ran until 2016, see the quay’s history and berit aas.'.replace('’', "'"),
    last: 'Quay 4 stays a link, the law too.',
    tags: ['transport/ferries', 'north', 'costs/fuel'],
    links: [
      "the quay's history → name:quay 4",
      'berit aas → name:berit aas',
      'timetable → name:vault/sources/timetable 1998',
      'Nobody Here → name:nobody here',
      'Quay 4 → name:quay 4',
    ],
    pictures: 1,
  },
  {
    file: 'vault/Notes/Quay 4.md',
    title: 'Quay 4',
    authors: [],
    paragraphs: 6,
    first: 'Built in 1911 1, and rebuilt since.'.replace('1911 1', '19111'),
    last: '1 Harbour board, minutes.',
    tags: [],
    links: ['ferries → name:night ferries'],
    pictures: 1,
  },
  {
    file: 'vault/logseq/pages/Sea___Routes.md',
    title: 'Sea/Routes',
    authors: ['Aas, Berit'],
    date: '2023-11-5',
    paragraphs: 5,
    first: 'The northern route is open. See Dec 24th, 2024.',
    last: '12 m at the pier',
    tags: ['shipping', 'north', 'harbour depth'],
    links: ['Dec 24th, 2024 → name:dec 24th, 2024', 'harbour depth → name:harbour depth'],
    pictures: 0,
  },
  {
    file: 'vault/logseq/journals/2024_12_24.md',
    title: '2024-12-24',
    authors: [],
    date: '2024-12-24',
    paragraphs: 2,
    first: 'Met the pilot about Sea/Routes.',
    last: 'source:: the pilot',
    tags: [],
    links: ['Sea/Routes → name:sea/routes'],
    pictures: 0,
  },
  {
    file: 'vault/joplin/Travel notes.md',
    title: 'Travel notes',
    authors: ['Ola Nordmann'],
    paragraphs: 2,
    first: 'By train to the coast.',
    last: 'See the list and the other.',
    tags: ['trip', 'bergen'],
    links: [
      'the list → name:fedcba9876543210fedcba9876543210',
      'the other → name:vault/joplin/packing list',
    ],
    pictures: 1,
  },
  {
    file: 'toml.md',
    title: 'A log of the étape',
    authors: ['Moe, Kari', 'Ola Nordmann'],
    date: '2022-9-1',
    paragraphs: 1,
    first: 'First day: rain.',
    last: 'First day: rain.',
    tags: ['log', 'hiking', 'walks'],
    links: [],
    pictures: 0,
  },
  {
    file: 'plain-notes.md',
    title: 'Setext title',
    authors: [],
    paragraphs: 7,
    first: 'A paragraph with old new words, wrapped by hand.',
    last: 'n The note itself.',
    tags: [],
    links: [],
    pictures: 0,
  },
  {
    file: 'broken-front-matter.md',
    title: 'broken-front-matter',
    authors: [],
    paragraphs: 2,
    first: 'title: "never closed\ntags: [a, b',
    last: 'The text goes on.',
    tags: [],
    links: [],
    pictures: 0,
    warnings: 1,
  },
];

describe('files of note programs', () => {
  test.each(FILES)('$file', async (expected) => {
    const source = await read(expected.file);
    const { leaves, text } = layoutDocument(source.document);
    const authors = (source.csl.author ?? []).map(
      ({ family, given, literal }) => literal ?? `${family}, ${given}`,
    );
    expect({
      title: source.csl.title,
      authors,
      date: source.csl.issued?.['date-parts']?.[0]?.join('-'),
      paragraphs: leaves.filter(({ paragraph }) => paragraph !== undefined).length,
      first: text.split('\n\n')[0],
      last: text.split('\n\n').at(-1),
      tags: source.tags ?? [],
      links: linksOf(source),
      pictures: source.files?.length ?? 0,
      warnings: source.warnings.length,
    }).toEqual({
      title: expected.title,
      authors: expected.authors,
      date: expected.date,
      paragraphs: expected.paragraphs,
      first: expected.first,
      last: expected.last,
      tags: expected.tags,
      links: expected.links,
      pictures: expected.pictures,
      warnings: expected.warnings ?? 0,
    });
  });

  test('comments and marks of programs are not text', async () => {
    const text = textOf(await read('vault/Notes/Night ferries.md'));
    expect(text).not.toMatch(/%%|ask Berit|A comment|\[!|\]\]|==|\^intro/);
    expect(text).toContain('#code');
    expect(textOf(await read('vault/Notes/Quay 4.md'))).not.toContain('^a1b2c3');
    const logseq = textOf(await read('vault/logseq/pages/Sea___Routes.md'));
    expect(logseq).not.toMatch(/collapsed|id::|LOGBOOK|CLOCK|TODO|DONE/);
    expect(logseq).toContain('((65a1b2c3-0000-4000-8000-000000000002))');
  });

  test('when a note was written is kept', async () => {
    expect(await read('vault/Notes/Night ferries.md')).toMatchObject({
      createdAt: '2024-03-02T08:15:00.000Z',
      updatedAt: '2024-05-17T19:40:00.000Z',
      language: 'en',
    });
    expect(await read('vault/joplin/Travel notes.md')).toMatchObject({
      createdAt: '2023-05-30T09:00:00.000Z',
      updatedAt: '2023-06-01T10:20:30.000Z',
    });
  });

  test('tasks are ticked or not', async () => {
    const { document } = await read('vault/Notes/Night ferries.md');
    const list = document.blocks.find(({ type }) => type === 'list');
    expect(list?.type === 'list' && list.items.map(({ checked }) => checked)).toEqual([
      true,
      false,
    ]);
  });
});

describe('names', () => {
  test.each([
    ['Vault/Notes/Quay 4.md', ['vault/notes/quay 4', 'notes/quay 4', 'quay 4']],
    ['journals/2024_12_03.md', ['dec 3rd, 2024', '2024-12-03']],
    ['journals/2024_12_11.md', ['dec 11th, 2024']],
    ['pages/a___b.md', ['a/b']],
    ['pages/a%2Fb.md', ['a/b']],
  ])('%s', (path, expected) => {
    expect(namesOf(path)).toEqual(expect.arrayContaining(expected));
  });

  test('links and names meet in one spelling', () => {
    expect(linkName('  Cafe\u0301  Noir.md')).toBe(linkName('café noir'));
    expect(namesOf('Café Noir.md')).toContain(linkName('Cafe\u0301 Noir'));
  });
});

describe('words that only look like those of note programs', () => {
  const read = async (text: string) =>
    readSource({ name: 'x.md', bytes: new TextEncoder().encode(text) });
  test.each([
    ['100%% of it and 50%% of that', '100%% of it and 50%% of that'],
    ['a `%% b %%` c', 'a %% b %% c'],
    ['a ``%% b ` c %%`` d', 'a %% b ` c %% d'],
    ['x == y and z == w', 'x == y and z == w'],
    ['see [1][[2]', 'see [1][[2]'],
    ['2 ^10', '2 ^10'],
    ['> [!] no callout', '[!] no callout'],
    ['`[[code]]`', '[[code]]'],
  ])('%s', async (text, expected) => {
    expect(textOf(await read(text))).toBe(expected);
  });

  test('a comment behind more signs of code than anyone writes', async () => {
    const signs = '`'.repeat(20_000);
    expect(textOf(await read(`a ${signs} %%b%% c`))).toBe(`a ${signs} c`);
  });

  test.each([
    ['#include of it', ['include']],
    ['C# and a#b and https://a.example/#c', []],
    ['#1 #2024 #fff #a1b2c3', []],
    ['(#north) "#south"', ['north', 'south']],
  ])('tags of %s', async (text, tags) => {
    expect((await read(text)).tags ?? []).toEqual(tags);
  });
});
