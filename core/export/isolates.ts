/** What has a direction of its own within a line that runs from right to left. */
import { citedGroups } from '../../shared/cited-groups.ts';
import type { Run } from '../../shared/document.ts';

/** First strong isolate, and its end (Unicode Bidirectional Algorithm, 2.4): they are not drawn. */
const BEGIN = '\u2068';
const END = '\u2069';

/** Whether the words of a run are not those of the line: a citation, or what a link is called. */
function isForeign({ cite, to, footnote }: Run): boolean {
  return footnote === undefined && (cite !== undefined || to !== undefined);
}

/** The words of a line that tell its direction: those beside its citations and links, if any. */
export function ownWords(runs: readonly Run[]): string {
  const words = (some: readonly Run[]) => some.map(({ text }) => text).join('');
  const own = words(runs.filter((run) => !isForeign(run)));
  return /\p{L}/u.test(own) ? own : words(runs);
}

/**
 * Runs with citations and links isolated from the line around them, so that “(2020, p. 7)” reads in
 * a Hebrew line as it does elsewhere.
 */
export function isolated(runs: readonly Run[]): Run[] {
  return citedGroups(runs).flatMap((group) => {
    const [first] = group;
    return first !== undefined && isForeign(first)
      ? [{ text: BEGIN }, ...group, { text: END }]
      : group;
  });
}

/** Whether a text is a sign that isolates, and nothing that anybody wrote. */
export function isIsolating(text: string): boolean {
  return text === BEGIN || text === END;
}
