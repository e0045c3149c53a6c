/** What goes into the full-text index, and how a query's words are made to meet it. */
import { fold } from './fold.ts';

const NOT_SPACED =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u30fc\\p{Script=Hangul}' +
  '\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]';
const RUN = new RegExp(`(?:${NOT_SPACED}\\p{M}*)+|\\p{Co}`, 'gu');
const UNSPACED = new RegExp(NOT_SPACED, 'u');
const UNIT = /.\p{M}*/gsu;
const MAY_HOLD_RUN = /[^\x00-\u0dff]/;
const TOKEN = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;

/**
 * Goes up when `prepareForIndex` gives something else than before: an index that was filled by
 * another version is built anew.
 */
export const PREPARE_VERSION = 1;

/** What a text is made of: runs without spaces, emoji, and words of other scripts. */
const PIECE = new RegExp(
  `(?:${NOT_SPACED}\\p{M}*)+|\\p{Co}|(?:(?!${NOT_SPACED})[\\p{L}\\p{N}\\p{M}])+`,
  'gu',
);

/** Says whether a token is a word that is typed letter by letter: not of such a run, nor an emoji. */
export function isSpelled(token: string): boolean {
  return token !== '' && !isUnspaced(token) && !/^\p{Co}/u.test(token);
}

/** Cuts a folded text into words, emoji, and runs of scripts that are written without spaces. */
export function piecesOf(folded: string): string[] {
  return folded.match(PIECE) ?? [];
}

/** Says whether a text holds a script that is written without spaces between its words. */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text);
}

/** Overlapping pairs of a run's characters, and its last alone, so that each begins a token. */
function bigrams(run: string): string {
  const units = run.match(UNIT) ?? [];
  return units.map((unit, index) => unit + (units[index + 1] ?? '')).join(' ');
}

/**
 * A text as the full-text index takes it: folded, and runs of Chinese, Japanese, Korean and other
 * scripts without spaces cut into overlapping pairs, so that any part of a run is found as a phrase
 * of pairs. Emoji stand alone.
 */
export function prepareForIndex(text: string): string {
  const folded = fold(text);
  return MAY_HOLD_RUN.test(folded) ? folded.replace(RUN, (run) => ` ${bigrams(run)} `) : folded;
}

/** The tokens of a text, in order, as the full-text index has them. */
export function tokensOf(text: string): string[] {
  return prepareForIndex(text).match(TOKEN) ?? [];
}

export interface QueryTokens {
  /** They follow each other in the text. */
  tokens: string[];
  /** The last one is only the beginning of a token: one character of a script without spaces. */
  open: boolean;
}

/** The tokens that a word or phrase of a query is found by. */
export function queryTokens(text: string): QueryTokens {
  const tokens = tokensOf(text);
  const last = tokens.at(-1) ?? '';
  const endsUnspaced = isUnspaced(last) && (last.match(UNIT) ?? []).length === 1;
  if (!endsUnspaced) return { tokens, open: false };
  // The last character of a run is in the pair before it; alone, it begins a pair.
  const before = tokens.at(-2);
  const inPair =
    before !== undefined && isUnspaced(before) && before.endsWith(last) && before !== last;
  return inPair && endsRun(text)
    ? { tokens: tokens.slice(0, -1), open: false }
    : { tokens, open: true };
}

function endsRun(text: string): boolean {
  const runs = fold(text).match(RUN) ?? [];
  return (runs.at(-1)?.match(UNIT) ?? []).length > 1;
}
