import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NotebookEvent } from '../../shared/contract.ts';
import { textToRichText } from '../../shared/rich-text.ts';
import { openDoor, temporaryFolder, type Door } from './open.ts';

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

async function articleId(): Promise<string> {
  const [source] = await door.call('sources.list', {});
  return source?.id ?? '';
}

describe('highlights', () => {
  test('by quote and by position give the same passage', async () => {
    const sourceId = await articleId();
    const quote = 'over 1,000 North Korean soldiers';
    const byQuote = await door.call('highlights.create', { sourceId, passages: [{ quote }] });
    const [passage] = byQuote.passages;
    const { start = 0, end = 0 } = passage ?? {};
    const byPosition = await door.call('highlights.create', {
      sourceId,
      label: 'red',
      // One blank more on either side is trimmed away.
      passages: [{ start: start - 1, end: end + 1 }],
    });
    expect(byPosition.passages).toEqual(byQuote.passages);
    expect(passage).toMatchObject({ exact: quote, paragraph: 4 });
  });

  test('a comment is saved in versions, and a stale save is refused', async () => {
    const sourceId = await articleId();
    const { id, annotation } = await door.call('highlights.create', {
      sourceId,
      passages: [{ quote: 'Graphic videos' }],
    });
    expect(annotation.version).toBe(0);
    const body = textToRichText('Seen by whom?');
    const saved = await door.call('annotations.save', { highlightId: id, body, version: 0 });
    expect(saved).toMatchObject({ text: 'Seen by whom?', version: 1 });
    const stale = await door.ask('annotations.save', { highlightId: id, body, version: 0 });
    expect(stale).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  test('relabel, tag, trash and restore keep what they hold', async () => {
    const sourceId = await articleId();
    const { id } = await door.call('highlights.create', {
      sourceId,
      passages: [{ quote: 'Graphic videos' }],
      comment: textToRichText('Seen by whom?'),
    });
    await door.call('highlights.relabel', { id, label: 'purple' });
    await door.call('tags.set', { kind: 'highlight', id, tags: ['drones', 'Drones', 'video'] });
    await door.call('trash.put', { kind: 'highlight', id });
    const isThere = async () =>
      (await door.call('highlights.list', { sourceId })).find((highlight) => highlight.id === id);
    expect(await isThere()).toBeUndefined();
    await door.call('trash.restore', { kind: 'highlight', id });
    expect(await isThere()).toMatchObject({
      label: 'purple',
      tags: ['drones', 'video'],
      annotation: { text: 'Seen by whom?' },
    });
  });

  test.each([
    ['quote-not-found', { quote: 'South Korean soldiers in Kursk' }],
    ['quote-not-unique', { quote: 'North Korean' }],
    ['bad-arguments', { start: 5, end: 5_000_000 }],
    ['bad-arguments', { start: 9, end: 3 }],
  ])('%s is refused with a sentence', async (code, passage) => {
    const reply = await door.ask('highlights.create', {
      sourceId: await articleId(),
      passages: [passage],
    });
    expect(reply).toMatchObject({ ok: false, error: { code } });
    if (!reply.ok) expect(reply.error.message).toMatch(/^[A-Z].{20,}/);
  });
});

describe('notes', () => {
  test('are saved in versions, and a stale save changes nothing', async () => {
    const [file] = await door.call('cases.list', {});
    const note = await door.call('notes.create', { caseId: file?.id, title: 'Timeline' });
    const body = textToRichText('First.\n\nSecond.');
    const saved = await door.call('notes.save', { ...note, body });
    expect(saved).toMatchObject({ version: 2, words: 2, excerpt: 'First.\nSecond.' });
    const stale = await door.ask('notes.save', { ...note, body: textToRichText('Lost?') });
    expect(stale).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect((await door.call('notes.get', { id: note.id })).excerpt).toBe('First.\nSecond.');
  });

  test('refuse a body that could not be shown or exported', async () => {
    const root = { type: 'root', children: [{ type: 'script', children: [] }] };
    const unknown = await door.ask('notes.create', { body: { root } });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'bad-arguments' } });
    const link = { type: 'link', url: 'javascript:alert(1)', children: [] };
    const paragraph = { type: 'paragraph', children: [link] };
    const hostile = await door.ask('notes.create', {
      body: { root: { type: 'root', children: [paragraph] } },
    });
    expect(hostile).toMatchObject({ ok: false, error: { code: 'bad-arguments' } });
  });
});

