/**
 * Other forms of a word: its inflections, by the Snowball stemmers of `@orama/stemmers`, and a
 * Cyrillic name in Latin letters, by `transliteration`. Read when first needed: together they are
 * as large as the rest of the search.
 */

export interface WordForms {
  /** What the word and its inflections have in common, one for each language that has any. */
  stemsOf(word: string, languages: readonly string[]): Array<(word: string) => string>;
  /** A folded Cyrillic word in Latin letters; undefined for other words. */
  inLatin(word: string): string | undefined;
}

type Stemmer = (word: string) => string;

/** By the language's code, the script that it is written in and how its stemmer is read. */
const STEMMERS: Readonly<
  Record<string, readonly [script: RegExp, read: () => Promise<{ stemmer: Stemmer }>]>
> = {
  en: [/^\p{Script=Latin}+$/u, () => import('@orama/stemmers/english')],
  de: [/^\p{Script=Latin}+$/u, () => import('@orama/stemmers/german')],
  fr: [/^\p{Script=Latin}+$/u, () => import('@orama/stemmers/french')],
  es: [/^\p{Script=Latin}+$/u, () => import('@orama/stemmers/spanish')],
  it: [/^\p{Script=Latin}+$/u, () => import('@orama/stemmers/italian')],
  pt: [/^\p{Script=Latin}+$/u, () => import('@orama/stemmers/portuguese')],
  nl: [/^\p{Script=Latin}+$/u, () => import('@orama/stemmers/dutch')],
  sv: [/^\p{Script=Latin}+$/u, () => import('@orama/stemmers/swedish')],
  da: [/^\p{Script=Latin}+$/u, () => import('@orama/stemmers/danish')],
  no: [/^\p{Script=Latin}+$/u, () => import('@orama/stemmers/norwegian')],
  fi: [/^\p{Script=Latin}+$/u, () => import('@orama/stemmers/finnish')],
  hu: [/^\p{Script=Latin}+$/u, () => import('@orama/stemmers/hungarian')],
  ro: [/^\p{Script=Latin}+$/u, () => import('@orama/stemmers/romanian')],
  tr: [/^\p{Script=Latin}+$/u, () => import('@orama/stemmers/turkish')],
  ru: [/^\p{Script=Cyrillic}+$/u, () => import('@orama/stemmers/russian')],
};

/** Norwegian goes by three codes. */
const SAME: Readonly<Record<string, string>> = { nb: 'no', nn: 'no' };

/** Reads the stemmers of the given languages (and of English), and the table of letters. */
export async function loadWordForms(languages: readonly string[]): Promise<WordForms> {
  const wanted = new Set(['en', ...languages.map(codeOf)]);
  const [{ transliterate }, ...read] = await Promise.all([
    import('transliteration'),
    ...[...wanted].map(async (code) => {
      const known = STEMMERS[code];
      return known === undefined ? undefined : { code, script: known[0], ...(await known[1]()) };
    }),
  ]);
  const stemmers = read.filter((one) => one !== undefined);
  return {
    stemsOf(word, inUse) {
      const codes = new Set(inUse.length === 0 ? ['en'] : inUse.map(codeOf));
      return stemmers
        .filter(({ code, script }) => codes.has(code) && script.test(word))
        .map(({ stemmer }) => stemmer);
    },
    inLatin(word) {
      if (!/^\p{Script=Cyrillic}+$/u.test(word)) return undefined;
      return transliterate(word)
        .toLowerCase()
        .replace(/[^a-z]/g, '');
    },
  };
}

function codeOf(language: string): string {
  const code = language.toLowerCase().split('-')[0] ?? '';
  return SAME[code] ?? code;
}
