/** When two references that share a mark are nevertheless references to two works. */
import type { Csl } from '../../shared/csl.ts';
import { fold } from '../search/fold.ts';
import { piecesOf } from '../search/prepare.ts';
import type { IdentifierKind } from './identifiers.ts';

/** Where they stand in a greater whole, or which of several they are. */
const PLACES = ['volume', 'issue', 'page', 'edition'] as const;

function wordsOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number'
    ? piecesOf(fold(String(value))).join(' ')
    : '';
}

/** The first number of a place, since programs write “2nd ed.” and “pp. 3–9” in many ways. */
function placeOf(value: unknown): string {
  const words = wordsOf(value);
  return /\d+/.exec(words)?.[0] ?? words;
}

function differ(one: string, other: string): boolean {
  return one !== '' && other !== '' && one !== other;
}

/** What an address names whole, whatever title a list gives it. */
const PAGES = new Set(['webpage', 'post', 'post-weblog']);

/** Titles of one work: the same words, or one is the other without its subtitle. */
function sameTitle(one: string, other: string): boolean {
  return (
    one === '' || other === '' || `${one} `.startsWith(`${other} `) || other.startsWith(`${one} `)
  );
}

/**
 * Says that two references, found by a mark that they share, are of different works: chapters that
 * give the address or the ISBN of their book, forewords of one author and year in two volumes. A
 * DOI names one work alone, so what shares it is never told apart.
 */
export function areApart(by: IdentifierKind, one: Csl, other: Csl): boolean {
  if (by === 'doi') return false;
  if (by === 'url' && [one, other].some(({ type = '' }) => PAGES.has(type))) return false;
  if (!sameTitle(wordsOf(one.title), wordsOf(other.title))) return true;
  if (PLACES.some((place) => differ(placeOf(one[place]), placeOf(other[place])))) return true;
  // Names of journals are shortened in many ways; they count where no place is known of both.
  const placed = PLACES.some((place) => placeOf(one[place]) !== '' && placeOf(other[place]) !== '');
  return (
    by === 'citation' &&
    !placed &&
    differ(wordsOf(one['container-title']), wordsOf(other['container-title']))
  );
}
