import MiniSearch from 'minisearch';
import { readFileSync, writeFileSync } from 'node:fs';
import { wordsOf } from '../queries.ts';
import { isOpen, PHRASE_CANDIDATES, type Peer, type PeerDocument, type PeerQuery } from './peer.ts';

const OPTIONS = { fields: ['title', 'body'], tokenize: wordsOf };

/** MiniSearch over whole bodies. A phrase is all its words, and a look into the texts after. */
export function openMiniSearch(): Peer {
  let index = new MiniSearch<PeerDocument>(OPTIONS);
  return {
    add: (documents) => Promise.resolve(index.addAll(documents)),
    save: (file) => Promise.resolve(writeFileSync(file, JSON.stringify(index))),
    load(file) {
      index = MiniSearch.loadJSON<PeerDocument>(readFileSync(file, 'utf8'), OPTIONS);
      return Promise.resolve();
    },
    find(query: PeerQuery, limit) {
      const open = isOpen(query);
      const found = index.search(query.text, {
        combineWith: 'AND',
        prefix: (_word, at, words) => open && at === words.length - 1,
        fuzzy: query.kind === 'typo' ? 0.2 : false,
      });
      const most = query.kind === 'phrase' ? PHRASE_CANDIDATES : limit;
      return Promise.resolve(found.slice(0, most).map(({ id }) => id as number));
    },
  };
}
