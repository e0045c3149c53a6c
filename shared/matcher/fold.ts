/**
 * Text as the matcher compares it: without case, accents, kinds of space, quotation mark and dash,
 * and invisible characters, and with a map back to where each symbol came from. The unit of the map
 * is the grapheme cluster (UAX #29), so no place found can cut an accent or an emoji in two.
 */

/** Folded text: one code point and the UTF-16 range of the cluster it stands for, per symbol. */
export interface Folded {
  symbols: Int32Array;
  /** Where the cluster (or the run of white space) begins, and where it ends. */
  at: Int32Array;
  until: Int32Array;
}

export const SPACE = 0x20;

const QUOTES: ReadonlyArray<readonly [RegExp, string]> = [
  [/[“”„‟«»″‶〝〞＂\u05f4]/gu, '"'],
  [/[‘’‚‛‹›′‵`´ʼʻʹ＇\u05f3]/gu, "'"],
  [/[\p{Pd}\u2212\u2043\u02d7]/gu, '-'],
];
/** Accents and points, but not the signs that make another letter (kana voicing, Indic vowels). */
const ACCENT =
  /(?![\u3099\u309a])(?=\p{Mn})[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]/gu;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u0640]/gu;
/** Code units that can share a grapheme cluster with a neighbour. */
const JOINING =
  /[\p{M}\p{Cs}\u200c\u200d\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\u0e33\u0eb3\uff9e\uff9f\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e]/u;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

const UNKNOWN = 0;
const GONE = -1;
const JOINS = -2;
const SEVERAL = -3;
/** By UTF-16 code unit: its symbol where it always stands alone, or one of the four above. */
const units = new Int32Array(0x10000);
const clusters = new Map<string, readonly number[]>();
/** A text may hold any number of different clusters; what is remembered of them may not grow so. */
const REMEMBERED = 20_000;

function foldCluster(cluster: string): readonly number[] {
  const known = clusters.get(cluster);
  if (known !== undefined) return known;
  let text = cluster;
  for (const [pattern, plain] of QUOTES) text = text.replace(pattern, plain);
  text = text.normalize('NFKD').replace(ACCENT, '').replace(INVISIBLE, '');
  // By way of upper case, because ß and the Greek final sigma have no other way to their equals.
  text = text.toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC');
  const folded = Array.from(text.replace(/\s+/gu, ' '), (one) => one.codePointAt(0) ?? 0);
  if (clusters.size >= REMEMBERED) clusters.clear();
  clusters.set(cluster, folded);
  return folded;
}

function classOf(unit: number): number {
  const known = units[unit] ?? JOINS;
  if (known !== UNKNOWN) return known;
  const character = String.fromCharCode(unit);
  const folded = foldCluster(character);
  let found = folded.length === 0 ? GONE : folded.length > 1 ? SEVERAL : (folded[0] ?? GONE);
  if (JOINING.test(character)) found = JOINS;
  // NUL would look like a unit not seen yet.
  if (found === UNKNOWN) found = SEVERAL;
  units[unit] = found;
  return found;
}

/** Folds a text. White space in a row becomes one symbol; what is invisible becomes none. */
export function fold(text: string): Folded {
  let size = text.length + 16;
  let symbols = new Int32Array(size);
  let at = new Int32Array(size);
  let until = new Int32Array(size);
  let count = 0;

  const push = (symbol: number, from: number, to: number) => {
    if (symbol === SPACE && count > 0 && symbols[count - 1] === SPACE) {
      until[count - 1] = to;
      return;
    }
    if (count === size) {
      size *= 2;
      symbols = grown(symbols, size);
      at = grown(at, size);
      until = grown(until, size);
    }
    symbols[count] = symbol;
    at[count] = from;
    until[count] = to;
    count += 1;
  };

  let offset = 0;
  while (offset < text.length) {
    const kind = classOf(text.charCodeAt(offset));
    const joined =
      kind === JOINS ||
      (offset + 1 < text.length && classOf(text.charCodeAt(offset + 1)) === JOINS);
    if (!joined) {
      if (kind > 0) push(kind, offset, offset + 1);
      else if (kind === SEVERAL) {
        for (const symbol of foldCluster(text.charAt(offset))) push(symbol, offset, offset + 1);
      }
      offset += 1;
      continue;
    }
    const end = joinedEnd(text, offset);
    for (const { segment, index } of graphemes.segment(text.slice(offset, end))) {
      const from = offset + index;
      for (const symbol of foldCluster(segment)) push(symbol, from, from + segment.length);
    }
    offset = end;
  }
  return {
    symbols: symbols.subarray(0, count),
    at: at.subarray(0, count),
    until: until.subarray(0, count),
  };
}

/** The first offset after `from` between two units of which neither joins: surely a boundary. */
function joinedEnd(text: string, from: number): number {
  let end = from + 1;
  let before = classOf(text.charCodeAt(from)) === JOINS;
  while (end < text.length) {
    const joins = classOf(text.charCodeAt(end)) === JOINS;
    if (!joins && !before && end > from + 1) break;
    before = joins;
    end += 1;
  }
  return end;
}

function grown(from: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(size);
  larger.set(from);
  return larger;
}

const WORD = /[\p{L}\p{N}\p{M}]/u;
/** Scripts written without spaces between words, where a word's end cannot be seen. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const words = new Map<number, boolean>();

/** Whether a symbol belongs to a word of a script that puts spaces between words. */
export function isWordSymbol(symbol: number | undefined): boolean {
  if (symbol === undefined) return false;
  const known = words.get(symbol);
  if (known !== undefined) return known;
  const character = String.fromCodePoint(symbol);
  const found = WORD.test(character) && !UNSPACED.test(character);
  words.set(symbol, found);
  return found;
}
