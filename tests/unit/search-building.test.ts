/** Building the index anew beside the one in use, and working off what changed. */
import { afterEach, expect, test } from 'vitest';
import { inTransaction } from '../../core/store/connection.ts';
import { buildPiece, checkSearchIndex, ensureSearchIndex } from '../../core/store/search-build.ts';
import { hasDue, indexDue } from '../../core/store/search-index.ts';
import {
  beginBuilding,
  INDEX_TABLES,
  indexBuilding,
  indexState,
  mergeIndex,
  tableName,
  type IndexTable,
} from '../../core/store/search-tables.ts';
import { insertSource } from '../../core/store/sources.ts';
import { revisionText } from '../../core/import/revision-text.ts';
import { documentFromParagraphs } from '../../shared/document.ts';
import { testLibrary, type TestLibrary } from './search-fixture.ts';

let library: TestLibrary | undefined;
afterEach(() => library?.close());

function filled(sources: number): TestLibrary {
  const made = testLibrary();
  library = made;
  inTransaction(made.db, () => {
    for (let count = 0; count < sources; count += 1) {
      made.source({ title: `Report ${count}`, paragraphs: ['Soldiers were seen.'] });
    }
  });
  return made;
}

test('the index in use answers until the new one is whole, and both hear of changes', () => {
  const { db, ...made } = filled(90);
  made.note('Soldiers', 'asked');
  const before = indexState(db);
  inTransaction(db, () => beginBuilding(db, false));
  let pieces = 0;
  while (buildPiece(db)) {
    pieces += 1;
    expect(made.find('soldiers').total).toBe(91 + pieces - 1);
    made.source({ title: `Later ${pieces}`, paragraphs: ['More soldiers.'] });
    expect(indexState(db)).toEqual(before);
  }
  expect(pieces).toBeGreaterThan(3);
  expect(indexState(db)?.generation).not.toBe(before?.generation);
  expect(indexBuilding(db)).toBeUndefined();
  expect(made.find('soldiers').total).toBe(91 + pieces);
  expect(checkSearchIndex(db)).toEqual([]);
});

test('a building that was cut off goes on where it was', () => {
  const { db, ...made } = filled(90);
  inTransaction(db, () => beginBuilding(db, false));
  for (let piece = 0; piece < 3; piece += 1) buildPiece(db);
  const half = indexBuilding(db);
  expect(half).toMatchObject({ kind: 'source' });
  ensureSearchIndex(db);
  expect(indexState(db)?.generation).toBe(half?.generation);
  expect(made.find('soldiers').total).toBe(90);
  expect(checkSearchIndex(db)).toEqual([]);
});

test('what one transaction changed too much of is worked off afterwards', () => {
  const { db, ...made } = filled(620);
  expect(hasDue(db)).toBe(true);
  while (inTransaction(db, () => indexDue(db)) > 0);
  expect(made.find('soldiers').total).toBe(620);
  expect(checkSearchIndex(db)).toEqual([]);
});

test('a write that is taken back leaves nothing in the index', () => {
  const { db, deps, ...made } = filled(1);
  const source = {
    ...revisionText(documentFromParagraphs(['Quicksilver.'])),
    title: 'Never',
    csl: { title: 'Never' },
  };
  expect(() =>
    inTransaction(db, () => {
      insertSource(db, deps, source);
      throw new Error('The disk is full.');
    }),
  ).toThrow('The disk is full.');
  expect(made.find('quicksilver').total).toBe(0);
  expect(checkSearchIndex(db)).toEqual([]);
});

/** How many pieces each table of the index lies in. */
function piecesOf({ db }: TestLibrary): number[] {
  const { generation = 0 } = indexState(db) ?? {};
  return (Object.keys(INDEX_TABLES) as IndexTable[]).map((table) =>
    Number(
      db
        .prepare(`SELECT count(DISTINCT segid) FROM ${tableName(table, generation)}_idx`)
        .pluck()
        .get(),
    ),
  );
}

test('tidying up merges the pieces of every table, and leaves one alone that little was added to', () => {
  const made = filled(40);
  const write = (count: number) => {
    for (let at = 0; at < count; at += 1) {
      const source = made.source({ title: `Piece ${at}`, paragraphs: ['Soldiers moved away.'] });
      made.note(`Note ${at}`, 'Soldiers were asked.');
      made.highlight(source, 'moved away');
    }
  };
  write(14);
  expect(Math.min(...piecesOf(made))).toBeGreaterThan(4);
  while (mergeIndex(made.db, 60));
  expect(piecesOf(made)).toEqual([1, 1, 1, 1]);
  expect(made.find('soldiers moved', { kinds: ['source'] }).total).toBe(14);
  expect(checkSearchIndex(made.db)).toEqual([]);
});
