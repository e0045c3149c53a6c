/** Joining the lines of a paragraph: hyphens at line ends, spaces, and scripts without spaces. */
import type { Run } from '../document.ts';
import { isUnspaced } from './lines.ts';

/** What the rest of the document shows about how its words are written. */
export interface Vocabulary {
  /** Words as they stand inside lines, folded to lower case; with their hyphens. */
  words: ReadonlySet<string>;
  /** Whether lines end with a space where a space was: then no space means none. */
  endsWithSpace: boolean;
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:[-\u2010\u2011'’][\p{L}\p{M}\p{N}]+)*/gu;
const HYPHEN_END = /([\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’\-\u2010\u2011]*)([-\u2010\u00ad])$/u;
const FIRST_WORD = /^[\p{L}\p{M}\p{N}]+(?:[-\u2010\u2011'’][\p{L}\p{M}\p{N}]+)*/u;
/** First parts of English and Romance compounds that keep their hyphen before a small letter. */
const KEEPS = new Set(['self', 'non', 'ex', 'well', 'so', 'half', 'e', 'x', 't', 'vice', 'semi']);

/** Gathers the words of lines that are whole: not the first, which may be half a word, nor the last. */
export function vocabularyOf(lines: Iterable<string>): Vocabulary {
  const words = new Set<string>();
  let ends = 0;
  let spaced = 0;
  for (const line of lines) {
    ends += 1;
    if (/\s$/.test(line)) spaced += 1;
    const found = line.toLowerCase().match(WORD) ?? [];
    for (const word of found.slice(1, -1)) {
      words.add(word);
      // The parts of a compound are words too; without its hyphen it is not.
      for (const part of word.split(/[-\u2010\u2011]/)) words.add(part);
    }
  }
  return { words, endsWithSpace: ends > 0 && spaced * 4 > ends };
}

type Joint = 'space' | 'nothing' | 'drop-hyphen';

/** What stands between two lines of one paragraph. */
export function jointOf(before: string, after: string, vocabulary: Vocabulary): Joint {
  const soft = before.endsWith('\u00ad');
  const hyphen = HYPHEN_END.exec(before);
  const next = FIRST_WORD.exec(after.trimStart())?.[0];
  if (soft) return next === undefined ? 'nothing' : 'drop-hyphen';
  if (hyphen !== null && next !== undefined) {
    const stem = (hyphen[1] ?? '').toLowerCase();
    const rest = next.toLowerCase();
    if (vocabulary.words.has(`${stem}-${rest}`)) return 'nothing';
    if (vocabulary.words.has(stem + rest)) return 'drop-hyphen';
    if (!/^\p{Ll}|^\p{Lo}/u.test(next)) return 'nothing';
    if (/[\p{N}\-\u2010]/u.test(stem) || KEEPS.has(stem)) return 'nothing';
    if (/\p{Lu}$/u.test(hyphen[1] ?? '')) return 'nothing';
    // Two words that both stand elsewhere, the first of them long: "long-term", "decision-making".
    return 'drop-hyphen';
  }
  if (
    /[-\u2010\u2013\u2014/]$/u.test(before) &&
    next !== undefined &&
    !/\s[-\u2013\u2014]$/u.test(before)
  ) {
    return 'nothing';
  }
  if (isUnspaced(before.trimEnd(), after.trimStart())) return 'nothing';
  if (isBrokenHangul(before, after, vocabulary)) return 'nothing';
  return 'space';
}

/** Korean may break lines inside a word; the rest of the text says whether it did. */
function isBrokenHangul(
  before: string,
  after: string,
  { words, endsWithSpace }: Vocabulary,
): boolean {
  const head = /\p{Script=Hangul}+$/u.exec(before)?.[0];
  const tail = /^\p{Script=Hangul}+/u.exec(after.trimStart())?.[0];
  if (head === undefined || tail === undefined) return false;
  if (words.has(head + tail)) return true;
  if (words.has(head) && words.has(tail)) return false;
  return endsWithSpace;
}

function trimEnd(runs: readonly Run[]): Run[] {
  const kept = [...runs];
  for (let last = kept.at(-1); last !== undefined; last = kept.at(-1)) {
    const text = last.text.trimEnd();
    kept.pop();
    if (text !== '') return [...kept, { ...last, text }];
  }
  return kept;
}

/** The runs of one paragraph out of the runs of its lines; `glue` is told what was done. */
export function joinLines(lines: ReadonlyArray<readonly Run[]>, vocabulary: Vocabulary): Run[] {
  let joined: Run[] = [];
  for (const line of lines) {
    if (joined.length === 0) {
      joined = line.map((run) => ({ ...run }));
      continue;
    }
    const raw = joined.map(({ text }) => text).join('');
    const after = line.map(({ text }) => text).join('');
    const spaced = /\s$/.test(raw);
    // A space that was drawn at the end of a line was there; a hyphen before it was a dash.
    const joint =
      spaced && !/[-\u00ad\u2010]\s$/.test(raw) && !isUnspaced(raw.trimEnd(), after)
        ? 'space'
        : jointOf(raw.trimEnd(), after, vocabulary);
    joined = trimEnd(joined);
    const last = joined.at(-1);
    if (last === undefined) continue;
    if (joint === 'drop-hyphen') last.text = last.text.slice(0, -1);
    if (joint === 'space') last.text += ' ';
    joined.push(...line.map((run) => ({ ...run })));
  }
  return joined;
}
