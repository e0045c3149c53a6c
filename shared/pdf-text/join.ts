/** Joining the lines of a paragraph: hyphens at line ends, spaces, and scripts without spaces. */
import type { Run } from '../document.ts';
import { isUnspaced } from './lines.ts';

/** What the rest of the document shows about how its words are written. */
export interface Vocabulary {
  /** Words as they stand inside lines, in small letters, with their hyphens. */
  words: ReadonlySet<string>;
  /** Words are divided at line ends; else a hyphen there is the word's own. */
  divides: boolean;
  /** Divided words have a hyphen of their own kind, so that the common one is the word's own. */
  hasOwnHyphen: boolean;
  /** Korean lines break between any two syllables. */
  breaksHangul: boolean;
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:[-\u2010\u2011'’][\p{L}\p{M}\p{N}]+)*/gu;
const HYPHEN_END = /([\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’\-\u2010\u2011]*)([-\u2010\u00ad])$/u;
const FIRST_WORD = /^[\p{L}\p{M}\p{N}]+(?:[-\u2010\u2011'’][\p{L}\p{M}\p{N}]+)*/u;
/** First parts of compounds that keep their hyphen before a small letter, and those that may. */
const KEEPS = new Set(['self', 'non', 'well', 'half']);
const MAY_KEEP = new Set(['ex', 'e', 'x', 't', 'so', 'vice', 'semi', 'anti', 'co', 'pre', 'post']);
/** Where words are divided, more than this share of lines end with a hyphen. */
const DIVIDED_SHARE = 0.02;

/** Gathers the words of lines that are whole, and how lines end. */
export function vocabularyOf(lines: readonly string[], breaksHangul = false): Vocabulary {
  const words = new Set<string>();
  for (const line of lines) {
    const found = line.toLowerCase().match(WORD) ?? [];
    // The first may be the end of a word and the last the beginning of one.
    for (const word of found.slice(1, -1)) {
      words.add(word.replaceAll('\u2010', '-'));
      for (const part of word.split(/[-\u2010\u2011]/)) words.add(part);
    }
  }
  let hyphens = 0;
  let proofs = 0;
  lines.forEach((line, index) => {
    const stem = HYPHEN_END.exec(line)?.[1]?.toLowerCase();
    const rest = FIRST_WORD.exec(lines[index + 1] ?? '')?.[0].toLowerCase();
    if (stem === undefined || rest === undefined) return;
    hyphens += 1;
    if (words.has(stem + rest)) proofs += 1;
  });
  const hasOwnHyphen = lines.some((line) => /\p{L}[\u2010\u00ad]$/u.test(line));
  return {
    words,
    divides: hasOwnHyphen || proofs > 0 || hyphens > lines.length * DIVIDED_SHARE,
    hasOwnHyphen,
    breaksHangul,
  };
}

type Joint = 'space' | 'nothing' | 'drop-hyphen';

/** What a hyphen at a line's end becomes, by how the document writes its words elsewhere. */
function hyphenJoint(
  head: string,
  hyphen: string,
  next: string,
  { words, hasOwnHyphen, divides }: Vocabulary,
): Joint {
  const stem = head.toLowerCase();
  const rest = next.toLowerCase();
  if (words.has(`${stem}-${rest}`)) return 'nothing';
  if (words.has(stem + rest)) return 'drop-hyphen';
  if (hyphen === '-' && (hasOwnHyphen || !divides)) return 'nothing';
  if (!/^\p{Ll}|^\p{Lo}/u.test(next) || /\p{N}$|\p{Lu}$/u.test(head)) return 'nothing';
  const last = stem.split(/[-\u2010]/).at(-1) ?? stem;
  if (last !== stem && words.has(last)) return 'nothing';
  if (KEEPS.has(stem) || (MAY_KEEP.has(stem) && words.has(rest))) return 'nothing';
  return 'drop-hyphen';
}

/** What stands between two lines of one paragraph. */
export function jointOf(before: string, after: string, vocabulary: Vocabulary): Joint {
  const next = FIRST_WORD.exec(after.trimStart())?.[0];
  if (before.endsWith('\u00ad')) return next === undefined ? 'nothing' : 'drop-hyphen';
  const [, head, hyphen] = HYPHEN_END.exec(before) ?? [];
  if (head !== undefined && hyphen !== undefined && next !== undefined) {
    return hyphenJoint(head, hyphen, next, vocabulary);
  }
  if (next !== undefined && /\S[\u2013\u2014/]$/u.test(before)) return 'nothing';
  if (isUnspaced(before.trimEnd(), after.trimStart())) return 'nothing';
  return isBrokenHangul(before, after, vocabulary) ? 'nothing' : 'space';
}

/** Korean may break lines inside a word; the rest of the text says whether it did. */
function isBrokenHangul(before: string, after: string, vocabulary: Vocabulary): boolean {
  const { words, breaksHangul } = vocabulary;
  const head = /\p{Script=Hangul}+$/u.exec(before)?.[0];
  const tail = /^\p{Script=Hangul}+/u.exec(after.trimStart())?.[0];
  if (head === undefined || tail === undefined) return false;
  if (words.has(head + tail)) return true;
  if (words.has(head) && words.has(tail)) return false;
  return breaksHangul;
}

/** Runs without the white space at their end. */
function trimEnd(runs: readonly Run[]): Run[] {
  const kept = [...runs];
  for (let last = kept.pop(); last !== undefined; last = kept.pop()) {
    const text = last.text.trimEnd();
    if (text !== '') return [...kept, { ...last, text }];
  }
  return kept;
}

/** The runs of one paragraph out of the runs of its lines. */
export function joinLines(lines: ReadonlyArray<readonly Run[]>, vocabulary: Vocabulary): Run[] {
  const joined: Run[] = [];
  let before: Run | undefined;
  for (const line of lines) {
    const trimmed = trimEnd(line);
    const after = trimmed.map(({ text }) => text).join('');
    if (before !== undefined) {
      // Enough of the text before to find the word that it ends with.
      const end = joined
        .slice(-4)
        .map(({ text }) => text.slice(-200))
        .join('');
      const joint = jointOf(end, after, vocabulary);
      if (joint === 'drop-hyphen') before.text = before.text.slice(0, -1);
      if (joint === 'space') before.text += ' ';
    }
    joined.push(...trimmed.map((run) => ({ ...run })));
    before = joined.at(-1);
  }
  return joined;
}
