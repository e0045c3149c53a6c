// @ts-check
/**
 * Makes core/import/letter-models.ts, by which the encoding of a text is guessed: how often letters
 * follow each other in a language. Takes a folder of plain UTF-8 texts named by their language
 * (`pl.txt`, `zh_CN.txt`); translated messages of free programs do, a few hundred kilobytes each.
 *
 *   node scripts/letter-models.mjs FOLDER > core/import/letter-models.ts
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem, runScript } from './lib/terminal.mjs';

/** Costs are written as one of these characters each: quarters of a natural logarithm. */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-';
const MOST_LETTERS = 76;
const MOST_TEXT = 1_500_000;
/** Languages whose characters are too many for pairs. */
const BY_CHARACTER = ['zh_CN', 'zh_TW', 'ja', 'ko'];

/** @param {number} share Of all that could have stood there. */
function digit(share) {
  return DIGITS.charAt(Math.min(63, Math.round(-4 * Math.log(share))));
}

/** @param {string} text */
function countsOf(text) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

/**
 * The letters of a language, most frequent first, and the cost of each behind each, row by row;
 * the first row and column stand for everything that is no letter.
 * @param {string} text
 */
function pairModel(text) {
  const lower = text.toLowerCase().replaceAll('ș', 'ş').replaceAll('ț', 'ţ');
  const latin = /\p{Script=Latin}/u.test(countsOf(lower.replace(/\P{L}/gu, ''))[0]?.[0] ?? '');
  // Foreign words say nothing about how a language is written.
  const own = lower.replace(latin ? /[^\p{Script=Latin}\p{M}]/gu : /\P{L}|\p{Script=Latin}/gu, '');
  const marks = latin ? '' : lower.replace(/\P{M}/gu, '');
  const counts = countsOf(own + marks);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const letters = counts
    .filter(([, count]) => count / all > 0.0002)
    .slice(0, MOST_LETTERS)
    .map(([letter]) => letter);
  const index = new Map(letters.map((letter, at) => [letter, at + 1]));
  const size = letters.length + 1;
  const pairs = new Float64Array(size * size).fill(0.2);
  let before = 0;
  for (const char of lower) {
    const at = index.get(char) ?? 0;
    if (before !== 0 || at !== 0) pairs[before * size + at] = (pairs[before * size + at] ?? 0) + 1;
    before = at;
  }
  let costs = '';
  for (let row = 0; row < size; row += 1) {
    const line = pairs.subarray(row * size, (row + 1) * size);
    const sum = line.reduce((total, count) => total + count, 0);
    for (const count of line) costs += digit(count / sum);
  }
  return { letters: letters.join(''), costs };
}

/**
 * The most frequent characters, and the cost of each.
 * @param {string} text
 */
function characterModel(text) {
  const counts = countsOf(text.replace(/[^\p{Lo}\p{Lm}\u3000-\u303f\uff00-\uffef]/gu, ''));
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const common = counts.slice(0, 600);
  return {
    letters: common.map(([char]) => char).join(''),
    costs: common.map(([, count]) => digit(count / all)).join(''),
  };
}

await runScript(async () => {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Problem('Name the folder with the texts.');
  const models = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => {
      const language = name.slice(0, -'.txt'.length);
      const text = readFileSync(join(folder, name), 'utf8').slice(0, MOST_TEXT);
      const model = BY_CHARACTER.includes(language) ? characterModel(text) : pairModel(text);
      const quote = (/** @type {string} */ value) => `'${value.replaceAll("'", "\\'")}'`;
      return `  ${language}: {\n    letters: ${quote(model.letters)},\n    costs:\n      ${quote(model.costs)},\n  },`;
    });
  process.stdout.write(
    `/**
 * How often letters follow each other in the languages that old encodings were made for. Made by
 * scripts/letter-models.mjs; \`letter-costs.ts\` says how it is read.
 */
export interface LetterModel {
  letters: string;
  costs: string;
}

export const LETTER_MODELS = {
${models.join('\n')}
} satisfies Record<string, LetterModel>;

export type ModelName = keyof typeof LETTER_MODELS;
`,
  );
  return 0;
});
