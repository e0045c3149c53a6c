import type Database from 'better-sqlite3';
import fc from 'fast-check';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { newId } from '../../core/ids.ts';
import { revisionText } from '../../core/import/revision-text.ts';
import { inTransaction, openReadable, openWritable } from '../../core/store/connection.ts';
import {
  indexBuilding,
  indexState,
  INDEX_VERSION,
  tableName,
} from '../../core/store/search-tables.ts';
import { readValue, writeValue } from '../../core/store/settings.ts';
import { listCases } from '../../core/store/cases.ts';
import { listNotes } from '../../core/store/notes.ts';
import { insertSource, listSources } from '../../core/store/sources.ts';
import { emptyTrash, putInTrash } from '../../core/store/trash.ts';
import { documentFromParagraphs } from '../../shared/document.ts';
import { printQuery } from '../../shared/query.ts';
import { query } from '../unit/search-edits.ts';
import { scan, thingsOf } from '../unit/search-scan.ts';
import { openDoor, temporaryFolder, type Door } from './open.ts';

/** Processes are started and killed again and again. */
vi.setConfig({ testTimeout: 60_000 });

const WRITER = resolve(import.meta.dirname, 'search-writer.ts');
const QUERIES = fc.sample(query, { numRuns: 30, seed: 5 });
const KINDS = ['source', 'highlight', 'note', 'case'] as const;
const databaseOf = (folder: string) => join(folder, 'library.sqlite');

async function libraryFolder(): Promise<string> {
  const folder = await temporaryFolder();
  onTestFinished(folder.dispose);
  return folder.path;
}

/** Makes a library with nothing in it: words of the preloaded case are like those of the queries. */
async function emptyLibrary(): Promise<string> {
  const folder = await libraryFolder();
  await inside(folder, async () => {});
  const { db } = openWritable(databaseOf(folder));
  const deps = { now: () => new Date(), newId: () => newId(() => new Date()) };
  inTransaction(db, () => {
    for (const { id } of listCases(db)) putInTrash(db, deps, 'case', id);
    for (const { id } of listSources(db)) putInTrash(db, deps, 'source', id);
    for (const { id } of listNotes(db)) putInTrash(db, deps, 'note', id);
    emptyTrash(db);
  });
  db.close();
  return folder;
}

/** Adds sources with some hundred words each, as an import does. */
function fill(folder: string, count: number): void {
  const { db } = openWritable(databaseOf(folder));
  const now = () => new Date();
  const deps = { now, newId: () => newId(now) };
  const words = ['kursk', 'winter', 'étude', 'Straße', 'ёлка', '군인', '北韓'];
  inTransaction(db, () => {
    for (let at = 0; at < count; at += 1) {
      const own = words.filter((_, index) => (at >> index) % 2 === 1).join(' ');
      const text = `${own} ${'Nothing is said here. '.repeat(60)}`;
      const title = `Filling ${at}`;
      insertSource(db, deps, {
        ...revisionText(documentFromParagraphs([text])),
        title,
        csl: { title },
      });
    }
  });
  db.close();
}

