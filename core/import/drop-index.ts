/** What came in one drop, as a reader may ask for it: by path beside its own file, never the disk. */
import { readFileSync, statSync } from 'node:fs';
import { DEFAULT_MAX_BYTES } from './reader.ts';
import { pathBeside } from './source-names.ts';

/** The index of a drop as it is on disk: paths in the drop and where their bytes are. */
export type DropEntries = ReadonlyArray<readonly [path: string, disk: string]>;

interface DropIndex {
  exact: Map<string, readonly [string, string]>;
  folded: Map<string, readonly [string, string]>;
  /** By the file's name alone; of several the one nearest to the top. */
  named: Map<string, readonly [string, string]>;
}

let last: { file: string; index: DropIndex } | undefined;

/** Case and the two ways of writing an accent differ between systems. */
function folded(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** The index in a file; the last one is kept, since all files of a drop ask for the same. */
function openIndex(file: string): DropIndex {
  if (last?.file === file) return last.index;
  const entries = JSON.parse(readFileSync(file, 'utf8')) as DropEntries;
  const deepestFirst = entries.toSorted(
    ([a], [b]) => b.split('/').length - a.split('/').length || (a < b ? 1 : -1),
  );
  const index: DropIndex = {
    exact: new Map(entries.map((entry) => [entry[0], entry])),
    folded: new Map(entries.map((entry) => [folded(entry[0]), entry])),
    named: new Map(deepestFirst.map((entry) => [folded(entry[0].split('/').at(-1) ?? ''), entry])),
  };
  last = { file, index };
  return index;
}

/** The same path with its percent signs read, where they can be. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // Not written for the web: the path is meant as it stands.
    return path;
  }
}

/**
 * What a reader may ask for beside the file `name` of a drop; `**\/name` is the file of that name
 * anywhere in it. Every path that was given out is
 * added to `used`.
 */
export function besideIn(
  indexFile: string,
  name: string,
  used: Set<string>,
): (path: string) => Uint8Array | undefined {
  const give = (entry: readonly [string, string] | undefined): Uint8Array | undefined => {
    if (entry === undefined || statSync(entry[1]).size > DEFAULT_MAX_BYTES) return undefined;
    used.add(entry[0]);
    return readFileSync(entry[1]);
  };
  return (told) => {
    const index = openIndex(indexFile);
    const anywhere = /^\*\*\/([^/]+)$/.exec(told)?.[1];
    if (anywhere !== undefined) return give(index.named.get(folded(decoded(anywhere))));
    for (const way of [told, decoded(told)]) {
      const path = pathBeside(name, way);
      if (path === undefined || path === name) continue;
      const entry = index.exact.get(path) ?? index.folded.get(folded(path));
      if (entry !== undefined) return give(entry);
    }
    return undefined;
  };
}
