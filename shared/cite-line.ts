/** The line under a passage that was copied: where it is from, and what of that is not known. */
import { dateText, nameText, type Csl } from './csl.ts';

/** Names as a line reads them: one, "A and B", "A, B and C", and from four on "A and others". */
function namesText(names: readonly string[]): string {
  const [first = '', second = '', third = ''] = names;
  if (names.length < 2) return first;
  if (names.length === 2) return `${first} and ${second}`;
  return names.length === 3 ? `${first}, ${second} and ${third}` : `${first} and others`;
}

/** ¶ numbers as people write them, those in a row joined: "¶ 3", "¶ 3-5", "¶ 3, 7". */
export function paragraphsText(paragraphs: readonly number[]): string {
  const numbers = [...new Set(paragraphs)].sort((a, b) => a - b);
  const ranges: Array<[number, number]> = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  const parts = ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
  return parts.length === 0 ? '' : `¶ ${parts.join(', ')}`;
}

/**
 * "Author, “Title”, Container, 2024-12-24, ¶ 4, https://…". An author or a date that is not known is
 * said to be so, since a reader would look for them; what else is missing is left out.
 */
export function citationLine(
  source: { title: string; csl: Csl },
  paragraphs: readonly number[],
  /** The pages of the original, as a locator: "12-13". */
  pages?: string,
): string {
  const { title, csl } = source;
  const authors = (csl.author ?? []).map(nameText).filter((name) => name.trim() !== '');
  const container = csl['container-title'] ?? csl.publisher;
  const address = csl.URL ?? (csl.DOI === undefined ? undefined : `https://doi.org/${csl.DOI}`);
  return [
    authors.length === 0 ? '[author not recorded]' : namesText(authors),
    `“${csl.title ?? title}”`,
    container,
    dateText(csl.issued) || '[date not recorded]',
    pages === undefined ? '' : `p. ${pages}`,
    paragraphsText(paragraphs),
    address,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
}
