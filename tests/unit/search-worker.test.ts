import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { openSearch, type SearchClient } from '../../core/search/search-client.ts';
import { readWordsFile } from '../../core/search/words-file.ts';
import { checkSearchIndex, ensureSearchIndex } from '../../core/store/search-build.ts';
import { pruneSearchChanges } from '../../core/store/search-lists.ts';
import { readValue, writeValue } from '../../core/store/settings.ts';
import { workerUrl } from '../../core/worker-url.ts';
import { AS_ASKED, testLibrary, type TestLibrary } from './search-fixture.ts';

const WORKER = workerUrl(import.meta.url, './search/search-worker.ts');

const opened: Array<{ library: TestLibrary; search?: SearchClient }> = [];
afterEach(async () => {
  for (const { library, search } of opened.splice(0)) {
    await search?.close();
    library.close();
  }
});

function open(url = WORKER, others = 0): { library: TestLibrary; search: SearchClient } {
  const library = testLibrary();
  library.source({ title: 'Kursk', paragraphs: ['Soldiers were seen.'] });
  for (let at = 0; at < others; at += 1) {
    library.source({ title: `Report ${at}`, paragraphs: ['Nothing was seen.'] });
  }
  const search = searchOf(library, url);
  opened.push({ library, search });
  return { library, search };
}

const wordsFileOf = ({ databaseFile }: TestLibrary) => `${databaseFile}.words`;

function searchOf(library: TestLibrary, workerUrl = WORKER): SearchClient {
  return openSearch({
    databaseFile: library.databaseFile,
    wordsFile: wordsFileOf(library),
    workerUrl,
    onDamage: () => expect.fail('The index is sound.'),
  });
}

const asked = (query: string, typing = false) => ({ ...AS_ASKED, query, typing });

describe('the worker', () => {
  test('answers, and sees what another connection saved', async () => {
    const { library, search } = open();
    expect(await search.ask('search.find', asked('soldiers'))).toMatchObject({
      ok: true,
      value: { total: 1 },
    });
    library.note('Soldiers', 'of fortune');
    expect(await search.ask('search.find', asked('soldiers'))).toMatchObject({
      ok: true,
      value: { total: 2 },
    });
  });

  test('answers only the newest of the keystrokes that wait, and every finished query', async () => {
    const { search } = open();
    const keystrokes = ['s', 'so', 'sol', 'sold'].map((query) =>
      search.ask('search.find', asked(query, true)),
    );
    const finished = ['kursk', 'seen'].map((query) => search.ask('search.find', asked(query)));
    const last = search.ask('search.find', asked('soldi', true));
    for (const result of await Promise.all(keystrokes)) {
      expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    }
    for (const result of await Promise.all([...finished, last])) {
      expect(result).toMatchObject({ ok: true, value: { total: 1 } });
    }
  });

  /** Nobody mistypes the first letter so: without the words at hand it isn't thought of. */
  const corrected = async (search: SearchClient) => {
    const answer = await search.ask('search.find', asked('qoldiers', true));
    return answer.ok ? answer.value.corrections.map(({ to }) => to) : [];
  };

  test('has the words of a larger library read beside it', async () => {
    const { search } = open(WORKER, 80);
    expect(await corrected(search)).toEqual([]);
    await expect.poll(() => corrected(search), { timeout: 15_000 }).toEqual(['soldiers']);
  });

  test('has the words of the last time from their file, which may be older, or damaged', async () => {
    const { library, search } = open(WORKER, 80);
    await expect.poll(() => corrected(search), { timeout: 15_000 }).toEqual(['soldiers']);
    await search.close();
    const file = wordsFileOf(library);
    const known = readFileSync(file);
    library.source({ title: 'Later', paragraphs: ['Cannons were heard.'] });

    const next = searchOf(library);
    await expect.poll(() => corrected(next), { timeout: 15_000 }).toEqual(['soldiers']);
    const found = await next.ask('search.find', asked('canons'));
    expect(found).toMatchObject({ value: { total: 1, corrections: [{ to: 'cannons' }] } });
    await next.close();
    expect(readFileSync(file).equals(known)).toBe(true);

    writeFileSync(file, known.subarray(0, known.length - 7));
    const last = searchOf(library);
    await expect.poll(() => corrected(last), { timeout: 15_000 }).toEqual(['soldiers']);
    await last.close();
    expect(readWordsFile(file)?.terms.documents.length).toBeGreaterThan(80);
  });

  test('is started again once when it dies, and then says so', async () => {
    const program = (body: string) => new URL(`data:text/javascript,${encodeURIComponent(body)}`);
    const marker = (file: string) => `${file}.died`;
    const once = open(
      program(`
        import { existsSync, writeFileSync } from 'node:fs';
        import { parentPort, workerData } from 'node:worker_threads';
        const marker = workerData.databaseFile + '${marker('')}';
        if (existsSync(marker)) await import(${JSON.stringify(pathToFileURL(WORKER.pathname))});
        else parentPort.once('message', () => { writeFileSync(marker, ''); process.exit(1); });
      `),
    );
    expect(await once.search.ask('search.find', asked('kursk'))).toMatchObject({
      ok: true,
      value: { total: 1 },
    });
    const always = open(
      program(`
        import { parentPort } from 'node:worker_threads';
        parentPort.once('message', () => process.exit(1));
      `),
    );
    for (const query of ['kursk', 'again']) {
      const result = await always.search.ask('search.find', asked(query));
      expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
    }
  });

  test('what waits when it is closed is answered', async () => {
    const { search } = open();
    const waiting = search.ask('search.find', asked('kursk'));
    await search.close();
    const answered = await waiting;
    expect(answered.ok ? 'found' : answered.error.code).toMatch(/^(found|cancelled)$/u);
    expect(await search.ask('search.find', asked('kursk'))).toMatchObject({
      ok: false,
      error: { code: 'cancelled' },
    });
  });
});

