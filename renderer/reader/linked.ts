import type { Leaf, Reference } from '../../shared/document.ts';

/** As many as the notebook is asked about at once; links beyond are words. */
const MOST = 2000;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One name for a thing, whatever else is known of it. */
export function nameOfTarget({ kind, id }: Reference): string {
  return `${kind}:${id}`;
}

/** What the leaves of a text lead to in the library, each once. */
export function linksIn(leaves: readonly Leaf[]): Reference[] {
  const found = new Map<string, Reference>();
  for (const { runs } of leaves) {
    for (const { to } of runs) {
      if (to !== undefined && UUID.test(to.id) && found.size < MOST)
        found.set(nameOfTarget(to), to);
    }
  }
  return [...found.values()];
}
