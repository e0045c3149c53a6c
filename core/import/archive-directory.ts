/**
 * The central directory of a zip file, read with distrust (PKWARE APPNOTE 6.3.10; zip64 included).
 *
 * Only the central directory says what is in the file; local headers only say where data begins.
 */
import { Refusal } from '../../shared/result.ts';
import { nameInSentence } from './reader.ts';

/** Most entries of one archive. */
export const MAX_ENTRIES = 5000;

/** One record of the directory, as it is told. */
export interface DirectoryRecord {
  name: Uint8Array;
  /** The Info-ZIP Unicode path field, if there is one. */
  unicodePath: Uint8Array | undefined;
  flags: number;
  method: number;
  crc: number;
  /** Sizes in bytes. */
  compressed: number;
  inflated: number;
  /** The Unix file mode, 0 when another system wrote the entry. */
  mode: number;
  /** Where its data is in the archive: checked to lie inside it. */
  start: number;
  end: number;
  /** Where its local header is. */
  header: number;
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const RECORD_SIGNATURE = 0x02014b50;
const RECORD_BYTES = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_END_SIGNATURE = 0x06064b50;
const ZIP64_FIELD = 0x0001;
const UNICODE_PATH_FIELD = 0x7075;
const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;

function damaged(name: string, reason: string): Refusal {
  return new Refusal(
    'reader-failed',
    `${nameInSentence(name)} is damaged: ${reason}. Copy or download it again.`,
  );
}

/** Where the end record is: the last one whose comment reaches to the end, or before it. */
function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - FULL_16); at -= 1) {
    if (view.getUint32(at, true) !== END_SIGNATURE) continue;
    if (at + END_BYTES + view.getUint16(at + 20, true) <= view.byteLength) return at;
  }
  return undefined;
}

function big(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

/** How many records there are, how many bytes they take, and where they begin. */
function readEnd(
  view: DataView,
  end: number,
): { count: number; size: number; offset: number; at: number } {
  const told = {
    count: view.getUint16(end + 10, true),
    size: view.getUint32(end + 12, true),
    offset: view.getUint32(end + 16, true),
    at: end,
  };
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== ZIP64_LOCATOR_SIGNATURE) return told;
  const at = big(view, locator + 8);
  if (at + 56 > locator || view.getUint32(at, true) !== ZIP64_END_SIGNATURE) return told;
  return { count: big(view, at + 32), size: big(view, at + 40), offset: big(view, at + 48), at };
}

/** The extra field with an id; undefined when it is absent or cut off. */
function extraField(extra: Uint8Array, id: number): Uint8Array | undefined {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength);
  for (let at = 0; at + 4 <= extra.length;) {
    const size = view.getUint16(at + 2, true);
    if (at + 4 + size > extra.length) return undefined;
    if (view.getUint16(at, true) === id) return extra.subarray(at + 4, at + 4 + size);
    at += 4 + size;
  }
  return undefined;
}

/** The 64-bit values that stand for those of a record that are full, in their prescribed order. */
function widened(values: readonly number[], field: Uint8Array | undefined): number[] {
  const view = field && new DataView(field.buffer, field.byteOffset, field.byteLength);
  let at = 0;
  return values.map((value) => {
    if (value !== FULL_32 || view === undefined || at + 8 > view.byteLength) return value;
    at += 8;
    return big(view, at - 8);
  });
}

/** Throws when two entries share bytes of the archive: how a small file holds terabytes. */
function refuseOverlaps(name: string, records: readonly DirectoryRecord[]): void {
  const placed = records.toSorted((a, b) => a.header - b.header);
  for (const [index, record] of placed.entries()) {
    const next = placed[index + 1];
    if (next !== undefined && next.header < record.end) {
      throw new Refusal(
        'unsupported-format',
        `${nameInSentence(name)} is not unpacked: entries in it share the same bytes, as harmful archives do. Unpack it with a program you trust and add the files.`,
      );
    }
  }
}

/**
 * The records of an archive's directory. Throws a `Refusal` when there is none, when it is damaged
 * or in parts, when it has more than `maxEntries`, or when entries overlap.
 */
export function readDirectory(
  bytes: Uint8Array,
  name: string,
  maxEntries = MAX_ENTRIES,
): DirectoryRecord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endAt = findEnd(view);
  if (endAt === undefined) throw damaged(name, 'its end is missing');
  const parts = view.getUint16(endAt + 4, true);
  if (parts !== 0 && parts !== FULL_16) {
    throw new Refusal(
      'unsupported-format',
      `${nameInSentence(name)} is one part of an archive in several. Unpack them together and add the files.`,
    );
  }
  const { count, size, offset, at } = readEnd(view, endAt);
  if (count > maxEntries) {
    throw new Refusal(
      'too-large',
      `${nameInSentence(name)} holds ${count} files; up to ${maxEntries} are read from one archive. Unpack it and add its folders one by one.`,
    );
  }
  // Something may stand before an archive (a program that unpacks it); all offsets shift by it.
  const begin = at - size;
  const shift = begin - offset;
  if (begin < 0 || shift < 0) throw damaged(name, 'its directory lies outside of it');

  const records: DirectoryRecord[] = [];
  let position = begin;
  for (let index = 0; index < count; index += 1) {
    if (position + RECORD_BYTES > at || view.getUint32(position, true) !== RECORD_SIGNATURE) {
      throw damaged(name, 'its directory is cut off');
    }
    const nameEnd = position + RECORD_BYTES + view.getUint16(position + 28, true);
    const extraEnd = nameEnd + view.getUint16(position + 30, true);
    const next = extraEnd + view.getUint16(position + 32, true);
    if (next > at) throw damaged(name, 'its directory is cut off');
    const extra = bytes.subarray(nameEnd, extraEnd);
    const [inflated = 0, compressed = 0, told = 0] = widened(
      [24, 20, 42].map((field) => view.getUint32(position + field, true)),
      extraField(extra, ZIP64_FIELD),
    );
    const header = told + shift;
    if (header + LOCAL_BYTES > begin || view.getUint32(header, true) !== LOCAL_SIGNATURE) {
      throw damaged(name, 'an entry in it can’t be found');
    }
    const start =
      header + LOCAL_BYTES + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
    if (start + compressed > begin) throw damaged(name, 'an entry in it is cut off');
    records.push({
      name: bytes.subarray(position + RECORD_BYTES, nameEnd),
      unicodePath: extraField(extra, UNICODE_PATH_FIELD),
      flags: view.getUint16(position + 8, true),
      method: view.getUint16(position + 10, true),
      crc: view.getUint32(position + 16, true),
      compressed,
      inflated,
      mode: view.getUint8(position + 5) === 3 ? view.getUint16(position + 40, true) : 0,
      start,
      end: start + compressed,
      header,
    });
    position = next;
  }
  refuseOverlaps(name, records);
  return records;
}
