import { create, insertMultiple, load, save, search } from '@orama/orama';
import { readFileSync, writeFileSync } from 'node:fs';
import { isOpen, PHRASE_CANDIDATES, type Peer } from './peer.ts';

const make = () => create({ schema: { title: 'string', body: 'string' } });

/** Orama: all words, whole ones unless the last is being typed, one error where one was made. */
export function openOrama(): Peer {
  const index = make();
  return {
    async add(documents) {
      await insertMultiple(
        index,
        documents.map(({ id, ...rest }) => ({ id: String(id), ...rest })),
        500,
      );
    },
    save: (file) => Promise.resolve(writeFileSync(file, JSON.stringify(save(index)))),
    load(file) {
      load(index, JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof load>[1]);
      return Promise.resolve();
    },
    async find(query, limit) {
      const { hits } = await search(index, {
        term: query.text,
        threshold: 0,
        exact: !isOpen(query) && query.kind !== 'typo',
        tolerance: query.kind === 'typo' ? 1 : 0,
        limit: query.kind === 'phrase' ? PHRASE_CANDIDATES : limit,
      });
      return hits.map(({ id }) => Number(id));
    },
  };
}
