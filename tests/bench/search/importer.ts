/** Adds sources to a library as an import does, in a process of its own, when it is told to. */
import { join } from 'node:path';
import { newId } from '../../../core/ids.ts';
import { inTransaction, openWritable } from '../../../core/store/connection.ts';
import { beginStep, endStep, recordInto, watchChanges } from '../../../core/store/history.ts';
import { FIRST_SHARE, nextShare, SLICE } from '../../../core/import-session/adding.ts';
import { insertSource, type NewSource } from '../../../core/store/sources.ts';
import { articlesOf, type Corpus } from './corpus.ts';
import { newSource } from './new-source.ts';

const { corpus, folder, from, to, lastTitle } = JSON.parse(process.argv[2] ?? '') as {
  corpus: Corpus;
  folder: string;
  from: number;
  to: number;
  /** Of the last source, so that it can be searched for. */
  lastTitle: string;
};
const now = () => new Date();
const deps = { now, newId: () => newId(now) };
const sources: NewSource[] = [];
for await (const article of articlesOf(corpus, from, to)) sources.push(newSource(article));
const last = sources.at(-1);
if (last !== undefined) last.title = lastTitle;

const { db } = openWritable(join(folder, 'library.sqlite'));
watchChanges(db);

process.on('disconnect', () => process.exit(0));
process.once('message', () => {
  void (async () => {
    const began = performance.now();
    const step = beginStep(db, deps);
    // Slices grow as the import's own do.
    let share = FIRST_SHARE;
    for (let at = 0; at < sources.length;) {
      const slice = sources.slice(at, at + Math.ceil(SLICE.items * share));
      const sliceBegan = performance.now();
      inTransaction(db, () =>
        recordInto(db, step, () => {
          for (const source of slice) insertSource(db, deps, source);
          endStep(db, step, 'Imported for the bench');
        }),
      );
      share = nextShare(share, performance.now() - sliceBegan);
      at += slice.length;
      await new Promise((resolve) => setImmediate(resolve));
    }
    process.send?.({ ms: performance.now() - began, sources: sources.length });
    db.close();
    process.disconnect?.();
  })();
});
process.send?.('ready');
