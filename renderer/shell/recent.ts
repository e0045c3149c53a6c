/**
 * What was open lately, kept in this window's own storage: a convenience, not part of the library.
 */
const PLACE = 'casebook.place';
const READ = 'casebook.read';
const KEPT = 100;

function readIds(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(READ) ?? '[]');
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
  } catch {
    // Storage that something else wrote into only costs the memory of what was read.
    return [];
  }
}

/** The list with the id in front, each id once, at most 100. */
export function inFront(ids: readonly string[], id: string): string[] {
  return [id, ...ids.filter((other) => other !== id)].slice(0, KEPT);
}

/** Remembers the address to come back to at the next start. */
export function rememberPlace(path: string): void {
  localStorage.setItem(PLACE, path);
}

/** The address that was open last. */
export function lastPlace(): string | undefined {
  return localStorage.getItem(PLACE) ?? undefined;
}

/** Remembers that a source was opened. */
export function rememberReading(sourceId: string): void {
  localStorage.setItem(READ, JSON.stringify(inFront(readIds(), sourceId)));
}

/** The ids of the sources opened lately, the latest first. */
export function recentlyRead(): string[] {
  return readIds();
}
