import { afterEach, beforeEach, expect, test } from 'vitest';
import { highlightPlace, placeText } from '../../shared/place-text.ts';
import { addAll, preview } from './import-drop.ts';
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

const PAGE_OF = (words: string) =>
  `The ${words} of the harbour were counted that year by two clerks who had no boat.`;

/** Adds a text of three pages; gives its id. */
async function addPages(): Promise<string> {
  const text = ['lanterns', 'ferries', 'gulls'].map(PAGE_OF).join('\n\f');
  const { id } = await preview(door, { 'harbour.txt': text });
  await addAll(door, id);
  const sources = await door.call('sources.list', {});
  return sources.find(({ title }) => title === 'harbour')?.id ?? '';
}

const places = async () => (await door.call('highlights.list', {})).map(highlightPlace);

test('a highlight says its pages, in every list and when it is made, and the text its new ones', async () => {
  const sourceId = await addPages();
  const before = await places();
  expect(before.length).toBeGreaterThan(0);
  expect(before.every((place) => /^¶ \d+$/.test(place))).toBe(true);

  const passages = [{ quote: 'ferries of the harbour' }];
  const made = await door.call('highlights.create', { sourceId, passages });
  expect(highlightPlace(made)).toBe('p. 2, ¶ 2');
  const both = [...passages, { quote: 'gulls' }];
  await door.call('highlights.create', { sourceId, passages: both });
  expect((await places()).slice(before.length)).toEqual(['p. 2, ¶ 2', 'p. 2-3, ¶ 2']);
  const blue = await door.call('highlights.relabel', { id: made.id, label: 'blue' });
  expect(blue.pages).toBe('2');

  const text = ['lanterns', 'moorings', 'ferries', 'gulls'].map(PAGE_OF).join('\n\f');
  const upload = await door.upload('harbour.txt', text);
  await door.call('sources.revise', { id: sourceId, by: { upload } });
  expect((await places()).slice(before.length)).toEqual(['p. 3, ¶ 3', 'p. 3-4, ¶ 3']);
});

test('what search finds in a source, and its highlights, say their pages', async () => {
  const sourceId = await addPages();
  await door.call('highlights.create', { sourceId, passages: [{ quote: 'ferries' }] });
  const { hits } = await door.call('search.find', { query: 'ferries', snippets: 3 });
  const found = hits.filter(({ source }) => source === sourceId);
  expect(found.map(({ kind, passage }) => [kind, placeText(passage ?? {})]).sort()).toEqual([
    ['highlight', 'p. 2, ¶ 2'],
    ['source', 'p. 2, ¶ 2'],
  ]);
});
