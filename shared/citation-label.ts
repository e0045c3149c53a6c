/** How citations read in the text until a style sets them. */
import { nameText, yearOf, type Csl, type CslName } from './csl.ts';
import type { Citation } from './document.ts';
import { LOCATOR_KINDS } from './locators.ts';

/** The words of a title that its short form is made of, unless it ends before. */
const SHORT_TITLE_WORDS = 6;

/** A year as a citation has it: "2024", "44 BC". */
function yearText(year: number): string {
  return year < 0 ? `${-year} BC` : String(year);
}

function familyOf(name: CslName): string {
  if (name.family === undefined) return nameText(name);
  return [name['non-dropping-particle'], name.family].filter(Boolean).join(' ');
}

function authorsOf(names: readonly CslName[]): string {
  const [first = '', second = ''] = names.map(familyOf).filter((name) => name !== '');
  if (names.length > 2) return `${first} et al.`;
  return second === '' ? first : `${first} and ${second}`;
}

/** A title as short as it still tells the source: up to its colon, or its first words. */
function shortTitle(title: string): string {
  const main = title.split(/[:—|]/)[0]?.trim() ?? '';
  const words = (main === '' ? title.trim() : main).split(/\s+/);
  if (words.length <= SHORT_TITLE_WORDS) return words.join(' ');
  return `${words.slice(0, SHORT_TITLE_WORDS).join(' ')}…`;
}

/** How a source reads in a citation: its authors, or its short title, and the year it is of. */
export function citationLabel(title: string, csl: Csl = {}): string {
  const authors = authorsOf(csl.author ?? []);
  const year = yearOf(csl.issued);
  const name = authors === '' ? shortTitle(title) : authors;
  return [name === '' ? 'Untitled source' : name, year === undefined ? undefined : yearText(year)]
    .filter(Boolean)
    .join(' ');
}

/** The place of a citation, while no style sets it: "¶ 4", "pp. 12-14"; empty without one. */
export function locatorText(locator: Citation['locator']): string {
  if (locator === undefined || locator.value === '') return '';
  const { sign, several } = LOCATOR_KINDS[locator.kind];
  return `${/[-–,]/.test(locator.value) ? several : sign}\u00a0${locator.value}`;
}

/** What stands before and after the label within the brackets of a citation that no style has set. */
function around({ locator, prefix = '', suffix = '' }: Omit<Citation, 'sourceId'>) {
  const before = prefix.trim();
  const after = suffix.trim();
  const place = locatorText(locator);
  // A suffix that brings its own sign needs no comma.
  const joined = after === '' || /^\p{P}/u.test(after) ? after : `, ${after}`;
  return {
    opening: before === '' ? '' : `${before} `,
    closing: `${place === '' ? '' : `, ${place}`}${joined}`,
  };
}

/** A citation as it stands in the text: "(Kim 2024, ¶ 4)", "(see Kim 2024, pp. 12-14)". */
export function citationText(label: string, cite: Omit<Citation, 'sourceId'> = {}): string {
  const { opening, closing } = around(cite);
  return `(${opening}${label}${closing})`;
}

/** The label in such a text; all that its brackets hold when it was written otherwise. */
export function labelIn(text: string, cite: Omit<Citation, 'sourceId'>): string {
  if (cite.label !== undefined) return cite.label;
  const words = text.replace(/^\(|\)$/g, '');
  const { opening, closing } = around(cite);
  // Other programs may have put spaces where these stood.
  const plain = (part: string) => part.replaceAll('\u00a0', ' ');
  const fits =
    plain(words).startsWith(plain(opening)) &&
    plain(words).endsWith(plain(closing)) &&
    words.length >= opening.length + closing.length;
  return fits ? words.slice(opening.length, words.length - closing.length) : words;
}