/** Starts the writer, and kills it a while after it has opened the library. */
async function writeAndDie(
  folder: string,
  { seed, afterMs }: { seed: number; afterMs: number },
): Promise<void> {
  const child = fork(WRITER, [folder, String(seed)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  await pause(afterMs);
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  expect(await exited).toEqual([null, 'SIGKILL']);
}

/** All that a query finds, page after page, as `kind:id`. */
async function allFound(door: Door, text: string): Promise<string[]> {
  const keys: string[] = [];
  for (;;) {
    const args = { query: text, limit: 500, offset: keys.length, kinds: [...KINDS] };
    const { hits, total } = await door.call('search.find', args);
    keys.push(...hits.map(({ kind, id }) => `${kind}:${id}`));
    if (keys.length >= total || hits.length === 0) return keys;
  }
}

async function wrongAnswers(door: Door, folder: string, queries = QUERIES): Promise<string[]> {
  const db = openReadable(databaseOf(folder));
  try {
    const things = thingsOf(db);
    const wrong: string[] = [];
    for (const node of queries) {
      const text = printQuery(node);
      const found = (await allFound(door, text)).sort();
      const meant = scan(things, node);
      if (JSON.stringify(found) !== JSON.stringify(meant)) {
        wrong.push(`${text}: found ${found.length}, meant ${meant.length}`);
      }
    }
    return wrong;
  } finally {
    db.close();
  }
}

/** Opens the library as a window does, has a look, and closes it. */
async function inside<T>(folder: string, look: (door: Door) => Promise<T>): Promise<T> {
  const door = await openDoor(folder);
  try {
    return await look(door);
  } finally {
    await door.library.close();
  }
}

/** Changes the closed library's file behind the program's back. */
function tamper(
  folder: string,
  change: (db: Database.Database, table: (name: 'source' | 'note' | 'name') => string) => void,
): void {
  const { db } = openWritable(databaseOf(folder));
  const generation = indexState(db)?.generation ?? 0;
  change(db, (name) => tableName(name, generation));
  db.close();
}

test('search equals a plain scan after each of several kills in the midst of writing', async () => {
  const folder = await emptyLibrary();
  fill(folder, 30);
  for (const [at, afterMs] of [90, 250, 30, 160].entries()) {
    await writeAndDie(folder, { seed: at + 1, afterMs });
    expect(await inside(folder, (door) => wrongAnswers(door, folder))).toEqual([]);
  }
  const problems = await inside(
    folder,
    async (door) => (await door.call('library.check', {})).problems,
  );
  expect(problems).toEqual([]);
});

test('an index that lost entries, or has some too many, is mended when the library is opened', async () => {
  const folder = await emptyLibrary();
  fill(folder, 60);
  tamper(folder, (db, table) => {
    db.exec(`DELETE FROM ${table('source')} WHERE rowid % 3 = 0`);
    db.exec(`DELETE FROM ${table('name')} WHERE rowid % 4 = 0`);
    db.exec(
      `INSERT INTO ${table('source')} (rowid, title, body) VALUES (99999, 'kursk', 'winter')`,
    );
  });
  expect(await inside(folder, (door) => wrongAnswers(door, folder))).toEqual([]);
});

test('an index damaged inside is noticed after an end that was none, and built anew', async () => {
  const folder = await emptyLibrary();
  fill(folder, 60);
  tamper(folder, (db, table) => {
    db.unsafeMode(true);
    db.exec(`UPDATE ${table('source')}_data SET block = zeroblob(length(block)) WHERE id > 1000`);
  });
  await writeAndDie(folder, { seed: 0, afterMs: 10 });
  await inside(folder, async (door) => {
    const patience = performance.now() + 30_000;
    let wrong = ['not asked yet'];
    while (wrong.length > 0 && performance.now() < patience) {
      await pause(200);
      wrong = await wrongAnswers(door, folder).catch((error: unknown) => [String(error)]);
    }
    expect(wrong).toEqual([]);
  });
});

/** Opens the library in another process, and kills that as soon as it has built on. */
async function killWhileBuilding(folder: string, before = Infinity): Promise<number> {
  const child = fork(WRITER, [folder, '7'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const exited = once(child, 'exit');
  const db = openReadable(databaseOf(folder));
  try {
    for (;;) {
      // The newest sources are built first, so the number that was reached goes down.
      const { after, version } = indexBuilding(db) ?? {};
      if (version === INDEX_VERSION && typeof after === 'number' && after < before) return after;
      if (indexState(db)?.version === INDEX_VERSION) throw new Error('It was built too soon.');
      await pause(1);
    }
  } finally {
    db.close();
    child.kill('SIGKILL');
    await exited;
  }
}

test('building the index anew goes on after kills, and meanwhile the old one answers', async () => {
  const folder = await emptyLibrary();
  fill(folder, 600);
  const asOlder = (key: string) => {
    const { db } = openWritable(databaseOf(folder));
    writeValue(db, key, { ...(readValue(db, key) as object), version: INDEX_VERSION - 1 });
    db.close();
  };
  asOlder('search.index');
  await killWhileBuilding(folder);
  // As when another version of the program had begun to build: this one begins again.
  asOlder('search.building');
  const reached = await killWhileBuilding(folder);
  const further = await killWhileBuilding(folder, reached);
  expect(further).toBeLessThan(reached);

  const queries = QUERIES.slice(0, 10);
  await inside(folder, async (door) => {
    expect(await wrongAnswers(door, folder, queries)).toEqual([]);
    const db = openReadable(databaseOf(folder));
    while (indexBuilding(db) !== undefined) await pause(20);
    expect(indexState(db)?.version).toBe(INDEX_VERSION);
    db.close();
    expect(await wrongAnswers(door, folder, queries)).toEqual([]);
  });
});
