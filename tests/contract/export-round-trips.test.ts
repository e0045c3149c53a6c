/** What leaves a library as Markdown or references and comes into another one. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CallInput } from '../../shared/contract.ts';
import type { Csl } from '../../shared/csl.ts';
import { DOCUMENT_FORMATS } from '../../shared/export-formats.ts';
import { richTextToPlain, textToRichText } from '../../shared/rich-text.ts';
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
