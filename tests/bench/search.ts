import Database from 'better-sqlite3';
import MiniSearch from 'minisearch';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { documentFromParagraphs } from '../../shared/document.ts';
import { openWritable } from '../../core/store/connection.ts';
import { insertSource } from '../../core/store/sources.ts';
import { revisionText } from '../../core/import/revision-text.ts';
import { newId } from '../../core/ids.ts';
import { openDoor, temporaryFolder } from '../contract/open.ts';
import { makeCorpus, type Article } from './corpus.ts';
import { median, quantile, report } from './measure.ts';

const SOURCES = 1000;
const STREAMS = 20;

/** What somebody types: two words of one article, key by key from the second letter on. */
function typing(articles: readonly Article[]): string[] {
  return Array.from({ length: STREAMS }, (_, index) => {
    const article = articles[(index * 47) % articles.length];
    const words = (article?.paragraphs[1] ?? '').match(/\p{L}{5,}/gu) ?? [];
    return [words[0], words[3]].filter(Boolean).join(' ').toLowerCase();
  }).flatMap((target) =>
    Array.from({ length: Math.max(0, target.length - 1) }, (_, at) => target.slice(0, at + 2)),
  );
}

/** FTS5 as SQLite has it: prefix on the last word, its own ranking and snippets. */
function plainFts5(folder: string, articles: readonly Article[]) {
  const db = new Database(join(folder, 'plain.sqlite'));
  db.exec("CREATE VIRTUAL TABLE plain USING fts5 (title, body, prefix = '2 3')");
  const insert = db.prepare('INSERT INTO plain (title, body) VALUES (?, ?)');
  db.transaction(() => {
    for (const { title, paragraphs } of articles) insert.run(title, paragraphs.join('\n\n'));
  })();
  const find = db.prepare(
    "SELECT rowid, title, snippet(plain, 1, '[', ']', '…', 24) FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 20",
  );
  return (query: string) => {
    const words = query.split(' ').filter(Boolean);
    return find.all(`${words.map((word) => `"${word}"`).join(' ')} *`).length;
  };
}

/** MiniSearch over whole bodies, as its own documentation sets it up for typing. */
function plainMiniSearch(articles: readonly Article[]) {
  const index = new MiniSearch({ fields: ['title', 'body'], idField: 'id' });
  index.addAll(
    articles.map(({ title, paragraphs }, id) => ({ id, title, body: paragraphs.join('\n\n') })),
  );
  return (query: string) =>
    index.search(query, { prefix: true, fuzzy: 0.2, combineWith: 'AND' }).slice(0, 20).length;
}

/** Search as you type at 1,000 sources, per keystroke, top 20 with snippets. */
export async function benchSearch(): Promise<void> {
  const folder = await temporaryFolder();
  const articles = makeCorpus(SOURCES);
  const first = await openDoor(folder.path);
  await first.library.close();
  const { db } = openWritable(join(folder.path, 'library.sqlite'));
  const now = () => new Date();
  const deps = { now, newId: () => newId(now) };
  db.transaction(() => {
    for (const { title, paragraphs } of articles) {
      const text = revisionText(documentFromParagraphs(paragraphs));
      insertSource(db, deps, { ...text, title, csl: { title } });
    }
  })();
  db.close();

  const door = await openDoor(folder.path);
  const fts5 = plainFts5(folder.path, articles);
  const miniSearch = plainMiniSearch(articles);
  const keys = typing(articles);
  const times = { casebook: [] as number[], fts5: [] as number[], miniSearch: [] as number[] };
  const time = async (into: number[], work: () => unknown) => {
    const start = performance.now();
    await work();
    into.push(performance.now() - start);
  };
  await door.call('search.find', { query: 'warm up', typing: true });
  for (const query of keys) {
    await time(times.casebook, () => door.call('search.find', { query, typing: true }));
    await time(times.fts5, () => fts5(query));
    await time(times.miniSearch, () => miniSearch(query));
  }
  const at = (q: number, suffix: string) => {
    const own = quantile(times.casebook, q);
    for (const [name, other] of [
      ['FTS5 alone, in this thread', quantile(times.fts5, q)],
      ['MiniSearch over bodies, in this thread', quantile(times.miniSearch, q)],
    ] as const) {
      report(`search as you type, 1,000 sources, ${suffix}`, own, name, other, own / other);
    }
  };
  at(0.5, 'p50');
  at(0.95, 'p95');
  console.log(
    `  (${keys.length} keystrokes; the median of Casebook's own ms, without the call: ` +
      `${median(await ownTimes(door, keys)).toFixed(2)})`,
  );
  await door.library.close();
  rmSync(folder.path, { recursive: true });
}

async function ownTimes(door: Awaited<ReturnType<typeof openDoor>>, keys: readonly string[]) {
  const own: number[] = [];
  for (const query of keys) {
    own.push((await door.call('search.find', { query, typing: true })).ms);
  }
  return own;
}
