/**
 * Apple's binary property lists, read by need: nothing is built that nobody asks for, so lists that
 * hold themselves or the same part a million times cost nothing. The format is that of
 * `CFBinaryPList.c` in Apple's CoreFoundation: objects, a table of where each begins, a trailer.
 */

/** A place in a property list; which kind of thing is there shows when it is read as one. */
export interface PlistValue {
  /** The values of a dictionary with keys of text; undefined for anything else. */
  entry: (key: string) => PlistValue | undefined;
  /** The values of an array; empty for anything else. */
  items: () => PlistValue[];
  text: () => string | undefined;
  data: () => Uint8Array | undefined;
}

/** Most values of one array, and most keys of one dictionary, that are looked at. */
const MAX_ITEMS = 5000;
const MAX_KEYS = 100;

const TRAILER = 32;

/** Opens a binary property list at its top; undefined when the bytes are none, or damaged. */
export function openBinaryPlist(bytes: Uint8Array): PlistValue | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 8 + TRAILER || file.subarray(0, 6).toString('latin1') !== 'bplist')
    return undefined;
  const trailer = file.subarray(-TRAILER);
  const offsetSize = trailer[6] ?? 0;
  const refSize = trailer[7] ?? 0;
  const count = Number(trailer.readBigUInt64BE(8));
  const top = Number(trailer.readBigUInt64BE(16));
  const table = Number(trailer.readBigUInt64BE(24));
  const fits = (size: number): boolean => size >= 1 && size <= 6;
  if (!fits(offsetSize) || !fits(refSize) || table + count * offsetSize > file.length)
    return undefined;

  const uint = (at: number, size: number): number | undefined =>
    at >= 0 && size >= 1 && size <= 6 && at + size <= file.length
      ? file.readUIntBE(at, size)
      : undefined;

  /** The kind of the object at a place in the table, its length, and where its content begins. */
  const open = (ref: number): { kind: number; length: number; at: number } | undefined => {
    const start = ref < count ? uint(table + ref * offsetSize, offsetSize) : undefined;
    const marker = start === undefined ? undefined : file[start];
    if (start === undefined || marker === undefined) return undefined;
    const kind = marker >> 4;
    const short = marker & 0xf;
    if (short !== 0xf) return { kind, length: short, at: start + 1 };
    // Longer than 14: an integer object with the length follows.
    const size = 2 ** ((file[start + 1] ?? 0) & 0xf);
    const length = uint(start + 2, size);
    return length === undefined ? undefined : { kind, length, at: start + 2 + size };
  };

  const refs = (at: number, length: number, most: number): number[] => {
    const known = Math.min(length, most, Math.floor((file.length - at) / refSize));
    return Array.from(
      { length: Math.max(0, known) },
      (_, index) => uint(at + index * refSize, refSize) ?? count,
    );
  };

  const valueAt = (ref: number): PlistValue => ({
    entry: (key) => {
      const found = open(ref);
      if (found?.kind !== 0xd) return undefined;
      const keys = refs(found.at, found.length, MAX_KEYS);
      const index = keys.findIndex((each) => valueAt(each).text() === key);
      const value = uint(found.at + (found.length + index) * refSize, refSize);
      return index === -1 || value === undefined ? undefined : valueAt(value);
    },
    items: () => {
      const found = open(ref);
      return found?.kind === 0xa ? refs(found.at, found.length, MAX_ITEMS).map(valueAt) : [];
    },
    text: () => {
      const found = open(ref);
      if (found === undefined) return undefined;
      const { kind, length, at } = found;
      if (kind === 0x5) return file.subarray(at, at + length).toString('latin1');
      if (kind !== 0x6) return undefined;
      return new TextDecoder('utf-16be').decode(file.subarray(at, at + length * 2));
    },
    data: () => {
      const found = open(ref);
      return found?.kind === 0x4 ? file.subarray(found.at, found.at + found.length) : undefined;
    },
  });
  return valueAt(top);
}
