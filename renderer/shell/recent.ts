import { z } from 'zod';
import { readStored, writeStored } from '../ui/stored.ts';

/*
 * What was open lately, kept in this window's own storage: a convenience, not part of the library.
 */
const PLACE = 'casebook.place';
const READ = 'casebook.read';
const KEPT = 100;

/** The list with the id in front, each id once, at most 100. */
export function inFront(ids: readonly string[], id: string): string[] {
  return [id, ...ids.filter((other) => other !== id)].slice(0, KEPT);
}

/** Remembers the address to come back to at the next start. */
export function rememberPlace(path: string): void {
  writeStored(PLACE, path);
}

/** The address that was open last. */
export function lastPlace(): string | undefined {
  return readStored(PLACE, z.string().optional(), undefined);
}

/** Remembers that a source was opened. */
export function rememberReading(sourceId: string): void {
  writeStored(READ, inFront(recentlyRead(), sourceId));
}

/** The ids of the sources opened lately, the latest first. */
export function recentlyRead(): string[] {
  return readStored(READ, z.array(z.string()), []);
}
