/** The keys that references go by in lists for other programs. */
import { yearOf, type Csl } from '../../../shared/csl.ts';
import type { SourceSummary } from '../../../shared/domain.ts';

/** A reference with the key that it goes by. */
export interface KeyedReference {
  key: string;
  csl: Csl;
  tags: readonly string[];
}

/** Letters that have no decomposition into a Latin letter and a mark. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};

/** The letters and digits of a text that a key may hold in every program: a to z, 0 to 9. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[ßæœøđðþłı]/g, (letter) => SPELLED[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '');
}

/** Words that begin many titles and tell none of them. */
const EMPTY_WORDS = new Set(['a', 'an', 'the', 'der', 'die', 'das', 'le', 'la', 'les', 'el', 'un']);

function firstWord(title: string): string {
  const words = title.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return words.find((word) => !EMPTY_WORDS.has(word.toLowerCase())) ?? '';
}

function keyOf({ 'citation-key': own, author, editor, issued, title }: Csl): string {
  if (own !== undefined && /^[^\s,{}"'#%=~\\]+$/.test(own)) return own;
  const [first] = author ?? editor ?? [];
  const name = plain(first?.family ?? firstWord(first?.literal ?? ''));
  const year = yearOf(issued);
  const key = `${name}${year ?? ''}${plain(firstWord(title ?? ''))}`;
  return key === '' ? 'source' : key;
}

/**
 * Gives every source the key that it came with, or one of its first author, its year and the first
 * word of its title that says something; the second of the same key gets an "a" and so on.
 */
export function keyReferences(
  sources: ReadonlyArray<Pick<SourceSummary, 'title' | 'csl' | 'tags'>>,
): KeyedReference[] {
  const taken = new Set<string>();
  return sources.map(({ title, csl, tags }) => {
    const whole = { ...csl, title: csl.title ?? title };
    const key = keyOf(whole);
    let unique = key;
    for (let count = 1; taken.has(unique.toLowerCase()); count += 1) {
      unique = `${key}${letters(count)}`;
    }
    taken.add(unique.toLowerCase());
    return { key: unique, csl: whole, tags };
  });
}

/** 1 is "a", 26 is "z", 27 is "aa". */
function letters(count: number): string {
  const rest = Math.floor((count - 1) / 26);
  return `${rest === 0 ? '' : letters(rest)}${String.fromCharCode(97 + ((count - 1) % 26))}`;
}
