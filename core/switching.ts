/**
 * A library that can be put in another's place while a host has it open: when it is moved, or
 * restored from a file. The library's thread copies and checks; here the folders change hands.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NotebookEvent } from '../shared/contract.ts';
import type { Failure, Result } from '../shared/result.ts';
import { TOPICS } from '../shared/topics.ts';
import { failureOf } from './failure.ts';
import { libraryPaths } from './library-folder.ts';
import type { Library, OpenOptions } from './library.ts';

type OpenFolder = (options: OpenOptions) => Promise<Library>;

/** Says in a folder that held a library where it is now. */
const POINTER = 'library.moved.json';
/** A library that was moved more often than this has gone in a circle. */
const MOST_MOVES = 20;

/** The folder that a library was moved to, if it was: what people start with is the old one. */
export function followMoves(folder: string): string {
  let at = folder;
  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    const pointer = join(at, POINTER);
    if (!existsSync(pointer) || existsSync(libraryPaths(at).database)) return at;
    try {
      const { to } = JSON.parse(readFileSync(pointer, 'utf8')) as { to: unknown };
      if (typeof to !== 'string' || !existsSync(libraryPaths(to).database)) return at;
      at = to;
    } catch {
      // A pointer that can't be read points nowhere: the folder is taken as it is.
      return at;
    }
  }
  return at;
}

/** A name beside a folder that nothing has yet. */
function asideOf(folder: string, word: string): string {
  const day = new Date().toISOString().slice(0, 10);
  for (let at = 1; ; at += 1) {
    const name = `${folder} (${word} ${day}${at === 1 ? '' : ` ${at}`})`;
    if (!existsSync(name)) return name;
  }
}

interface Switched {
  folder: string;
  keptAside?: string;
  opened: boolean;
}

const IN_USE: Failure = {
  code: 'library-in-use',
  message:
    'The library is open in a window of Casebook. Do this there, or close the window first; nothing was changed.',
};

/** Opens a library that can be switched to another folder; hosts hold it as any other. */
export async function openSwitching(
  options: OpenOptions,
  openFolder: OpenFolder,
): Promise<Library> {
  const listeners = new Set<(event: NotebookEvent) => void>();
  const tell = (event: NotebookEvent) => listeners.forEach((listener) => listener(event));
  const open = async (folder: string) => {
    const library = await openFolder({ ...options, folder });
    library.subscribe(tell);
    return library;
  };
  let current = await open(followMoves(options.folder));
  let switching: Promise<unknown> = Promise.resolve();

  /** Closes the library, lets folders change hands, and opens the one that is there then. */
  const switchTo = async (change: () => { folder: string; undo: () => void }): Promise<void> => {
    const before = current.paths.folder;
    await current.close();
    let undo = () => {};
    try {
      const changed = change();
      ({ undo } = changed);
      current = await open(changed.folder);
    } catch (error) {
      undo();
      current = await open(before);
      throw error;
    } finally {
      tell({ type: 'changed', topics: [...TOPICS] });
    }
  };

  const replaceBy = async (staging: string): Promise<Switched> => {
    const { folder } = current.paths;
    const aside = asideOf(folder, 'before');
    await switchTo(() => {
      renameSync(folder, aside);
      const undo = () => {
        if (existsSync(folder)) renameSync(folder, staging);
        renameSync(aside, folder);
      };
      renameSync(staging, folder);
      return { folder, undo };
    });
    return { folder, keptAside: aside, opened: true };
  };

  const moveTo = async (folder: string): Promise<Switched> => {
    const old = current.paths.folder;
    const aside = asideOf(old, 'moved');
    await switchTo(() => ({ folder, undo: () => {} }));
    // Only when the new one is open does the old one stop being the library.
    renameSync(old, aside);
    mkdirSync(old);
    writeFileSync(join(old, POINTER), JSON.stringify({ to: folder }));
    return { folder, keptAside: aside, opened: true };
  };

  /** Whether another program has the library, as a window beside the command line. */
  const heldElsewhere = async (): Promise<boolean> => {
    if (options.host.kind !== 'cli') return false;
    // Only here does a host's own thread need SQLite.
    const { takeLock } = await import('./store/lock.ts');
    const release = takeLock(current.paths.lock);
    release?.();
    return release === undefined;
  };

  const switchAfter = async (name: string, args: unknown): Promise<Result<unknown>> => {
    const replaces = name === 'library.restore' && !hasFolder(args);
    if ((name === 'library.move' || replaces) && (await heldElsewhere()))
      return { ok: false, error: IN_USE };
    const reply = await current.call(name, args);
    if (!reply.ok) return reply;
    const { folder } = reply.value as Switched;
    try {
      if (name === 'library.move') return { ok: true, value: await moveTo(folder) };
      return replaces ? { ok: true, value: await replaceBy(folder) } : reply;
    } catch (error) {
      if (replaces) rmSync(folder, { recursive: true, force: true });
      return { ok: false, error: failureOf(error) };
    }
  };

  return {
    get paths() {
      return current.paths;
    },
    async call(name, args) {
      await switching;
      if (name !== 'library.restore' && name !== 'library.move') return current.call(name, args);
      const work = switchAfter(name, args);
      // Whatever is asked meanwhile waits: it is for the library that is open afterwards.
      switching = work;
      return work;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async file(sha256) {
      await switching;
      return current.file(sha256);
    },
    async close() {
      listeners.clear();
      await switching;
      await current.close();
    },
  };
}

function hasFolder(args: unknown): boolean {
  return typeof args === 'object' && args !== null && 'folder' in args && args.folder !== undefined;
}
