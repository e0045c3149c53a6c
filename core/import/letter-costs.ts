/**
 * How unlikely a text is, as the cost in natural logarithms of writing it in some language: the pair
 * models of `letter-models.ts` for letters, common signs for the rest. Texts in the right encoding
 * are cheaper than the same bytes in a wrong one.
 */
import { LETTER_MODELS, type LetterModel, type ModelName } from './letter-models.ts';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-';

/** Costs of what the models don't tell. */
const ASCII_SIGN = 3;
const FOREIGN_ASCII = 4;
/** Between a word of Latin letters and others that touch it or begin or end there. */
const SWITCH = 3;
const STRANGE_LETTER = 11;
const CAPITAL = 2;
/** A capital behind a small letter: the mark of Cyrillic read in another encoding of Cyrillic. */
const CAPITAL_INSIDE = 6;
/** What is no character of text, and what is none at all. */
const NOTHING = 20;
const BROKEN = 35;

interface Pairs {
  index: ReadonlyMap<string, number>;
  size: number;
  costs: Float32Array;
  latin: boolean;
}

type Characters = ReadonlyMap<string, number>;

function costsOf({ costs }: LetterModel): Float32Array {
  return Float32Array.from(costs, (digit) => DIGITS.indexOf(digit) / 4);
}

const pairModels = new Map<ModelName, Pairs>();

function pairsOf(name: ModelName): Pairs {
  const known = pairModels.get(name);
  if (known !== undefined) return known;
  const model = LETTER_MODELS[name];
  const letters = [...model.letters];
  const made: Pairs = {
    index: new Map(letters.map((letter, at) => [letter, at + 1])),
    size: letters.length + 1,
    costs: costsOf(model),
    latin: /\p{Script=Latin}/u.test(model.letters.charAt(0)),
  };
  pairModels.set(name, made);
  return made;
}

/** The characters of a stretch of two-byte codes, lead bytes from `first` to `last`. */
function charactersOf(encoding: string, first: number, last: number): string {
  const bytes: number[] = [];
  for (let lead = first; lead <= last; lead += 1) {
    for (let trail = 0xa1; trail <= 0xfe; trail += 1) bytes.push(lead, trail);
  }
  return new TextDecoder(encoding).decode(Uint8Array.from(bytes)).replaceAll('\uFFFD', '');
}

/** The characters that the standards put first because they are common. */
const COMMON: Partial<Record<ModelName, () => string>> = {
  zh_CN: () => charactersOf('gb18030', 0xb0, 0xd7),
  zh_TW: () => charactersOf('big5', 0xa4, 0xc6),
  ja: () => charactersOf('euc-jp', 0xb0, 0xcf) + charactersOf('euc-jp', 0xa4, 0xa5),
  ko: () => charactersOf('euc-kr', 0xb0, 0xc8),
};
const COMMON_COST = 9.5;

const characterModels = new Map<ModelName, Characters>();

function charactersModel(name: ModelName): Characters {
  const known = characterModels.get(name);
  if (known !== undefined) return known;
  const model = LETTER_MODELS[name];
  const costs = costsOf(model);
  const made = new Map<string, number>();
  for (const char of COMMON[name]?.() ?? '') made.set(char, COMMON_COST);
  for (const [at, char] of [...model.letters].entries()) made.set(char, costs[at] ?? COMMON_COST);
  characterModels.set(name, made);
  return made;
}

const signs = new Map<number, number>();

/** The cost of a character above ASCII that is no letter of the language. */
function signCost(code: number): number {
  const known = signs.get(code);
  if (known !== undefined) return known;
  const char = String.fromCodePoint(code);
  let cost = 11;
  if (code === 0xfffd) cost = BROKEN;
  else if (/[\p{Cc}\p{Cn}\p{Co}\p{Cs}]/u.test(char)) cost = NOTHING;
  else if ('“”‘’–—…«»„'.includes(char)) cost = 4.5;
  else if ('\u00a0§°±©®€£№•·×ºª¿¡'.includes(char)) cost = 6.5;
  else if (/\p{L}|\p{M}/u.test(char)) cost = STRANGE_LETTER;
  else if (/[\u3000-\u303f\uff00-\uffef]/.test(char)) cost = 8;
  else if (/\p{P}/u.test(char)) cost = 9;
  signs.set(code, cost);
  return cost;
}

function asciiSignCost(code: number): number {
  if (code === 0x20) return 0.5;
  return code >= 0x20 || code === 0x0a || code === 0x0d || code === 0x09 ? ASCII_SIGN : NOTHING;
}

function isAsciiLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function costByPairs(text: string, { index, size, costs, latin }: Pairs): number {
  let cost = 0;
  let before = 0;
  let small = false;
  let foreign = false;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const ascii = isAsciiLetter(code);
    if (ascii && !latin) {
      cost += FOREIGN_ASCII + (before === 0 ? 0 : NOTHING / 2) + (foreign ? 0 : SWITCH);
      before = 0;
      small = false;
      foreign = true;
      continue;
    }
    const lower = code < 0x80 && !ascii ? char : char.toLowerCase();
    const at = index.get(lower) ?? 0;
    if (at === 0) {
      if (ascii) cost += 7;
      else {
        if (before !== 0) cost += costs[before * size] ?? 0;
        cost += code < 0x80 ? asciiSignCost(code) : signCost(code);
      }
    } else {
      cost += (costs[before * size + at] ?? 0) + (foreign ? NOTHING / 2 : 0);
      if (lower !== char) cost += small ? CAPITAL_INSIDE : before === 0 ? CAPITAL : 0.3;
    }
    small = at !== 0 && lower === char;
    before = at;
    foreign = false;
  }
  return cost;
}

function costByCharacters(text: string, model: Characters): number {
  let cost = 0;
  let ascii = false;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const wasAscii: boolean = ascii;
    ascii = isAsciiLetter(code);
    if (wasAscii !== ascii && code !== 0x20) cost += SWITCH;
    if (ascii) cost += FOREIGN_ASCII;
    else if (code < 0x80) cost += asciiSignCost(code);
    else {
      const rare = (code >= 0x3400 && code <= 0x9fff) || (code >= 0xff61 && code <= 0xff9f);
      cost += model.get(char) ?? (rare ? 13 : Math.max(9, signCost(code) + 2));
    }
  }
  return cost;
}

/** The cost of a text in one language, in natural logarithms. */
export function costOf(text: string, name: ModelName): number {
  if (name in COMMON) return costByCharacters(text, charactersModel(name));
  const plain = name === 'ro' ? text.replaceAll('ș', 'ş').replaceAll('ț', 'ţ') : text;
  return costByPairs(plain, pairsOf(name));
}
