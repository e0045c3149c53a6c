import lunr from 'lunr';
import { readFileSync, writeFileSync } from 'node:fs';
import { isOpen, PHRASE_CANDIDATES, type Peer } from './peer.ts';

/** Lunr without its English stemmer, as for a library in several languages. */
export function openLunr(): Peer {
  const builder = new lunr.Builder();
  builder.ref('id');
  builder.field('title');
  builder.field('body');
  builder.pipeline.add(lunr.trimmer);
  let index: lunr.Index | undefined;
  return {
    add: (documents) => Promise.resolve(documents.forEach((document) => builder.add(document))),
    save(file) {
      index = builder.build();
      writeFileSync(file, JSON.stringify(index));
      return Promise.resolve();
    },
    load(file) {
      index = lunr.Index.load(JSON.parse(readFileSync(file, 'utf8')) as object);
      return Promise.resolve();
    },
    find(query, limit) {
      const words = query.text.split(' ').filter(Boolean);
      const found = index?.query((q) => {
        words.forEach((word, at) => {
          const last = at === words.length - 1;
          q.term(word, {
            presence: lunr.Query.presence.REQUIRED,
            ...(last && isOpen(query) ? { wildcard: lunr.Query.wildcard.TRAILING } : {}),
            ...(query.kind === 'typo' ? { editDistance: 1 } : {}),
          });
        });
      });
      const most = query.kind === 'phrase' ? PHRASE_CANDIDATES : limit;
      return Promise.resolve((found ?? []).slice(0, most).map(({ ref }) => Number(ref)));
    },
  };
}
