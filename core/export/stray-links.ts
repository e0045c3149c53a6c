/** Links of what is printed that lead to nothing printed: their words stay, and the record names them. */
import type { Reference } from '../../shared/document.ts';
import type { LinkTarget } from '../../shared/domain.ts';

/** Told of each link without a place, with its words. */
export type Stray = (to: Reference, words: string) => void;

/** What a link leads to, and why that has no place; undefined where another sentence says so. */
export type WhyStray = (to: Reference) => string | undefined;

/** How many links of one text are named before the others are only counted. */
const NAMED = 5;
const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** Gathers them while texts are printed. */
export class StrayLinks {
  private readonly texts = new Map<string, Map<string, { to: Reference; words: string }>>();

  /** What to tell the links of one text to; `where` is what it is called in a sentence. */
  within(where: string): Stray {
    return (to, words) => {
      const links = this.texts.get(where) ?? new Map<string, { to: Reference; words: string }>();
      links.set(`${to.kind}:${to.id}:${words}`, { to, words });
      this.texts.set(where, links);
    };
  }

  /** A sentence for each text and reason. */
  sentences(why: WhyStray): string[] {
    return [...this.texts].flatMap(([where, links]) => {
      const byReason = Map.groupBy(links.values(), ({ to }) => why(to));
      return [...byReason].flatMap(([reason, found]) =>
        reason === undefined ? [] : [sentenceOn(where, found, reason)],
      );
    });
  }
}

function sentenceOn(where: string, links: readonly { words: string }[], reason: string): string {
  const named = links.slice(0, NAMED).map(({ words }) => `“${words}”`);
  const rest = links.length - named.length;
  const names = LIST.format([...named, ...(rest > 0 ? [`${rest} more`] : [])]);
  return links.length === 1
    ? `The link ${names} in ${where}: what it leads to ${reason}. Its words stay.`
    : `The links ${names} in ${where}: what they lead to ${reason}. Their words stay.`;
}

/** Why things that are not in an outline have no place, as their state in the library says. */
export function reasonsOf(
  elsewhere: readonly LinkTarget[],
  whole: 'case' | 'sources',
): (to: Reference) => string {
  const states = new Map(elsewhere.map(({ kind, id, state }) => [`${kind}:${id}`, state]));
  const outside = whole === 'case' ? 'is not in this case file' : 'is not among these sources';
  const reasons = { there: outside, trash: 'is in the trash', gone: 'was deleted for good' };
  return ({ kind, id }) => reasons[states.get(`${kind}:${id}`) ?? 'gone'];
}
