/**
 * Guessing the encoding of bytes that carry no mark and are no UTF-8: every encoding that was made
 * for some languages is tried, and the one in which the text is likeliest in one of them wins.
 */
import { costOf } from './letter-costs.ts';
import type { ModelName } from './letter-models.ts';

interface Legacy {
  encoding: string;
  languages: readonly ModelName[];
  /** What it costs that a file is in it at all, in natural logarithms. */
  rarity: number;
}

const WESTERN = [
  'en',
  'fr',
  'de',
  'es',
  'pt',
  'it',
  'nl',
  'sv',
  'da',
  'nb',
  'fi',
  'is',
  'ca',
] as const;
const CENTRAL = ['pl', 'cs', 'sk', 'hu', 'hr', 'sl', 'ro', 'sq'] as const;
const CYRILLIC = ['ru', 'uk', 'bg', 'sr', 'be', 'mk'] as const;
const BALTIC = ['lt', 'lv', 'et'] as const;

const LEGACY: readonly Legacy[] = [
  { encoding: 'windows-1252', languages: WESTERN, rarity: 0 },
  { encoding: 'windows-1251', languages: CYRILLIC, rarity: 0.5 },
  { encoding: 'windows-1250', languages: CENTRAL, rarity: 0.5 },
  { encoding: 'gb18030', languages: ['zh_CN', 'zh_TW'], rarity: 0.5 },
  { encoding: 'shift_jis', languages: ['ja'], rarity: 0.5 },
  { encoding: 'big5', languages: ['zh_TW'], rarity: 0.5 },
  { encoding: 'euc-kr', languages: ['ko'], rarity: 0.5 },
  { encoding: 'euc-jp', languages: ['ja'], rarity: 1 },
  { encoding: 'windows-1253', languages: ['el'], rarity: 1 },
  { encoding: 'windows-1254', languages: ['tr'], rarity: 1 },
  { encoding: 'windows-1255', languages: ['he'], rarity: 1 },
  { encoding: 'windows-1256', languages: ['ar', 'fa'], rarity: 1 },
  { encoding: 'windows-1257', languages: BALTIC, rarity: 1 },
  { encoding: 'windows-1258', languages: ['vi'], rarity: 1.5 },
  { encoding: 'windows-874', languages: ['th'], rarity: 1 },
  { encoding: 'koi8-r', languages: ['ru', 'bg'], rarity: 1 },
  { encoding: 'koi8-u', languages: ['uk', 'ru', 'be'], rarity: 1.5 },
  { encoding: 'iso-8859-2', languages: CENTRAL, rarity: 1.5 },
  { encoding: 'iso-8859-5', languages: CYRILLIC, rarity: 2.5 },
  { encoding: 'iso-8859-7', languages: ['el'], rarity: 2 },
  { encoding: 'iso-8859-6', languages: ['ar', 'fa'], rarity: 3 },
  { encoding: 'iso-8859-8', languages: ['he'], rarity: 3 },
  { encoding: 'iso-8859-15', languages: WESTERN, rarity: 3 },
  { encoding: 'ibm866', languages: ['ru', 'bg'], rarity: 3 },
  { encoding: 'macintosh', languages: WESTERN, rarity: 4 },
  { encoding: 'x-mac-cyrillic', languages: ['ru', 'uk', 'bg', 'sr'], rarity: 4 },
  { encoding: 'iso-8859-13', languages: BALTIC, rarity: 4 },
  { encoding: 'iso-8859-4', languages: BALTIC, rarity: 5 },
  { encoding: 'iso-8859-3', languages: ['eo'], rarity: 5 },
];

const ALL: readonly ModelName[] = [...new Set(LEGACY.flatMap(({ languages }) => languages))];

/** Bytes that a guess is made from. */
const SAMPLE = 4096;
/** How much likelier than the next the best has to be before nobody is asked: e to the power of this. */
const SURE = 6;
/** The highest cost of a text for each of its characters when UTF-16 is assumed. */
const MOST_WIDE_COST = 8.8;
/** The highest cost of a text, for each of its characters, that still is one. */
const MOST_COST = 9;

export interface Guess {
  encoding: string;
  /** What writing the sample costs if it is in this encoding, in natural logarithms. */
  cost: number;
  /** How the sample reads. */
  text: string;
}

/** A stretch of bytes that begins and ends at a line or at least at an ASCII character. */
function clipped(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const ascii = (at: number): boolean => (bytes[at] ?? 0) <= 0x2f;
  let from = start;
  let to = end;
  while (from > 0 && from < Math.min(end, start + 64) && !ascii(from - 1)) from += 1;
  while (to < bytes.length && to > Math.max(from, end - 64) && !ascii(to)) to -= 1;
  return bytes.subarray(from < end ? from : start, to > from ? to : end);
}

