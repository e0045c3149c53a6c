/** Citations that belong together in a line. */
import type { Run } from './document.ts';

function isSpace({ text, footnote }: Run): boolean {
  return footnote === undefined && /^[^\S\n]*$/.test(text);
}

function isCited({ cite, footnote }: Run): boolean {
  return cite !== undefined && footnote === undefined;
}

/**
 * The runs of a line, in their order: citations with nothing but spaces between them, which a style
 * sets as one, in a group of their own; every other run alone.
 */
export function citedGroups(runs: readonly Run[]): Run[][] {
  const groups: Run[][] = [];
  let spaces: Run[] = [];
  for (const run of runs) {
    const first = groups.at(-1)?.[0];
    const follows = first !== undefined && isCited(first);
    if (follows && isCited(run)) {
      groups.at(-1)?.push(...spaces, run);
      spaces = [];
    } else if (follows && isSpace(run)) spaces.push(run);
    else {
      groups.push(...spaces.map((space) => [space]), [run]);
      spaces = [];
    }
  }
  return [...groups, ...spaces.map((space) => [space])];
}