describe('case files', () => {
  test('order, move and remove their items; the things themselves stay', async () => {
    const file = await door.call('cases.create', { title: 'Sanctions' });
    const first = await door.call('notes.create', { caseId: file.id, title: 'First' });
    const second = await door.call('notes.create', { caseId: file.id, title: 'Second' });
    const id = await articleId();
    await door.call('outline.add', { caseId: file.id, kind: 'source', id });
    await door.call('outline.add', { caseId: file.id, kind: 'source', id });
    const outline = async () => (await door.call('cases.get', { id: file.id })).outline;
    const nameOf = (item: Awaited<ReturnType<typeof outline>>[number]) =>
      item.kind === 'note' ? item.note.title : 'article';
    const items = await outline();
    expect(items.map(nameOf)).toEqual(['First', 'Second', 'article']);
    const [one, , three] = items;
    await door.call('outline.move', { itemId: three?.id ?? '', before: one?.id ?? null });
    expect((await outline()).map(nameOf)).toEqual(['article', 'First', 'Second']);
    await door.call('outline.remove', { itemId: one?.id ?? '' });
    expect((await outline()).map(nameOf)).toEqual(['article', 'Second']);
    expect((await door.call('notes.get', { id: first.id })).caseIds).toEqual([]);
    expect((await door.call('notes.get', { id: second.id })).caseIds).toEqual([file.id]);
  });

  test('a source in the trash keeps its place, its tags and its highlights', async () => {
    const [file] = await door.call('cases.list', {});
    const id = await articleId();
    await door.call('tags.set', { kind: 'source', id, tags: ['kursk'] });
    const before = await door.call('cases.get', { id: file?.id ?? '' });
    await door.call('trash.put', { kind: 'source', id });
    const without = await door.call('cases.get', { id: file?.id ?? '' });
    expect(without).toMatchObject({ sources: 0, highlights: 0 });
    expect(
      (await door.call('search.find', { query: 'Zelenskyy' })).hits.map((hit) => hit.kind),
    ).not.toContain('source');
    await door.call('trash.restore', { kind: 'source', id });
    expect(await door.call('cases.get', { id: file?.id ?? '' })).toEqual(before);
  });

  test('reorder in the rail', async () => {
    const names = async () => (await door.call('cases.list', {})).map((file) => file.title);
    const a = await door.call('cases.create', { title: 'A' });
    const b = await door.call('cases.create', { title: 'B' });
    await door.call('cases.move', { id: b.id, before: a.id });
    expect((await names()).slice(1)).toEqual(['B', 'A']);
    await door.call('cases.move', { id: b.id, before: null });
    expect((await names()).slice(1)).toEqual(['A', 'B']);
  });
});

describe('sources', () => {
  test('metadata is changed field by field, and checked', async () => {
    const id = await articleId();
    const changed = await door.call('sources.update', {
      id,
      csl: { publisher: 'The Example', issued: { 'date-parts': [[2024, 12]] } },
    });
    expect(changed.csl).toMatchObject({ publisher: 'The Example' });
    const cleared = await door.call('sources.update', { id, csl: { publisher: null } });
    expect(cleared.csl).not.toHaveProperty('publisher');
    expect(cleared.csl.issued).toEqual({ 'date-parts': [[2024, 12]] });
    const wrong = await door.ask('sources.update', { id, csl: { URL: 'javascript:alert(1)' } });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'bad-arguments' } });
  });

  test('a new title is found by searching at once', async () => {
    const id = await articleId();
    await door.call('sources.update', { id, csl: { title: 'Quicksilver dispatch' } });
    const { hits } = await door.call('search.find', { query: 'quicksilver' });
    expect(hits[0]).toMatchObject({ kind: 'source', id, title: 'Quicksilver dispatch' });
  });

  test('emptying the trash deletes a source with its highlights, for good', async () => {
    const id = await articleId();
    await door.call('trash.put', { kind: 'source', id });
    expect((await door.call('trash.empty', {})).deleted).toBe(1);
    expect(await door.ask('sources.get', { id })).toMatchObject({ error: { code: 'not-found' } });
    expect(await door.call('highlights.list', {})).toEqual([]);
    expect((await door.call('library.check', {})).problems).toEqual([]);
    expect((await door.call('search.find', { query: 'shrapnel' })).total).toBe(0);
  });
});

test('a write is told to every window, with what it changed', async () => {
  const events: NotebookEvent[] = [];
  door.library.subscribe((event) => events.push(event));
  await door.call('labels.rename', { id: 'red', name: 'Doubtful' });
  expect(events).toContainEqual({ type: 'changed', topics: ['labels'] });
  expect((await door.call('labels.list', {})).find(({ id }) => id === 'red')?.name).toBe(
    'Doubtful',
  );
});

test('settings are kept across a restart', async () => {
  await door.call('settings.update', { theme: 'dark', author: 'Mina Park' });
  await door.library.close();
  door = await openDoor(folder.path);
  expect(await door.call('settings.get', {})).toMatchObject({ theme: 'dark', author: 'Mina Park' });
});
