import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addAll, article, drop, preview, until, type Drop } from './import-drop.ts';
import { openDoor, temporaryFolder, type Door } from './open.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let door: Door;
beforeEach(async () => {
  folder = await temporaryFolder();
  door = await openDoor(folder.path);
});
afterEach(async () => {
  await door.library.close();
  await folder.dispose();
});

/** A saved page with its address. */
function page(title: string, text: string, url = 'https://news.example/story'): string {
  const paragraphs = text.split('\n\n').map((part) => `<p>${part}</p>`);
  return `<!doctype html><html><head><title>${title}</title><link rel="canonical" href="${url}"></head>
    <body><article><h1>${title}</h1>${paragraphs.join('\n')}</article></body></html>`;
}

/** Imports files as they come and gives the report. */
async function importAll(files: Drop) {
  return addAll(door, await drop(door, files));
}

async function only(files: Drop) {
  const { id, items } = await preview(door, files);
  expect(items).toHaveLength(1);
  return { id, item: items[0]! };
}

describe('what is in the library already', () => {
  test.each([
    ['the same file under another name', { 'b.txt': article(1) }, 'bytes', 1, 'skip'],
    ['the same words in another format', { 'b.md': `${article(1)}\n\n` }, 'text', 1, 'skip'],
  ])('%s', async (_, files, by, likeness, decision) => {
    const { added } = await importAll({ 'a.txt': article(1) });
    const { item } = await only(files);
    expect(item).toMatchObject({ decision, duplicate: { by, likeness, sourceId: added[0]?.id } });
  });

  test('nearly the same text from elsewhere is told of, and added', async () => {
    const { added } = await importAll({ 'a.txt': `The first title\n\n${article(1)}` });
    const changed = `Another title\n\n${article(1).replaceAll('winter1', 'autumn')}`;
    const { id, item } = await only({ 'b.txt': changed });
    expect(item).toMatchObject({
      decision: 'new',
      duplicate: { by: 'text', sourceId: added[0]?.id, title: 'The first title' },
    });
    expect(item.duplicate?.likeness).toBeGreaterThan(0.6);
    expect(item.duplicate?.likeness).toBeLessThan(1);
    expect((await addAll(door, id)).added).toHaveLength(1);
  });

  test('a changed page of the same address becomes a revision, with its highlights, and can be undone', async () => {
    const { added } = await importAll({ 'page.html': page('Story', article(1)) });
    const sourceId = added[0]?.id ?? '';
    const { text } = await door.call('sources.text', { id: sourceId });
    const exact = text.slice(200, 240);
    const highlight = await door.call('highlights.create', {
      sourceId,
      passages: [{ start: 200, end: 240 }],
    });
    const later = page(
      'Story',
      `A paragraph that came later.\n\n${article(1)}`,
      'http://www.news.example/story/?utm_source=mail#top',
    );
    const { id, item } = await only({ 'again.html': later });
    expect(item).toMatchObject({ decision: 'revision', duplicate: { by: 'url', sourceId } });
    const report = await addAll(door, id);
    expect(report).toMatchObject({ added: [], revised: [{ id: sourceId, review: 0 }] });
    const info = await door.call('sources.get', { id: sourceId });
    expect(info).toMatchObject({ revisions: 2, original: { name: 'again.html' } });
    const [moved] = await door.call('highlights.list', { sourceId });
    expect(moved).toMatchObject({ id: highlight.id, passages: [{ exact, status: 'moved' }] });
    expect(await door.call('history.undo', {})).toEqual({ label: 'Revised 1 source' });
    expect((await door.call('sources.text', { id: sourceId })).text).toBe(text);
    const [back] = await door.call('highlights.list', { sourceId });
    expect(back).toMatchObject({ passages: [{ start: 200, status: 'exact' }] });
    expect((await door.call('library.check', {})).problems).toEqual([]);
  });

  test('a person can keep both', async () => {
    await importAll({ 'a.txt': article(1) });
    const { id, item } = await only({ 'a.txt': article(1) });
    await door.call('imports.change', { id, keys: [item.key], decision: 'new' });
    expect((await addAll(door, id)).added).toHaveLength(1);
  });

  test('what lies in the trash is told of, and comes again', async () => {
    const { added } = await importAll({ 'a.txt': article(1) });
    await door.call('trash.put', { kind: 'source', id: added[0]?.id ?? '' });
    const { id, item } = await only({ 'a.txt': article(1) });
    expect(item).toMatchObject({ decision: 'new', duplicate: { by: 'bytes', trashed: true } });
    expect((await addAll(door, id)).added).toHaveLength(1);
  });

  test('metadata that was changed since, and undone, is what counts', async () => {
    const { added } = await importAll({ 'a.txt': article(1) });
    const id = added[0]?.id ?? '';
    await door.call('sources.update', { id, csl: { URL: 'https://news.example/other' } });
    const other = { 'b.html': page('Other', article(2), 'https://news.example/other') };
    expect((await only(other)).item.duplicate).toMatchObject({ by: 'url', sourceId: id });
    await door.call('history.undo', {});
    expect((await only(other)).item.duplicate).toBeUndefined();
  });

  test('what was there before fingerprints were kept is recognised', async () => {
    const [first] = await door.call('sources.list', {});
    const { text } = await door.call('sources.text', { id: first?.id ?? '' });
    const { item } = await only({ 'near.txt': text.replaceAll('the ', 'that ') });
    expect(item.duplicate).toMatchObject({ by: 'text', sourceId: first?.id });
  });

  test('long texts that were pasted or revised are recognised too', async () => {
    const { added } = await importAll({ 'a.txt': 'Short at first, and then it grew.' });
    const id = added[0]?.id ?? '';
    await door.call('sources.revise', { id, by: { text: article(1, 20_000) } });
    const near = article(1, 20_000).replaceAll('winter1', 'autumn');
    expect((await only({ 'b.txt': near })).item.duplicate).toMatchObject({
      by: 'text',
      sourceId: id,
    });
  });

  test('a duplicate that is left out still comes into the case file', async () => {
    const { added } = await importAll({ 'a.txt': article(1) });
    const { id } = await door.call('cases.create', { title: 'Another case' });
    const session = await drop(door, { 'a.txt': article(1) }, { caseId: id });
    const report = await addAll(door, session);
    expect(report.skipped[0]?.reason).toContain('It is in this case file now.');
    expect(await door.call('sources.list', { caseId: id })).toMatchObject([{ id: added[0]?.id }]);
  });
});

