import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Refusal } from '../shared/result.ts';
import type { LibraryPaths } from './library-folder.ts';
import { takeLock } from './store/lock.ts';

/** The program that opens a library. Windows hold it for themselves; the CLI works beside. */
export interface HostInfo {
  kind: 'electron' | 'browser' | 'cli';
  /** Where a browser reaches it, without a token. */
  address?: string;
}

function whereabouts(paths: LibraryPaths): string {
  try {
    const { kind, address, pid } = JSON.parse(readFileSync(paths.holder, 'utf8')) as HostInfo & {
      pid: number;
    };
    if (address !== undefined) return `in a browser at ${address} (process ${pid})`;
    return kind === 'electron' ? `in Casebook's window (process ${pid})` : `in process ${pid}`;
  } catch {
    return 'in another program';
  }
}

/**
 * Makes this program the one that holds the library, until the function it gives is called or the
 * process ends. Refused when another program holds it: the sentence says where that is.
 */
export function holdLibrary(paths: LibraryPaths, host: HostInfo, pid: number): () => void {
  const release = takeLock(paths.lock);
  if (release === undefined) {
    throw new Refusal(
      'library-in-use',
      `The library ${paths.folder} is already open ${whereabouts(paths)}. ` +
        'Go on there, or close it first; nothing was changed.',
    );
  }
  writeFileSync(paths.holder, JSON.stringify({ ...host, pid }), { mode: 0o600 });
  return () => {
    rmSync(paths.holder, { force: true });
    release();
  };
}
