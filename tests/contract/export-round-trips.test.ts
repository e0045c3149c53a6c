/** What leaves a library as Markdown or references and comes into another one. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CallInput } from '../../shared/contract.ts';
import type { Csl } from '../../shared/csl.ts';
import { DOCUMENT_FORMATS } from '../../shared/export-formats.ts';
import type { Block } from '../../shared/document.ts';
import {
  blocksToRichText,
  richTextToBlocks,
  richTextToPlain,
  textToRichText,
} from '../../shared/rich-text.ts';
import { addAll, article, preview } from './import-drop.ts';
import { finished, openDoor, temporaryFolder, type Door } from './open.ts';

vi.setConfig({ testTimeout: 60_000 });

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let from: Door;
let to: Door;
let caseId: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  from = await openDoor(join(folder.path, 'from'));
  to = await openDoor(join(folder.path, 'to'));
  caseId = (await from.call('cases.create', { title: 'Ferries' })).id;
  const text = 'The ferry left at noon.\n\nNobody had counted the people on it.';
  const { imported } = await from.call('sources.paste', { text, title: 'The crossing', caseId });
  await from.call('highlights.create', {
    sourceId: imported[0]?.id ?? '',
    passages: [{ quote: 'left at noon' }],
    comment: textToRichText('By which clock?'),
  });
  const body = textToRichText('What the ferryman said.');
  await from.call('notes.create', { caseId, title: 'Second thoughts', body });
});
afterAll(async () => {
  await from.library.close();
  await to.library.close();
  await folder.dispose();
});

async function exported(request: CallInput<'exports.create'>): Promise<Uint8Array> {
  const { id } = await from.call('exports.create', request);
  const { result } = await finished(from, id);
  const reply = await from.app(new Request(`casebook://app${result?.path ?? ''}`));
  return new Uint8Array(await reply.arrayBuffer());
}

test('a Markdown folder gives sources as sources and notes as notes', async () => {
  const zip = await exported({ caseId, format: 'markdown' });
  const { id, items } = await preview(to, { 'case.zip': zip });
  const wanted = items.filter(({ decision }) => decision !== 'skip');
  expect(wanted.map(({ file }) => file)).toEqual(['case.zip/Sources/The crossing.md']);
  const left = items.find(({ file }) => file.includes('/Annotations/'));
  expect(left?.warnings.join(' ')).toContain('comments on a source');
  const { added, skipped } = await addAll(to, id);
  const { text } = await to.call('sources.text', { id: added[0]?.id ?? '' });
  expect(text).toContain('The ferry left at noon.');
  expect(skipped.map(({ reason }) => reason).join(' ')).toContain('a note that Casebook exported');

  const upload = await to.upload('case.zip', zip);
  const notes = await to.call('notes.importArchive', { upload });
  expect(notes.map(({ title, body }) => `${title}: ${richTextToPlain(body)}`)).toEqual([
    'Second thoughts: What the ferryman said.',
  ]);

  const [source] = await from.call('sources.list', { caseId });
  const alone = await exported({ sourceIds: [source?.id ?? ''], format: 'markdown' });
  const refused = await to.ask('notes.importArchive', { upload: await to.upload('a.zip', alone) });
  expect(refused).toMatchObject({ ok: false, error: { code: 'empty' } });
});

const STYLES = ['apa', 'ieee', 'chicago-fullnote-bibliography'];

test.each(STYLES)(
  'links and citations of notes come back out of a Markdown folder, in %s',
  async (style) => {
    const { id } = await from.call('cases.create', { title: `Cited in ${style}` });
    await from.call('cases.update', { id, citationStyle: style });
    const sourceOf = async (family: string) => {
      const title = `${family} & the quay: (${style})`;
      const text = `What ${family} says in ${style}.`;
      const { imported } = await from.call('sources.paste', { caseId: id, text, title });
      const sourceId = imported[0]?.id ?? '';
      const csl: Csl = {
        title,
        author: [{ family, given: 'A' }],
        issued: { 'date-parts': [[2024]] },
      };
      await from.call('sources.update', { id: sourceId, csl });
      return { id: sourceId, title };
    };
    const [fox, kim, lee] = await Promise.all(['Fox', 'Kim', 'Lee'].map(sourceOf));
    const ids = [fox, kim, lee].map((one) => one?.id ?? '');
    const first = await from.call('notes.create', { caseId: id, title: `First, in ${style}` });
    const page = { kind: 'page', value: '12-14' } as const;
    const blocks = (
      target: string,
      [a = '', b = '', c = '']: readonly string[],
      title: string,
    ): Block[] => [
      {
        type: 'paragraph',
        runs: [
          { text: 'As ' },
          { text: first.title, to: { kind: 'note', id: target } },
          { text: ' and ' },
          { text: title, to: { kind: 'source', id: a } },
          { text: ' say ' },
          { text: '', cite: { sourceId: a, locator: page, prefix: 'see', suffix: 'twice' } },
          { text: ' and ' },
          { text: '', cite: { sourceId: a } },
          { text: ' ' },
          { text: '', cite: { sourceId: b } },
          { text: ' ' },
          { text: '', cite: { sourceId: c } },
          { text: '.' },
        ],
      },
    ];
    const body = blocksToRichText(blocks(first.id, ids, fox?.title ?? ''));
    await from.call('notes.create', { caseId: id, title: `Second, in ${style}`, body });

    const zip = await exported({ caseId: id, format: 'markdown' });
    const { id: dropped } = await preview(to, { 'case.zip': zip });
    await addAll(to, dropped);
    const upload = await to.upload('case.zip', zip);
    const notes = await to.call('notes.importArchive', { upload });
    const noteOf = (title: string) => notes.find((one) => one.title === title);
    const sources = await to.call('sources.list', {});
    const there = [fox, kim, lee].map(
      (one) => sources.find(({ title }) => title === one?.title)?.id ?? '',
    );
    expect(there.every((one) => one !== '')).toBe(true);
    const second = noteOf(`Second, in ${style}`);
    const target = noteOf(first.title)?.id ?? '';
    expect(target).not.toBe('');
    const said = (some: readonly Block[]) =>
      some
        .flatMap((block) => ('runs' in block ? block.runs : []))
        .map(({ text, to: link, cite }) => {
          const { label: _, ...cited } = cite ?? {};
          return cite === undefined ? { text, ...(link && { to: link }) } : cited;
        });
    expect(said(richTextToBlocks(second?.body ?? body))).toEqual(
      said(blocks(target, there, fox?.title ?? '')),
    );
  },
);

const WORK: Csl = {
  type: 'article-journal',
  title: 'Grüße aus Łódź: 50% & {more}',
  author: [
    { family: 'Østergård', given: 'Åse' },
    { literal: 'Harbour Board' },
    { literal: 'Pilots, Oslo' },
  ],
  issued: { 'date-parts': [[2021, 3, 9]] },
  'container-title': 'Journal of Quays',
  volume: '12',
  issue: '3',
  DOI: '10.1000/xyz_1',
  URL: 'https://example.org/a_b?c=1',
};

const TAGS = ['ships', 'war, cold'];

test.each([
  ['bibtex', 'bib'],
  ['ris', 'ris'],
  ['csl-json', 'json'],
] as const)(
  'references as %s come into another library with organisations and tags whole',
  async (format, ending) => {
    const csl = { ...WORK, title: `${WORK.title ?? ''} ${format}`, DOI: `10.1000/${format}` };
    const { imported } = await from.call('sources.paste', { text: `Text for ${format}.` });
    const sourceId = imported[0]?.id ?? '';
    await from.call('sources.update', { id: sourceId, csl });
    await from.call('tags.set', { kind: 'source', id: sourceId, tags: TAGS });
    const list = await exported({ sourceIds: [sourceId], format });
    const { id } = await preview(to, { [`list.${ending}`]: list });
    await addAll(to, id);
    const back = (await to.call('sources.list', {})).find(({ title }) => title === csl.title);
    expect(back?.csl).toMatchObject(csl);
    expect(back?.tags.toSorted()).toEqual(TAGS);
  },
);

test.each(DOCUMENT_FORMATS)('an export as %s that is cancelled leaves no file', async (format) => {
  const { imported } = await from.call('sources.paste', {
    text: article(DOCUMENT_FORMATS.indexOf(format), 60_000),
  });
  const before = await readdir(folder.path, { recursive: true });
  const { id } = await from.call('exports.create', {
    sourceIds: [imported[0]?.id ?? ''],
    format,
    timeZone: 'Europe/Oslo',
  });
  await from.call('jobs.cancel', { id });
  expect(await finished(from, id)).toMatchObject({ state: 'cancelled' });
  const left = (await readdir(folder.path, { recursive: true })).filter(
    (path) => !before.includes(path) && /\.(?:docx|html|zip|tmp)$/.test(path),
  );
  expect(left).toEqual([]);
});
