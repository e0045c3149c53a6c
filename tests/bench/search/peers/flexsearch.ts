import FlexSearch from 'flexsearch';
import { readFileSync, writeFileSync } from 'node:fs';
import { wordsOf } from '../queries.ts';
import { PHRASE_CANDIDATES, type Peer } from './peer.ts';

/** FlexSearch with the beginnings of words, without which it can't answer while typing. */
export function openFlexSearch(): Peer {
  const index = new FlexSearch.Index({ tokenize: 'forward', encode: wordsOf });
  return {
    add(documents) {
      for (const { id, title, body } of documents) index.add(id, `${title}\n${body}`);
      return Promise.resolve();
    },
    save(file) {
      const parts: string[] = [];
      index.export((key: string, data: string) => {
        parts.push(JSON.stringify([key, data]));
      });
      writeFileSync(file, parts.join('\n'));
      return Promise.resolve();
    },
    load(file) {
      for (const line of readFileSync(file, 'utf8').split('\n')) {
        const [key, data] = JSON.parse(line) as [string, string];
        index.import(key, data);
      }
      return Promise.resolve();
    },
    find(query, limit) {
      const most = query.kind === 'phrase' ? PHRASE_CANDIDATES : limit;
      return Promise.resolve(index.search(query.text, { limit: most }).map(Number));
    },
  };
}