describe('references', () => {
  const BIB = `
@article{roe2020, title = {On rivers and markets}, author = {Roe, Jane}, year = {2020},
  doi = {10.1000/rivers}, file = {Full Text:files/roe.txt:text/plain}}
@book{poe1999, title = {A history of windows}, author = {Poe, John}, year = {1999},
  isbn = {0-306-40615-2}}
@misc{doe2001, title = {Letters from the harbour}, author = {Doe, Ann}, year = {2001}}`;

  test('are joined to the files that they name, and come only once', async () => {
    const { id, items } = await preview(door, {
      'export/library.bib': BIB,
      'export/files/roe.txt': article(1),
      'export/files/other.txt': article(2),
    });
    expect(items.map(({ file, title, record, words }) => [file, title, record, words])).toEqual([
      ['export/files/other.txt', expect.any(String), undefined, 300],
      ['export/library.bib', 'On rivers and markets', undefined, 300],
      ['export/library.bib', 'A history of windows', true, 0],
      ['export/library.bib', 'Letters from the harbour', true, 0],
    ]);
    expect(items[1]?.attachments).toEqual(['export/files/roe.txt']);
    const report = await addAll(door, id);
    const rivers = report.added.find(({ title }) => title === 'On rivers and markets');
    expect(await door.call('sources.get', { id: rivers?.id ?? '' })).toMatchObject({
      csl: { DOI: '10.1000/rivers', author: [{ family: 'Roe', given: 'Jane' }] },
      original: { name: 'roe.txt' },
      words: 300,
    });
    // The same list once more brings nothing, with its files or without.
    const again = await preview(door, { 'library.bib': BIB });
    expect(again.items.map(({ decision, duplicate }) => [decision, duplicate?.by])).toEqual([
      ['skip', 'doi'],
      ['skip', 'isbn'],
      ['skip', 'citation'],
    ]);
    expect((await door.call('library.check', {})).problems).toEqual([]);
  });

  test('are kept side by side when they share only the address of their book', async () => {
    const list = ['One', 'Two', 'Three'].map(
      (name) => `@incollection{${name}, title={Chapter ${name}}, url={https://example.org/book}}`,
    );
    const { added } = await importAll({ 'book.bib': list.join('\n') });
    expect(added.map(({ title }) => title)).toEqual([
      'Chapter One',
      'Chapter Two',
      'Chapter Three',
    ]);
    const again = await preview(door, { 'again.bib': list.join('\n') });
    expect(again.items.map(({ decision, duplicate }) => [decision, duplicate?.title])).toEqual([
      ['skip', 'Chapter One'],
      ['skip', 'Chapter Two'],
      ['skip', 'Chapter Three'],
    ]);
  });

  test('whose text comes later are given it as a revision', async () => {
    const { added } = await importAll({ 'library.bib': BIB });
    const rivers = added.find(({ title }) => title === 'On rivers and markets');
    const found = page('On rivers and markets', article(1), 'https://doi.org/10.1000/rivers');
    const { id, item } = await only({ 'rivers.html': found });
    expect(item).toMatchObject({ decision: 'revision', duplicate: { by: 'doi' } });
    const report = await addAll(door, id);
    expect(report.revised).toMatchObject([{ id: rivers?.id }]);
    expect(await door.call('sources.get', { id: rivers?.id ?? '' })).toMatchObject({
      csl: { author: [{ family: 'Roe' }] },
      revisions: 2,
    });
  });

  test('keep their place when the file that they name is broken', async () => {
    const { items } = await preview(door, {
      'library.bib': BIB,
      'files/roe.txt': new Uint8Array([0, 1, 2, 0, 0, 255]),
    });
    expect(items[0]).toMatchObject({ standing: 'ready', record: true, words: 0 });
    expect(items[0]?.warnings.join()).toContain('roe.txt');
    expect(items).toHaveLength(3);
  });
});

describe('links between what is dropped together', () => {
  test('lead to the sources that came of it; others become plain text', async () => {
    const files = {
      'vault/.obsidian/app.json': '{}',
      'vault/Harbours.md': 'See [[Rivers]] and [[folder/Markets|the markets]], not [[Nowhere]].',
      'vault/Rivers.md': 'They lead to [[Harbours]].',
      'vault/folder/Markets.md': 'No links here.',
    };
    const id = await drop(door, files);
    const { added } = await addAll(door, id);
    const idOf = (file: string) => added.find((one) => one.file === file)?.id ?? '';
    const { document } = await door.call('sources.revision', {
      id: idOf('vault/Harbours.md'),
      number: 1,
    });
    const [paragraph] = document.blocks;
    const links = paragraph?.type === 'paragraph' ? paragraph.runs : [];
    expect(links.flatMap(({ text, to }) => (to ? [[text, to.kind, to.id]] : []))).toEqual([
      ['Rivers', 'source', idOf('vault/Rivers.md')],
      ['the markets', 'source', idOf('vault/folder/Markets.md')],
    ]);
    expect(links.map(({ text }) => text).join('')).toBe('See Rivers and the markets, not Nowhere.');
    await until(door, id, 'done');
  });
});
