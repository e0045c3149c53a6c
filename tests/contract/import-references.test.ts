import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addAll, drop, fixture, preview, until } from './import-drop.ts';
import { openDoor, temporaryFolder, type Door } from './open.ts';

vi.setConfig({ testTimeout: 60_000 });

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let door: Door;
beforeAll(async () => {
  folder = await temporaryFolder();
  door = await openDoor(folder.path);
});
afterAll(async () => {
  await door.library.close();
  await folder.dispose();
});

const bySource = async (title: string) =>
  (await door.call('sources.list', {})).find((source) => source.title === title);

test('a folder that Zotero exported: records, and the text of the file that one names', async () => {
  const { id } = await preview(door, {
    'Kursk/Kursk.rdf': fixture('references/zotero-export/Kursk.rdf'),
    'Kursk/files/13/snapshot.html': fixture('references/zotero-export/files/13/snapshot.html'),
  });
  await addAll(door, id);
  const article = await bySource('Russian Military Operations');
  expect(article).toMatchObject({
    csl: {
      type: 'article-journal',
      author: [{ family: 'Massicot', given: 'Dara' }, { literal: 'Open Text Consortium' }],
      DOI: '10.1234/rmo.2023.5',
      custom: { collection: 'Kursk' },
    },
    tags: ['logistics', 'troop strength'],
  });
  const { text } = await door.call('sources.text', { id: article?.id ?? '' });
  expect(text).toContain('The text of the article as it was on the page.');
  const chapter = await bySource('Bridges');
  expect(chapter).toMatchObject({
    words: 0,
    csl: { type: 'chapter', 'container-title': 'Crossings' },
  });
  // The snapshot became the record's text, not a source of its own.
  expect(await bySource('Snapshot')).toBeUndefined();
});

test('a list in BibTeX becomes records with all that it says', async () => {
  const id = await drop(door, { 'jabref.bib': fixture('references/jabref.bib') });
  await until(door, id, 'ready');
  await addAll(door, id);
  expect(await bySource('On the Quality of OCR')).toMatchObject({
    words: 0,
    csl: {
      type: 'paper-conference',
      'event-date': {
        'date-parts': [
          [2015, 9, 1],
          [2015, 9, 3],
        ],
      },
      editor: [{ family: 'Schmidt', given: 'A.' }, { literal: 'others' }],
      custom: { comment: 'read again', groups: 'OCR, Reading', owner: 'juergen' },
    },
  });
});
