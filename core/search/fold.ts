/**
 * Folding: the form in which texts and queries are compared. Case, diacritics, ligatures, full
 * width, curly quotes and invisible characters make no difference in it; what is not a letter, a
 * number or an emoji is a space. The full-text index, the lists and the marks in snippets all
 * stand on it, so they can't disagree about what matches.
 */
import { partitionPoint } from '../../shared/partition-point.ts';

/** What folding leaves as it is, in small letters and where no mark follows. */
const PLAIN =
  '\\u0430-\\u044f\\u03b1-\\u03c1\\u03c3-\\u03c9' + // Cyrillic, Greek
  '\\u3041-\\u3096\\u30a1-\\u30fa\\u4e00-\\u9fff\\uac00-\\ud7a3'; // kana, ideographs, Hangul
const TO_FOLD = new RegExp(`(?:[^\\x00-\\x7f${PLAIN}]|[${PLAIN}](?=\\p{M}))+`, 'gu');

/** What is folded as one: a Hangul syllable, a half-width kana, or a character with its marks. */
const CLUSTER =
  /[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|[\uff66-\uff9d][\uff9e\uff9f]|\P{M}\p{M}*|\p{M}+/gu;

/** Letters that Unicode doesn't decompose, by the spelling without them. */
const SPELLINGS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
};
const SPELLED = new RegExp(`[${Object.keys(SPELLINGS).join('')}]`, 'gu');

function withoutMarks(text: string): string {
  // й, ї and ў are letters of their own; ё and the stress accents are not.
  if (/^\p{Script=Cyrillic}/u.test(text)) {
    return text.replace(/е\u0308/gu, 'е').replace(/[\u0300\u0301]/gu, '');
  }
  // Tatweel, a stretcher and not a letter, goes with the vowel signs.
  if (/^\p{Script=Arabic}|^\u0640/u.test(text)) return text.replace(/[\p{M}\u0640]/gu, '');
  if (/^[\p{Script=Latin}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Common}]/u.test(text)) {
    // The marks that make が of か are not diacritics.
    return text.replace(/(?![\u3099\u309a])\p{M}/gu, '');
  }
  // Marks alone follow an ASCII letter, or begin the text. Elsewhere, as in Hindi, they are vowels.
  return /^\p{M}/u.test(text)
    ? text.replace(/[\u0300-\u036f\u0591-\u05c7\u0610-\u06ed]/gu, '')
    : text;
}

/** Emoji become one private-use character each, which every tokenizer takes for a letter. */
function pictured(text: string): string {
  return text.replace(/[\p{Extended_Pictographic}\p{Regional_Indicator}]/gu, (emoji) => {
    const code = emoji.codePointAt(0) ?? 0;
    return code < 0x2190 ? ' ' : String.fromCodePoint(0xf0000 + (code & 0xffff));
  });
}

function foldCluster(cluster: string): string {
  const visible = cluster.replace(/[\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}]/gu, '');
  if (visible === '') return '';
  const lower = visible.toLowerCase().normalize('NFKD').toLowerCase();
  const folded = pictured(withoutMarks(lower))
    .normalize('NFC')
    .replace(SPELLED, (letter) => SPELLINGS[letter] ?? letter)
    .replace(/[^\p{L}\p{N}\p{M}\p{Co}]+/gu, ' ');
  // A mark that was taken away leaves nothing; a sign leaves a gap.
  return folded === '' && !/^\p{M}/u.test(visible) && !/^\u0640/u.test(visible) ? ' ' : folded;
}

const CACHE_LIMIT = 50_000;
const cache = new Map<string, string>();

function foldedCluster(cluster: string): string {
  let folded = cache.get(cluster);
  if (folded === undefined) {
    folded = foldCluster(cluster);
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(cluster, folded);
  }
  return folded;
}

/** İ is the one letter whose small form is longer than itself. */
function lowerCase(text: string): string {
  return (text.includes('İ') ? text.replaceAll('İ', 'I') : text).toLowerCase();
}

/** A text in the form in which texts are compared; ASCII punctuation stays as it is. */
export function fold(text: string): string {
  return lowerCase(text).replace(TO_FOLD, (run) =>
    run.length === 1 ? foldedCluster(run) : run.replace(CLUSTER, foldedCluster),
  );
}

export interface FoldedText {
  text: string;
  /** The [start, end) in the original text of a [start, end) in the folded one. */
  originalRange(start: number, end: number): [start: number, end: number];
}

/** As `fold`, with the way back: what is found in the folded text can be shown in the original. */
export function foldWithOffsets(text: string): FoldedText {
  const changes: LengthChange[] = [];
  let shift = 0;
  const folding = (cluster: string, original: number) => {
    const form = foldedCluster(cluster);
    if (form.length !== cluster.length) {
      changes.push({
        folded: original + shift,
        foldedEnd: original + shift + form.length,
        original,
        originalEnd: original + cluster.length,
      });
      shift += form.length - cluster.length;
    }
    return form;
  };
  const folded = lowerCase(text).replace(TO_FOLD, (run, at: number) =>
    run.length === 1
      ? folding(run, at)
      : run.replace(CLUSTER, (cluster, inRun: number) => folding(cluster, at + inRun)),
  );
  return {
    text: folded,
    originalRange: (start, end) => [
      originalOffset(changes, start, 'original'),
      originalOffset(changes, end, 'originalEnd'),
    ],
  };
}

/** Where a cluster's form is longer or shorter than the cluster, in both texts. */
interface LengthChange {
  folded: number;
  foldedEnd: number;
  original: number;
  originalEnd: number;
}

/** An offset inside a changed cluster goes to that cluster's `edge`. */
function originalOffset(
  changes: readonly LengthChange[],
  offset: number,
  edge: 'original' | 'originalEnd',
): number {
  const count = partitionPoint(changes.length, (index) => (changes[index]?.folded ?? 0) <= offset);
  const before = changes[count - 1];
  if (before === undefined) return offset;
  if (offset >= before.foldedEnd) return before.originalEnd + (offset - before.foldedEnd);
  return offset === before.folded ? before.original : before[edge];
}