/** Bytes around those above ASCII that go with them. */
const AROUND = 100;

/** The stretches that hold bytes above ASCII, with what stands around them, up to `SAMPLE` bytes. */
export function sampleOf(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let at = 0, done = 0; at < bytes.length && size < SAMPLE; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    const limit = Math.min(bytes.length, at + SAMPLE - size);
    let end = at + 1;
    for (let next = end; next < limit && next < end + AROUND; next += 1) {
      if ((bytes[next] ?? 0) >= 0x80) end = next + 1;
    }
    const to = Math.min(limit, end + AROUND);
    parts.push(clipped(bytes, Math.max(done, at - AROUND), to));
    size += Math.max(1, parts.at(-1)?.length ?? 0);
    done = to;
    at = to;
  }
  return Buffer.concat(parts);
}

function cheapest(text: string, languages: readonly ModelName[]): number {
  return languages.reduce((least, language) => Math.min(least, costOf(text, language)), Infinity);
}

/**
 * Decodes bytes that stand in no doubt. Vietnamese tones, which windows-1258 writes apart, are put
 * together with their letters.
 */
export function decodeAs(encoding: string, bytes: Uint8Array): string {
  if (encoding === 'utf-32le' || encoding === 'utf-32be') return decodeUtf32(encoding, bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  return encoding === 'windows-1258' ? text.normalize('NFC') : text;
}

function decodeUtf32(encoding: 'utf-32le' | 'utf-32be', bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = encoding === 'utf-32le';
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const code = at + 4 <= bytes.length ? view.getUint32(at, little) : 0xfffd;
    const valid = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    pieces.push(String.fromCodePoint(valid ? code : 0xfffd));
  }
  return pieces.join('').replace(/^\uFEFF/, '');
}

/** UTF-16 and UTF-32 without a mark, when the bytes read well as one of them. */
export function guessWide(bytes: Uint8Array): Guess | undefined {
  const encodings = [
    ...(bytes.length % 4 === 0 ? ['utf-32le', 'utf-32be'] : []),
    ...(bytes.length % 2 === 0 ? ['utf-16le', 'utf-16be'] : []),
  ];
  // A letter and a NUL could be anything.
  if (bytes.length < 8) return undefined;
  const sample = bytes.subarray(0, SAMPLE);
  // What single bytes would cost, were the control characters among them nearly nothing.
  const bare = Buffer.from(sample.filter((byte) => byte > 8)).toString('latin1');
  const narrow = cheapest(bare, WESTERN) + 5 * (sample.length - bare.length);
  let best: Guess | undefined;
  for (const encoding of encodings) {
    // The end of the sample may be half of a pair.
    const text = decodeAs(encoding, sample).replace(/\uFFFD$/, '');
    if (text === '' || /[\0\uFFFD]/.test(text)) continue;
    const cost = cheapest(text, ALL);
    const reads = cost < Math.min(narrow, MOST_WIDE_COST * text.length);
    if (reads && (best === undefined || cost < best.cost)) best = { encoding, cost, text };
  }
  return best;
}

/** Guesses for bytes that are no UTF-8, likeliest first; those that read the same are one. */
export function guessEncodings(bytes: Uint8Array): Guess[] {
  const sample = sampleOf(bytes);
  const byText = new Map<string, Guess>();
  for (const { encoding, languages, rarity } of LEGACY) {
    const text = new TextDecoder(encoding).decode(sample);
    const cost = cheapest(text, languages) + rarity;
    const known = byText.get(text);
    if (known === undefined || known.cost > cost) byText.set(text, { encoding, cost, text });
  }
  const wide = guessWide(bytes);
  if (wide !== undefined) {
    // Its sample is another; what a byte costs is compared.
    const cost = (wide.cost / Math.min(SAMPLE, bytes.length)) * sample.length + 2;
    byText.set(wide.text, { ...wide, cost });
  }
  return [...byText.values()].sort((a, b) => a.cost - b.cost);
}

/** Says whether the best of some guesses is beyond doubt; one or two strange bytes tell little. */
export function isSure([best, next]: readonly Guess[]): boolean {
  if (best === undefined) return false;
  const strange = best.text.match(/[^\0-\x7f]/gu)?.length ?? 0;
  return next === undefined || next.cost - best.cost >= (strange > 2 ? SURE : 2 * SURE);
}

/** Says whether a guess reads like text at all. */
export function readsLikeText({ text, cost }: Guess): boolean {
  return cost / Math.max(1, text.length) < MOST_COST;
}
