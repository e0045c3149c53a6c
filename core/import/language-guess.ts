/**
 * The language that a text is written in, when nothing says it: the one in which the text's letters
 * follow each other most readily (the pair models of `letter-models.ts`, in the manner of Dunning,
 * "Statistical identification of language", 1994).
 */
import { costOf } from './letter-costs.ts';
import { LETTER_MODELS, type ModelName } from './letter-models.ts';

/** Letters looked at, and the fewest that a language is told by. */
const SAMPLE = 1500;
const LEAST_LETTERS = 200;
/** How much likelier, per letter, the best has to be than the next, in natural logarithms. */
const MARGIN = 0.06;
/** What a letter costs at most in a language that the text is in. */
const DEAREST = 3.2;

/** Languages that one script is enough to tell. */
const BY_SCRIPT: ReadonlyArray<readonly [script: RegExp, language: string]> = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/\p{Script=Armenian}/u, 'hy'],
];
/** How much of the text has to be in a script for that. */
const SCRIPT_SHARE = 0.5;

const WRITTEN_IN: ReadonlyArray<readonly [script: RegExp, models: readonly ModelName[]]> = [
  [/\p{Script=Latin}/u, modelsOf(/\p{Script=Latin}/u)],
  [/\p{Script=Cyrillic}/u, modelsOf(/\p{Script=Cyrillic}/u)],
  [/\p{Script=Arabic}/u, modelsOf(/\p{Script=Arabic}/u)],
];

function modelsOf(script: RegExp): ModelName[] {
  const names = Object.keys(LETTER_MODELS) as ModelName[];
  return names.filter((name) => script.test(LETTER_MODELS[name].letters.charAt(0)));
}

/** The words of a text's beginning, without figures, addresses and signs. */
function sampleOf(text: string): string {
  const words: string[] = [];
  let length = 0;
  for (const [word] of text
    .slice(0, 20 * SAMPLE)
    .matchAll(/(?<![\p{L}\p{N}@:/.])[\p{L}\p{M}]{2,}(?![\p{L}\p{N}@:/])/gu)) {
    words.push(word.toLowerCase());
    length += word.length + 1;
    if (length >= SAMPLE) break;
  }
  return words.join(' ');
}

/**
 * The language of a text as a BCP 47 tag ("en", "uk", "zh"); undefined when it is short, mixed, or
 * in none of the languages that there are models for.
 */
export function languageOf(text: string): string | undefined {
  const sample = sampleOf(text);
  const letters = sample.replaceAll(' ', '').length;
  const shareOf = (script: RegExp) =>
    [...sample.matchAll(new RegExp(script.source, 'gu'))].length / Math.max(1, letters);
  for (const [script, language] of BY_SCRIPT) {
    // Japanese is told by its kana among the Han characters.
    const least = language === 'ja' ? 0.1 : SCRIPT_SHARE;
    if (letters >= 20 && shareOf(script) >= least) return language;
  }
  if (letters < LEAST_LETTERS) return undefined;
  for (const [script, models] of WRITTEN_IN) {
    if (shareOf(script) < 0.9) continue;
    const ranked = models
      .map((name) => ({ name, cost: costOf(sample, name) / letters }))
      .sort((a, b) => a.cost - b.cost);
    const [best, next] = ranked;
    if (best === undefined || best.cost > DEAREST) return undefined;
    const sure = next === undefined || next.cost - best.cost >= MARGIN;
    return sure ? best.name : undefined;
  }
  return undefined;
}
