/** Links of what is printed that lead to nothing printed: their words stay, and the record names them. */
import { andList } from './and-list.ts';
import type { Reference } from '../../shared/document.ts';
import type { LinkTarget } from '../../shared/domain.ts';

export interface StrayLink {
  to: Reference;
  words: string;
  /** It is a citation, and no style could set it. */
  cites?: true;
}

/** Told of each link without a place. */
export type Stray = (link: StrayLink) => void;

/** Why what a link leads to has no place; undefined where another sentence says so. */
export type WhyStray = (link: StrayLink) => string | undefined;

/** How many links of one text are named before the others are only counted. */
const NAMED = 5;

/** Gathers them while texts are printed. */
export class StrayLinks {
  private readonly texts = new Map<string, Map<string, StrayLink>>();

  /** What to tell the links of one text to; `where` is what it is called in a sentence. */
  within(where: string): Stray {
    return (link) => {
      const links = this.texts.get(where) ?? new Map<string, StrayLink>();
      links.set(`${link.to.kind}:${link.to.id}:${link.words}`, link);
      this.texts.set(where, links);
    };
  }

  /** A sentence for each text and reason. */
  sentences(why: WhyStray): string[] {
    return [...this.texts].flatMap(([where, links]) => {
      const all = [...links.values()];
      const linked = all.filter(({ cites }) => cites !== true);
      const unset = all.filter((link) => link.cites === true && why(link) !== undefined);
      const byReason = Map.groupBy(linked, why);
      return [
        ...[...byReason].flatMap(([reason, found]) =>
          reason === undefined ? [] : [sentenceOn(where, found, reason)],
        ),
        ...(unset.length === 0 ? [] : [citationsOf(where, unset)]),
      ];
    });
  }
}

function named(links: readonly StrayLink[]): string {
  const names = links.slice(0, NAMED).map(({ words }) => `“${words}”`);
  const rest = links.length - names.length;
  return andList([...names, ...(rest > 0 ? [`${rest} more`] : [])]);
}

function sentenceOn(where: string, links: readonly StrayLink[], reason: string): string {
  return links.length === 1
    ? `The link ${named(links)} in ${where}: what it leads to ${reason}. Its words stay.`
    : `The links ${named(links)} in ${where}: what they lead to ${reason}. Their words stay.`;
}

function citationsOf(where: string, links: readonly StrayLink[]): string {
  return links.length === 1
    ? `The citation ${named(links)} in ${where}: its source was deleted for good. It keeps the words that it had, and is not in the bibliography.`
    : `The citations ${named(links)} in ${where}: their sources were deleted for good. They keep the words that they had, and are not in the bibliography.`;
}

/** Why things that are not in an outline have no place, as their state in the library says. */
export function reasonsOf(elsewhere: readonly LinkTarget[], whole: 'case' | 'sources'): WhyStray {
  const states = new Map(elsewhere.map(({ kind, id, state }) => [`${kind}:${id}`, state]));
  const outside = whole === 'case' ? 'is not in this case file' : 'is not among these sources';
  const reasons = { there: outside, trash: 'is in the trash', gone: 'was deleted for good' };
  return ({ to: { kind, id }, cites }) => {
    const state = states.get(`${kind}:${id}`) ?? 'gone';
    // What is still there can be cited, wherever it is.
    return cites === true && state !== 'gone' ? undefined : reasons[state];
  };
}
