/** A Casebook library of so many sources, built by the real store and kept for the next run. */
import { fork } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { cacheFolder, hashOf, hashOfCode, pruneCache } from './cache.ts';
import type { Corpus } from './corpus.ts';

export interface BuiltLibrary {
  folder: string;
  sources: number;
  /** Bytes of UTF-8 in titles and canonical texts. */
  textBytes: number;
  words: number;
  /** Bytes of the pages that the full-text index takes in the library's file. */
  indexBytes: number;
  /** Bytes of the whole file. */
  fileBytes: number;
  /** Milliseconds that the transactions took in which sources were added and indexed. */
  addingMs: number;
}

/** All that a library's file depends on beside the corpus. */
const CODE = [
  'core/store',
  'core/search',
  'core/import/revision-text.ts',
  'shared',
  'tests/bench/search/build-library.ts',
];

/** Builds the library, or finds the one that the same program made of the same corpus. */
export async function ensureLibrary(corpus: Corpus, sources: number): Promise<BuiltLibrary> {
  const name = `library-${hashOf(corpus.hash, sources, hashOfCode(...CODE))}`;
  const folder = join(cacheFolder(), name);
  const manifest = join(folder, 'bench.json');
  if (!existsSync(manifest)) {
    const part = `${folder}.part`;
    rmSync(part, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(part);
    const builder = fork(
      resolve(import.meta.dirname, 'build-library.ts'),
      [JSON.stringify({ corpus, sources, folder: part })],
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    );
    let built: Omit<BuiltLibrary, 'folder' | 'sources' | 'fileBytes'> | undefined;
    builder.on('message', (message) => (built = message as NonNullable<typeof built>));
    const [code] = (await once(builder, 'exit')) as [number];
    if (code !== 0 || built === undefined)
      throw new Error(`The library of ${sources} could not be built.`);
    const fileBytes = statSync(join(part, 'library.sqlite')).size;
    writeFileSync(join(part, 'bench.json'), JSON.stringify({ sources, fileBytes, ...built }));
    renameSync(part, folder);
  }
  utimesSync(folder, new Date(), new Date());
  pruneCache('library-', new Set([name]));
  return { ...(JSON.parse(readFileSync(manifest, 'utf8')) as BuiltLibrary), folder };
}
