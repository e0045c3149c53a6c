import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDoor, temporaryFolder, type Door } from './open.ts';

const ARTICLE = readFileSync(
  resolve(import.meta.dirname, '../../resources/preloaded/article.txt'),
  'utf8',
);

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

test('a new library holds the preloaded case, and the article word for word', async () => {
  const [only, ...others] = await door.call('cases.list', {});
  expect(others).toEqual([]);
  expect(only).toMatchObject({
    title: 'North Korean soldiers in Russia',
    question: 'How many were sent, how many were hurt, and who says so?',
    sources: 1,
    notes: 2,
  });
  const [source] = await door.call('sources.list', { caseId: only?.id });
  const [title, ...paragraphs] = ARTICLE.trimEnd().split('\n');
  expect(source?.title).toBe(title);
  expect(paragraphs).toHaveLength(11);
  const { text } = await door.call('sources.text', { id: source?.id ?? '' });
  expect(text).toBe(paragraphs.join('\n\n'));
  expect(text).not.toContain('Related Sources');
});

test('nothing is stated of the article that it does not say', async () => {
  const [source] = await door.call('sources.list', {});
  expect(Object.keys(source?.csl ?? {}).sort()).toEqual(['title', 'type']);
});

test('its highlights stand on their words and carry comments', async () => {
  const highlights = await door.call('highlights.list', {});
  expect(highlights.length).toBeGreaterThanOrEqual(4);
  const { text } = await door.call('sources.text', { id: highlights[0]?.sourceId ?? '' });
  for (const { passages, annotation } of highlights) {
    expect(annotation.text).not.toBe('');
    for (const { start, end, exact, prefix, suffix, paragraph } of passages) {
      expect(text.slice(start, end)).toBe(exact);
      expect(text.slice(0, start).endsWith(prefix)).toBe(true);
      expect(text.slice(end).startsWith(suffix)).toBe(true);
      expect(paragraph).toBeGreaterThanOrEqual(1);
    }
  }
});

test('once deleted it does not come back by itself, and comes back when asked for', async () => {
  const [only] = await door.call('cases.list', {});
  await door.call('trash.put', { kind: 'case', id: only?.id ?? '' });
  await door.call('trash.empty', {});
  await door.library.close();
  door = await openDoor(folder.path);
  expect(await door.call('cases.list', {})).toEqual([]);

  const again = await door.call('cases.addPreloaded', {});
  expect(again).toMatchObject({ title: only?.title, sources: 1, notes: 2 });
  // The article was still in the library, so it was not added a second time.
  expect(await door.call('sources.list', {})).toHaveLength(1);
  expect(again.highlights).toBe(only?.highlights);
});