describe('the worker program', () => {
  test('is the source file beside the sources, and the bundle beside a bundle', () => {
    expect(WORKER.pathname).toMatch(/\/core\/search\/search-worker\.ts$/u);
    expect(workerUrl('file:///app/out/main/chunk-a1.js', './search/search-worker.ts').href).toBe(
      'file:///app/out/main/search-worker.js',
    );
  });
});

describe('the index', () => {
  function library(): TestLibrary {
    const made = testLibrary();
    opened.push({ library: made });
    for (const title of ['One', 'Two', 'Three'])
      made.source({ title, paragraphs: ['the same words'] });
    return made;
  }

  test('a sound one is left alone, also with a source in the trash', () => {
    const { db } = library();
    expect(checkSearchIndex(db)).toEqual([]);
    const before = db.prepare('SELECT count(*) FROM fts1_source_data').pluck().get();
    ensureSearchIndex(db);
    expect(db.prepare('SELECT count(*) FROM fts1_source_data').pluck().get()).toBe(before);
  });

  test('missing and stray entries are found, and mended when the library is opened', () => {
    const made = library();
    made.db.exec('DELETE FROM fts1_source WHERE rowid = 1');
    made.db.exec(`INSERT INTO fts1_source (rowid, title, body) VALUES (99, 'stray', 'stray')`);
    expect(checkSearchIndex(made.db)).toEqual([
      expect.stringContaining('1 of the sources'),
      expect.stringContaining('1 entries of deleted sources'),
    ]);
    ensureSearchIndex(made.db);
    expect(checkSearchIndex(made.db)).toEqual([]);
    expect(made.find('same words').total).toBe(3);
    expect(made.find('stray').total).toBe(0);
  });

  test('a damaged one is found, and built anew at the next start', () => {
    const made = library();
    made.db.unsafeMode(true);
    made.db.exec('UPDATE fts1_source_data SET block = zeroblob(20) WHERE id > 10');
    made.db.unsafeMode(false);
    expect(checkSearchIndex(made.db).join()).toContain('damaged');
    ensureSearchIndex(made.db);
    expect(checkSearchIndex(made.db)).toEqual([]);
    expect(made.find('same words').total).toBe(3);
  });

  test('one of another version is built anew', () => {
    const made = library();
    writeValue(made.db, 'search.index', { generation: 1, version: 1 });
    made.db.exec(`INSERT INTO fts1_source (fts1_source) VALUES ('delete-all')`);
    ensureSearchIndex(made.db);
    expect(readValue(made.db, 'search.index')).toMatchObject({ generation: 2 });
    expect(made.find('same words').total).toBe(3);
  });

  test('lists are read anew when the log of changes no longer reaches back', () => {
    const made = library();
    expect(made.find('three').total).toBe(1);
    made.note('Three notes', '');
    made.note('Three more', '');
    pruneSearchChanges(made.db, 1);
    expect(made.find('three').total).toBe(3);
    pruneSearchChanges(made.db, 0);
    expect(made.find('three').total).toBe(3);
    made.note('Three again', '');
    expect(made.find('three').total).toBe(4);
  });
});
