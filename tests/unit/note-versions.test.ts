import { afterEach, beforeEach, expect, test } from 'vitest';
import { listNoteVersions } from '../../core/store/note-versions.ts';
import { getNote, insertNote, saveNote } from '../../core/store/notes.ts';
import { textToRichText } from '../../shared/rich-text.ts';
import { testLibrary, type TestLibrary } from './search-fixture.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let library: TestLibrary;
let time: number;
let id: string;
/** As the library has them, but for the clock. */
let deps: TestLibrary['deps'];

beforeEach(() => {
  library = testLibrary();
  time = Date.UTC(2025, 0, 1);
  deps = { now: () => new Date(time), newId: library.deps.newId };
  id = insertNote(library.db, deps, { title: 'T', body: textToRichText('At first.') });
});

afterEach(() => library.close());

function saveAfter(wait: number, text: string): void {
  time += wait;
  const note = getNote(library.db, id);
  saveNote(library.db, deps, { ...note, body: textToRichText(text) });
}

const reasons = () => listNoteVersions(library.db, id).map(({ reason }) => reason);

test('while one writes, a version is kept every five minutes and no more often', () => {
  for (let save = 1; save <= 60; save += 1) saveAfter(10_000, `Saved ${save}`);
  // Ten minutes of saves, the first of which is the first change.
  expect(reasons()).toEqual(['interval', 'interval']);
  saveAfter(2 * DAY, 'Two days later');
  expect(reasons()).toHaveLength(3);
});

test('after 90 days a version is dropped', () => {
  saveAfter(MINUTE, 'Second');
  saveAfter(89 * DAY, 'Third');
  expect(reasons()).toHaveLength(2);
  saveAfter(2 * DAY, 'Fourth');
  expect(listNoteVersions(library.db, id).map(({ words }) => words)).toEqual([1, 1]);
  saveAfter(200 * DAY, 'Fifth');
  expect(reasons()).toHaveLength(1);
});

test('a text of which most is deleted is kept, however young the last version is', () => {
  const long = 'One two three four five. '.repeat(20);
  saveAfter(MINUTE, long);
  saveAfter(MINUTE, `${long} And a little more.`);
  saveAfter(MINUTE, long);
  expect(reasons()).toEqual(['interval']);
  saveAfter(MINUTE, 'One two');
  expect(listNoteVersions(library.db, id)[0]).toMatchObject({ reason: 'removal', words: 100 });
  // Little is lost with a few words; the text before is a minute away.
  saveAfter(MINUTE, '');
  expect(reasons()).toEqual(['removal', 'interval']);
});
