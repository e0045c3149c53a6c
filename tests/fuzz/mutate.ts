/** Spoiling good files: at random, by the words of their format, and inside their archives. */
import type { Random } from './random.ts';
import { unzip, zip, type ZipEntry } from './zip.ts';

/** Largest case that is made, in bytes: large enough to be slow where time grows too fast. */
const MOST = 1_500_000;

export interface Material {
  /** Largest case that is made, in bytes; `MOST` unless told. */
  most?: number | undefined;
  seeds: readonly Buffer[];
  /** Words of the format that change what its reader does. */
  words: readonly string[];
  /** What opens a level of nesting, and what closes it. */
  nests: ReadonlyArray<readonly [open: string, close: string]>;
}

type Mutation = (bytes: Buffer, random: Random, material: Material) => Buffer;

/** Bytes at which sizes, counts and signs turn over. */
const EDGES = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x20, 0x0a, 0x22, 0x3c, 0x7b];
const NUMBERS = ['0', '-1', '2147483648', '4294967296', '99999999999999999999', '1e309', 'NaN'];

/** What any reader of text may stumble over. */
const STRANGE = [
  '\0',
  '\uFEFF',
  '\u202E',
  '\u2028',
  '\r',
  '\uD800',
  '\uFFFF',
  '😀',
  'javascript:alert(1)',
  'file:///etc/passwd',
  '../../../../etc/passwd',
  '__proto__',
  'constructor',
];

function stretch(bytes: Buffer, random: Random, most: number): [from: number, to: number] {
  const from = random.below(bytes.length);
  return [from, Math.min(bytes.length, from + 1 + random.below(most))];
}

function put(bytes: Buffer, at: number, piece: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}

const flipBits: Mutation = (bytes, random) => {
  const spoiled = Buffer.from(bytes);
  for (let left = 1 + random.below(24); left > 0; left -= 1) {
    const at = random.below(spoiled.length);
    spoiled[at] = (spoiled[at] ?? 0) ^ (1 << random.below(8));
  }
  return spoiled;
};

const setBytes: Mutation = (bytes, random) => {
  const spoiled = Buffer.from(bytes);
  for (let left = 1 + random.below(12); left > 0; left -= 1) {
    spoiled[random.below(spoiled.length)] = random.pick(EDGES);
  }
  return spoiled;
};

const truncate: Mutation = (bytes, random) => bytes.subarray(0, random.below(bytes.length));

const cutOut: Mutation = (bytes, random) => {
  const [from, to] = stretch(bytes, random, random.chance(0.5) ? 40 : 4000);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
};

const repeat: Mutation = (bytes, random, { most: limit = MOST }) => {
  const [from, to] = stretch(bytes, random, random.chance(0.5) ? 60 : 2000);
  const times = random.chance(0.1) ? 2000 : 1 + random.below(40);
  const piece = bytes.subarray(from, to);
  const most = Math.max(1, Math.min(times, Math.floor((limit - bytes.length) / piece.length)));
  return put(bytes, to, Buffer.concat(Array.from({ length: most }, () => piece)));
};

const splice: Mutation = (bytes, random, { seeds }) => {
  const other = random.pick(seeds);
  const [from, to] = stretch(other, random, 6000);
  return put(bytes, random.below(bytes.length), other.subarray(from, to));
};

const insertWords: Mutation = (bytes, random, { words }) => {
  let spoiled = bytes;
  for (let left = 1 + random.below(6); left > 0; left -= 1) {
    const word = random.pick(random.chance(0.7) && words.length > 0 ? words : STRANGE);
    spoiled = put(spoiled, random.below(spoiled.length), Buffer.from(word));
  }
  return spoiled;
};

/** Puts a number that no program writes in place of one that it wrote. */
const changeNumber: Mutation = (bytes, random) => {
  const start = random.below(bytes.length);
  for (let at = start; at < Math.min(bytes.length, start + 5000); at += 1) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) continue;
    let end = at + 1;
    while ((bytes[end] ?? 0) >= 0x30 && (bytes[end] ?? 0) <= 0x39) end += 1;
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.from(random.pick(NUMBERS)),
      bytes.subarray(end),
    ]);
  }
  return setBytes(bytes, random, { seeds: [bytes], words: [], nests: [] });
};

const nest: Mutation = (bytes, random, { nests, most: limit = MOST }) => {
  if (nests.length === 0)
    return repeat(bytes, random, { seeds: [bytes], words: [], nests, most: limit });
  const [open, close] = random.pick(nests);
  const most = Math.floor((limit - bytes.length) / (open.length + close.length));
  const depth = Math.min(random.chance(0.3) ? 10_000 : 10 + random.below(400), Math.max(1, most));
  const piece = `${open.repeat(depth)}x${random.chance(0.7) ? close.repeat(depth) : ''}`;
  return put(bytes, random.below(bytes.length), Buffer.from(piece));
};

const GENERIC: readonly Mutation[] = [
  flipBits,
  setBytes,
  truncate,
  cutOut,
  repeat,
  splice,
  insertWords,
  insertWords,
  changeNumber,
  nest,
];

/** Names that must not lead out of where an archive is unpacked. */
const NAMES = [
  '../../evil',
  '/etc/passwd',
  'C:\\evil',
  'a/../../b',
  '',
  '.',
  'a\0b',
  'x'.repeat(3000),
];

const inArchive: Mutation = (bytes, random, material) => {
  const entries = unzip(bytes);
  if (entries === undefined || entries.length === 0) return flipBits(bytes, random, material);
  const at = random.below(entries.length);
  const entry = random.pick(entries.slice(at, at + 1));
  const others = entries.filter((_, index) => index !== at);
  if (random.chance(0.08)) return zip(others);
  if (random.chance(0.08)) return zip([...entries, { ...entry, bytes: Buffer.from('twice') }]);
  if (random.chance(0.08))
    return zip([...others, { ...entry, name: Buffer.from(random.pick(NAMES)) }]);
  const spoiled: ZipEntry = {
    ...entry,
    bytes: spoil(entry.bytes, random, { ...material, seeds: [entry.bytes] }),
  };
  return zip(entries.map((each, index) => (index === at ? spoiled : each)));
};

function spoil(bytes: Buffer, random: Random, material: Material): Buffer {
  let spoiled = bytes;
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    if (spoiled.length === 0) break;
    spoiled = random.pick(GENERIC)(spoiled, random, material);
  }
  return spoiled;
}

/** One spoiled file of a format. */
export function mutate(material: Material, random: Random): Buffer {
  const seed = random.pick(material.seeds);
  const archive = seed.length > 4 && seed.readUInt32LE(0) === 0x04034b50;
  const spoiled =
    archive && random.chance(0.75)
      ? inArchive(seed, random, material)
      : spoil(seed, random, material);
  return spoiled.subarray(0, Math.max(seed.length, material.most ?? MOST));
}
