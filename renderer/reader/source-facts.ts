/** What the line under a source's title says of it. */
import { dateText, nameText, type Csl } from '../../shared/csl.ts';
import { countText } from '../ui/counts.ts';

/** Words read in a minute: the mean for adults reading prose silently (Brysbaert 2019). */
const WORDS_PER_MINUTE = 238;

/** "5 min read", and never less than one minute. */
export function readingTime(words: number): string {
  return `${Math.max(1, Math.round(words / WORDS_PER_MINUTE))} min read`;
}

interface Facts {
  csl: Csl;
  words: number;
  revisions: number;
}

/** The facts in their order; what is not known of a publisher and a date is said, not left out. */
export function sourceFacts({ csl, words, revisions }: Facts): string[] {
  const authors = (csl.author ?? []).map(nameText).filter((name) => name !== '');
  const publisher = [csl['container-title'], csl.publisher].filter(
    (part, index, all): part is string => Boolean(part) && all.indexOf(part) === index,
  );
  const shownAuthors =
    authors.length > 3
      ? `${authors.slice(0, 2).join(', ')} and ${authors.length - 2} more`
      : authors.join(', ');
  return [
    ...(authors.length > 0 ? [shownAuthors] : []),
    publisher.length > 0 ? publisher.join(', ') : 'Publisher not recorded',
    dateText(csl.issued) || 'Date not recorded',
    countText(revisions, 'revision'),
    readingTime(words),
  ];
}
