/** What is searched for: words that stand in the first thousand articles, so that every size has them. */
import type { Article } from './corpus.ts';
import { pick, seeded, shuffle, type Random } from './random.ts';

export const KINDS = ['frequent', 'rare', 'all words', 'prefix', 'typo', 'phrase'] as const;
export type Kind = (typeof KINDS)[number];

export interface BenchQuery {
  kind: Kind;
  /** In small letters, one space between words, without quotes. */
  text: string;
  /** Of a typing error: the word that was meant. */
  meant?: string;
}

const COUNTS: Readonly<Record<Kind, number>> = {
  frequent: 35,
  rare: 35,
  'all words': 40,
  prefix: 40,
  typo: 35,
  phrase: 35,
};
/** Two words each, typed key by key; the first of every fourth with an error. */
const STREAMS = 28;
const ERROR_EVERY = 4;

/** Languages whose words stand between spaces; the peers know no others. */
const SPACED = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]+$/u;

/** The words of a text, in small letters, without accents, as all that is compared has them. */
export function wordsOf(text: string): string[] {
  return plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Letters that are written without their strokes as well. */
const STROKES: Readonly<Record<string, string>> = {
  ς: 'σ',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
};

/** Small letters without accents. The Cyrillic й and ї are letters of their own. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, '$1')
    .normalize('NFC')
    .replace(/[ςłøđħıßæœ]/gu, (letter) => STROKES[letter] ?? letter)
    .replaceAll('ё', 'е');
}

export interface QuerySet {
  queries: BenchQuery[];
  /** What is in the field at each keystroke. */
  keystrokes: string[];
}

/**
 * The queries of all kinds and the typing, from the first thousand articles.
 *
 * @param isWord whether something stands in any article, for errors that make another word
 */
export function makeQueries(
  articles: readonly Article[],
  isWord: (word: string) => boolean,
): QuerySet {
  const random = seeded(5);
  const texts = articles.map(({ paragraphs }) => paragraphs.map(wordsOf));
  const documents = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(text.flat())) documents.set(word, (documents.get(word) ?? 0) + 1);
  }
  const share = (word: string) => (documents.get(word) ?? 0) / articles.length;
  const all = [...documents.keys()].filter((word) => SPACED.test(word) && word.length >= 4);
  const frequent = shuffle(
    random,
    all.filter((word) => share(word) >= 0.05 && share(word) <= 0.35),
  );
  const rare = shuffle(
    random,
    all.filter((word) => (documents.get(word) ?? 0) <= 2 && word.length >= 5),
  );
  const middling = shuffle(
    random,
    all.filter((word) => share(word) >= 0.005 && share(word) <= 0.05 && word.length >= 6),
  );
  /** Words of one article, none of them in most others. */
  const together = (count: number): string[] => {
    for (;;) {
      const words = [...new Set(pick(random, texts).flat())].filter(
        (word) => SPACED.test(word) && word.length >= 4 && share(word) <= 0.3,
      );
      if (words.length >= count * 5) return shuffle(random, words).slice(0, count);
    }
  };
  const misspelt = (from: readonly string[], at: number) => {
    for (let next = at; ; next += 1) {
      const meant = from[next % from.length] ?? '';
      const text = withError(random, meant);
      if (!isWord(text)) return { text, meant };
    }
  };
  const phrase = (): string => {
    for (;;) {
      const words = pick(random, pick(random, texts));
      const length = 2 + Math.floor(random() * 2);
      const start = Math.floor(random() * Math.max(1, words.length - length));
      const chosen = words.slice(start, start + length);
      if (chosen.length === length && chosen.every((word) => SPACED.test(word) && word.length >= 3))
        return chosen.join(' ');
    }
  };
  const make: Readonly<Record<Kind, (at: number) => Omit<BenchQuery, 'kind'>>> = {
    frequent: (at) => ({ text: frequent[at % frequent.length] ?? '' }),
    rare: (at) => ({ text: rare[at % rare.length] ?? '' }),
    'all words': (at) => ({ text: together(2 + (at % 2)).join(' ') }),
    prefix: (at) => {
      const [word = '', last = ''] = together(2);
      const beginning = last.slice(0, 1 + (at % 4));
      return { text: at % 2 === 0 ? beginning : `${word} ${beginning}` };
    },
    typo: (at) => misspelt(middling, at * 7),
    phrase: () => ({ text: phrase() }),
  };
  const queries = KINDS.flatMap((kind) =>
    Array.from({ length: COUNTS[kind] }, (_, at) => ({ kind, ...make[kind](at) })),
  );
  const keystrokes = Array.from({ length: STREAMS }, (_, at) => {
    const [first = '', second = ''] = together(2);
    const start = at % ERROR_EVERY === 0 ? misspelt([first, ...middling], 0).text : first;
    return `${start} ${second}`;
  }).flatMap((target) => Array.from(target, (_, at) => target.slice(0, at + 1)));
  return { queries, keystrokes };
}

/** A word with one typing error: a letter replaced, left out, put in, or two of them swapped. */
export function withError(random: Random, word: string): string {
  const letters = [...word];
  // Errors in the first letter are rare when people type.
  const at = 1 + Math.floor(random() * (letters.length - 1));
  const other = pick(random, letterNear(word));
  switch (Math.floor(random() * 4)) {
    case 0:
      letters[at] = other;
      break;
    case 1:
      letters.splice(at, 1);
      break;
    case 2:
      letters.splice(at, 0, other);
      break;
    default:
      letters.splice(
        Math.max(1, at - 1),
        2,
        ...letters.slice(Math.max(1, at - 1), Math.max(1, at - 1) + 2).reverse(),
      );
  }
  const made = letters.join('');
  return made === word ? withError(random, word) : made;
}

const ALPHABETS = [
  'abcdefghijklmnopqrstuvwxyz',
  'абвгдежзийклмнопрстуфхцчшщъыьэюя',
  'αβγδεζηθικλμνξοπρστυφχψω',
];

function letterNear(word: string): string[] {
  const letter = word.charAt(word.length - 1);
  return [...(ALPHABETS.find((letters) => letters.includes(letter)) ?? ALPHABETS[0] ?? '')];
}

/** Typing errors in words as often as the words are used, none of them a word itself. */
export function errorsByUse(
  articles: readonly Article[],
  isWord: (word: string) => boolean,
  count: number,
): { errors: Array<{ text: string; meant: string }>; areWords: number } {
  const random = seeded(13);
  const errors: Array<{ text: string; meant: string }> = [];
  let areWords = 0;
  while (errors.length < count) {
    const words = wordsOf(pick(random, pick(random, articles).paragraphs));
    const meant = words[Math.floor(random() * words.length)] ?? '';
    if (!SPACED.test(meant) || meant.length < 5) continue;
    const text = withError(random, meant);
    if (isWord(text)) areWords += 1;
    else errors.push({ text, meant });
  }
  return { errors, areWords };
}
