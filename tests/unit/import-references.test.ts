import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { dateText, nameText } from '../../shared/csl.ts';
import { cslSchema } from '../../shared/csl.ts';
import { readSources, type ReadSource } from '../../core/import/index.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/import/references');

const FILES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.(?:bib|ris|nbib|json|xml|rdf)$/.test(path) && !path.startsWith('expected/'))
  .sort();

async function read(path: string): Promise<ReadSource[]> {
  const bytes = new Uint8Array(readFileSync(join(FOLDER, path)));
  return readSources({ name: basename(path), bytes });
}

/** All that was read, in the order of the file. */
function whole(sources: readonly ReadSource[]): string {
  const shown = sources.map(({ document, mediaType: _, record: __, ...source }) => {
    expect(document.blocks).toEqual([]);
    return source;
  });
  return `${JSON.stringify(shown, null, 2)}\n`;
}

/** A line for each entry: key, type, title, people, date, where. */
function lines(sources: readonly ReadSource[]): string {
  return sources
    .map(({ csl, tags = [], warnings }) =>
      [
        csl['citation-key'],
        csl.type,
        csl.title,
        [...(csl.author ?? []), ...(csl.editor ?? [])].map(nameText).join('; '),
        dateText(csl.issued),
        [csl['container-title'], csl.volume, csl.page, csl.publisher].filter(Boolean).join(', '),
        csl.DOI ?? csl.URL ?? csl.ISBN ?? '',
        [...tags, ...warnings].join('; '),
      ]
        .join(' | ')
        .trimEnd(),
    )
    .join('\n')
    .concat('\n');
}

test('there are the files that the readers are tested with', () => {
  expect(FILES.length).toBeGreaterThanOrEqual(32);
});

test.each(FILES)('%s', async (path) => {
  const sources = await read(path);
  for (const { csl, record } of sources) {
    expect(record).toBe(true);
    // What is read can be stored: nothing of it is lost or refused on its way.
    expect(cslSchema.parse(csl)).toEqual(csl);
    expect(csl.title).not.toBe('');
  }
  const real = path.startsWith('real-');
  const expected = join(FOLDER, 'expected', `${basename(path)}.${real ? 'txt' : 'json'}`);
  await expect(real ? lines(sources) : whole(sources)).toMatchFileSnapshot(expected);
});

test('lists are known by what they look like, whatever they are called', async () => {
  const endings = [
    ['zotero.bib', 'application/x-bibtex'],
    ['zotero.ris', 'application/x-research-info-systems'],
    ['pubmed.nbib', 'application/nbib'],
    ['endnote.xml', 'application/x-endnote-xml'],
    ['zotero-export/Kursk.rdf', 'application/rdf+xml'],
    ['zotero.csl.json', 'application/vnd.citationstyles.csl+json'],
  ] as const;
  for (const [path, mediaType] of endings) {
    const bytes = new Uint8Array(readFileSync(join(FOLDER, path)));
    const [named] = await readSources({ name: 'export.txt', bytes });
    // Only what databases call .txt is looked at under that name.
    if (/\.(?:bib|ris|nbib)$/.test(path)) expect(named?.mediaType).toBe(mediaType);
    const [bare] = await readSources({ name: 'export', bytes });
    expect(bare?.mediaType).toBe(mediaType);
  }
});

test('a text that only mentions references is a text', async () => {
  const texts = [
    'Write to me@example.org, or see @article{key} in the file.\n\nMore text follows here.',
    'TY is a tag.\n\nER is another one, and none of this is a list.',
    '{ "not": "a reference" }',
  ];
  for (const text of texts) {
    const [source] = await readSources({ name: 'a.txt', bytes: new TextEncoder().encode(text) });
    expect(source?.mediaType).toBe('text/plain');
  }
});
