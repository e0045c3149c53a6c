import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../../core/ids.ts';
import { revisionText } from '../../core/import/revision-text.ts';
import { inTransaction, openWritable } from '../../core/store/connection.ts';
import { insertSource } from '../../core/store/sources.ts';
import { documentFromParagraphs } from '../../shared/document.ts';
import { openDoor, temporaryFolder } from '../contract/open.ts';
import { makeCorpus, type Article } from './corpus.ts';
import { quantile, report } from './measure.ts';
import { openFts5 } from './search/peers/fts5.ts';
import { openMiniSearch } from './search/peers/minisearch.ts';
import { makeQueries } from './search/queries.ts';

const SOURCES = 1000;

function fill(folder: string, articles: readonly Article[]): void {
  const { db } = openWritable(join(folder, 'library.sqlite'));
  const now = () => new Date();
  const deps = { now, newId: () => newId(now) };
  inTransaction(db, () => {
    for (const { title, paragraphs } of articles) {
      const text = revisionText(documentFromParagraphs(paragraphs));
      insertSource(db, deps, { ...text, title, csl: { title } });
    }
  });
  db.close();
}

/**
 * Search as you type at 1,000 sources, per keystroke, top 20 with snippets: one row of what
 * `npm run bench:search` measures in full. FTS5 and MiniSearch run in the thread that asks.
 */
export async function benchSearch(): Promise<void> {
  const folder = await temporaryFolder();
  const articles = makeCorpus(SOURCES);
  const first = await openDoor(folder.path, { host: { kind: 'cli' } });
  await first.library.close();
  fill(folder.path, articles);
  const door = await openDoor(folder.path);

  const documents = articles.map(({ title, paragraphs }, id) => {
    return { id, title, body: paragraphs.join('\n\n') };
  });
  const fts5 = openFts5(join(folder.path, 'plain.sqlite'));
  fts5.add(documents);
  const miniSearch = openMiniSearch();
  await miniSearch.add(documents);
  const spoken = articles.map((article) => ({ ...article, language: 'en' }));
  const { keystrokes } = makeQueries(spoken, fts5.isWord);

  const times = { casebook: [] as number[], fts5: [] as number[], miniSearch: [] as number[] };
  const time = async (into: number[], work: () => unknown) => {
    const start = performance.now();
    await work();
    into.push(performance.now() - start);
  };
  await door.call('search.find', { query: 'warm up', typing: true });
  for (const text of keystrokes) {
    const query = { text, kind: 'typing' } as const;
    await time(times.casebook, () => door.call('search.find', { query: text, typing: true }));
    await time(times.fts5, () => fts5.find(query, 20));
    await time(times.miniSearch, () => miniSearch.find(query, 20));
  }
  for (const [q, suffix] of [[0.5, 'p50'] as const, [0.95, 'p95'] as const]) {
    const own = quantile(times.casebook, q);
    for (const [name, other] of [
      ['FTS5 alone, in this thread', quantile(times.fts5, q)],
      ['MiniSearch over bodies, in this thread', quantile(times.miniSearch, q)],
    ] as const) {
      report(`search as you type, 1,000 sources, ${suffix}`, own, name, other, own / other);
    }
  }
  console.log(`  (${keystrokes.length} keystrokes; all the figures: npm run bench:search)`);
  fts5.close();
  await door.library.close();
  rmSync(folder.path, { recursive: true });
}
