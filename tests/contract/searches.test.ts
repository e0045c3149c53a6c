import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CaseSummary, SourceSummary } from '../../shared/domain.ts';
import { openDoor, temporaryFolder, type Door } from './open.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let door: Door;
let file: CaseSummary;
let source: SourceSummary;

beforeEach(async () => {
  folder = await temporaryFolder();
  door = await openDoor(folder.path);
  [file] = (await door.call('cases.list', {})) as [CaseSummary];
  [source] = (await door.call('sources.list', {})) as [SourceSummary];
});

afterEach(async () => {
  await door.library.close();
  await folder.dispose();
});

const save = (name: string, query: string) =>
  door.call('searches.save', { name, query, sort: 'newest' });
const names = async () => (await door.call('searches.list', {})).map(({ name }) => name);

describe('saved searches', () => {
  test('are kept in order, renamed, moved and counted, also after a restart', async () => {
    const first = await save('Soldiers', ' soldiers ');
    const second = await save('Tagged', 'tag:casualties');
    await save('Nothing', 'xylophone');
    expect(first).toMatchObject({ name: 'Soldiers', query: 'soldiers', sort: 'newest' });
    await door.call('searches.rename', { id: first.id, name: 'Troops' });
    await door.call('searches.move', { id: second.id, before: first.id });
    expect(await names()).toEqual(['Tagged', 'Troops', 'Nothing']);

    await door.library.close();
    door = await openDoor(folder.path);
    const kept = await door.call('searches.list', {});
    expect(kept.map(({ name }) => name)).toEqual(['Tagged', 'Troops', 'Nothing']);
    const queries = kept.map(({ query }) => query);
    const { totals } = await door.call('search.count', { queries });
    const found = await Promise.all(queries.map((query) => door.call('search.find', { query })));
    expect(totals).toEqual(found.map(({ total }) => total));
    expect(totals[2]).toBe(0);
    expect(totals[1]).toBeGreaterThan(0);
  });

  test('one with the query of another takes its place', async () => {
    const first = await save('One', 'kursk');
    const again = await save('Two', 'kursk');
    expect(again.id).toBe(first.id);
    expect(await names()).toEqual(['Two']);
  });

  test('what is done with them is undone and done again', async () => {
    const kept = await save('One', 'kursk');
    await save('Two', 'drones');
    await door.call('searches.rename', { id: kept.id, name: 'Other' });
    await door.call('searches.delete', { id: kept.id });
    expect(await names()).toEqual(['Two']);
    expect(await door.call('history.undo', {})).toEqual({ label: 'Deleted a saved search' });
    expect(await names()).toEqual(['Other', 'Two']);
    await door.call('history.undo', {});
    expect(await names()).toEqual(['One', 'Two']);
    await door.call('history.undo', {});
    await door.call('history.undo', {});
    expect(await names()).toEqual([]);
    for (let step = 0; step < 4; step += 1) await door.call('history.redo', {});
    expect(await names()).toEqual(['Two']);
  });

  test('nothing is kept without a name or a query, and what is gone is said to be gone', async () => {
    expect(await door.ask('searches.save', { name: ' ', query: 'a' })).toMatchObject({ ok: false });
    expect(await door.ask('searches.save', { name: 'a', query: ' ' })).toMatchObject({ ok: false });
    const kept = await save('One', 'kursk');
    await door.call('searches.delete', { id: kept.id });
    for (const asked of [
      door.ask('searches.delete', { id: kept.id }),
      door.ask('searches.rename', { id: kept.id, name: 'a' }),
      door.ask('searches.move', { id: kept.id, before: null }),
    ]) {
      expect(await asked).toMatchObject({ ok: false, error: { code: 'not-found' } });
    }
  });
});

test('what was opened and searched for is remembered by the library', async () => {
  const note = await door.call('notes.create', { title: 'Mine' });
  await door.call('recents.remember', { kind: 'source', id: source.id });
  await door.call('recents.remember', { kind: 'note', id: note.id });
  await door.call('recents.remember', { kind: 'source', id: source.id });
  await door.call('recents.remember', { query: 'Kursk' });
  await door.call('recents.remember', { query: ' kursk ' });
  await door.call('recents.remember', { caseId: file.id });
  await door.library.close();
  door = await openDoor(folder.path);
  expect(await door.call('recents.get', {})).toEqual({
    opened: [
      { kind: 'source', id: source.id, title: source.title },
      { kind: 'note', id: note.id, title: 'Mine' },
    ],
    searches: ['kursk'],
    caseId: file.id,
  });
  await door.call('trash.put', { kind: 'note', id: note.id });
  expect((await door.call('recents.get', {})).opened).toHaveLength(1);
  // It is no step, so there is nothing of it to undo.
  expect((await door.call('history.list', {})).map(({ label }) => label).join()).not.toMatch(
    /Kursk/iu,
  );
});

describe('several things at once', () => {
  test('go into a case file as one step', async () => {
    const note = await door.call('notes.create', { title: 'Mine' });
    const items = [
      { kind: 'source', id: source.id },
      { kind: 'note', id: note.id },
    ] as const;
    const other = await door.call('cases.create', { title: 'Other' });
    const add = () => door.call('outline.addAll', { caseId: other.id, items: [...items] });
    expect(await add()).toEqual({ added: 2 });
    expect(await add()).toEqual({ added: 0 });
    expect((await door.call('cases.get', { id: other.id })).outline).toHaveLength(2);
    expect(await door.call('history.undo', {})).toEqual({
      label: 'Added 1 source and 1 note to “Other”',
    });
    expect((await door.call('cases.get', { id: other.id })).outline).toEqual([]);
  });

  test('get a tag as one step, all of them or none', async () => {
    const note = await door.call('notes.create', { title: 'Mine' });
    const things = [
      { kind: 'source' as const, id: source.id },
      { kind: 'note' as const, id: note.id },
    ];
    expect(await door.call('tags.addAll', { tag: 'found', items: things })).toEqual({ added: 2 });
    const tags = async () => (await door.call('tags.list', {})).map(({ name }) => name);
    expect(await tags()).toContain('found');
    await door.call('history.undo', {});
    expect(await tags()).not.toContain('found');

    const missing = { kind: 'note' as const, id: '00000000-0000-7000-8000-000000000000' };
    const refused = await door.ask('tags.addAll', { tag: 'half', items: [...things, missing] });
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await tags()).not.toContain('half');
  });
});
